import pytest

from builder.directions import direction
from builder.languages import NAMES, language_name

CALLED = {"de": "Deutsch", "de-AT": "Deutsch (de-AT)", "ES": "español", "tlh": "tlh", "x": "x"}


@pytest.mark.parametrize("tag", CALLED)
def test_a_language_has_the_name_that_it_gives_itself(tag: str) -> None:
    assert language_name(tag) == CALLED[tag]


def test_no_two_languages_go_by_one_name() -> None:
    assert len(set(NAMES.values())) == len(NAMES) > 50
    assert list(NAMES) == sorted(NAMES)
    assert {tag for tag in NAMES if direction(tag) == "rtl"} == {"ar", "fa", "he", "ps", "ur"}

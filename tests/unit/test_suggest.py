import pytest

from builder.suggest import closest, did_you_mean

WORDS = ["label", "text", "title"]
HINTS = {
    "lable": "did you mean 'label'?",
    "titel": "did you mean 'title'?",
    "colour": "there are: 'label', 'text', 'title'",
    "": "there are: 'label', 'text', 'title'",
    "x" * 100_000: "there are: 'label', 'text', 'title'",
}


@pytest.mark.parametrize("word", HINTS)
def test_hints(word: str) -> None:
    assert did_you_mean(word, WORDS) == HINTS[word]


def test_none_and_many() -> None:
    assert did_you_mean("a", []) == "there are none yet"
    assert did_you_mean("zz", [f"name{number:02}" for number in range(12)]).endswith("'name09' and 2 more")


def test_order_of_words_does_not_matter() -> None:
    assert closest("ab", ["abc", "abd"]) == closest("ab", ["abd", "abc"])

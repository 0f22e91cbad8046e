import pytest

from builder.suggest import as_id, closest, did_you_mean, meant

WORDS = ["label", "text", "title"]
HINTS = {
    "lable": "did you mean 'label'?",
    "titel": "did you mean 'title'?",
    "colour": "there are: 'label', 'text', 'title'",
    "clear": "there are: 'label', 'text', 'title'",
    "": "there are: 'label', 'text', 'title'",
    "x" * 100_000: "there are: 'label', 'text', 'title'",
}


@pytest.mark.parametrize("word", HINTS)
def test_hints(word: str) -> None:
    assert did_you_mean(word, WORDS) == HINTS[word]


def test_none_and_many() -> None:
    assert did_you_mean("a", []) == "there are none yet"
    assert did_you_mean("zz", [f"name{number:02}" for number in range(12)]).endswith("'name09' and 2 more")


TYPES = ["single_choice", "multiple_choice", "rating", "long_text", "short_text", "date", "images/logo.png"]
MEANT = {
    "Rating": "did you mean 'rating'?",
    "ratign": "did you mean 'rating'?",
    "text": "did you mean 'long_text' or 'short_text'?",
    "choice": "did you mean 'multiple_choice' or 'single_choice'?",
    "logo.png": "did you mean 'images/logo.png'?",
    "logo.jpg": "",
    "e": "",
}


@pytest.mark.parametrize("word", MEANT)
def test_meant(word: str) -> None:
    assert meant(word, TYPES) == MEANT[word]


def test_what_only_begins_alike_is_not_meant() -> None:
    assert meant("role-clarity-client", ["role-clarity-peer-specialist"]) == ""
    assert meant("logo.png", ["images/room.jpg"]) == ""


def test_no_list_leaves_out_one() -> None:
    assert did_you_mean("zz", [f"name{number:02}" for number in range(11)]).endswith("'name09', 'name10'")


IDS = {"Group Meeting": "group-meeting", "2. Ärger & Mut!": "arger-mut", "计划": "", "first-week": "first-week"}


@pytest.mark.parametrize("text", IDS)
def test_as_id(text: str) -> None:
    assert as_id(text) == IDS[text]


def test_order_of_words_does_not_matter() -> None:
    assert closest("ab", ["abc", "abd"]) == closest("ab", ["abd", "abc"])

from typing import Any

import pytest

from builder.form import Answers, Choice, Form, form_of

SETS = [
    {"id": "s", "choices": [{"id": "low", "label": "Low"}, {"id": "high", "label": "High"}], "opt_outs": [{"id": "dont_know"}]}
]
LOW_HIGH = (Choice("low", "Low"), Choice("high", "High"))
DONT_KNOW = (Choice("dont_know", ""),)
OWN = [{"id": "a", "label": "A", "help": "First"}]
# a question -> the answers on its page
ANSWERS: list[tuple[dict[str, Any], Answers]] = [
    ({"type": "rating", "answer_set": "s"}, Answers(LOW_HIGH, (), DONT_KNOW)),
    ({"type": "rating", "answer_set": "s", "opt_outs": []}, Answers(LOW_HIGH, (), DONT_KNOW)),
    (
        {"type": "rating", "answer_set": "s", "opt_outs": [{"id": "does_not_apply", "label": "No"}]},
        Answers(LOW_HIGH, (), (Choice("does_not_apply", "No"),)),
    ),
    ({"type": "yes_no", "yes_label": "Ja", "no_label": "Nein"}, Answers((Choice("yes", "Ja"), Choice("no", "Nein")))),
    ({"type": "single_choice", "choices": OWN}, Answers((Choice("a", "A", "First"),))),
    (
        {"type": "multiple_choice", "choices": OWN, "none_of_these": {"label": "None"}, "opt_outs": [{"id": "dont_know"}]},
        Answers((Choice("a", "A", "First"),), (Choice("none_of_these", "None"),), DONT_KNOW),
    ),
    ({"type": "ranking", "choices": OWN}, Answers((Choice("a", "A", "First"),))),
    ({"type": "short_text"}, Answers()),
]


def form(*questions: dict[str, Any], **more: Any) -> Form:
    return form_of({"answer_sets": SETS, "sections": [{"id": "one", "questions": questions}], **more})


@pytest.mark.parametrize(("question", "answers"), ANSWERS)
def test_answers(question: dict[str, Any], answers: Answers) -> None:
    assert form({"id": "q", **question}).answers == {"q": answers}


def test_rows_of_a_grid_are_questions() -> None:
    made = form({"id": "g", "type": "grid", "answer_set": "s", "rows": [{"id": "r1"}, {"id": "r2"}]})
    assert made.numbers == {"r1": 1, "r2": 2}
    assert made.answers == dict.fromkeys(["r1", "r2"], Answers(LOW_HIGH, (), DONT_KNOW))


def test_what_only_informs_has_no_number() -> None:
    information = {"id": "i", "type": "information"}
    made = form({"id": "a", "type": "long_text"}, information, {"id": "b", "type": "long_text"})
    assert made.numbers == {"a": 1, "b": 2}


NAMED = {name: {"question": name, "answered": True} for name in "abc"}


@pytest.mark.parametrize(
    ("condition", "place"),
    [
        (NAMED["a"], "a"),
        ({"all": [NAMED["b"], NAMED["a"]]}, "b"),
        ({"any": [NAMED["a"], {"not": {"all": [NAMED["c"], NAMED["b"]]}}]}, "c"),
    ],
)
def test_an_alert_stands_after_the_last_question_that_it_looks_at(condition: dict[str, Any], place: str) -> None:
    alerts = [{"id": "x", "when": condition}, {"id": "y", "when": condition}]
    assert form(*({"id": name, "type": "short_text"} for name in "abc"), alerts=alerts).alerts == {place: alerts}


def test_whether_some_are_needed_or_conditional() -> None:
    plain = {"id": "a", "type": "short_text", "required": False}
    assert not form(plain).some_needed
    assert not form(plain).some_conditional
    assert form(plain, {**plain, "id": "b", "required": True}).some_needed
    assert form(plain, {**plain, "id": "b", "show_if": NAMED["a"]}).some_conditional

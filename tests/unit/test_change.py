"""What a questionnaire can tell of a change: nothing below what three answers make, each one step further."""

from typing import Any

import pytest
from scripts import script

TELLABLE, CHANGE = script("tellable", "change"), script("changeOf", "change")
FIVE = {"values": {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}, "range": [1, 5]}
QUESTIONS = [
    *({"id": f"q{number}", "kind": "choice", **FIVE} for number in range(1, 6)),
    {"id": "wide", "kind": "choice", "values": {"no": 0, "some": 10, "yes": 100}, "range": [0, 100]},
    {"id": "days", "kind": "number", "range": [0, 7]},
]


def scale(method: str, *names: str, weight: float = 1) -> dict[str, Any]:
    return {"method": method, "questions": [{"question": name, "weight": weight, "reverse": False} for name in names]}


@pytest.mark.parametrize(
    ("of", "least"),
    [
        (scale("mean", "q1", "q2", "q3", "q4"), 0.75),  # as ux.md has it for four questions
        (scale("mean", "q1", "q2", "q3"), 1),
        (scale("mean", "q1", "q2", "q3", "q4", "q5"), 0.6),
        (scale("mean", "q1"), 1),
        (scale("mean", "q1", "q2", "q3", "q4", weight=3), 0.75),
        (scale("sum", "q1", "q2", "q3", "q4"), 3),
        (scale("sum", "q1", "q2", "days"), 3),
        (scale("sum", "wide", "q1"), 91),  # the widest step counts
        (scale("percent", "q1", "q2", "q3", "q4"), 18.75),
    ],
    ids=lambda value: value["method"] if isinstance(value, dict) else None,
)
def test_the_least_change_that_tells_something(of: dict[str, Any], least: float) -> None:
    assert TELLABLE(of, QUESTIONS) == pytest.approx(least)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [("3.0", "3.7", "small"), ("3.0", "3.75", "up"), ("3.75", "3.0", "down"), ("3.0", "3.0", "small"), (None, "3.0", "none")],
)
def test_what_is_said_of_it(before: str | None, after: str | None, said: str) -> None:
    scores = [{"value": value} if value else {} for value in (before, after)]
    assert CHANGE(*scores, 0.75) == said


def test_no_change_is_never_a_change() -> None:
    assert CHANGE({"value": "3.0"}, {"value": "3.0"}, 0) == "small"

import json
from typing import Any

import pytest

from builder.key import band_ranges, opt_outs, scoring_key

SETS = [{"id": "s", "choices": [{"id": "low", "value": 1}, {"id": "high", "value": 5}], "opt_outs": [{"id": "dont_know"}]}]
CHOICES = [{"id": "a", "value": 1}, {"id": "b", "value": 2}, {"id": "c"}]
# a question -> the entries of the key
ENTRIES: list[tuple[dict[str, Any], list[dict[str, Any]]]] = [
    (
        {"id": "q", "type": "rating", "answer_set": "s"},
        [
            {
                "id": "q",
                "kind": "choice",
                "answers": ["low", "high", "dont_know"],
                "values": {"low": 1, "high": 5},
                "range": [1, 5],
            }
        ],
    ),
    (
        {"id": "q", "type": "rating", "answer_set": "s", "opt_outs": [{"id": "does_not_apply"}]},
        [
            {
                "id": "q",
                "kind": "choice",
                "answers": ["low", "high", "does_not_apply"],
                "values": {"low": 1, "high": 5},
                "range": [1, 5],
            }
        ],
    ),
    (
        {
            "id": "g",
            "type": "grid",
            "answer_set": "s",
            "rows": [{"id": "r1"}, {"id": "r2"}],
            "opt_outs": [{"id": "prefer_not_to_say"}],
        },
        [
            {
                "id": name,
                "kind": "choice",
                "answers": ["low", "high", "prefer_not_to_say"],
                "values": {"low": 1, "high": 5},
                "range": [1, 5],
            }
            for name in ("r1", "r2")
        ],
    ),
    (
        {"id": "q", "type": "single_choice", "choices": CHOICES},
        [{"id": "q", "kind": "choice", "answers": ["a", "b", "c"], "values": {"a": 1, "b": 2}, "range": [1, 2]}],
    ),
    ({"id": "q", "type": "single_choice", "choices": [{"id": "a"}]}, [{"id": "q", "kind": "choice", "answers": ["a"]}]),
    (
        {"id": "q", "type": "yes_no"},
        [{"id": "q", "kind": "choice", "answers": ["yes", "no"], "values": {"yes": 1, "no": 0}, "range": [0, 1]}],
    ),
    (
        {
            "id": "q",
            "type": "multiple_choice",
            "choices": CHOICES,
            "none_of_these": {"value": 0},
            "at_most": 2,
            "opt_outs": [{"id": "dont_know"}],
        },
        [
            {
                "id": "q",
                "kind": "choices",
                "answers": ["a", "b", "c", "none_of_these", "dont_know"],
                "exclusive": ["none_of_these", "dont_know"],
                "at_most": 2,
                "values": {"a": 1, "b": 2, "none_of_these": 0},
                "range": [0, 3],
            }
        ],
    ),
    (
        {"id": "q", "type": "multiple_choice", "choices": [{"id": "a"}, {"id": "b"}]},
        [{"id": "q", "kind": "choices", "answers": ["a", "b"], "exclusive": [], "at_most": 2}],
    ),
    (
        {"id": "q", "type": "number", "minimum": 0, "maximum": 7, "whole": True},
        [{"id": "q", "kind": "number", "range": [0, 7], "whole": True}],
    ),
    ({"id": "q", "type": "date"}, [{"id": "q", "kind": "date", "earliest": "0000-01-01", "latest": "9999-12-31"}]),
    (
        {"id": "q", "type": "ranking", "choices": CHOICES, "opt_outs": [{"id": "dont_know"}]},
        [{"id": "q", "kind": "order", "answers": ["a", "b", "c"], "exclusive": ["dont_know"]}],
    ),
    ({"id": "q", "type": "short_text"}, [{"id": "q", "kind": "text"}]),
    ({"id": "q", "type": "long_text"}, [{"id": "q", "kind": "text"}]),
    ({"id": "q", "type": "information"}, [{"id": "q", "kind": "information"}]),
]
# values, at most so many -> the least and the greatest sum of at least one
SUMS = [
    ([1, 2, 3], 3, [1, 6]),
    ([1, 2, 3], 2, [1, 5]),
    ([1, 2, 3], 1, [1, 3]),
    ([-1, 2, 3], 3, [-1, 5]),
    ([-1, -2, 3], 2, [-3, 3]),
    ([-1, -2], 2, [-3, -1]),
    ([0, 0], 2, [0, 0]),
    ([0.1, 0.1, 0.1], 3, [0.1, 0.3]),
    ([0.1, 0.2], 2, [0.1, 0.3]),
]
A, B = {"question": "a", "answered": True}, {"question": "b", "answered": True}


def key(*questions: dict[str, Any], **section: Any) -> dict[str, Any]:
    return scoring_key({"answer_sets": SETS, "sections": [{"questions": questions, **section}]})


@pytest.mark.parametrize(("question", "entries"), ENTRIES, ids=[question["type"] for question, _ in ENTRIES])
def test_entries(question: dict[str, Any], entries: list[dict[str, Any]]) -> None:
    assert key(question)["questions"] == entries


@pytest.mark.parametrize(("values", "at_most", "expected"), SUMS)
def test_range_of_several_choices(values: list[float], at_most: int, expected: list[float]) -> None:
    choices = [{"id": f"c{number}", "value": value} for number, value in enumerate(values)]
    question = {"id": "q", "type": "multiple_choice", "choices": choices, "at_most": at_most}
    assert key(question)["questions"][0]["range"] == expected


@pytest.mark.parametrize(
    ("section", "question", "shown"),
    [({}, {}, None), ({"show_if": A}, {}, A), ({}, {"show_if": B}, B), ({"show_if": A}, {"show_if": B}, {"all": [A, B]})],
)
def test_conditions_of_sections_come_together_with_those_of_questions(section: Any, question: Any, shown: Any) -> None:
    assert key({"id": "q", "type": "short_text", **question}, **section)["questions"][0].get("show_if") == shown


def test_scales() -> None:
    scale = {
        "id": "s", "method": "mean", "round": {"digits": 1}, "missing": {"policy": "prorate", "min_answered": 2},
        "questions": ["a", {"question": "b", "reverse": True, "weight": 2}],
        "bands": [{"id": "x", "below": 3, "label": "not in the key"}, {"id": "y", "from": 3, "label": "nor this"}],
    }  # fmt: skip
    assert scoring_key({"sections": [], "scales": [scale]})["scales"] == [
        {
            "id": "s", "method": "mean", "digits": 1, "policy": "prorate", "min_answered": 2,
            "questions": [{"question": "a", "reverse": False, "weight": 1}, {"question": "b", "reverse": True, "weight": 2}],
            "bands": [{"id": "x", "below": 3}, {"id": "y", "from": 3}],
        }
    ]  # fmt: skip


def test_the_key_is_json_and_opt_outs_of_a_question_come_first() -> None:
    assert json.loads(json.dumps(key(*(question for question, _ in ENTRIES))))
    sets = {"s": SETS[0]}
    assert opt_outs({"answer_set": "s"}, sets) == [{"id": "dont_know"}]
    assert opt_outs({"answer_set": "s", "opt_outs": [{"id": "x"}]}, sets) == [{"id": "x"}]


BANDS = {
    "begun where the one before ends": ([{"below": 3}, {}], [(None, 3), (3, None)]),
    "in three": ([{"below": 2}, {"below": 4.5}, {}], [(None, 2), (2, 4.5), (4.5, None)]),
    "said": ([{"below": 2}, {"from": 2.5, "below": 4}, {"from": 4}], [(None, 2), (2.5, 4), (4, None)]),
    "from above": ([{"from": 4}, {"from": 2, "below": 4}, {"below": 2}], [(4, None), (2, 4), (None, 2)]),
    "the highest first": ([{"from": 3}, {"below": 3}], [(3, None), (None, 3)]),
    "one for all": ([{}], [(None, None)]),
}


@pytest.mark.parametrize("name", BANDS)
def test_a_band_begins_where_the_engines_have_it_begin(name: str) -> None:
    """Of an answer that fits two lines, nobody would know which one counts."""
    bands, wanted = BANDS[name]
    assert [(band.get("from"), band.get("below")) for band in band_ranges(bands)] == wanted

"""The two scoring engines give the same for any questionnaire and any answers, and what must not matter does not."""

import json
from copy import deepcopy
from typing import Any

import pytest
from authored import FILL, INTEGERS, SLOW, answers, questionnaires
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from builder.document import Document, Node, freeze
from builder.engines import by_javascript, by_python
from builder.key import scoring_key
from builder.schemas import load_schemas
from builder.validate import validate


def key_of(data: dict[str, Any]) -> dict[str, Any]:
    document = Document("random.yml", "questionnaire", "random", data, lambda: Node(1, 1, 1, 1, None))
    assert validate(document, load_schemas()) == ()
    return scoring_key(FILL(data))


def agree(data: st.DataObject) -> None:
    key = key_of(data.draw(questionnaires()))
    several = [data.draw(answers(key)) for _ in range(2)]
    assert by_javascript(key, several) == [by_python(key, one) for one in several]


@settings(max_examples=2_000, suppress_health_check=SLOW, phases=[Phase.generate, Phase.shrink])
@given(st.data())
def test_engines_agree(data: st.DataObject) -> None:
    """2,000 questionnaires with two sets of answers each."""
    agree(data)


@pytest.mark.long
@settings(max_examples=10_000, suppress_health_check=SLOW, derandomize=False, phases=[Phase.generate, Phase.shrink])
@given(st.data())
def test_engines_agree_at_length(data: st.DataObject) -> None:
    agree(data)


@settings(max_examples=100, suppress_health_check=SLOW)
@given(st.data())
def test_what_must_not_matter(data: st.DataObject) -> None:
    key = key_of(data.draw(questionnaires(INTEGERS)))
    given_answers = data.draw(answers(key))
    expected = by_python(key, given_answers)
    assert by_python(key, dict(reversed(given_answers.items()))) == expected
    assert by_python(freeze(key), freeze(given_answers))["scores"] == expected["scores"]
    assert by_python(json.loads(json.dumps(key)), given_answers) == expected
    assert without_order(by_python(shuffled(key, data), given_answers)) == without_order(expected)
    assert by_python(with_unused_choice(key), given_answers) == expected


@settings(max_examples=100, suppress_health_check=SLOW)
@given(st.data())
def test_reversing_twice_changes_nothing(data: st.DataObject) -> None:
    """Numbers turned around in the answer set and again in the scale."""
    key = key_of(data.draw(questionnaires(INTEGERS)))
    key["questions"] = [entry for entry in key["questions"] if entry["kind"] == "choice" and "values" in entry]
    for entry in key["questions"]:
        entry.pop("show_if", None)
    kept = {entry["id"] for entry in key["questions"]}
    for scale in key["scales"]:
        scale["questions"] = [term for term in scale["questions"] if term["question"] in kept]
    key["alerts"] = []
    assume(kept)
    given_answers = data.draw(answers(key))
    assert by_python(turned_around(key), given_answers) == by_python(key, given_answers)


def without_order(result: dict[str, Any]) -> dict[str, Any]:
    scores = {name: score | {"questions": sorted(score.get("questions", ()))} for name, score in result["scores"].items()}
    return result | {"scores": scores}


def shuffled(key: dict[str, Any], data: st.DataObject) -> dict[str, Any]:
    return key | {
        "scales": [
            scale | {"questions": data.draw(st.permutations(scale["questions"]))}
            for scale in data.draw(st.permutations(key["scales"]))
        ]
    }


def with_unused_choice(key: dict[str, Any]) -> dict[str, Any]:
    changed = deepcopy(key)
    for entry in changed["questions"]:
        if entry["kind"] in {"choice", "choices"}:
            entry["answers"].append("nobody_picks_this")
            if "values" in entry:
                entry["values"]["nobody_picks_this"] = entry["range"][0]
    return changed


def turned_around(key: dict[str, Any]) -> dict[str, Any]:
    changed = deepcopy(key)
    for entry in changed["questions"]:
        low, high = entry["range"]
        entry["values"] = {name: low + high - value for name, value in entry["values"].items()}
    for scale in changed["scales"]:
        scale["questions"] = [term | {"reverse": not term["reverse"]} for term in scale["questions"]]
    return changed

from copy import deepcopy
from typing import Any

import pytest

from builder.defaults import filler
from builder.schemas import load_schemas

QUESTIONNAIRE = filler(load_schemas(), "questionnaire")
MODULE = filler(load_schemas(), "module")
# a question as written -> what is added, and nothing else
ADDED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"type": "single_choice"}, {"required": False, "scored": True}),
    ({"type": "multiple_choice"}, {"required": False, "scored": True}),
    ({"type": "rating"}, {"required": False, "scored": True}),
    ({"type": "grid"}, {"required": False}),
    ({"type": "yes_no"}, {"required": False, "yes_label": "Yes", "no_label": "No", "scored": True}),
    ({"type": "number"}, {"required": False, "whole": True, "scored": True}),
    ({"type": "short_text"}, {"required": False, "max_length": 120}),
    ({"type": "long_text"}, {"required": False, "max_length": 2000}),
    ({"type": "date"}, {"required": False}),
    ({"type": "ranking"}, {"required": False}),
    ({"type": "information"}, {}),
    ({"type": "yes_no", "required": True, "yes_label": "Ja"}, {"no_label": "No", "scored": True}),
]


def fill(question: dict[str, Any]) -> dict[str, Any]:
    return QUESTIONNAIRE({"sections": [{"questions": [question]}]})["sections"][0]["questions"][0]


@pytest.mark.parametrize(("question", "added"), ADDED, ids=[question["type"] for question, _ in ADDED])
def test_questions(question: dict[str, Any], added: dict[str, Any]) -> None:
    before = deepcopy(question)
    assert fill(question) == question | added
    assert question == before


def test_every_question_type_is_tried() -> None:
    kinds = load_schemas().by_kind["questionnaire"]["$defs"]["question"]["properties"]["type"]["enum"]
    assert set(kinds) == {question["type"] for question, _ in ADDED}


def test_layout() -> None:
    assert QUESTIONNAIRE({"id": "a"})["layout"] == "one_page"
    assert QUESTIONNAIRE({"layout": "steps"})["layout"] == "steps"


def test_inside_questions() -> None:
    assert fill({"type": "multiple_choice", "none_of_these": {}})["none_of_these"] == {"label": "None of these", "value": 0}
    assert "none_of_these" not in fill({"type": "multiple_choice"})
    assert fill({"type": "grid", "rows": [{"id": "a"}]})["rows"] == [{"id": "a", "scored": True}]


def test_scales() -> None:
    scale = QUESTIONNAIRE({"scales": [{"id": "s", "questions": ["a", {"question": "b"}]}]})["scales"][0]
    assert scale["round"] == {"digits": 1, "mode": "half_up"}
    assert scale["questions"] == ["a", {"question": "b", "reverse": False, "weight": 1}]
    assert QUESTIONNAIRE({"scales": [{"round": {"digits": 3}}]})["scales"][0]["round"] == {"digits": 3, "mode": "half_up"}


def test_modules() -> None:
    filled = MODULE({"activities": [{"id": "a"}], "knowledge_checks": [{"choices": [{"id": "x"}, {"id": "y", "correct": True}]}]})
    assert filled["activities"] == [{"id": "a", "group_size": "whole_group"}]
    assert [choice["correct"] for choice in filled["knowledge_checks"][0]["choices"]] == [False, True]


def test_defaults_are_not_shared_between_files() -> None:
    one = QUESTIONNAIRE({"scales": [{"id": "s"}]})
    one["scales"][0]["round"]["digits"] = 4
    assert QUESTIONNAIRE({"scales": [{"id": "s"}]})["scales"][0]["round"]["digits"] == 1

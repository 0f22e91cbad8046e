import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from sites import EVERY_KIND

from builder import __version__
from builder.catalog import Catalog
from builder.discover import discover
from builder.examine import examine_all
from builder.form import form_of
from builder.memory import Memory
from builder.project import Project
from builder.render import render
from builder.wording import fingerprint

TEXT = {"id": "a", "type": "short_text", "text": "What is your work?", "max_length": 40}
RATING = {"id": "a", "type": "rating", "text": "Is it clear?", "answer_set": "s"}
SETS = [
    {"id": "s", "choices": [{"id": "low", "label": "Low"}, {"id": "high", "label": "High"}], "opt_outs": [{"id": "dont_know"}]}
]


def marks(*questions: Mapping[str, Any], **section: Any) -> dict[str, Any]:
    head = {"id": "x", "version": "1.0.0", "language": "en", "answer_sets": SETS}
    return fingerprint(form_of({**head, "sections": [{"id": "one", "questions": questions, **section}]}))


def test_what_is_known_of_a_form() -> None:
    known = marks(TEXT, {"id": "b", "type": "information", "text": "Take your time."})
    assert {name: known[name] for name in ("id", "version", "language", "engine")} == {
        "id": "x",
        "version": "1.0.0",
        "language": "en",
        "engine": __version__,
    }
    assert list(known["questions"]) == ["a"]
    assert re.fullmatch("[0-9a-f]{12}", known["hash"])


@pytest.mark.parametrize(
    ("questions", "section", "expected"),
    [
        ([TEXT], {}, {"a": "db0446d40a3e"}),
        ([RATING], {"text": "At work ..."}, {"a": "78e15f3e1493"}),
        (
            [{"id": "g", "type": "grid", "text": "How?", "answer_set": "s", "rows": [{"id": "r", "text": "So."}]}],
            {},
            {"r": "839a72e0bcab"},
        ),
    ],
)
def test_hashes_stay_as_they_are(questions: list[Any], section: Any, expected: dict[str, str]) -> None:
    """Files that people saved hold them: a change here makes every one of these files look older than the form."""
    assert marks(*questions, **section)["questions"] == expected


def test_other_kinds_of_question_with_the_same_words_and_answers_are_the_same() -> None:
    single = {**RATING, "type": "single_choice", "choices": SETS[0]["choices"], "opt_outs": [{"id": "dont_know"}]}
    assert marks(RATING)["questions"] == marks(single)["questions"]
    assert marks(RATING)["questions"] != marks({**single, "type": "ranking"})["questions"]


def test_a_label_is_told_from_a_way_out_and_from_none_of_these() -> None:
    many = {"id": "a", "type": "multiple_choice", "text": "What?", "choices": [{"id": "b", "label": "B"}], "at_most": 1}
    ways = [
        many,
        {**many, "none_of_these": {"label": "None", "value": 0}},
        {**many, "opt_outs": [{"id": "dont_know", "label": "None"}]},
        {**many, "choices": [*many["choices"], {"id": "none_of_these", "label": "None"}]},
    ]
    assert len({marks(way)["questions"]["a"] for way in ways}) == len(ways)


def test_a_page_carries_them() -> None:
    documents = [parsed.document for parsed in examine_all(discover(Project(EVERY_KIND)), Memory(None)) if parsed.document]
    (data,) = (document.data for document in documents if document.kind == "questionnaire")
    (body,) = (page.body for page in render(Catalog.of(documents))[0] if page.uri == "questionnaires/all-kinds.md")
    (found,) = re.findall(r'<script type="application/json" data-about>(.*?)</script>', body)
    assert json.loads(found) == fingerprint(form_of(data))
    assert "note" not in json.loads(found)["questions"]
    assert {"tasks", "alone", "order"} <= set(json.loads(found)["questions"])

"""A saved set of answers: read from a file that anyone may have written, checked, and scored."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from builder.checks.examples import allowed
from builder.diagnostics import Diagnostic, Span
from builder.discover import Source
from builder.document import Document
from builder.engines import by_python
from builder.json_source import parse_json
from builder.key import scoring_key
from builder.mistaken import mistaken_data, mistaken_file
from builder.read import Refused
from builder.schemas import load_schemas
from builder.suggest import did_you_mean
from builder.validate import validate
from builder.visibility import is_answer


def response_source(file: Path) -> Source:
    """A file that lies anywhere, named as it was given; its name may hold bytes that are no text."""
    return Source(os.fsencode(file).decode("utf-8", "replace"), str(file.absolute()), "response")


def score_response(source: Source, questionnaire: Document) -> Mapping[str, Any] | tuple[Diagnostic, ...]:
    """The scores of a saved response by scale id, with the title of each scale; or what is wrong with the response."""
    response, faults = read_response(source)
    key = scoring_key(questionnaire.data)
    found = faults if response is None else tuple(check_response(response, questionnaire.data, key))
    if response is None or found:
        return found
    scores = by_python(key, response.data["answers"])["scores"]
    titled = {scale["id"]: {"title": scale["title"], **scores[scale["id"]]} for scale in questionnaire.data.get("scales", ())}
    return {"questionnaire": response.data["questionnaire"], "scores": titled}


def read_response(source: Source) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The response in a file, unless it is something else or its form is wrong."""
    mistaken = mistaken_file(source)
    if mistaken:
        return None, (mistaken,)
    try:
        document = parse_json(source)
    except Refused as refused:
        return None, (refused.diagnostic,)
    mistaken = mistaken_data(document)
    faults = (mistaken,) if mistaken else validate(document, load_schemas())
    return (None if faults else document), faults


def check_response(response: Document, questionnaire: Mapping[str, Any], key: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """It answers this questionnaire in this version, and each answer is one that its question allows."""
    named = response.data["questionnaire"]
    for field in ("id", "version"):
        if named[field] != questionnaire[field]:
            message = f"the response is to {field} '{named[field]}', not to '{questionnaire[field]}'"
            yield _fault(
                response,
                response.span(("questionnaire", field)),
                "response-mismatch",
                message,
                "score it with the questionnaire it belongs to",
            )
    entries = {entry["id"]: entry for entry in key["questions"]}
    for name, answer in response.data["answers"].items():
        if name not in entries:
            yield _fault(
                response,
                response.key_span(("answers", name)),
                "unknown-question",
                f"unknown question '{name}'",
                did_you_mean(name, entries),
            )
        elif not is_answer(entries[name], answer):
            shown = json.dumps(answer, ensure_ascii=False)[:60]
            yield _fault(
                response,
                response.span(("answers", name)),
                "response-answer",
                f"'{name}' does not allow the answer {shown}",
                allowed(entries[name]),
            )


def _fault(response: Document, span: Span, code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(response.path, span, code, message, hint)

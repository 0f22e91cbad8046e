"""Saved responses x the project's questionnaires -> what is wrong with them: answers, scores, and questions changed since."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from builder.diagnostics import Diagnostic, Severity, in_order
from builder.discover import Discovered, discover
from builder.document import Document
from builder.engines import by_python
from builder.examine import examine_some
from builder.form import form_of
from builder.project import Project
from builder.response import check_response, read_response, response_source
from builder.suggest import did_you_mean
from builder.wording import fingerprint

FIELDS = ("value", "state", "reason", "band", "answered", "asked", "questions")
"""Of a score: the first that differs says it best."""
AS_SAVED = "go by what the answers give, or ask for the file as it was saved"


class Shelf(NamedTuple):
    """The questionnaires that responses name, all their versions."""

    ids: Collection[str]
    """Of all questionnaires of the project."""
    found: Mapping[tuple[str, str], Document]
    """By id and version."""
    faults: Mapping[str, Sequence[Diagnostic]]
    """Of those that cannot be used, by the stem of their file."""


def recheck(project: Project, files: Sequence[Path]) -> tuple[Diagnostic, ...]:
    """All faults of these files, and those of a questionnaire that one of them would need."""
    read = [read_response(response_source(file)) for file in files]
    responses = [response for response, _ in read if response]
    shelf = _shelf(discover(project), {response.data["questionnaire"]["id"] for response in responses})
    found = [fault for _, faults in read for fault in faults]
    return in_order([*found, *(fault for response in responses for fault in _check(response, shelf))])


def _shelf(discovered: Discovered, wanted: Collection[str]) -> Shelf:
    stems = {source.path: source.stem for source in discovered.sources if source.kind == "questionnaire" and source.id in wanted}
    found, faults = {}, dict[str, Sequence[Diagnostic]]()
    for parsed in examine_some(discovered, stems):
        if parsed.document and parsed.document.kind == "questionnaire":
            found[parsed.document.data["id"], parsed.document.data["version"]] = parsed.document
        elif parsed.document is None and parsed.diagnostics and parsed.diagnostics[0].path in stems:
            faults[stems[parsed.diagnostics[0].path]] = parsed.diagnostics
    return Shelf(discovered.ids("questionnaire"), found, faults)


def _check(response: Document, shelf: Shelf) -> Iterator[Diagnostic]:
    name, version = (response.data["questionnaire"][field] for field in ("id", "version"))
    questionnaire = shelf.found.get((name, version))
    if questionnaire is None:
        yield from shelf.faults.get(f"{name}@{version}") or shelf.faults.get(name) or [_nowhere(response, shelf)]
        return
    form = form_of(questionnaire.data)
    # Scores of answers that do not fit would be blamed on the wrong thing.
    yield from list(check_response(response, questionnaire.data, form.key)) or _results(response, form.key)
    yield from _changes(response, fingerprint(form))


def _nowhere(response: Document, shelf: Shelf) -> Diagnostic:
    name, version = (response.data["questionnaire"][field] for field in ("id", "version"))
    if name not in shelf.ids:
        span, message = response.span(("questionnaire", "id")), f"there is no questionnaire '{name}' in this project"
        return Diagnostic(response.path, span, "response-mismatch", message, did_you_mean(name, shelf.ids))
    versions = [known for document, known in shelf.found if document == name]
    there = f"; there {'is' if len(versions) == 1 else 'are'} {' and '.join(versions)}" if versions else ""
    message = f"there is no version {version} of '{name}'{there}"
    hint = f"get the file of that version; an earlier one is kept as '{name}@{version}.yml'"
    return Diagnostic(response.path, response.span(("questionnaire", "version")), "response-mismatch", message, hint)


def _results(response: Document, key: Mapping[str, Any]) -> Iterator[Diagnostic]:
    result = by_python(key, response.data["answers"])
    for name in response.data["answers"]:
        if name not in result["shown"]:
            span, message = response.key_span(("answers", name)), f"'{name}' was not asked after these other answers"
            yield Diagnostic(response.path, span, "response-hidden", message, "remove the answer; hidden ones are never saved")
    if "scores" in response.data:
        yield from _scores(response, result["scores"])
    elif result["scores"]:
        message, hint = "no scores are in this file, so none could be compared", "a file that the form saves holds them, too"
        yield Diagnostic(response.path, response.key_span(("answers",)), "response-score", message, hint, Severity.WARNING)


def _scores(response: Document, found: Mapping[str, Mapping[str, Any]]) -> Iterator[Diagnostic]:
    saved = response.data["scores"]
    for name in saved:
        if name not in found:
            span, message = response.key_span(("scores", name)), f"there is no scale '{name}'"
            yield Diagnostic(response.path, span, "response-score", message, did_you_mean(name, found))
    for name, score in found.items():
        if name not in saved:
            message = f"the score of '{name}' is missing here; its answers give {score.get('value', 'no score')}"
            yield Diagnostic(response.path, response.key_span(("scores",)), "response-score", message, AS_SAVED)
            continue
        field = next((field for field in FIELDS if saved[name].get(field) != score.get(field)), None)
        if field:
            place = ("scores", name, field)
            span = response.span(place) if field in saved[name] else response.key_span(place[:2])
            message = _difference(name, field, saved[name].get(field), score.get(field))
            yield Diagnostic(response.path, span, "response-score", message, AS_SAVED)


def _difference(scale: str, field: str, saved: Any, found: Any) -> str:
    if field == "value":
        here = f"is scored {saved} here" if saved else "has no score here"
        return f"'{scale}' {here}; its answers give {found or 'no score'}"
    here, there = (json.dumps(value, ensure_ascii=False) if value is not None else "nothing" for value in (saved, found))
    return f"'{scale}' has {field} {here} here; its answers give {there}"


def _changes(response: Document, known: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """What no longer is as it was answered, by the hashes that the response holds; a warning, since the answers stand."""
    name, version = known["id"], known["version"]
    hint = f"raise the version when a question changes, and keep the earlier one as '{name}@{version}.yml'"
    saved, still = response.data.get("questions", {}), f"though the version is still {version}"
    changed = [question for question, found in saved.items() if known["questions"].get(question) != found]
    for question in changed:
        what = "has changed since it was answered" if question in known["questions"] else "is not asked any more"
        span, message = response.span(("questions", question)), f"'{question}' {what}, {still}"
        yield Diagnostic(response.path, span, "response-wording", message, hint, Severity.WARNING)
    if not changed and response.data["questionnaire"].get("hash", known["hash"]) != known["hash"]:
        span = response.span(("questionnaire", "hash"))
        message = f"the questionnaire has changed since it was answered, {still}"
        yield Diagnostic(response.path, span, "response-wording", message, hint, Severity.WARNING)

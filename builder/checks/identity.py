"""Ids: the file's own, and those inside it."""

from collections.abc import Iterator

from builder.checks.known import Known
from builder.checks.walk import Place, duplicates, each, fault, questions
from builder.diagnostics import Diagnostic
from builder.document import Document
from builder.key import NONE_OF_THESE
from builder.suggest import as_id

RESERVED_CHOICES = {"dont_know", "does_not_apply", "prefer_not_to_say", NONE_OF_THESE}
RESERVED_DOCUMENTS = {"index"}
"""The page of a list stands there."""


def check(document: Document, _known: Known) -> Iterator[Diagnostic]:
    """The file name is the id; an id inside the file is used once among its kind."""
    yield from _file_name(document)
    data = document.data
    if data["id"] in RESERVED_DOCUMENTS:
        yield fault(document, ("id",), "reserved-id", f"the id '{data['id']}' is taken by the page of the list", "use another id")
    if document.kind == "module":
        for name, what in (("activities", "activity"), ("handouts", "handout"), ("knowledge_checks", "knowledge check")):
            yield from duplicates(document, each(data, (), name), what)
        for place in each(data, (), "knowledge_checks"):
            yield from duplicates(document, each(place.content, place.path, "choices"), "choice")
        return
    for name, what in (("answer_sets", "answer set"), ("sections", "section"), ("scales", "scale"), ("alerts", "alert")):
        yield from duplicates(document, each(data, (), name), what)
    yield from duplicates(document, _questions(document), "question")
    for place in (*each(data, (), "answer_sets"), *questions(document)):
        for name, what in (("choices", "choice"), ("opt_outs", "opt-out")):
            if name in place.content:
                yield from duplicates(document, each(place.content, place.path, name), what)
        yield from _reserved(document, place)
    for place in each(data, (), "scales"):
        yield from duplicates(document, each(place.content, place.path, "bands"), "band")


def _reserved(document: Document, place: Place) -> Iterator[Diagnostic]:
    for path, choice in each(place.content, place.path, "choices"):
        if choice["id"] in RESERVED_CHOICES:
            hint = "use another id, or list it under 'opt_outs' (or 'none_of_these')"
            message = f"the choice id '{choice['id']}' is kept for a way to leave the question"
            yield fault(document, (*path, "id"), "reserved-id", message, hint)


def _file_name(document: Document) -> Iterator[Diagnostic]:
    stem, kept, version = document.stem.partition("@")
    data = document.data
    if data["id"] != stem:
        hint = _renamed(data["id"], stem, f"@{version}" if kept else "")
        yield fault(document, ("id",), "file-name", f"the id is '{data['id']}', but the file is named '{document.stem}'", hint)
    elif kept and data["version"] != version:
        hint = f"rename the file to '{stem}@{data['version']}.yml', and check that it holds that version"
        yield fault(
            document,
            ("version",),
            "file-name",
            f"the version is '{data['version']}', but the file is named '{document.stem}'",
            hint,
        )


def _renamed(name: str, stem: str, version: str) -> str:
    """What to do where the file name is not the id. A file name that is no id, such as one with blanks, is not offered as one."""
    hint = f"rename the file to '{name}{version}.yml'"
    if as_id(stem) == stem:
        return f"{hint}, or write 'id: {stem}'"
    other = as_id(stem)
    return hint if other in {"", name} else f"{hint}; or to '{other}{version}.yml', and write 'id: {other}'"


def _questions(document: Document) -> Iterator[Place]:
    # A grid and its rows share one space of names: conditions and scales name either.
    for place in questions(document):
        yield place
        yield from each(place.content, place.path, "rows")

"""Ids: the file's own, and those inside it."""

from collections.abc import Iterator

from builder.checks.known import Known
from builder.checks.walk import Place, duplicates, each, fault
from builder.diagnostics import Diagnostic
from builder.document import Document


def check(document: Document, _known: Known) -> Iterator[Diagnostic]:
    """The file name is the id; an id inside the file is used once among its kind."""
    yield from _file_name(document)
    data = document.data
    if document.kind == "module":
        for name, what in (("activities", "activity"), ("handouts", "handout"), ("knowledge_checks", "knowledge check")):
            yield from duplicates(document, each(data, (), name), what)
        for place in each(data, (), "knowledge_checks"):
            yield from duplicates(document, each(place.content, place.path, "choices"), "choice")
        return
    for name, what in (("answer_sets", "answer set"), ("sections", "section"), ("scales", "scale"), ("alerts", "alert")):
        yield from duplicates(document, each(data, (), name), what)
    yield from duplicates(document, _questions(document), "question")
    for path in (("answer_sets",), ("sections", "questions")):
        for place in each(data, (), *path):
            yield from duplicates(document, each(place.content, place.path, "choices"), "choice")
            yield from duplicates(document, each(place.content, place.path, "opt_outs"), "opt-out")
    for place in each(data, (), "scales"):
        yield from duplicates(document, each(place.content, place.path, "bands"), "band")


def _file_name(document: Document) -> Iterator[Diagnostic]:
    stem, _, version = document.stem.partition("@")
    data = document.data
    if data["id"] != stem:
        hint = f"rename the file to '{data['id']}.yml', or write 'id: {stem}'"
        yield fault(document, ("id",), "file-name", f"the id is '{data['id']}', but the file is named '{document.stem}'", hint)
    elif version and data["version"] != version:
        hint = f"rename the file to '{stem}@{data['version']}.yml', or write 'version: {version}'"
        yield fault(
            document,
            ("version",),
            "file-name",
            f"the version is '{data['version']}', but the file is named '{document.stem}'",
            hint,
        )


def _questions(document: Document) -> Iterator[Place]:
    # A grid and its rows share one space of names: conditions and scales name either.
    for place in each(document.data, (), "sections", "questions"):
        yield place
        yield from each(place.content, place.path, "rows")

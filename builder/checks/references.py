"""What a questionnaire points to: its own answer sets, and modules, constructs, sources and contacts of the project."""

from collections.abc import Iterator

from builder.checks.known import Known
from builder.checks.walk import Place, all_known, asked, each, fault, questions, unknown
from builder.diagnostics import Diagnostic, Severity
from builder.document import Document


def check(document: Document, known: Known) -> Iterator[Diagnostic]:
    """Everything that is named exists, and every answer set is used."""
    yield from _answer_sets(document)
    data = document.data
    for path, question in asked(document):
        if "construct" in question:
            yield from unknown(
                document, (*path, "construct"), "unknown-construct", "construct", question["construct"], known.constructs
            )
    for place in each(data, (), "scales"):
        yield from all_known(document, place, "constructs", "construct", known.constructs)
    for place in [*each(data, (), "scales"), *each(data, (), "scales", "bands")]:
        yield from all_known(document, place, "modules", "module", known.modules)
    for place in each(data, (), "alerts"):
        yield from all_known(document, place, "contacts", "contact", known.contacts)
    for place in (Place((), data), Place(("validation",), data["validation"])):
        yield from all_known(document, place, "sources", "source", known.sources)


def _answer_sets(document: Document) -> Iterator[Diagnostic]:
    sets = [place.content["id"] for place in each(document.data, (), "answer_sets")]
    used = set()
    for place in questions(document):
        if "answer_set" in place.content:
            name = place.content["answer_set"]
            used.add(name)
            yield from unknown(document, (*place.path, "answer_set"), "unknown-answer-set", "answer set", name, sets)
    for place in each(document.data, (), "answer_sets"):
        if place.content["id"] not in used:
            unused = fault(
                document,
                (*place.path, "id"),
                "unused-answer-set",
                f"no question uses the answer set '{place.content['id']}'",
                "remove it, or use it",
            )
            yield Diagnostic(unused.path, unused.span, unused.code, unused.message, unused.hint, Severity.WARNING)

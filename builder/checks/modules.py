"""What a training module points to, and its knowledge checks."""

from collections.abc import Iterator

from builder.checks.known import Known
from builder.checks.walk import Place, all_known, each, fault
from builder.diagnostics import Diagnostic
from builder.document import Document


def check(document: Document, known: Known) -> Iterator[Diagnostic]:
    """Everything that is named exists; every knowledge check has a right answer."""
    place = Place((), document.data)
    yield from all_known(document, place, "prerequisites", "module", known.modules)
    yield from all_known(document, place, "questionnaires", "questionnaire", known.questionnaires)
    yield from all_known(document, place, "constructs", "construct", known.constructs)
    yield from all_known(document, place, "sources", "source", known.sources)
    if document.data["id"] in document.data.get("prerequisites", ()):
        yield fault(document, ("prerequisites",), "module-cycle", "the module requires itself", "remove it from the list")
    for path, question in each(document.data, (), "knowledge_checks"):
        if not any(choice["correct"] for choice in question["choices"]):
            hint = "write 'correct: true' at the right answer"
            yield fault(document, (*path, "choices"), "knowledge-check-key", "no answer is marked as right", hint)

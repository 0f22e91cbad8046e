"""Stage 4: what a schema cannot say. One module per noun; a check yields diagnostics and changes nothing."""

from collections.abc import Callable, Iterator

from builder.checks import (
    alternatives,
    charters,
    conditions,
    examples,
    identity,
    language,
    library,
    modules,
    prose,
    references,
    scales,
    site,
    unfinished,
)
from builder.checks.known import Known
from builder.diagnostics import Diagnostic, has_errors
from builder.discover import LIBRARY_KINDS
from builder.document import Document

Check = Callable[[Document, Known], Iterator[Diagnostic]]

CHECKS: dict[str, tuple[Check, ...]] = {
    "questionnaire": (
        identity.check,
        language.check,
        references.check,
        alternatives.check,
        conditions.check,
        scales.check,
        prose.check,
        unfinished.check,
    ),
    "module": (identity.check, language.check, modules.check, prose.check, unfinished.check),
    "charter": (charters.check, unfinished.check),
    "site": (site.check, unfinished.check),
    **dict.fromkeys(LIBRARY_KINDS, (library.check, prose.check, unfinished.check)),
}


def check(document: Document, known: Known) -> tuple[Diagnostic, ...]:
    """All faults of a document that its schema finds valid. Examples are run only when everything they rest on is sound."""
    found = tuple(fault for run in CHECKS[document.kind] for fault in run(document, known))
    if document.kind == "questionnaire" and not has_errors(found):
        return (*found, *examples.check(document, known))
    return found

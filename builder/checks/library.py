"""The library: constructs and sources."""

from collections.abc import Iterator

from builder.checks.known import Known
from builder.checks.walk import all_known, duplicates, each
from builder.diagnostics import Diagnostic
from builder.document import Document


def check(document: Document, known: Known) -> Iterator[Diagnostic]:
    """Ids are used once; constructs name sources that exist."""
    yield from duplicates(document, each(document.data, (), document.kind), document.kind.removesuffix("s"))
    for place in each(document.data, (), document.kind):
        yield from all_known(document, place, "sources", "source", known.sources)

"""The library: constructs, sources, glossary and evidence."""

from collections.abc import Iterator

from builder.checks.known import Known
from builder.checks.walk import all_known, duplicates, each
from builder.diagnostics import Diagnostic
from builder.document import Document

ENTRIES = {"constructs": "construct", "sources": "source", "glossary": "term", "evidence": "claim"}


def check(document: Document, known: Known) -> Iterator[Diagnostic]:
    """Ids are used once; whatever names sources names ones that exist."""
    yield from duplicates(document, each(document.data, (), document.kind), ENTRIES[document.kind])
    for place in each(document.data, (), document.kind):
        yield from all_known(document, place, "sources", "source", known.sources)

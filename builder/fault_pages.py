"""For a draft: pages in the place of those that have faults, so that links to them hold and the author reads what to mend."""

from collections.abc import Container, Iterable, Iterator, Sequence

from builder.diagnostics import Diagnostic, Severity
from builder.discover import Source
from builder.our_words import load_words
from builder.render import About, Page

PAGED = {"questionnaire", "module", "page"}


def fault_pages(sources: Iterable[Source], faults: Sequence[Diagnostic], taken: Container[str]) -> Iterator[Page]:
    """In the place of each faulty questionnaire, module or Markdown page, one that says what is wrong with it."""
    words = load_words()["faults"]
    for source in sources:
        mine = [fault for fault in faults if fault.path == source.path]
        uri = source.path.removeprefix("content/") if source.kind == "page" else f"{source.kind}s/{source.id}.md"
        if any(fault.severity is Severity.ERROR for fault in mine) and source.kind in PAGED and uri not in taken:
            yield About(uri, words["title"], source.path, source.path).page("faults.html", faults=mine)

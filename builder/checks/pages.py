"""Markdown pages that authors write."""

import re
from collections.abc import Iterator

from builder.checks.prose import check_page as check_prose
from builder.diagnostics import Diagnostic
from builder.discover import Source
from builder.read import Refused, place, read_text

HEADING = re.compile(r"^# +\S|^\S.*\n=+ *$", re.MULTILINE)
FENCE = re.compile(r"\A---\n.*?^---|^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)


def check_page(source: Source) -> Iterator[Diagnostic]:
    """The page can be read, has one main heading, and holds nothing that keeps a Markdown reader busy."""
    try:
        text = read_text(source)
    except Refused as refused:
        yield refused.diagnostic
        return
    yield from check_prose(source.path, text)
    headings = list(HEADING.finditer(FENCE.sub(lambda found: "." * len(found.group()), text)))
    if len(headings) != 1:
        where = headings[1].start() if headings else 0
        message = "a second main heading stands here" if headings else "the page has no main heading"
        hint = "write '## ' for the headings below the first" if headings else "begin it with '# ' and a title"
        yield Diagnostic(source.path, place(text, where), "page-heading", message, hint)

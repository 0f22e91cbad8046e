"""What a new project leaves to its owners, `[FILL IN: …]`, and is still there. Whoever publishes it should know."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from builder.checks.known import Known
from builder.diagnostics import Diagnostic, Severity, Span
from builder.document import Document
from builder.read import place

BEGIN = "[FILL"
"""Found in a whole file at once, since hardly any holds it."""
# A reader of YAML or Markdown may break the line in it.
MARK = re.compile(r"\[FILL\s{1,40}IN:\s{0,40}([^\[\]]{0,300})\]?")
SENTENCE = re.compile(r"[^.!?]*")
MOST = 20
"""Places of one file: nobody reads more, and each is counted from the top of the file."""
EDGE = re.compile(r"<!--|-->|`+|\n[ \t\r]*\n")
"""Where comments and code of Markdown begin and end; code within a line never goes on after an empty one."""


def check(document: Document, _known: Known) -> Iterator[Diagnostic]:
    """No text of a document is left to fill in. What stands in a comment shows nowhere."""
    if BEGIN in document.text:
        spans = [document.span(path) for path in _paths(document.data, ())]
        marks = (mark for mark in MARK.finditer(document.text) if _within(spans, place(document.text, mark.start())))
        yield from _told(document.path, document.text, marks)


def check_page(path: str, text: str) -> Iterator[Diagnostic]:
    """The same for a whole Markdown page. What stands in code is an example."""
    if BEGIN in text:
        yield from _told(path, text, MARK.finditer(_without_code(text)))


def _told(path: str, text: str, marks: Iterable[re.Match[str]]) -> Iterator[Diagnostic]:
    for mark in islice(marks, MOST):
        begin = place(text, mark.start())
        wide = len(mark.group().splitlines()[0])
        span = Span(begin.line, begin.column, begin.line, begin.column + wide)
        hint = "write your own words in the place of the square brackets and all that stands in them"
        yield Diagnostic(path, span, "prose-unfinished", _message(mark.group(1)), hint, Severity.WARNING)


def _message(asked: str) -> str:
    """With the first sentence of what is asked for; the rest is a note on it."""
    words = " ".join(SENTENCE.match(asked).group().split())  # type: ignore[union-attr]  # it matches nothing, too
    return f"this is left to fill in: {words}" if words else "this is left to fill in"


def _within(spans: Iterable[Span], begin: Span) -> bool:
    here = (begin.line, begin.column)
    return any((span.line, span.column) <= here < (span.end_line, span.end_column) for span in spans)


def _paths(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    """The ways to all texts in a mapping or a list that hold such a place."""
    for key, part in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(part, str):
            if BEGIN in part:
                yield (*path, key)
        elif isinstance(part, dict | list):
            yield from _paths(part, (*path, key))


def _without_code(text: str) -> str:
    """A page with spaces in the place of its comments and its code."""
    opened: re.Match[str] | None = None
    parts, done = [], 0
    for edge in EDGE.finditer(text):
        sign = edge.group()
        if sign.startswith("\n"):
            opened = None if opened and opened.group() in {"`", "``"} else opened
        elif opened is None:
            opened = edge if sign != "-->" else None
        elif sign == opened.group().replace("<!--", "-->"):
            parts += [text[done : opened.start()], re.sub(r"[^\n]", " ", text[opened.start() : edge.end()])]
            opened, done = None, edge.end()
    return "".join([*parts, text[done:]])

"""Text that would keep a Markdown reader busy. Python-Markdown takes 6 seconds for 5,000 `[`, 11 for 8,000 `<a `."""

import re
from collections.abc import Iterator
from typing import Any

from builder.checks.known import Known
from builder.diagnostics import Diagnostic
from builder.document import Document
from builder.read import place

MAX_BLOCK = 6000
MAX_MARKS = 200
MAX_NESTING = 12
BLANK_LINE = re.compile(r"\n[ \t]*\n")
MARKS = re.compile(r"[\[<`*_&!]")
LINE_START = re.compile(r"^[ \t>*+\-0-9.]+", re.MULTILINE)
LEVEL = re.compile(r">|(?:[*+-]|[0-9]\.)(?=[ \t])")
HINT = "shorten it, or split it with blank lines"


def check(document: Document, _known: Known) -> Iterator[Diagnostic]:
    """Every text of a document is short enough to be read at once."""
    for path, text in _texts(document.data, ()):
        for message, _ in dense(text):
            yield Diagnostic(document.path, document.span(path), "prose-dense", message, HINT)


def check_page(path: str, text: str) -> Iterator[Diagnostic]:
    """The same for a whole Markdown page, with the place in it."""
    for message, offset in dense(text):
        yield Diagnostic(path, place(text, offset), "prose-dense", message, HINT)


def dense(text: str) -> Iterator[tuple[str, int]]:
    """What is too much, and at which character."""
    if len(text) <= MAX_MARKS:
        return
    for start in LINE_START.finditer(text):
        if _nesting(start.group()) > MAX_NESTING:
            yield f"quotes or lists are nested deeper than {MAX_NESTING} levels", start.start()
            break
    offset = 0
    for block in BLANK_LINE.split(text):
        if len(block) > MAX_BLOCK:
            yield f"a paragraph has more than {MAX_BLOCK} characters", offset
        elif len(MARKS.findall(block)) > MAX_MARKS:
            yield f"a paragraph has more than {MAX_MARKS} signs that Markdown reads", offset
        offset = min(text.find(block, offset) + len(block), len(text))


def _nesting(start: str) -> int:
    # Four blanks are one level of a list; a ruler (-----) or a line to write on (.....) is none.
    indentation = start[: len(start) - len(start.lstrip())].expandtabs(4)
    return len(LEVEL.findall(start)) + len(indentation) // 4


def _texts(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The texts in a mapping or a list that are long enough to be dense."""
    for key, part in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(part, str):
            if len(part) > MAX_MARKS:
                yield (*path, key), part
        elif isinstance(part, dict | list):
            yield from _texts(part, (*path, key))

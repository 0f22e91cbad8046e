"""Markdown pages that authors write: their head is read by our own reader, before MkDocs reads it without limits."""

import re
from collections.abc import Iterator

from builder.checks.known import Known
from builder.checks.links import check_links
from builder.checks.prose import check_page as check_prose
from builder.checks.unfinished import check_page as check_unfinished
from builder.diagnostics import Diagnostic, Span
from builder.discover import Source
from builder.parse import parse_text
from builder.prose import outline
from builder.read import Refused, place, read_text
from builder.schemas import load_schemas
from builder.validate import validate

# As MkDocs finds it: three hyphens, then lines up to three hyphens or three points.
HEAD = re.compile(r"\A-{3}[ \t]*\r?\n(.*?\r?\n)(?:-{3}|\.{3})[ \t]*(?:\r?\n|\Z)", re.DOTALL)
PICTURE_ELSEWHERE = re.compile(
    r"!\[[^\]\n]{0,300}\]\(\s*<?(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)|<img\b[^>\n]{0,300}\bsrc\s*=\s*[\"']?(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)"
)
BLANK_LINES = re.compile(r"(?:\r?\n){3,}")
HEADING_START = re.compile(r"^[ ]{0,3}#|^[=-]+[ \t]*$", re.MULTILINE)
MAX_PAGE, MAX_HEADINGS = 100_000, 500
HEAD_MARK = re.compile(r"\A-{3}[ \t]*\r?\n")


def check_page(source: Source, known: Known) -> Iterator[Diagnostic]:
    """The page can be read, its head holds what may stand there, it has one main heading, and what it points to is there."""
    try:
        text = read_text(source)
    except Refused as refused:
        yield refused.diagnostic
        return
    head = HEAD.match(text)
    if head:
        yield from _head(source, head.group(1))
    elif HEAD_MARK.match(text):
        hint = "end it with a line of three hyphens"
        yield Diagnostic(source.path, Span(), "yaml-syntax", "the head of the page has no end", hint)
        return
    for found in PICTURE_ELSEWHERE.finditer(text):
        hint = "put the picture under 'content': a page that fetches from elsewhere tells others who reads it"
        yield Diagnostic(source.path, place(text, found.start()), "picture-elsewhere", "this picture lies on another site", hint)
    yield from check_unfinished(source.path, text)
    dense = list(check_prose(source.path, text))
    yield from dense
    if not dense:
        yield from _body(source, text, head.end() if head else 0, known)


def _head(source: Source, yaml: str) -> Iterator[Diagnostic]:
    # The empty line stands for the first three hyphens, so that places fit the file.
    if not re.search(r"^[^#\s]", yaml, re.MULTILINE):
        return
    parsed = parse_text(source, "\n" + yaml)
    yield from parsed.diagnostics
    if parsed.document and not parsed.diagnostics:
        yield from validate(parsed.document, load_schemas())


def _body(source: Source, text: str, start: int, known: Known) -> Iterator[Diagnostic]:
    # Python-Markdown takes time that grows with the square of blank lines and of headings.
    body = BLANK_LINES.sub("\n\n", text[start:])
    if len(body) > MAX_PAGE or len(HEADING_START.findall(body)) > MAX_HEADINGS:
        message = f"a page has more than {MAX_PAGE} characters or {MAX_HEADINGS} headings"
        yield Diagnostic(source.path, Span(), "prose-dense", message, "make several pages of it")
        return
    found = outline(body)
    yield from check_links(source.path, text, start, found, known)
    yield from _headings(source, text, start, found.main_headings)


def _headings(source: Source, text: str, start: int, headings: tuple[str, ...]) -> Iterator[Diagnostic]:
    if len(headings) == 1:
        return
    where = start
    for heading in headings[:2]:
        where = max(where, text.find(heading, where + 1 if where > start else where))
    message = "a second main heading stands here" if headings else "the page has no main heading"
    hint = "write '## ' for the headings below the first" if headings else "begin it with '# ' and a title"
    line = place(text, where if headings else 0).line
    yield Diagnostic(source.path, Span(line, 1, line, 2), "page-heading", message, hint)

"""What was handed over in place of a file of answers -> what it is, and which file was meant.

The form saves a table beside the file of answers, browsers save pages, and printers PDFs: all may lie in one folder.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from builder.diagnostics import Diagnostic, Span
from builder.discover import Source
from builder.document import Document

BUTTON = "the form saves it with the button 'Save as a file'"
HINT = f"take the file of answers: its name ends in .json, such as answers-2026-11-22.json, and {BUTTON}"
AGAIN = f"save the file of answers anew, or ask for it once more: {BUTTON}"
OTHER = "this is no file of answers"
ENDINGS: Mapping[str, str] = {
    **dict.fromkeys((".csv", ".tsv", ".xlsx", ".xls", ".ods"), "this is a table, which cannot be checked or counted"),
    **dict.fromkeys((".html", ".htm", ".mht", ".mhtml"), "this is a web page, which cannot be checked or counted"),
    ".pdf": "this is a PDF, which cannot be checked or counted",
}
# The table of `runtime/table.js`, as spreadsheets save it anew, too.
BEGINNINGS = {
    re.compile(rb"%PDF-"): ENDINGS[".pdf"],
    re.compile(rb"<"): ENDINGS[".html"],
    re.compile(rb'"?kind"?[,;\t]"?id"?[,;\t]'): ENDINGS[".csv"],
}
UTF16 = (b"\xff\xfe", b"\xfe\xff")
NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f]")
ENOUGH = 1000
"""Bytes from which a file can be told."""
KINDS = {
    "roleclarity-charter-": "this is the file of a role charter, which holds no answers",
    "roleclarity-plan-": "this is the file of an action plan, which holds no answers",
    "roleclarity-draft-": "these are answers as a browser kept them, which cannot be checked or counted",
    "roleclarity-kept-": "these are answers as a browser kept them, which cannot be checked or counted",
}
FORMAT = "roleclarity-response-1"
NEWER = re.compile("roleclarity-response-(?:[2-9]|[1-9][0-9]{1,3})")


def mistaken_file(source: Source) -> Diagnostic | None:
    """What is said of a file that cannot be JSON, by how it begins and how its name ends."""
    file = Path(source.file)
    if file.is_dir():
        hint = f"name the files in it, such as {source.path}/*.json"
        return Diagnostic(source.path, Span(), "file-unreadable", "this is a folder, not a file", hint)
    begin = _beginning(file)
    if begin is None or begin.startswith(b"{"):
        return None
    if not begin:
        return Diagnostic(source.path, Span(), "file-empty", "the file holds nothing", AGAIN)
    message = _kind(begin, file.suffix.lower())
    return _fault(source.path, Span(), message) if message else None


def _beginning(file: Path) -> bytes | None:
    """The first bytes that show; None if they cannot be read, which whoever reads the rest says better."""
    try:
        if not file.is_file():
            return None  # a named pipe would be waited for without end
        with file.open("rb") as stream:
            data = stream.read(ENOUGH)
    except OSError:
        return None
    return data.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n") or (None if len(data) == ENOUGH else b"")


def _kind(begin: bytes, ending: str) -> str | None:
    for pattern, message in BEGINNINGS.items():
        if pattern.match(begin):
            return message
    if ending != ".json":
        return ENDINGS.get(ending, OTHER)
    return OTHER if NO_TEXT.search(begin) and not begin.startswith(UTF16) else None


def mistaken_data(document: Document) -> Diagnostic | None:
    """What is said of sound JSON that holds something else, such as what the other pages save."""
    data = document.data
    if not isinstance(data, Mapping):
        return None
    name = data.get("format")
    span = document.span(("format",)) if "format" in data else Span()
    if isinstance(name, str) and NEWER.fullmatch(name):
        message = f"these answers are saved in a newer way ('{name[:40]}') than this version can read"
        return Diagnostic(
            document.path, span, "response-kind", message, "install the newest version of roleclarity, then try again"
        )
    other = _other(name, data)
    return _fault(document.path, span, other) if other else None


def _other(name: Any, data: Mapping[str, Any]) -> str | None:
    for kind, message in KINDS.items():
        if isinstance(name, str) and name.startswith(kind):
            return message
    return None if name == FORMAT or data.keys() & {"questionnaire", "answers"} else OTHER


def _fault(path: str, span: Span, message: str) -> Diagnostic:
    return Diagnostic(path, span, "response-kind", message, HINT)

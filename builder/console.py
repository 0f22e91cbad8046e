"""Diagnostics -> text, json, github or sarif. Pure functions: nothing is printed here."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from builder import __version__
from builder.codes import MEANINGS
from builder.diagnostics import Diagnostic, Severity
from builder.excerpt import underlined

Lines = Callable[[str, int], str | None]
Formatter = Callable[[Sequence[Diagnostic], Lines], str]
UNSAFE = re.compile(r"[^A-Za-z0-9/._~@+-]")
# A file's text can hold sequences that recolour, retitle or clear a terminal.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def as_text(diagnostics: Sequence[Diagnostic], lines: Lines) -> str:
    """`path:line:column: severity: message [code]`, the line around the place, underlined, related places and the cure."""
    return "\n".join(_text(diagnostic, lines) for diagnostic in diagnostics)


def _text(diagnostic: Diagnostic, lines: Lines) -> str:
    span = diagnostic.span
    parts = [f"{diagnostic.path}:{span.line}:{span.column}: {diagnostic.severity}: {diagnostic.message} [{diagnostic.code}]"]
    line = lines(diagnostic.path, span.line)
    if line is not None and line.strip():
        end = span.end_column if span.end_line == span.line else len(line) + 1
        parts += [f"  | {part}" for part in underlined(line, span.column, end)]
    parts += [
        f"  = {related.message}: {related.path}:{related.span.line}:{related.span.column}" for related in diagnostic.related
    ]
    if diagnostic.hint:
        parts.append(f"  = help: {diagnostic.hint}")
    return "\n".join(plain(part) for part in parts)


def plain(text: str) -> str:
    """The same text without characters that steer a terminal."""
    return CONTROL.sub("�", text.replace("\n", " "))


def as_json(diagnostics: Sequence[Diagnostic], _lines: Lines) -> str:
    """A list of objects with path, line, column, end_line, end_column, severity, code, message, hint, related."""
    return json.dumps([_object(diagnostic) for diagnostic in diagnostics], ensure_ascii=False, indent=2)


def _object(diagnostic: Diagnostic) -> dict[str, Any]:
    related = [{"path": r.path, **asdict(r.span), "message": r.message} for r in diagnostic.related]
    fields = {
        "severity": str(diagnostic.severity),
        "code": diagnostic.code,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }
    return {"path": diagnostic.path, **asdict(diagnostic.span), **fields, "related": related}


def as_github(diagnostics: Sequence[Diagnostic], _lines: Lines) -> str:
    """Workflow commands that GitHub shows beside the lines of a pull request."""
    return "\n".join(_github(diagnostic) for diagnostic in diagnostics)


def _github(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    place = {
        "file": diagnostic.path,
        "line": span.line,
        "endLine": span.end_line,
        "col": span.column,
        "endColumn": span.end_column,
    }
    properties = ",".join(f"{name}={_escape(str(value), ':,')}" for name, value in {**place, "title": diagnostic.code}.items())
    return f"::{diagnostic.severity} {properties}::{_escape(_sentence(diagnostic), '')}"


def _sentence(diagnostic: Diagnostic) -> str:
    return diagnostic.message + (f" ({diagnostic.hint})" if diagnostic.hint else "")


def _escape(text: str, more: str) -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def as_sarif(diagnostics: Sequence[Diagnostic], _lines: Lines) -> str:
    """SARIF 2.1.0, which code scanning and editors read."""
    codes = sorted({diagnostic.code for diagnostic in diagnostics})
    driver = {
        "name": "roleclarity",
        "version": __version__,
        "rules": [{"id": code, "shortDescription": {"text": MEANINGS[code]}} for code in codes],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [_result(d, codes) for d in diagnostics]}
    return json.dumps(
        {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]},
        ensure_ascii=False,
        indent=2,
    )


def _result(diagnostic: Diagnostic, codes: Sequence[str]) -> dict[str, Any]:
    related = [{**_location(r.path, r.span), "message": {"text": r.message}} for r in diagnostic.related]
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": "error" if diagnostic.severity is Severity.ERROR else "warning",
        "message": {"text": _sentence(diagnostic)},
        "locations": [_location(diagnostic.path, diagnostic.span)],
        **({"relatedLocations": related} if related else {}),
    }


def _location(path: str, span: Any) -> dict[str, Any]:
    region = {"startLine": span.line, "startColumn": span.column, "endLine": span.end_line, "endColumn": span.end_column}
    return {"physicalLocation": {"artifactLocation": {"uri": UNSAFE.sub(_percent, path)}, "region": region}}


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found.group().encode())


FORMATS: Mapping[str, Formatter] = {"text": as_text, "json": as_json, "github": as_github, "sarif": as_sarif}

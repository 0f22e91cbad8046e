"""What the YAML reader complains of -> a diagnostic in an author's words."""

from collections.abc import Sequence
from typing import Any

from builder.diagnostics import Diagnostic, Span
from builder.lookalikes import Stray, stray
from builder.quoting import Text, second_colon, slip

TAB = ("a tab stands in the indentation", "take the tab out and indent with spaces")
OPEN = ("the text ends here, but a '[' or '{' is still open", "close it, and look for a '#' that makes the rest a comment")
# The reader's words, found in its own sources, and what authors most often did.
CURES = {
    "mapping values are not allowed": ("a second ':' stands in this line", "put text that holds ': ' in quotes"),
    "could not find expected ':'": (
        "a ':' is missing",
        "write 'key: value'; a text over several lines begins with '|' or stands in quotes",
    ),
    "did not find expected key": (
        "the indentation or a quote does not fit",
        "line the keys of one thing up; close quotes; double a ' inside '...'",
    ),
    "did not find expected '-' indicator": (
        "the indentation of this list does not fit",
        "begin each entry with '-' in the same column",
    ),
    "did not find expected ',' or ']'": ("the '[' here is not closed", "add ',' between its entries and ']' at its end"),
    "did not find expected ',' or '}'": ("the '{' here is not closed", "add ',' between its entries and '}' at its end"),
    "found character that cannot start any token": (
        "a text may not begin with '{sign}'",
        "put it in quotes",
    ),
    "found unexpected end of stream": ("a quote is opened and never closed", "close it, or begin the text without a quote"),
    "block sequence entries are not allowed": ("a list may not begin here", "begin it on a line of its own"),
    "found undefined alias": ("a text may not begin with '*'", "put it in quotes"),
    "did not find expected alphabetic or numeric character": ("a text may not begin with '&' or '*'", "put it in quotes"),
    "found unknown escape character": ("this \\ escape does not exist", "use single quotes, or write \\\\ for a backslash"),
    "did not find expected node content": ("a text may not begin with '{sign}' here", "put it in quotes"),
    "found a tab character": TAB,
    "found duplicate anchor": ("an anchor is used twice", "write the values out"),
}

# What is open is shown where it was opened: where the reader gave up is often the end of the file.
AT_THE_BEGINNING = ("a ':' is missing", "is not closed", "never closed")


def syntax_fault(path: str, text: str, error: Any, last: Text | None = None) -> Diagnostic:
    """A diagnostic at the place where the author's slip lies, as far as it can be told from the last text before the fault."""
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "this is not YAML")
    lines = text.splitlines() or [""]
    if mark is not None:
        found = _stray(lines, mark.line)
        if found:
            return _fault(path, found[0], found[1].offset, found[1].message, found[1].hint, found[1].code)
        slipped = slip(problem, lines, last, mark.line, mark.column) if last else None
        if slipped:
            return _fault(path, *slipped)
    message, hint = next(
        (cure for words, cure in CURES.items() if words in problem), (problem, "compare the line with the one above")
    )
    if any(words in message for words in AT_THE_BEGINNING) and error.context_mark is not None:
        mark = error.context_mark
    if mark is None:
        return Diagnostic(path, Span(len(lines), 1, len(lines), len(lines[-1]) + 1), "yaml-syntax", message, hint)
    line = lines[mark.line] if mark.line < len(lines) else ""
    sign = line[mark.column : mark.column + 1]
    if "{sign}" in message:
        message, hint = TAB if sign == "\t" else (message.replace("{sign}", sign), hint) if sign else OPEN
    if "a second ':'" in message and ":" not in line[: mark.column]:
        message, hint = "the indentation of this line does not fit", "line it up with the line above"
    elif "a second ':'" in message:
        hint = second_colon(line, mark.column) or hint
    return _fault(path, mark.line, mark.column, message, hint)


def _stray(lines: Sequence[str], number: int) -> tuple[int, Stray] | None:
    """A sign that only looks right: in the line of the fault, or in the line before if that one is the fault's beginning."""
    line = lines[number] if number < len(lines) else ""
    found = stray(line)
    if found:
        return number, found
    before = lines[number - 1] if number else ""
    deeper = len(line) - len(line.lstrip()) > len(before) - len(before.lstrip())
    found = stray(before)
    return (number - 1, found) if found and (deeper or found.code == "file-character") else None


def _fault(path: str, line: int, column: int, message: str, hint: str, code: str = "yaml-syntax") -> Diagnostic:  # noqa: PLR0913, PLR0917 - where and what
    return Diagnostic(path, Span(line + 1, column + 1, line + 1, column + 2), code, message, hint)

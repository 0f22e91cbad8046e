"""What the YAML reader complains of -> a diagnostic in an author's words."""

from typing import Any

from builder.diagnostics import Diagnostic, Span

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
    "did not find expected ',' or ']'": ("a list in [ ] is not closed", "add ',' between its entries and ']' at its end"),
    "did not find expected ',' or '}'": ("a mapping in { } is not closed", "add ',' between its entries and '}' at its end"),
    "found character that cannot start any token": (
        "a text may not begin with this character",
        "indent with spaces, not tabs; put text that begins with @ ` or % in quotes",
    ),
    "found unexpected end of stream": ("a quote is opened and never closed", "close it, or begin the text without a quote"),
    "block sequence entries are not allowed": ("a list may not begin here", "begin it on a line of its own"),
    "found undefined alias": ("a text may not begin with '*'", "put it in quotes"),
    "did not find expected alphabetic or numeric character": ("a text may not begin with '&' or '*'", "put it in quotes"),
    "found unknown escape character": ("this \\ escape does not exist", "use single quotes, or write \\\\ for a backslash"),
    "found a tab character": ("a tab stands in the indentation", "indent with spaces"),
    "found duplicate anchor": ("an anchor is used twice", "write the values out"),
}

# What is open is shown where it was opened: where the reader gave up is often the end of the file.
AT_THE_BEGINNING = ("a ':' is missing", "is not closed", "never closed")


def syntax_fault(path: str, text: str, error: Any) -> Diagnostic:
    """A diagnostic at the place the reader gives, else at the end of the text."""
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "this is not YAML")
    message, hint = next(
        (cure for words, cure in CURES.items() if words in problem), (problem, "compare the line with the one above")
    )
    if any(words in message for words in AT_THE_BEGINNING) and error.context_mark is not None:
        mark = error.context_mark
    if mark is None:
        lines = text.splitlines() or [""]
        return Diagnostic(path, Span(len(lines), 1, len(lines), len(lines[-1]) + 1), "yaml-syntax", message, hint)
    line, column = mark.line + 1, mark.column + 1
    if "a second ':'" in message and ":" not in text.splitlines()[mark.line][: mark.column]:
        message, hint = "the indentation of this line does not fit", "line it up with the line above"
    return Diagnostic(path, Span(line, column, line, column + 1), "yaml-syntax", message, hint)

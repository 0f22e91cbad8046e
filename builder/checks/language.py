"""The language of a file: whether there are words of ours to go with it."""

from collections.abc import Iterator
from functools import cache

from builder.checks.known import Known
from builder.diagnostics import Diagnostic, Severity
from builder.document import Document
from builder.project import PACKAGE


def check(document: Document, _known: Known) -> Iterator[Diagnostic]:
    """A warning where the buttons and headings around the author's words will be in another language than these."""
    language = document.data["language"]
    if language.partition("-")[0] not in _with_words():
        message = f"buttons and headings of ours are in English for now, the text is in '{language}'"
        hint = "publish it so if that is good enough, or correct 'language' if the text is in English"
        span = document.span(("language",))
        yield Diagnostic(document.path, span, "language-words", message, hint, Severity.WARNING)


@cache
def _with_words() -> frozenset[str]:
    return frozenset(file.stem for file in (PACKAGE / "words").glob("*.json"))

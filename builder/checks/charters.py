"""The charter of a made-up team: its days are days that there are, and its family is one that questionnaires belong to."""

from collections.abc import Collection, Iterable, Iterator

from builder.checks.known import Known
from builder.checks.walk import fault, is_day
from builder.diagnostics import Diagnostic, Severity, Span
from builder.discover import Source
from builder.document import Document
from builder.suggest import did_you_mean


def check(document: Document, _known: Known) -> Iterator[Diagnostic]:
    """No browser shows the 31st of February."""
    for name in ("made", "again"):
        if name in document.data and not is_day(document.data[name]):
            yield fault(document, (name,), "range-reversed", f"there is no day '{document.data[name]}'", "correct the day")


def check_charters(charters: Iterable[Source], families: Collection[str]) -> Iterator[Diagnostic]:
    """The file of a charter has the name of the family whose worked example it belongs to."""
    for source in charters:
        if source.stem not in families:
            hint = did_you_mean(source.stem, families)
            message = f"no questionnaire belongs to a family '{source.stem}', so this charter shows nowhere"
            yield Diagnostic(source.path, Span(), "unknown-family", message, hint, Severity.WARNING)

"""What was found out about a source, as one line of JSON: so that another process can find it out."""

from typing import Any

from builder.compact import compact, expand
from builder.diagnostics import Diagnostic, Related, Severity, Span
from builder.discover import Source
from builder.document import Document, nowhere
from builder.memory import Verdict
from builder.parse import Parsed


def to_line(parsed: Parsed, verdict: Verdict | None) -> str:
    """A document's data, its diagnostics, and the verdict to remember. Places of values stay behind: diagnostics have them."""
    found = [plain_of(diagnostic) for diagnostic in parsed.diagnostics]
    return "\t".join(map(compact, (parsed.document and parsed.document.data, found, verdict)))


def from_line(source: Source, line: str) -> tuple[Parsed, Verdict | None]:
    """The same, about the source that it was found out about."""
    data, diagnostics, verdict = line.split("\t")
    judged = expand(verdict)
    found = tuple(map(diagnostic_of, expand(diagnostics)))
    return Parsed(of_data(source, data), found), Verdict.of(judged) if judged else None


def data_in(line: str) -> str:
    """The part of such a line that says what the document holds."""
    return line.partition("\t")[0]


def data_of(document: Document | None) -> str:
    """The same, of a document."""
    return compact(document and document.data)


def of_data(source: Source, data: str) -> Document | None:
    """The document that holds this."""
    found = expand(data)
    return Document(source.path, source.kind, source.stem, found, nowhere) if found is not None else None


def _span(span: Span) -> list[int]:
    return [span.line, span.column, span.end_line, span.end_column]


def plain_of(fault: Diagnostic) -> list[Any]:
    """A diagnostic as JSON has it."""
    related = [[other.path, _span(other.span), other.message] for other in fault.related]
    return [fault.path, _span(fault.span), fault.code, fault.message, fault.hint, fault.severity, related]


def diagnostic_of(plain: list[Any]) -> Diagnostic:
    """The diagnostic that was written so."""
    path, span, code, message, hint, severity, others = plain
    related = tuple(Related(other, Span(*place), text) for other, place, text in others)
    return Diagnostic(path, Span(*span), code, message, hint, Severity(severity), related)

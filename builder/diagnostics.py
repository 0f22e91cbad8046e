"""What is said about content: where, how grave, what, and what to do. A fault in content is a value, never an exception."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from builder.codes import MEANINGS

# Of one file: nobody reads more, and explaining one takes up to a millisecond.
MAX_FAULTS = 500


class Severity(StrEnum):
    """How grave a diagnostic is. Errors stop a build; warnings do not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A range of characters in a file; lines and columns begin at 1, the end is just after the last character."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Related:
    """Another place that belongs to a diagnostic, such as where a name was first defined."""

    path: str
    span: Span
    message: str


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One fault. `path` is relative to the project, with forward slashes; `code` is a key of `codes.MEANINGS`."""

    path: str
    span: Span
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    related: tuple[Related, ...] = ()

    def __post_init__(self) -> None:
        """A code that nobody has explained is our bug, not the author's."""
        if self.code not in MEANINGS:
            raise KeyError(self.code)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sorted by place, each once."""
    return tuple(sorted(set(diagnostics)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of these must stop a build."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)

"""Several versions of one questionnaire: the current one in `id.yml`, earlier ones kept in `id@1.0.0.yml`."""

from collections.abc import Iterator, Sequence

from builder.diagnostics import Diagnostic, Related
from builder.document import Document


def check_versions(documents: Sequence[Document]) -> Iterator[Diagnostic]:
    """A version is claimed once, and the kept ones are earlier than the current one."""
    current = next((document for document in documents if "@" not in document.stem), None)
    for document in documents:
        if current is None or document is current:
            continue
        mine, theirs = document.data["version"], current.data["version"]
        if _numbers(mine) >= _numbers(theirs):
            words = "is also the version of" if mine == theirs else "is later than the version of"
            related = Related(current.path, current.span(("version",)), f"this is version {theirs}")
            hint = "raise the version of the current file"
            message = f"the kept version {mine} {words} '{current.path}'"
            yield Diagnostic(document.path, document.span(("version",)), "version-collision", message, hint, related=(related,))


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))

"""What makes all that a schema says of a file beside the point: signs that only look right, and a file of another kind.

Looked at only once a file is found invalid.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from builder.diagnostics import MAX_FAULTS, Diagnostic, Span
from builder.discover import KINDS
from builder.document import Document, Path
from builder.lookalikes import stray
from builder.schemas import Schemas

FOLDERS = {kind: folder for folder, kind in KINDS.items()}


def misread(document: Document, schemas: Schemas) -> tuple[Diagnostic, ...]:
    """The one thing to mend first, if there is one."""
    return tuple(islice(_stray_keys(document, document.data, ()), MAX_FAULTS)) or tuple(_other_kind(document, schemas))


def _stray_keys(document: Document, value: Any, path: Path) -> Iterator[Diagnostic]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        found = stray(key) if isinstance(key, str) else None
        if found:
            span = document.key_span((*path, key))
            place = Span(span.line, span.column + found.offset, span.line, span.column + found.offset + 1)
            yield Diagnostic(document.path, place, found.code, found.message, found.hint)
        else:
            yield from _stray_keys(document, part, (*path, key))


def _other_kind(document: Document, schemas: Schemas) -> Iterator[Diagnostic]:
    """A file of which every telling key belongs to a file of another folder."""
    if document.kind not in FOLDERS or not isinstance(document.data, dict):
        return
    own = set(schemas.by_kind[document.kind]["properties"])
    for kind in FOLDERS.keys() - {document.kind}:
        others = set(schemas.by_kind[kind]["properties"])
        telling = [key for key in document.data if key in others - own]
        if telling and not document.data.keys() & (own - others):
            here, there = (str(schemas.by_kind[name]["title"]).lower() for name in (document.kind, kind))
            message = f"this looks like a {there}, but {here}s belong here"
            hint = f"move it to content/{FOLDERS[kind]}/"
            yield Diagnostic(document.path, document.key_span((telling[0],)), "file-misplaced", message, hint)

"""One line of a project's file, for showing beside a diagnostic."""

import linecache
from collections.abc import Callable
from pathlib import Path

from builder.project import is_linked
from builder.read import MAX_BYTES


def line_reader(root: Path) -> Callable[[str, int], str | None]:
    """A function (path, line number) -> the line without its end, or None where it cannot be shown."""
    linecache.clearcache()

    def read(path: str, number: int) -> str | None:
        file = root / path
        linked = not Path(path).is_absolute() and is_linked(root.resolve() / path)
        if linked or not file.is_file() or file.stat().st_size > MAX_BYTES:
            return None
        return linecache.getline(str(file), number).rstrip("\r\n") or None

    return read

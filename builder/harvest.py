"""What questionnaires without fault hold, kept as lines of JSON from one build to the next: YAML takes ten times as long to read.

Each line names its file, the hash of the YAML that it was read from, and a hash of itself, so that what was cut off or spoilt is
read anew. Lines are written as they come, since those of ten thousand forms would fill the memory of a small machine.
"""

import json
import mmap
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from builder.cache import digest, remove_left

MARK = 16
"""Digits of the hash of a line."""
NOWHERE: tuple[int, int] = (0, 0)


class Harvest:
    """The lines of one project, of the last build and of this one. What cannot be read or written is as if it were not there.

    `judge` stands for how YAML is read: lines of another one are not believed.
    """

    def __init__(self, file: Path | None, judge: str) -> None:
        self._file, self._head = file, f"{judge}\n".encode()
        self._old = _mapped(file, self._head)
        self._places = dict(_lines(self._old)) if self._old else {}
        self._fresh: IO[bytes] | None = None

    def __contains__(self, path: str) -> bool:
        return _name(path) in self._places

    def line(self, path: str, content: str) -> str | None:
        """What was kept of a file, if it still holds what it was read from."""
        start, end = self._places.get(_name(path), NOWHERE)
        if not self._old or not end:
            return None
        mark, _, rest = self._old[start:end].partition(b"\t")
        if mark != _mark(rest):
            return None
        _, kept, line = rest.split(b"\t", 2)
        return line.decode() if kept == content.encode() else None

    def keep(self, path: str, content: str, line: str) -> None:
        """Keep what a file holds for the next build."""
        if self._file is None:
            return
        try:
            if self._fresh is None:
                self._fresh = _begun(self._file, self._head)
            rest = _name(path) + f"\t{content}\t{line}".encode()
            self._fresh.write(_mark(rest) + b"\t" + rest + b"\n")
        except OSError:  # a full disk, or a folder in which nobody may write
            self.close()

    def save(self) -> None:
        """Let this build's lines take the place of the last one's, in one step. Without any, those stay."""
        if self._fresh is None or self._file is None:
            return
        try:
            self._fresh.close()
            if self._old:
                self._old.close()  # Windows replaces no file that is open
            Path(self._fresh.name).replace(self._file)
            self._fresh = None
        except OSError:
            self.close()

    def close(self) -> None:
        """Give up what was not saved."""
        if self._fresh is not None:
            with suppress(OSError):
                self._fresh.close()
            with suppress(OSError):
                Path(self._fresh.name).unlink(missing_ok=True)
        self._fresh = self._file = None


def _mapped(file: Path | None, head: bytes) -> mmap.mmap | None:
    with suppress(OSError, ValueError):
        if file is not None:
            with file.open("rb") as opened:
                found = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
            if found[: len(head)] == head:
                return found
            found.close()
    return None


def _lines(found: mmap.mmap) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """The name of each file, and from where to where its line goes."""
    start = found.find(b"\n") + 1
    while (end := found.find(b"\n", start)) >= 0:
        name = start + MARK + 1
        if (named := found.find(b"\t", name, end)) >= 0:
            yield found[name:named], (start, end)
        start = end + 1


def _begun(file: Path, head: bytes) -> IO[bytes]:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    remove_left(file)
    fresh = file.with_name(f"{file.name}.{os.getpid()}").open("wb")
    fresh.write(head)
    return fresh


def _name(path: str) -> bytes:
    return json.dumps(path).encode()  # without tabs and line breaks, whatever a file is called


def _mark(rest: bytes) -> bytes:
    return digest(rest)[:MARK].encode()

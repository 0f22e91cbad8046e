"""Thousands of files at once, by the system's own calls: `open` and pathlib take twice as long for ten thousand."""

import hashlib
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

MARKER = ".roleclarity"
"""The file by which a folder is known as written by us. It is no file of the site."""
AS_IT_IS, AT_ONCE = getattr(os, "O_BINARY", 0), getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Windows would change line ends, and has neither links that are followed unasked nor pipes in folders."""


class State(NamedTuple):
    """What tells that a file was written since."""

    size: int
    time: int
    """Of its last change, in nanoseconds."""
    number: int
    """The system's own, another one for a file that was put in the place of this."""


def plain_bytes(file: str, most: int | None = None) -> bytes | None:
    """What is in a file; None if it is no ordinary one, cannot be read, or holds more. A pipe is not waited for."""
    with suppress(OSError):
        opened = os.open(file, os.O_RDONLY | AS_IT_IS | AT_ONCE)
        try:
            state = os.fstat(opened)
            if stat.S_ISREG(state.st_mode) and (most is None or state.st_size <= most):
                return os.read(opened, state.st_size)
        finally:
            os.close(opened)
    return None


def state_at(file: Path | os.DirEntry[str]) -> State:
    """The state of one file; raises OSError if it is not there."""
    found = file.stat(follow_symlinks=False)
    return State(found.st_size, found.st_mtime_ns, found.st_ino)


def states_of(folder: Path) -> dict[str, State]:
    """The state of each file of a folder, by its place there, with forward slashes."""
    found: dict[str, State] = {}
    folders = [(str(folder), "")]
    while folders:
        place, before = folders.pop()
        with suppress(FileNotFoundError), os.scandir(place) as entries:
            for entry in sorted(entries, key=attrgetter("name")):
                if entry.is_dir(follow_symlinks=False):
                    folders.append((entry.path, f"{before}{entry.name}/"))
                elif entry.name != MARKER:
                    found[before + entry.name] = state_at(entry)
    return found


def state_from(states: Mapping[str, State]) -> str:
    """A hash of what `states_of` found."""
    text = "".join(f"{name}\0{size} {time} {number}\0" for name, (size, time, number) in states.items())
    return hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()


def state_of(folder: Path) -> str:
    """The same, of a folder."""
    return state_from(states_of(folder))

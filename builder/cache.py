"""The folder in which we keep what can be made again: outside the project, since a stranger's could bring a cache of its own.

It may be deleted at any time, shared by builds at once, and killed at any moment: what is there is whole, or is not believed.
"""

import glob
import hashlib
import os
import stat
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from builder.compact import compact, expand

FOLDER = "ROLECLARITY_CACHE"
"""The environment variable that names another folder, or none if it is empty."""
OTHERS = 0o022
"""Whoever else may write in a folder."""
LEFT = 24 * 60 * 60
"""Seconds after which a file that never took its place was left by a run that was killed, maybe on another machine."""


def cache_folder() -> Path | None:
    """Where it lies. None if there is no such place, or if others may write there: from it come pages, and code."""
    folder = _named()
    return folder if folder and _ours(folder) else None


def _named() -> Path | None:
    if FOLDER in os.environ:
        return Path(os.environ[FOLDER]) if os.environ[FOLDER] else None
    for name, below in (("XDG_CACHE_HOME", "roleclarity"), ("LOCALAPPDATA", "roleclarity"), ("HOME", ".cache/roleclarity")):
        if Path(os.environ.get(name, "")).is_absolute():
            return Path(os.environ[name], below)
    return None


def _ours(folder: Path) -> bool:
    """Whether nobody else may write there, looked at each time. Where there are no such owners (Windows), it is the user's."""
    if not hasattr(os, "geteuid"):
        return True
    try:
        found = folder.stat()
    except FileNotFoundError:
        return True  # we make it
    except OSError:
        return False
    return found.st_uid == os.geteuid() and not stat.S_IMODE(found.st_mode) & OTHERS


def keep(file: Path, value: Mapping[str, Any]) -> bool:
    """Put names with values into the cache as JSON, with a hash, in one step; what cannot be kept is made again.

    Gives whether it was kept.
    """
    rest = compact(value).encode()[1:]
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        remove_left(file)
        fresh.write_bytes(_head(rest) + rest)
        fresh.replace(file)
        return True
    with suppress(OSError):
        fresh.unlink(missing_ok=True)
    return False


def remove_left(file: Path) -> None:
    """Remove what runs that were killed would have put in its place."""
    for left in file.parent.glob(f"{glob.escape(file.name)}.*"):
        with suppress(OSError):  # its run may be at work after all
            if left.stat().st_mtime < time.time() - LEFT:
                left.unlink()


def kept(file: Path) -> Any:
    """What was put into the cache. A ValueError for what was spoilt since: pages would be made from it."""
    data = file.read_bytes()
    size = len(_head(b""))
    if data[:size] != _head(data[size:]):
        raise ValueError("not what was kept")
    return expand(data)


def _head(rest: bytes) -> bytes:
    return b'{"hash":"%s",' % digest(rest).encode()


def digest(data: bytes) -> str:
    """What stands for bytes."""
    return hashlib.sha256(data).hexdigest()

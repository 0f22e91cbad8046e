"""A new folder in the place of an old one: the old stays whole until the new one is, then both change places at once."""

import ctypes
import glob
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from builder.files import MARKER
from builder.project import Project, ProjectError
from builder.timings import Stage

MARKER_TEXT = "This folder is written by roleclarity and replaced as a whole. Keep nothing of yours in it.\n"
ASIDE = ".old"
RENAME_EXCHANGE, AT_FDCWD = 2, -100


@contextmanager
def replace_folder(target: Path, stage: Stage = nullcontext) -> Iterator[Path]:
    """A fresh folder beside the target; it takes the target's place if the block ends without an exception."""
    target = target.absolute()
    try:
        refuse_foreign(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        remove_leftovers(target)
        fresh = target.with_name(f"{_prefix(target)}{os.getpid()}-{secrets.token_hex(4)}")
        fresh.mkdir()  # with the owner's umask, as all that is written into it: who may read the files may enter the folder
        try:
            yield fresh
            (fresh / MARKER).write_text(MARKER_TEXT, encoding="utf-8")
            refuse_foreign(target)  # a run takes seconds, in which somebody may have put files there
            _take_place(fresh, target)
        finally:
            with stage("taking the old one away"):
                shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise ProjectError(
            f"'{error.filename2 or error.filename or target}' cannot be written: {error.strerror or error}; "
            "the old folder is as it was"
        ) from error


def replace_file(place: Path, data: bytes) -> None:
    """Put a file in the place of another by a rename: somebody who reads it meanwhile gets the old one or the new one, whole."""
    fresh = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        fresh.write_bytes(data)
        fresh.replace(place)
    except OSError:
        fresh.unlink(missing_ok=True)  # half a file on a full disk would be published
        raise


def refuse_overlap(project: Project, target: Path) -> None:
    """The output and the content must not hold each other: the next run would publish the last one's output."""
    place, content = target.absolute().resolve(), project.content.resolve()
    if place.is_relative_to(content) or content.is_relative_to(place):
        raise ProjectError(f"'{target}' and '{project.content}' lie in each other; name a folder outside the content")


def refuse_foreign(target: Path) -> None:
    """Replace only what is ours or empty: a wrong path must never cost somebody their files."""
    if target.is_symlink():
        raise ProjectError(f"'{target}' is a link; name the folder itself")
    if not target.exists() or (target / MARKER).is_file():
        return
    if not target.is_dir():
        raise ProjectError(f"'{target}' is a file; name a folder")
    if any(target.iterdir()):
        raise ProjectError(f"'{target}' holds files that roleclarity did not write; empty it yourself or name another folder")


def remove_leftovers(target: Path) -> None:
    """What killed runs left beside the target; the folder of a run that is still at work is left alone."""
    for left in target.parent.glob(f"{glob.escape(_prefix(target))}*"):
        process = left.name.removeprefix(_prefix(target)).partition("-")[0]
        if process.isdigit() and _runs(int(process)):
            continue
        if left.name.endswith(ASIDE) and not target.exists():
            left.rename(target)  # that run died between its two renames
        else:
            shutil.rmtree(left, ignore_errors=True)


def _runs(process: int) -> bool:
    if process == os.getpid():
        return False
    if os.name != "posix":
        return True  # there, asking whether a process lives can end it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _prefix(target: Path) -> str:
    return f".{target.name}.new-"


def _take_place(fresh: Path, target: Path) -> None:
    if _exchange(fresh, target):
        return
    try:
        fresh.rename(target)  # there is no target yet
    except OSError:
        if not target.is_dir():
            raise
        _replace(fresh, target)


def _replace(fresh: Path, target: Path) -> None:
    # Either another run was quicker, or this system has no exchange (Windows, some network disks): there, the folder is
    # away for one short moment.
    if _exchange(fresh, target):
        return
    aside = fresh.with_name(fresh.name + ASIDE)
    target.rename(aside)
    try:
        fresh.rename(target)
    except OSError:
        aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change names in one step (Linux 3.15, renameat2); False where that is not to be had."""
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0)

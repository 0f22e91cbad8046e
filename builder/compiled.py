"""Jinja's templates as Python's code, kept in the cache: compiling them anew would be a quarter of what one edit takes."""

import os
import stat
from base64 import b64decode, b64encode
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from builder.cache import cache_folder, digest, keep, kept

OTHERS = 0o022
"""Whoever else may write in a folder: code from there would be theirs."""


class Compiled(BytecodeCache):
    """What our templates were compiled to. `salt` stands for how: what is not in their text. Each `kind` has files of its own."""

    def __init__(self, salt: str, kind: str = "") -> None:
        self.salt, self.kind = digest(f"{version('Jinja2')} {salt}".encode()), kind

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if what was kept is whole and for the same text."""
        with suppress(OSError, ValueError, TypeError, LookupError, RecursionError):
            if (file := self._file(bucket)) and (found := kept(file))["salt"] == self.salt:
                bucket.bytecode_from_string(b64decode(found["code"], validate=True))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in the bucket."""
        if file := self._file(bucket):
            keep(file, {"salt": self.salt, "code": b64encode(bucket.bytecode_to_string()).decode()})

    def _file(self, bucket: Bucket) -> Path | None:
        folder = cache_folder()
        return folder / f"{bucket.key}{self.kind}.template.json" if folder and _ours(folder) else None


@cache
def _ours(folder: Path) -> bool:
    """Whether nobody else may put code there. Where there are no such owners (Windows), the user's folder is the user's."""
    if not hasattr(os, "geteuid"):
        return True
    with suppress(OSError):
        found = folder.stat()
        return found.st_uid == os.geteuid() and not stat.S_IMODE(found.st_mode) & OTHERS
    return True  # it is not there: we make it

"""Jinja's templates as Python's code, kept in the cache: compiling them anew would be a quarter of what one edit takes."""

from base64 import b64decode, b64encode
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from builder.cache import cache_folder, digest, keep, kept


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
        return folder / f"{bucket.key}{self.kind}.template.json" if folder else None

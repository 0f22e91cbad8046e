"""Files that were found without fault are not examined again while nothing changed that the verdict rests on.

A verdict rests on the bytes of the file, on the ids of the library and of the contacts, on what the file points to being there,
and on the judge: our code, the schemas and the libraries. The memory lies outside the project, in the user's cache folder, since
a project of a stranger could bring a memory that calls everything faultless. It may be deleted at any time.
"""

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from builder.cache import cache_folder, digest, keep, kept
from builder.checks.families import Member, member_of
from builder.checks.known import Known
from builder.discover import Source
from builder.document import Document
from builder.files import plain_bytes
from builder.harvest import Harvest
from builder.project import PACKAGE, Project, data_folder
from builder.read import MAX_BYTES

REMEMBERED = {"questionnaire", "module", "page"}
JUDGES = (
    "jsonschema",
    "jsonschema-rs",
    "Markdown",
    "msgspec",
    "nh3",
    "PyYAML",
    "quickjs-ng",
    "tree-sitter",
    "tree-sitter-javascript",
)


class Verdict(NamedTuple):
    """What 'without fault' rested on."""

    content: str
    library: str
    points_to: tuple[str, ...]
    member: Member | None = None
    """Of a questionnaire, what its family's others need to know."""

    @classmethod
    def of(cls, plain: Sequence[Any]) -> "Verdict":
        """The verdict that was written as JSON."""
        content, library, points_to, member = plain
        known = Member(member[0], member[1], tuple(member[2]), dict(member[3])) if member else None
        return cls(str(content), str(library), tuple(map(str, points_to)), known)


class Memory:
    """The verdicts of one project, and what its questionnaires hold. What cannot be read is as if it were not there."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._old = _read(file) if file else {}
        self._new: dict[str, Verdict] = {}

    @classmethod
    def of(cls, project: Project) -> "Memory":
        """The memory that the user's cache folder holds for a project."""
        folder = cache_folder()
        name = hashlib.sha256(os.fsencode(project.root)).hexdigest()[:20]
        return cls(folder / f"{name}.json" if folder else None)

    def holds(self, source: Source, known: Known) -> bool:
        """Whether the file was found without fault, and would be again."""
        self._new.pop(source.path, None)  # it may have been so when it was looked at before
        verdict = self._old.get(source.path)
        if verdict is None or verdict.library != _library(source, known) or not _there(known).issuperset(verdict.points_to):
            return False
        if content_of(source) != verdict.content:
            return False
        self._new[source.path] = verdict
        return True

    def learn(self, source: Source, content: str, document: Document | None, known: Known) -> None:
        """Keep that a file has no fault. `content` stands for what it held before it was examined, and must still stand so."""
        if self._file and source.kind in REMEMBERED and "@" not in source.stem and content and content == content_of(source):
            points_to = tuple(sorted(_there(known).intersection(texts(document.data)))) if document else ()
            member = member_of(document.data) if document and source.kind == "questionnaire" else None
            self._new[source.path] = Verdict(content, _library(source, known), points_to, member)

    def verdict(self, source: Source) -> Verdict | None:
        """What this run found of a source that has no fault."""
        return self._new.get(source.path)

    def still(self, source: Source) -> bool:
        """Whether a file holds what it held when it was taken for one without fault."""
        return content_of(source) == self._new[source.path].content

    def keep(self, source: Source, verdict: Verdict | None) -> None:
        """Take over what another process found, or did not find."""
        if verdict:
            self._new[source.path] = verdict
        else:
            self._new.pop(source.path, None)

    @cached_property
    def _harvest(self) -> Harvest:
        """Asked for by those only who read what files hold."""
        return Harvest(self._file and self._file.with_suffix(".data"), judge())

    def may_know(self, source: Source) -> bool:
        """Whether a line was kept of a source that this run holds to be without fault."""
        return source.path in self._new and source.path in self._harvest

    def data(self, source: Source) -> str | None:
        """What such a source holds, as it was put here; None for a line that was spoilt since."""
        return self._harvest.line(source.path, self._new[source.path].content)

    def put(self, source: Source, data: str) -> None:
        """Keep what a source holds, if this run found it without fault."""
        if source.path in self._new:
            self._harvest.keep(source.path, self._new[source.path].content, data)

    def close(self) -> None:
        """Leave nothing behind that was not saved, as when somebody gave up."""
        if "_harvest" in self.__dict__:
            self._harvest.close()

    def save(self) -> None:
        """Replace what is on the disk by what this run found, in one step for each of the two files."""
        if "_harvest" in self.__dict__:
            self._harvest.save()
        if self._file is None or self._new == self._old:
            return
        keep(self._file, {"judge": judge(), "files": self._new})


def content_of(source: Source) -> str:
    """What stands for the bytes of a file; empty for one that cannot be read or is no file that would be examined."""
    data = plain_bytes(source.file, MAX_BYTES)
    return "" if data is None else digest(data)


@cache
def judge() -> str:
    """What gives the verdicts: any change of it makes the memory void."""
    total = hashlib.sha256(f"{sys.version} {[version(name) for name in JUDGES]}".encode())
    for folder, pattern in ((PACKAGE, "**/*.py"), (PACKAGE / "runtime", "*.js"), (data_folder("schemas"), "*.json")):
        for file in sorted(folder.glob(pattern)):
            total.update(f"{file.relative_to(folder)}\0".encode() + file.read_bytes())
    return total.hexdigest()


def _read(file: Path) -> dict[str, Verdict]:
    with suppress(OSError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        found: Mapping[str, Any] = kept(file)
        if found.get("judge") == judge():
            return {path: Verdict.of(plain) for path, plain in found["files"].items()}
    return {}


@cache
def _there(known: Known) -> frozenset[str]:
    return known.questionnaires | known.modules | known.pictures


def _library(source: Source, known: Known) -> str:
    return _named(known, pages=source.kind == "page")


@cache
def _named(known: Known, *, pages: bool) -> str:
    # A page's links lead anywhere, so its verdict rests on all pages; there are few that authors write.
    named = (known.pages, known.pictures) if pages else (known.sources, known.constructs, known.contacts)
    return digest(repr([sorted(ids) if ids is not None else None for ids in named]).encode())


def texts(value: Any) -> Iterator[str]:
    """Every text in plain data, keys aside."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from texts(part)

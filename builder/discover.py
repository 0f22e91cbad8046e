"""Stage 1: project -> sources. Says what each file under `content/` is, by where it lies; reads none of them."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from builder.diagnostics import Diagnostic, Span
from builder.names import check_names
from builder.places import REFERENCE
from builder.project import Project

KINDS = {"questionnaires": "questionnaire", "modules": "module", "charters": "charter"}
LIBRARY_KINDS = ("sources", "constructs", "glossary", "evidence")
SINGLE = {"site.yml": "site", **{f"library/{kind}.yml": kind for kind in LIBRARY_KINDS}}
"""Files of which a project has one."""
YAML_ENDINGS = {".yml", ".yaml"}
PAGE_ENDING = ".md"
PUBLISHED_ENDINGS = {PAGE_ENDING, ".png", ".jpg", ".jpeg", ".webp", ".gif"}
"""What goes into the site as it is: Markdown, which is cleaned, and pictures that cannot hold a script."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that nobody has read yet. `kind` is a schema's name, or `page` for Markdown."""

    path: str
    file: str
    """Where it lies on this machine."""
    kind: str

    @property
    def stem(self) -> str:
        """The file name without its ending."""
        return self.path.rpartition("/")[2].rpartition(".")[0]

    @property
    def id(self) -> str:
        """The id that the file name stands for; a kept version is named `id@1.0.0.yml`."""
        return self.stem.partition("@")[0]


@dataclass(frozen=True, slots=True)
class Discovered:
    """The sources, the library first and pages last, and what is wrong with how files lie."""

    sources: tuple[Source, ...]
    diagnostics: tuple[Diagnostic, ...]
    pictures: frozenset[str]
    """Pictures by their place under `content/`."""

    @property
    def has_reference(self) -> bool:
        """Whether authors wrote the page that introduces the reference: then all of its pages are made."""
        return any(source.path == f"content/{REFERENCE}" for source in self.sources)

    def ids(self, kind: str) -> frozenset[str]:
        """The ids of one kind, known from the file names alone; kept versions have no page to point to."""
        return frozenset(source.id for source in self.sources if source.kind == kind and "@" not in source.stem)


def discover(project: Project) -> Discovered:
    """All content files, in an order that does not depend on the file system."""
    sources, diagnostics = [], []
    pictures = set()
    places: list[tuple[str, str]] = []
    before = len(f"{project.content}{os.sep}")
    for file in content_files(project.content):
        path, place = project.relative(file.path), file.path[before:].replace(os.sep, "/")
        places.append((place, path))
        kind, ending = _kind(place), os.path.splitext(file.name)[1]  # noqa: PTH122 - a third of the time
        if _is_link(file):
            message, hint = "a link is not followed", "put the file itself here: a link could lead anywhere on the machine"
            diagnostics.append(Diagnostic(path, Span(), "file-link", message, hint))
        elif kind:
            sources.append(Source(path, file.path, kind))
        elif ending in PUBLISHED_ENDINGS:
            pictures.add(place)
        else:
            diagnostics.append(_misplaced(path, ending))
    order = [*LIBRARY_KINDS, "site", "module", "questionnaire", "charter", "page"]
    sources.sort(key=lambda source: (order.index(source.kind), source.path))
    found = (*diagnostics, *_named_alike(sources), *_kept_alone(sources), *check_names(places))
    return Discovered(tuple(sources), found, frozenset(pictures))


def content_files(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Files and links, links to folders among them; what begins with a point is nobody's content.

    Raises OSError for a folder that cannot be read: else there would be a site with pages missing, and nobody told.
    """
    folders = [str(folder)]
    while folders:
        with os.scandir(folders.pop()) as found:
            entries = sorted((entry for entry in found if not entry.name.startswith(".")), key=attrgetter("name"))
        yield from (entry for entry in entries if _is_link(entry) or not entry.is_dir(follow_symlinks=False))
        folders += reversed([entry.path for entry in entries if entry.is_dir(follow_symlinks=False) and not _is_link(entry)])


def _is_link(entry: os.DirEntry[str]) -> bool:
    """Also one of Windows to a folder, which Python knows since 3.12."""
    return entry.is_symlink() or (os.name == "nt" and getattr(entry, "is_junction", bool)())


def _kind(place: str) -> str | None:
    bare, point, ending = place.rpartition(".")
    if f"{point}{ending}" == PAGE_ENDING:
        return "page"
    if f"{point}{ending}" not in YAML_ENDINGS:
        return None
    folder, _, name = bare.partition("/")
    return SINGLE.get(place) or (KINDS.get(folder) if name and "/" not in name else None)


def _named_alike(sources: Iterable[Source]) -> Iterator[Diagnostic]:
    first: dict[tuple[str, str], Source] = {}
    for source in sources:
        other = first.setdefault((source.kind, source.stem), source)
        if other is not source and source.kind != "page":
            message = f"'{other.path}' stands for the same id"
            yield Diagnostic(source.path, Span(), "duplicate-id", message, "keep one of the two files, or rename one")


def _kept_alone(sources: Iterable[Source]) -> Iterator[Diagnostic]:
    """A kept earlier version belongs to a current one; alone, nothing of it would be published."""
    current = {(source.kind, source.stem) for source in sources}
    for source in sources:
        if "@" in source.stem and (source.kind, source.id) not in current and source.kind != "page":
            message = f"this is an earlier version of '{source.id}', of which there is no current one"
            yield Diagnostic(source.path, Span(), "version-alone", message, f"name the current version '{source.id}.yml'")


def _misplaced(path: str, ending: str) -> Diagnostic:
    known = {*YAML_ENDINGS, *PUBLISHED_ENDINGS}
    if ending not in known and ending.lower() in known:
        return Diagnostic(path, Span(), "file-misplaced", f"the ending '{ending}' is in capitals", f"write '{ending.lower()}'")
    if ending not in known:
        hint = "move it out of 'content': it holds YAML, Markdown (.md) and pictures (.png .jpg .jpeg .webp .gif)"
        return Diagnostic(path, Span(), "file-misplaced", f"files with the ending '{ending}' are not published", hint)
    library = ", ".join(f"{kind}.yml" for kind in LIBRARY_KINDS)
    places = f"content/questionnaires/, content/modules/ or content/charters/; content/library/ holds {library}"
    return Diagnostic(path, Span(), "file-misplaced", "nothing is published from this place", f"move the file to {places}")

"""A build after a few edits: only the pages that changed are made, in the shells of the last whole build.

What a site was made from is recorded beside the verdicts, outside the project and outside the site. Whatever the record does
not explain asks for a whole build: another theme or setting, a file more or less, a page of the site that somebody touched,
a fault, or an edit that other pages show too, such as a new title.
"""

import hashlib
import json
import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from builder.catalog import Catalog
from builder.discover import content_files, discover
from builder.examine import examine_some
from builder.memory import cache_folder, judge, keep
from builder.pipeline import Build
from builder.places import questionnaire_page
from builder.press import Kind, Shell, found_in, kind_of, place_of
from builder.project import PACKAGE, Project, data_folder
from builder.render import render
from builder.schema_copies import check_copies

MOST = 50
"""Edits above which a whole build is as quick."""
MAKERS = ("mkdocs", "mkdocs-material", "Jinja2", "MarkupSafe")
ENVIRONMENT = re.compile(rb"!ENV\s*\[?\s*([A-Za-z_][A-Za-z0-9_, ]*)")


class Inputs(NamedTuple):
    """What a site is made from: each questionnaire by the hash of its file, and one hash of all else."""

    questionnaires: dict[str, str]
    rest: str


class Record(NamedTuple):
    """What the last whole build was made from, and what is needed to make one of its pages again."""

    inputs: Inputs
    shown: dict[str, str]
    """By questionnaire, a hash of what lists and the search show of it, and of the places in it that links may lead to."""
    shells: dict[Kind, Shell]
    site: str
    """A hash of the names, sizes and times of the site's files."""


def inputs_of(project: Project) -> Inputs:
    """Reads everything that a site is made from once; about 20 microseconds a file."""
    questionnaires, rest = {}, hashlib.sha256(_world().encode())
    for file in content_files(project.content):
        name = project.relative(file)
        data = file.read_bytes() if file.is_file() and not file.is_symlink() else b""
        alone = name.startswith("content/questionnaires/") and "@" not in name
        if alone:
            questionnaires[name] = hashlib.sha256(data).hexdigest()
        rest.update(f"{name}\0{0 if alone else len(data)}\0".encode() + (b"" if alone else data))
    settings = project.config.read_bytes() if project.config.is_file() else b""
    names = {name.strip().decode() for found in ENVIRONMENT.findall(settings) for name in found.split(b",")}
    rest.update(settings + repr([(name, os.environ.get(name)) for name in sorted(names)]).encode())
    rest.update(repr(list(check_copies(project))).encode())
    return Inputs(questionnaires, rest.hexdigest())


def default_folder(project: Project) -> Path | None:
    """Where the site goes if mkdocs.yml does not say; None if it does, since only MkDocs reads that rightly."""
    settings = project.config.read_text(encoding="utf-8", errors="replace") if project.config.is_file() else "site_dir"
    return None if "site_dir" in settings or "INHERIT" in settings else project.root / "site"


def begin(project: Project, target: Path) -> Inputs | None:
    """Forget the last build, and take down what a whole build begins with; None where nothing can be recorded."""
    place = _place(project, target)
    if place is None:
        return None
    with suppress(OSError):
        place.unlink(missing_ok=True)
    return inputs_of(project)


def remember(
    project: Project, target: Path, before: Inputs | None, shown: Mapping[str, str], shells: Mapping[Kind, Shell]
) -> None:
    """Record a whole build, unless something was edited while it ran."""
    if before and inputs_of(project) == before:
        _save(_place(project, target), Record(before, dict(shown), dict(shells), _state_of(target)))


def shown_in(made: Build, found: Mapping[str, str]) -> dict[str, str]:
    """What other pages show of each questionnaire whose page lies in a shared shell."""
    return {path: shown_of(data, found[path]) for path, data in made.questionnaires.items() if path in found}


def shown_of(data: Mapping[str, Any], found: str) -> str:
    """A hash of what other pages say of a questionnaire: what is not nested deeply, what parts there are, what is found."""
    listed = {name: value if _is_flat(value) else True for name, value in data.items()}
    return hashlib.sha256((json.dumps(listed, sort_keys=True, default=_plain) + found).encode()).hexdigest()


def refresh(project: Project, target: Path) -> int | None:
    """Bring a site up to date; gives the number of pages made, or None if it takes a whole build."""
    place = _place(project, target)
    record = _read(place)
    if record is None:
        return None
    now = inputs_of(project)
    if record.inputs.rest != now.rest or record.site != _state_of(target):
        return None
    old = record.inputs.questionnaires
    changed = sorted(name for name in now.questionnaires if now.questionnaires[name] != old.get(name))
    made = _made(project, target, changed, record) if len(changed) <= MOST else None
    if made is not None and inputs_of(project) == now:
        _save(place, record._replace(inputs=now, site=_state_of(target)))
    return made


def _made(project: Project, target: Path, changed: Sequence[str], record: Record) -> int | None:
    if not changed:
        return 0
    discovered = discover(project)
    documents = examine_some(discovered, changed)
    if discovered.diagnostics or documents is None:
        return None
    catalog = Catalog.of(documents)
    pages = {page.uri: page for page in render(catalog)[0]}
    finished = {}
    for source in (source for source in discovered.sources if source.path in changed):
        page = pages[questionnaire_page(source.id)]
        kind, body = kind_of(page), page.body
        shown = shown_of(catalog.questionnaires[source.id], found_in(page, body))
        if kind not in record.shells or shown != record.shown.get(source.path):
            return None
        finished[target / place_of(page)] = record.shells[kind].around(page, body)
    for file, data in finished.items():
        _put(file, data)
    return len(finished)


def _put(file: Path, data: bytes) -> None:
    # By a rename, so that somebody who reads it meanwhile gets the old page or the new one, whole.
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    fresh.write_bytes(data)
    fresh.replace(file)


def _is_flat(value: Any) -> bool:
    parts = list(value.values()) if isinstance(value, Mapping) else list(value) if isinstance(value, (list, tuple)) else []
    return not any(isinstance(part, (Mapping, list, tuple)) for part in parts)


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else list(value)


def _place(project: Project, target: Path) -> Path | None:
    folder = cache_folder()
    name = hashlib.sha256(os.fsencode(project.root) + b"\0" + os.fsencode(target.absolute())).hexdigest()[:20]
    return folder / f"{name}.site.json" if folder else None


@cache
def _world() -> str:
    # Whatever of ours and of the theme's a page is made from.
    total = hashlib.sha256(f"{judge()} {[version(name) for name in MAKERS]}".encode())
    for folder in (PACKAGE, data_folder("diagnostics"), data_folder("mended")):
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file.suffix != ".pyc":
                total.update(f"{file.relative_to(folder)}\0".encode() + file.read_bytes())
    return total.hexdigest()


def _state_of(site: Path) -> str:
    total = hashlib.sha256()
    for parent, folders, names in os.walk(site):
        folders.sort()
        for name in sorted(names):
            state = os.stat(os.path.join(parent, name))  # noqa: PTH116, PTH118 - three times as quick, for ten thousand files
            total.update(
                f"{parent}/{name}\0{state.st_size}\0{state.st_mtime_ns}\0{state.st_ino}\0".encode(errors="surrogateescape")
            )
    return total.hexdigest()


def _save(place: Path | None, record: Record) -> None:
    if place is None:
        return
    shells = [[list(kind), list(shell.parts)] for kind, shell in record.shells.items()]
    keep(place, {"inputs": record.inputs, "shown": record.shown, "shells": shells, "site": record.site})


def _read(place: Path | None) -> Record | None:
    with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
        if place:
            found = json.loads(place.read_bytes())
            shells = {Kind(str(uri), bool(form)): Shell(tuple(map(str, parts))) for (uri, form), parts in found["shells"]}
            return Record(Inputs(dict(found["inputs"][0]), found["inputs"][1]), dict(found["shown"]), shells, found["site"])
    return None

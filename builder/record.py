"""What a site was made from: the record of a whole build, for the next one to tell what changed.

It lies beside the verdicts, outside the project and outside the site, and may be deleted at any time. Whatever it does not
explain, such as another theme or a page of the site that somebody touched, asks for a whole build.
"""

import hashlib
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from builder.cache import cache_folder, keep, kept
from builder.carried import diagnostic_of, plain_of
from builder.diagnostics import Diagnostic
from builder.discover import content_files
from builder.files import plain_bytes, state_of
from builder.memory import judge
from builder.press import Kind, Shell
from builder.project import PACKAGE, Project, data_folder
from builder.schema_copies import check_copies

MAKERS = ("mkdocs", "mkdocs-material", "Jinja2", "MarkupSafe")
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
SITE_FOLDER = re.compile(r"""^["']?site_dir["']?[ \t]*:[ \t]*(.*?)[ \t]*(?:#.*)?$""", re.MULTILINE)
PLAIN = re.compile(r"""(["']?)([\w./-]+)\1""")
GROUND = ("content/library/sources.", "content/site.")
"""What any page of a questionnaire may show beside its own file and the modules that it names."""


class Inputs(NamedTuple):
    """What a site is made from, as hashes."""

    questionnaires: dict[str, str]
    """By file."""
    modules: dict[str, str]
    """By id."""
    ground: str
    """Of what every page of a questionnaire rests on beside its own file and modules: our code, the sources, the contacts."""
    rest: str
    """Of all but the questionnaires."""


class Record(NamedTuple):
    """What the last whole build was made from, and what is needed to make one of its pages again."""

    inputs: Inputs
    shown: dict[str, str]
    """By page, a hash of what lists and the search show of it, and of the places in it that links may lead to."""
    kin: dict[str, str]
    """The family of each questionnaire that has one, by its file."""
    named: dict[str, list[str]]
    """The modules of which the page of a questionnaire shows the titles, by its file."""
    shells: dict[Kind, Shell]
    site: str
    """A hash of the names, sizes and times of the site's files."""
    warnings: tuple[Diagnostic, ...] = ()
    """What was said of the content, to be said again."""
    pages: int = 0
    """How many were generated."""


def record_place(project: Project, target: Path) -> Path | None:
    """Where the record of a site lies; None if there is no cache folder."""
    folder = cache_folder()
    name = hashlib.sha256(os.fsencode(project.root) + b"\0" + os.fsencode(target.absolute())).hexdigest()[:20]
    return folder / f"{name}.site.json" if folder else None


def default_folder(project: Project) -> Path | None:
    """Where mkdocs.yml says that the site goes; None if it says so in a way that only MkDocs reads rightly."""
    settings = project.config.read_text(encoding="utf-8", errors="replace") if project.config.is_file() else "INHERIT"
    said = SITE_FOLDER.findall(settings)
    plain = [found[2] for folder in said if (found := PLAIN.fullmatch(folder))]
    if "INHERIT" in settings or len(plain) < len(said) or len(said) > 1:
        return None
    return project.root / (plain[0] if plain else "site")


def inputs_of(project: Project) -> Inputs:
    """Reads everything that a site is made from once; about 20 microseconds a file."""
    questionnaires, modules, ground, rest = {}, {}, hashlib.sha256(_world().encode()), hashlib.sha256()
    for file in content_files(project.content):
        name = project.relative(file.path)
        data = plain_bytes(file.path) or b""
        if name.startswith("content/questionnaires/") and "@" not in name:
            questionnaires[name] = hashlib.sha256(data).hexdigest()
            data = b""
        if name.startswith("content/modules/"):
            modules[Path(name).stem] = hashlib.sha256(data).hexdigest()
        (ground if name.startswith(GROUND) else rest).update(f"{name}\0{len(data)}\0".encode() + data)
    settings = project.config.read_bytes() if project.config.is_file() else b""
    rest.update(settings + repr(_asked_of_environment(settings)).encode())
    rest.update(repr(list(check_copies(project))).encode() + ground.digest())
    return Inputs(questionnaires, modules, ground.hexdigest(), rest.hexdigest())


def _asked_of_environment(settings: bytes) -> list[tuple[str, str]]:
    """Each variable whose name stands anywhere in settings that ask for some: `!ENV` can be written in many ways."""
    names = set(NAME.findall(settings.decode(errors="replace"))) if b"!ENV" in settings else set()
    return [(name, os.environ[name]) for name in sorted(names & os.environ.keys())]


def moment_of(project: Project) -> str:
    """What changes when anything is edited; a quarter of the time that reading all takes."""
    config = project.config.stat().st_mtime_ns if project.config.is_file() else 0
    return f"{state_of(project.content)} {config}"


def save(place: Path | None, record: Record) -> bool:
    """Keep a record, in one step; gives whether that could be done."""
    if place is None:
        return False
    shells = [[list(kind), list(shell.parts)] for kind, shell in record.shells.items()]
    warnings = [plain_of(warning) for warning in record.warnings]
    return keep(place, {**record._asdict(), "shells": shells, "warnings": warnings})


def load(place: Path | None) -> Record | None:
    """The record that lies there, if a sound one does."""
    with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
        if place:
            found = kept(place)
            shells = {Kind(str(uri), bool(form)): Shell(tuple(map(str, parts))) for (uri, form), parts in found["shells"]}
            questionnaires, modules, ground, rest = found["inputs"]
            inputs = Inputs(dict(questionnaires), dict(modules), str(ground), str(rest))
            shown, kin, named = (dict(found[name]) for name in ("shown", "kin", "named"))
            warnings = tuple(map(diagnostic_of, found["warnings"]))
            return Record(inputs, shown, kin, named, shells, str(found["site"]), warnings, int(found["pages"]))
    return None


def save_found(place: Path | None, found: Mapping[str, str]) -> None:
    """Keep what the search finds of each page of a questionnaire, beside the record: only another whole build asks for it."""
    if place:
        file = place.with_suffix(".found.json")
        with suppress(OSError):
            file.unlink(missing_ok=True)  # beside a new record none is better than an older one, should the disk refuse this one
        keep(file, found)


def load_found(place: Path | None) -> dict[str, str]:
    """What was kept, by the questionnaire's file."""
    with suppress(OSError, ValueError, TypeError, RecursionError):
        if place:
            found = kept(place.with_suffix(".found.json"))
            return {str(path): str(line) for path, line in found.items()} if isinstance(found, dict) else {}
    return {}


@cache
def _world() -> str:
    # Whatever of ours and of the theme's a page is made from.
    total = hashlib.sha256(f"{judge()} {[version(name) for name in MAKERS]}".encode())
    for folder in (PACKAGE, data_folder("diagnostics"), data_folder("mended")):
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file.suffix != ".pyc":
                total.update(f"{file.relative_to(folder)}\0".encode() + file.read_bytes())
    return total.hexdigest()

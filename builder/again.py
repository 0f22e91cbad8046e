"""A build after edits: only the pages that changed are made, in the shells of the last whole build.

Where other pages show the edit too, such as a new title, a whole build follows; it takes over the pages that stand.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from builder.catalog import Catalog
from builder.diagnostics import Diagnostic
from builder.discover import discover
from builder.examine import examine_some
from builder.facets import record_of
from builder.family import share_of
from builder.ideas import next_steps
from builder.offline import WORKER, renew_worker
from builder.pipeline import Build
from builder.press import Kind, Shell, found_in, kind_of, place_of
from builder.project import Project
from builder.record import (
    Inputs,
    Record,
    inputs_of,
    load,
    load_found,
    moment_of,
    save,
    save_found,
    state_from,
    state_of,
    states_of,
)
from builder.render import Page, fault_pages, form_pages, load_words
from builder.swap import replace_file
from builder.together import in_family, sample_team

MOST = 50
"""Edits above which a whole build is as quick."""


class Past(NamedTuple):
    """Pages of the last whole build that stand as they are."""

    site: Path
    shells: Mapping[Kind, Shell]
    found: Mapping[str, str]
    """What the search finds of each page of a questionnaire whose content is the same, by the questionnaire's file."""

    def stands(self, page: Page, shell: Shell) -> bool:
        """Whether the old page is the new one too."""
        kind = kind_of(page)
        return kind is not None and kind.form and page.path in self.found and self.shells.get(kind) == shell

    def take_over(self, page: Page, shell: Shell, place: Path) -> str | None:
        """Let the old page be the new one too; gives what the search finds of it, or None if it must be made."""
        if not self.stands(page, shell):
            return None
        old = self.site / place_of(page)
        try:
            os.link(old, place)
        except OSError:  # a disk without such links, or another one
            try:
                shutil.copyfile(old, place)
            except OSError:
                return None
        return self.found[page.path]


class Published(NamedTuple):
    """What a whole build leaves for the next."""

    shells: Mapping[Kind, Shell]
    found: Mapping[str, str]
    """What the search finds of each page that lies in a shell, by the file it was made from."""
    reused: int
    """How many of its pages were taken over from the build before."""
    hindrance: str
    """What in mkdocs.yml lets others than this package and the theme have a hand in it; empty if nothing does."""
    site: str
    """A hash of its files, taken before it took its place: another build may have put its own there since."""
    note: str = ""
    """What is to be said of the site."""


class Refreshed(NamedTuple):
    """What came of a build after edits."""

    pages: int
    """How many were made."""
    warnings: tuple[Diagnostic, ...]
    """Said at the last whole build, and still true."""


class Remade(NamedTuple):
    """A page made on its own."""

    path: str
    place: Path
    data: bytes
    shown: str
    """A hash of what other pages show of it; empty for one that stands for a fault."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is known of a site from one build to the next. `place` is where the record lies; None if nothing is recorded."""

    project: Project
    site: Path
    place: Path | None

    def begin(self) -> tuple[Inputs | None, Past]:
        """Forget the last build, and take down what a whole build begins with and which pages of the last one stand."""
        nothing = Past(self.site, {}, {})
        if self.place is None:
            return None, nothing
        record, now = load(self.place), inputs_of(self.project)
        with suppress(OSError):
            self.place.unlink(missing_ok=True)
        if record is None or record.inputs.ground != now.ground or record.site != state_of(self.site):
            return now, nothing
        found = load_found(self.place)
        same = now.questionnaires.items() & record.inputs.questionnaires.items()
        return now, Past(self.site, record.shells, {path: found[path] for path, _ in same if path in found})

    def remember(self, before: Inputs | None, made: Build, published: Published) -> None:
        """Record a whole build, but for questionnaires that were edited while it ran: their pages may hold either state.

        Nothing is recorded if anything else was edited, or if its like may not come out of the same files.
        """
        if not before or published.hindrance:
            return
        now = inputs_of(self.project)
        if now.rest != before.rest:
            return
        before = before._replace(questionnaires=dict(before.questionnaires.items() & now.questionnaires.items()))
        known = [(path, data) for path, data in made.catalog.by_path() if path in published.found]
        shown = {path: shown_of(data, published.found[path]) for path, data in known}
        save_found(self.place, {path: published.found[path] for path in shown})
        save(self.place, Record(before, shown, dict(published.shells), published.site, made.diagnostics))

    def refresh(self) -> Refreshed | None:
        """Bring the site up to date, or give None if it takes a whole build."""
        record = load(self.place)
        if record is None:
            return None
        moment, now, before = moment_of(self.project), inputs_of(self.project), states_of(self.site)
        if record.inputs.rest != now.rest or record.site != state_from(before):
            return None
        if now == record.inputs:
            return Refreshed(0, record.warnings)
        changed = changed_in(record.inputs, now)
        if len(changed) > MOST or any(warning.path in changed for warning in record.warnings):
            return None
        pages, faults = remade(self.project, self.site, changed, record.shells)
        same = set(faults) <= set(record.warnings) and all(page.shown == record.shown.get(page.path) for page in pages)
        if len(pages) < len(changed) or not same:
            return None
        write(pages)
        written = [page.place.relative_to(self.site).as_posix() for page in pages]
        renew_worker(self.site, written)
        after = states_of(self.site)
        # Where anything else is not as it was, another build put its own site here, and nobody knows from what.
        alone = {name for name, _ in before.items() ^ after.items()} <= {*written, WORKER}
        if alone and moment_of(self.project) == moment:
            save(self.place, record._replace(inputs=now, site=state_from(after)))
        return Refreshed(len(pages), record.warnings)

    def ahead(self) -> tuple[Diagnostic, ...] | None:
        """Write the pages of edited questionnaires, as far as that goes, before all that shows the edit too is made.

        Gives what is said of them, or None if no page could be made. A whole build must follow: the record no longer vouches
        for these pages.
        """
        record = load(self.place)
        if record is None or record.site != state_of(self.site):
            return None
        changed = changed_in(record.inputs, inputs_of(self.project))
        if not 0 < len(changed) <= MOST:
            return None
        pages, faults = remade(self.project, self.site, changed, record.shells)
        write(pages)
        kept = {path: content for path, content in record.inputs.questionnaires.items() if path not in changed}
        inputs = record.inputs._replace(questionnaires=kept)
        save(self.place, record._replace(inputs=inputs, site=state_of(self.site)))
        return faults if pages else None


def changed_in(before: Inputs, now: Inputs) -> set[str]:
    """The files of questionnaires that are there and were not, or not so."""
    return {path for path, _ in now.questionnaires.items() - before.questionnaires.items()}


def remade(
    project: Project, site: Path, paths: Collection[str], shells: Mapping[Kind, Shell]
) -> tuple[list[Remade], tuple[Diagnostic, ...]]:
    """The pages of these questionnaires for which there are shells, and all that is said of these and of the library.

    A questionnaire with faults gets a page that names them.
    """
    discovered = discover(project)
    sources = [source for source in discovered.sources if source.path in paths]
    examined = list(examine_some(discovered, paths))
    faults = (*discovered.diagnostics, *(fault for parsed in examined for fault in parsed.diagnostics))
    catalog = Catalog.of(parsed.document for parsed in examined if parsed.document)
    pages = {page.uri: page for page in form_pages(catalog)}
    found = (*pages.values(), *fault_pages(sources, faults, pages))
    made = (_remade(page, site, shells, catalog) for page in found if kind_of(page) in shells)
    versions = {source.id for source in discovered.sources if "@" in source.stem}  # these are judged together
    return [page for page in made if Path(page.path).stem not in versions], faults


def _remade(page: Page, site: Path, shells: Mapping[Kind, Shell], catalog: Catalog) -> Remade:
    kind, body = kind_of(page), page.body
    assert kind is not None  # noqa: S101 - it has a shell
    data = catalog.questionnaires.get(Path(page.path).stem)
    shown = shown_of(data, found_in(page, body)) if data else ""
    return Remade(page.path, site / place_of(page), shells[kind].around(page, body), shown)


def write(pages: Iterable[Remade]) -> None:
    """Put pages into a site, each in one step."""
    for page in pages:
        replace_file(page.place, page.data)


def shown_of(data: Mapping[str, Any], found: str) -> str:
    """A hash of what other pages show of it: lists, their filter, the role map, the plan, the search, and places in it."""
    shared = [share_of(data), sample_team([data])] if in_family(data) else None
    shown = [record_of(data, load_words()), found, shared, list(next_steps(data))]
    return hashlib.sha256(json.dumps(shown, default=dict).encode()).hexdigest()

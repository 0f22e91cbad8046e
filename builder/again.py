"""A build after edits: only the pages that changed are made, in the shells of the last whole build.

Where lists and the search show the edit too, such as a new title, a whole build follows; it takes over the pages that stand.
"""

import os
import shutil
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from builder.diagnostics import Diagnostic
from builder.discover import discover
from builder.files import state_at, state_from, state_of, states_of
from builder.offline import WORKER, renew_worker
from builder.pipeline import Build
from builder.press import Kind, Shell, kind_of, place_of
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
)
from builder.remake import maps_remade, modules_of, remade, shown_of, write
from builder.render import Page
from builder.together import in_family

MOST = 50
"""Edits above which a whole build is as quick."""


class Past(NamedTuple):
    """Pages of the last whole build that stand as they are."""

    site: Path
    shells: Mapping[Kind, Shell]
    found: Mapping[str, str]
    """What the search finds of each page of a questionnaire whose content is the same, by the questionnaire's file."""
    why_none: str = ""
    """Why no page stands, where the site that is there came of a build before."""

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
    """What the search finds of each page that lies in a shell, by `name_of`."""
    reused: int
    """How many of its pages were taken over from the build before."""
    hindrance: str
    """What in mkdocs.yml lets others than this package and the theme have a hand in it; empty if nothing does."""
    site: str
    """A hash of its files, taken before it took its place: another build may have put its own there since."""
    notes: tuple[str, ...] = ()
    """What is to be said of the site."""


class Refreshed(NamedTuple):
    """What came of a build after edits."""

    pages: int
    """How many were made."""
    reused: int
    """How many stand."""
    warnings: tuple[Diagnostic, ...]
    """Said at the last whole build, and still true."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is known of a site from one build to the next. `place` is where the record lies; None if nothing is recorded."""

    project: Project
    site: Path
    place: Path | None

    def begin(self) -> tuple[Inputs | None, Past]:
        """Take down what a whole build begins with, and which pages of the last one stand."""
        if self.place is None:
            return None, Past(self.site, {}, {})
        record, now = load(self.place), inputs_of(self.project)
        if record is None or (why := self._why_none(record, now)):
            return now, Past(self.site, {}, {}, why if record else "")
        found = load_found(self.place)
        other = {name for name, _ in now.modules.items() ^ record.inputs.modules.items()}
        same = (path for path, _ in now.questionnaires.items() & record.inputs.questionnaires.items())
        stand = (path for path in same if path in found and other.isdisjoint(record.named.get(path, other)))
        return now, Past(self.site, record.shells, {path: found[path] for path in stand})

    def _why_none(self, record: Record, now: Inputs) -> str:
        if record.inputs.ground != now.ground:
            return "sources, site.yml or the program changed, which any page may show"
        if not self.site.is_dir():
            return f"{self.site} is gone"
        return f"files in {self.site} were added, changed or removed since" if record.site != state_of(self.site) else ""

    def remember(self, before: Inputs | None, made: Build, published: Published) -> str:
        """Record a whole build, but for questionnaires that were edited while it ran: their pages may hold either state.

        Nothing is recorded if anything else was edited, or if its like may not come out of the same files. Gives why, or nothing.
        """
        if not before or self.place is None:
            return "there is no cache folder"
        if published.hindrance:
            return f"mkdocs.yml {published.hindrance}"
        now = inputs_of(self.project)
        if now.rest != before.rest:
            return "files were edited while this one ran"
        if not {kind for kind in map(kind_of, made.pages) if kind and kind.lone} <= published.shells.keys():
            return "the theme changes what stands in the role map or in the example"
        before = before._replace(questionnaires=dict(before.questionnaires.items() & now.questionnaires.items()))
        forms = dict(made.catalog.by_path())
        shown = {name: shown_of(forms.get(name), line) for name, line in published.found.items()}
        kin = {path: str(data["family"]) for path, data in forms.items() if in_family(data)}
        named = {path: sorted(modules_of(data)) for path, data in forms.items()}
        save_found(self.place, {path: line for path, line in published.found.items() if path in forms})
        record = Record(before, shown, kin, named, dict(published.shells), published.site, made.diagnostics, len(made.pages))
        return "" if save(self.place, record) else f"nothing can be kept in {self.place.parent}"

    def refresh(self) -> Refreshed | None:
        """Bring the site up to date, or give None if it takes a whole build."""
        record = load(self.place)
        if record is None:
            return None
        moment, now, before = moment_of(self.project), inputs_of(self.project), states_of(self.site)
        if record.inputs.rest != now.rest or record.site != state_from(before):
            return None
        if now == record.inputs:
            return Refreshed(0, record.pages, record.warnings)
        changed = changed_in(record.inputs, now)
        kin = kin_of(changed, record)
        if max(len(changed), len(kin)) > MOST or any(warning.path in changed for warning in record.warnings):
            return None
        discovered = discover(self.project)
        pages, faults = remade(discovered, self.site, changed, record.shells)
        sound = len(pages) == len(changed) and set(faults) <= set(record.warnings)
        pages += maps_remade(discovered, self.site, kin, record.shells) if sound and kin else []
        if not sound or any(page.shown != record.shown.get(page.name) for page in pages):
            return None
        write(pages)
        written = {page.place.relative_to(self.site).as_posix() for page in pages}
        after = states_of(self.site)
        # Where anything else is not as it was, another build put its own site and worker here, and nobody knows from what.
        if {name for name, _ in before.items() ^ after.items()} <= written:
            renew_worker(self.site, after, written)
            after[WORKER] = state_at(self.site / WORKER)
            if moment_of(self.project) == moment:
                save(self.place, record._replace(inputs=now, site=state_from(after)))
        return Refreshed(len(pages), record.pages - len(pages), record.warnings)

    def last(self) -> Record | None:
        """What the site that stands was made from; None if nobody knows."""
        record = load(self.place)
        return record if record and record.site == state_of(self.site) else None

    def keep(self, record: Record) -> None:
        """Take a record for that of the site that stands."""
        save(self.place, record)

    def ahead(self, record: Record) -> tuple[Record, tuple[Diagnostic, ...]] | None:
        """Write the pages of edited questionnaires, as far as that goes, before all that shows the edit too is made.

        Gives a record that no longer vouches for these pages, and what is said of them; None if no page could be made. A whole
        build must follow.
        """
        changed = changed_in(record.inputs, inputs_of(self.project))
        if not 0 < len(changed) <= MOST:
            return None
        made, faults = remade(discover(self.project), self.site, changed, record.shells)
        pages = [page for page in made if page.place.parent.is_dir()]  # a new one comes with the lists that lead to it
        write(pages)
        kept = {path: content for path, content in record.inputs.questionnaires.items() if path not in changed}
        inputs = record.inputs._replace(questionnaires=kept)
        return (record._replace(inputs=inputs, site=state_of(self.site)), faults) if pages else None


def kin_of(changed: Collection[str], record: Record) -> set[str]:
    """The files of all questionnaires of the families that these are of."""
    families = {record.kin[path] for path in changed if path in record.kin}
    return {path for path, family in record.kin.items() if family in families}


def changed_in(before: Inputs, now: Inputs) -> set[str]:
    """The files of questionnaires that are there and were not, or not so."""
    return {path for path, _ in now.questionnaires.items() - before.questionnaires.items()}

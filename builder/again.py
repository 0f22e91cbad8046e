"""What a whole build finds of the one before, and leaves for the next: pages that stand are taken over.

Where lists and the search show an edit, such as a new title, or others than a few questionnaires were edited, a build is whole.
"""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from builder.files import state_of
from builder.pipeline import Build
from builder.press import Kind, Shell, kind_of, place_of
from builder.project import Project
from builder.record import Inputs, Record, inputs_of, load, load_found, save, save_found
from builder.remake import modules_of, shown_of
from builder.render import Page
from builder.together import in_family


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


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is known of a site from one build to the next. `place` is where the record lies; None if nothing is recorded."""

    project: Project
    site: Path
    place: Path | None

    def begin(self, record: Record | None = None) -> tuple[Inputs | None, Past]:
        """Take down what a whole build begins with, and which pages stand by this record, or by the one that lies here."""
        if self.place is None:
            return None, Past(self.site, {}, {})
        record, now = record or load(self.place), inputs_of(self.project)
        if record is None or (why := self._why_none(record, now)):
            return now, Past(self.site, {}, {}, why if record else "")
        found = load_found(self.place)
        other = {name for name, _ in now.modules.items() ^ record.inputs.modules.items()}
        same = (path for path, _ in now.questionnaires.items() & record.inputs.questionnaires.items())
        stand = (path for path in same if path in found and other.isdisjoint(record.named.get(path, other)))
        return now, Past(self.site, record.shells, {path: found[path] for path in stand})

    def _why_none(self, record: Record, now: Inputs) -> str:
        if record.inputs.ground != now.ground:
            return "content/site.yml, the sources in content/library or this program changed, and any page may show that"
        if not self.site.is_dir():
            return f"{self.site} is gone"
        return f"files in {self.site} were added, changed or removed since" if record.site != state_of(self.site) else ""

    def remember(self, before: Inputs | None, made: Build, published: Published) -> str:
        """Record a whole build, but for questionnaires that were edited while it ran: their pages may hold either state.

        Nothing is recorded if anything else was edited, or if its like may not come out of the same files. Gives why, or nothing.
        """
        if not before or self.place is None:
            return "there is no folder of your own for what it keeps; name one with ROLECLARITY_CACHE"
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

    def last(self) -> Record | None:
        """What the site that stands was made from; None if nobody knows."""
        record = load(self.place)
        return record if record and record.site == state_of(self.site) else None

    def keep(self, record: Record) -> None:
        """Take a record for that of the site that stands."""
        save(self.place, record)

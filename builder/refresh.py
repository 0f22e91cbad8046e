"""A build after edits: only the pages that changed are made, in the shells of the last whole build.

Where lists and the search show the edit too, a whole build must follow; the pages of the edited questionnaires need not wait
for it.
"""

from collections.abc import Callable, Collection, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

from builder.again import Ledger
from builder.diagnostics import Diagnostic
from builder.discover import discover
from builder.files import State, state_at, state_from, states_of
from builder.offline import WORKER, renew_worker
from builder.record import Inputs, Record, inputs_of, load, moment_of
from builder.remake import Remade, maps_remade, remade, write
from builder.timings import Stage

MOST = 50
"""Edits above which a whole build is as quick."""


class Refreshed(NamedTuple):
    """What came of a build after edits."""

    pages: int
    """How many were made."""
    reused: int
    """How many stand."""
    warnings: tuple[Diagnostic, ...]
    """Said at the last whole build, and still true."""


class Begun(NamedTuple):
    """Pages of edited questionnaires that are in place before lists and the search, which show the edit too."""

    pages: int
    record: Record
    """Of the site as it is now. It vouches for none of these pages, and is kept where anything can be."""
    undo: Callable[[], None]
    """Puts back what was there, if the whole build comes to nothing."""


def refresh(ledger: Ledger, *, begin: bool = False, stage: Stage = nullcontext) -> Refreshed | Begun | None:
    """Bring the site up to date, or give None if it takes a whole build; `begin` puts the pages in place that need not wait."""
    record = load(ledger.place)
    if record is None:
        return None
    with stage("what was written and what stands"):
        moment, now, before = moment_of(ledger.project), inputs_of(ledger.project), states_of(ledger.site)
    if record.inputs.rest != now.rest or record.site != state_from(before):
        return None
    if now == record.inputs:
        return Refreshed(0, record.pages, record.warnings)
    changed = _changed(record.inputs, now)
    with stage("reading, checking and making the edited pages"):
        pages = _made(ledger, record, changed)
    if pages is None:
        return None
    if any(page.shown != record.shown[page.name] for page in pages):
        return _begun(ledger, record, changed, pages, before) if begin else None
    with stage("putting them in place"):
        after = _put(ledger.site, pages, before)
    if after and moment_of(ledger.project) == moment:
        ledger.keep(record._replace(inputs=now, site=state_from(after)))
    return Refreshed(len(pages), record.pages - len(pages), record.warnings)


def ahead(ledger: Ledger, record: Record) -> tuple[Record, tuple[Diagnostic, ...]] | None:
    """Write the pages of edited questionnaires, as far as that goes, before all that shows the edit too is made.

    Gives a record that no longer vouches for these pages, and what is said of them; None if no page could be made. A whole
    build must follow.
    """
    changed = _changed(record.inputs, inputs_of(ledger.project))
    if not 0 < len(changed) <= MOST:
        return None
    made, faults = remade(discover(ledger.project), ledger.site, changed, record.shells)
    pages = [page for page in made if page.place.parent.is_dir()]  # a new one comes with the lists that lead to it
    write(pages)
    return (_without(changed, record, states_of(ledger.site)), faults) if pages else None


def _changed(before: Inputs, now: Inputs) -> set[str]:
    """The files of questionnaires that are there and were not, or not so."""
    return {path for path, _ in now.questionnaires.items() - before.questionnaires.items()}


def _made(ledger: Ledger, record: Record, changed: Collection[str]) -> list[Remade] | None:
    """The pages of these questionnaires and the maps of their families; None if that is too much, or there are new faults."""
    families = {record.kin[path] for path in changed if path in record.kin}
    kin = {path for path, family in record.kin.items() if family in families}
    if max(len(changed), len(kin)) > MOST or any(warning.path in changed for warning in record.warnings):
        return None
    discovered = discover(ledger.project)
    pages, faults = remade(discovered, ledger.site, changed, record.shells)
    if len(pages) != len(changed) or not set(faults) <= set(record.warnings):
        return None
    pages += maps_remade(discovered, ledger.site, kin, record.shells) if kin else []
    # A page that the navigation names is made by the theme, and a new one comes with what leads to it: no hash is known.
    return pages if all(page.name in record.shown for page in pages) else None


def _begun(
    ledger: Ledger, record: Record, changed: Collection[str], pages: Collection[Remade], before: Mapping[str, State]
) -> Begun:
    old = [page._replace(data=page.place.read_bytes()) for page in pages]
    now = record
    if after := _put(ledger.site, pages, before):
        ledger.keep(now := _without(changed, record, after))

    def undo() -> None:
        if found := _put(ledger.site, old, states_of(ledger.site)):
            ledger.keep(record._replace(site=state_from(found)))

    return Begun(len(pages), now, undo)


def _put(site: Path, pages: Collection[Remade], before: Mapping[str, State]) -> dict[str, State] | None:
    """Write pages; gives the states of the site's files then, or None if not all of them are known.

    Where anything else is not as it was, another build put its own site and worker here, and nobody knows from what.
    """
    write(pages)
    written = {page.place.relative_to(site).as_posix() for page in pages}
    after = states_of(site)
    if not {name for name, _ in before.items() ^ after.items()} <= written:
        return None
    renew_worker(site, after, written)
    after[WORKER] = state_at(site / WORKER)
    return after


def _without(changed: Collection[str], record: Record, states: Mapping[str, State]) -> Record:
    """A record that no longer vouches for the pages of these files, of a site in these states."""
    kept = {path: content for path, content in record.inputs.questionnaires.items() if path not in changed}
    return record._replace(inputs=record.inputs._replace(questionnaires=kept), site=state_from(states))

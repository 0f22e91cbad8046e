"""Pages of questionnaires made on their own, in the shells of the last whole build, and what other pages show of them."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from builder.catalog import Catalog
from builder.checks.families import member_of
from builder.compact import compact
from builder.diagnostics import Diagnostic, in_order
from builder.discover import Discovered
from builder.examine import examine_some
from builder.facets import record_of
from builder.fault_pages import fault_pages
from builder.ideas import next_steps
from builder.map_pages import pages_of
from builder.our_words import load_words
from builder.places import EXAMPLES, MAPS
from builder.press import Kind, Shell, found_in, kind_of, name_of, place_of
from builder.render import Page, form_pages
from builder.swap import replace_file
from builder.together import sample_team

Shells = Mapping[Kind, Shell]


class Remade(NamedTuple):
    """A page made on its own."""

    name: str
    """As `press.name_of` gives it."""
    place: Path
    data: bytes
    shown: str
    """A hash of what other pages show of it; empty for one that stands for a fault."""


def remade(
    discovered: Discovered, site: Path, paths: Collection[str], shells: Shells
) -> tuple[list[Remade], tuple[Diagnostic, ...]]:
    """The pages of these questionnaires for which there are shells, and all that is said of these and of the library.

    A questionnaire with faults gets a page that names them.
    """
    sources = [source for source in discovered.sources if source.path in paths]
    examined = list(examine_some(discovered, paths))
    faults = in_order((*discovered.diagnostics, *(fault for parsed in examined for fault in parsed.diagnostics)))
    catalog = Catalog.of(parsed.document for parsed in examined if parsed.document)
    pages = {page.uri: page for page in form_pages(catalog)}
    found = (*pages.values(), *fault_pages(sources, faults, pages))
    made = (_remade(page, site, shells, catalog.questionnaires.get(_id(page))) for page in found if kind_of(page) in shells)
    versions = {source.id for source in discovered.sources if "@" in source.stem}  # these are judged together
    return [page for page in made if Path(page.name).stem not in versions], faults


def maps_remade(discovered: Discovered, site: Path, members: Collection[str], shells: Shells) -> list[Remade]:
    """The maps and examples of the families whose questionnaires, all of them, are these files without faults."""
    beside = {source.path for source in discovered.sources if source.kind == "module"}
    catalog = Catalog.of(parsed.document for parsed in examine_some(discovered, (), beside.union(members)) if parsed.document)
    alone = {place for place in (MAPS, EXAMPLES) if Kind(place, form=True) in shells}
    return [_remade(page, site, shells, None) for page in pages_of(catalog, alone) if kind_of(page) in shells]


def _remade(page: Page, site: Path, shells: Shells, data: Mapping[str, Any] | None) -> Remade:
    kind, body = kind_of(page), page.body
    assert kind is not None  # noqa: S101 - it has a shell
    faulty = data is None and page.path
    shown = "" if faulty else shown_of(data, found_in(page, body))
    return Remade(name_of(page), site / place_of(page), shells[kind].around(page, body), shown)


def write(pages: Iterable[Remade]) -> None:
    """Put pages into a site, each in one step."""
    for page in pages:
        replace_file(page.place, page.data)


def shown_of(data: Mapping[str, Any] | None, found: str) -> str:
    """A hash of what other pages show of a page: lists, their filter, the plan, the search, and places in it.

    Of a questionnaire, also what makes it one of its family, by which the checks between questionnaires judge.
    """
    of_form = [record_of(data, load_words()), member_of(data), bool(sample_team([data])), list(next_steps(data))] if data else []
    return hashlib.sha256(compact([found, *of_form]).encode()).hexdigest()


def modules_of(questionnaire: Mapping[str, Any]) -> set[str]:
    """The modules of which its page shows the titles: those that its scales and their bands lead to."""
    parts = (part for scale in questionnaire.get("scales", ()) for part in (scale, *scale.get("bands", ())))
    return {name for part in parts for name in part.get("modules", ())}


def _id(page: Page) -> str:
    return Path(page.path).stem

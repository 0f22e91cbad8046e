"""The stages in order."""

from contextlib import nullcontext
from dataclasses import dataclass

from builder.catalog import Catalog
from builder.diagnostics import Diagnostic, Severity, in_order
from builder.discover import discover
from builder.document import Document
from builder.editors import editor_pages
from builder.examine import Watch, examine_all
from builder.fault_pages import fault_pages
from builder.map_pages import map_pages
from builder.memory import Memory
from builder.project import Project
from builder.reference import reference_pages
from builder.render import Asset, Page, render
from builder.schema_copies import check_copies
from builder.timings import Stage


@dataclass(frozen=True, slots=True)
class Build:
    """What a site is made of, and all that was said about its content."""

    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    diagnostics: tuple[Diagnostic, ...]
    refused: frozenset[str]
    """Markdown pages with faults, by their place under `content/`."""
    catalog: Catalog


def build(
    project: Project, watch: Watch = iter, *, draft: bool = False, workers: int | None = None, stage: Stage = nullcontext
) -> Build:
    """Read, check and render a whole project.

    Documents with faults get no page; in a draft, a page in their place says what is wrong, so that links to it hold.
    """
    documents: list[Document] = []
    found: list[Diagnostic] = []
    with stage("reading and checking"):
        discovered = discover(project)
        for parsed in examine_all(discovered, Memory.of(project), watch, workers=workers):
            found += parsed.diagnostics
            documents += [parsed.document.at_rest()] if parsed.document else []
    faults = in_order([*check_copies(project), *discovered.diagnostics, *found])
    with stage("catalogue, filters and scripts"):
        catalog = Catalog.of(documents)
        pages, assets = render(catalog)
        pages += (*map_pages(catalog), *editor_pages(catalog))
    if discovered.has_reference:
        pages += tuple(reference_pages())
    if draft:
        pages += tuple(fault_pages(discovered.sources, faults, {page.uri for page in pages}))
    faulty = {fault.path for fault in faults if fault.severity is Severity.ERROR}
    refused = frozenset(s.path.removeprefix("content/") for s in discovered.sources if s.kind == "page" and s.path in faulty)
    return Build(pages, assets, faults, refused, catalog)

"""The stages in order."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from builder.catalog import Catalog, own_work
from builder.checks import check
from builder.checks.known import Known
from builder.checks.modules import Requirement, check_cycles, requirement
from builder.checks.pages import check_page
from builder.checks.versions import check_versions
from builder.defaults import Fill, filler
from builder.diagnostics import MAX_FAULTS, Diagnostic, Severity, has_errors, in_order
from builder.discover import Discovered, Source, discover
from builder.document import Document
from builder.parse import Parsed, parse
from builder.places import REFERENCE, generated
from builder.project import Project, ProjectError
from builder.reference import reference_pages, reference_places
from builder.render import Asset, Page, fault_pages, render
from builder.schema_copies import check_copies
from builder.schemas import load_schemas
from builder.validate import validate

Watch = Callable[[Sequence[Source]], Iterable[Source]]
"""Hands the sources on one by one, so that somebody can count them."""


@dataclass(frozen=True, slots=True)
class Build:
    """What a site is made of, and all that was said about its content."""

    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    diagnostics: tuple[Diagnostic, ...]
    refused: frozenset[str]
    """Markdown pages with faults, by their place under `content/`."""
    site: Mapping[str, Any]
    """What `content/site.yml` says of the look of the site; empty without it."""


def build(project: Project, *, draft: bool = False) -> Build:
    """Read, check and render a whole project.

    Documents with faults get no page; in a draft, a page in their place says what is wrong, so that links to it hold.
    """
    discovered = discover(project)
    examined = list(examine_all(discovered))
    found = (fault for parsed in examined for fault in parsed.diagnostics)
    faults = in_order([*check_copies(project), *discovered.diagnostics, *found])
    catalog = Catalog.of(parsed.document for parsed in examined if parsed.document)
    pages, assets = render(catalog)
    if _has_reference(discovered):
        pages += tuple(reference_pages())
    if draft:
        pages += tuple(fault_pages(discovered.sources, faults, {page.uri for page in pages}))
    faulty = {fault.path for fault in faults if fault.severity is Severity.ERROR}
    refused = frozenset(s.path.removeprefix("content/") for s in discovered.sources if s.kind == "page" and s.path in faulty)
    return Build(pages, assets, faults, refused, catalog.site)


def inspect(project: Project, watch: Watch = iter) -> tuple[Diagnostic, ...]:
    """All faults of a project. One file is held at a time, so memory grows with the largest, not with their number."""
    discovered = discover(project)
    faults = (fault for parsed in examine_all(discovered, watch) for fault in parsed.diagnostics)
    return in_order([*check_copies(project), *discovered.diagnostics, *faults])


def examine_all(discovered: Discovered, watch: Watch = iter) -> Iterator[Parsed]:
    """Each source examined on its own, the library first since the others point to it; then modules and versions together."""
    known = _known(discovered)
    several = {(source.kind, source.id) for source in discovered.sources if "@" in source.stem}
    versions: dict[tuple[str, str], list[Document]] = {}
    requirements: dict[str, Requirement] = {}
    for source in watch(discovered.sources):
        parsed = examine(source, known)
        known = known.after(source.kind, parsed.document)
        if parsed.document and (source.kind, source.id) in several:
            versions.setdefault((source.kind, source.id), []).append(parsed.document)
        if parsed.document and source.kind == "module" and "@" not in source.stem:
            requirements[source.id] = requirement(parsed.document)
        yield parsed
    yield Parsed(None, tuple(check_cycles(requirements)))
    yield from (Parsed(None, tuple(check_versions(documents))) for documents in versions.values())


def examine_one(project: Project, file: Path) -> Parsed:
    """One questionnaire or module of a project, with the library that it points to."""
    discovered = discover(project)
    known = _known(discovered)
    for source in discovered.sources:
        if source.file == file:
            return examine(source, known)
        if source.kind in {"sources", "constructs"}:
            known = known.after(source.kind, examine(source, known).document)
    raise ProjectError(f"'{file}' is not among the questionnaires and modules of '{project.content}'")


def examine(source: Source, known: Known) -> Parsed:
    """One source: parsed, validated, filled with defaults and checked. The document is there only if it has no errors."""
    if source.kind == "page":
        return Parsed(None, tuple(check_page(source, known)))
    parsed = parse(source)
    if parsed.document is None or has_errors(parsed.diagnostics):
        return Parsed(None, _with_end(parsed.diagnostics))
    faults = validate(parsed.document, load_schemas())
    if faults:
        return Parsed(None, _with_end((*parsed.diagnostics, *faults)))
    document = replace(parsed.document, data=_fill(source.kind)(parsed.document.data))
    faults = (*parsed.diagnostics, *check(document, known))
    return Parsed(None if has_errors(faults) else document, faults)


def _with_end(faults: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    if len(faults) < MAX_FAULTS:
        return faults
    last = max(faults, key=lambda fault: fault.span)
    message = f"this file has {MAX_FAULTS} faults or more, of which only the first are named"
    return (*faults, Diagnostic(last.path, last.span, "faults-cut", message, "mend these, then check again"))


@cache
def _fill(kind: str) -> Fill:
    return filler(load_schemas(), kind)


def _known(discovered: Discovered) -> Known:
    own = frozenset(entry["id"] for entry in own_work())
    questionnaires, modules = discovered.ids("questionnaire"), discovered.ids("module")
    written = (source.path.removeprefix("content/") for source in discovered.sources if source.kind == "page")
    reference = reference_places() if _has_reference(discovered) else ()
    pages = frozenset([*written, *generated(questionnaires, modules), *reference])
    return Known(questionnaires, modules, discovered.pictures, pages, sources=own)


def _has_reference(discovered: Discovered) -> bool:
    return any(source.path == f"content/{REFERENCE}" for source in discovered.sources)

"""Stages 2 to 4 for each source: parse, validate, fill in defaults, check; and what is checked between sources."""

from collections.abc import Callable, Container, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path

from builder.carried import data_in, data_of, from_line, of_data, to_line
from builder.catalog import own_work
from builder.checks import check
from builder.checks.charters import check_charters
from builder.checks.families import Member, check_families, member_of
from builder.checks.known import Known
from builder.checks.modules import Requirement, check_cycles, requirement
from builder.checks.pages import check_page
from builder.checks.versions import check_versions
from builder.codes import MEANINGS
from builder.crew import in_turn, workers_for
from builder.defaults import Fill, filler
from builder.diagnostics import MAX_FAULTS, Diagnostic, has_errors
from builder.discover import Discovered, Source, discover
from builder.document import Document
from builder.memory import Memory, Verdict, content_of, texts
from builder.parse import Parsed, parse
from builder.places import generated, reference_places
from builder.project import Project, ProjectError
from builder.schemas import load_schemas
from builder.validate import validate

SHARED = "questionnaire"
"""The kind of which there may be thousands, and of which each rests on the library only."""
Watch = Callable[[Sequence[Source]], Iterable[Source]]
"""Hands the sources on one by one, so that somebody can count them."""


def examine_all(
    discovered: Discovered, memory: Memory, watch: Watch = iter, *, read: bool = True, workers: int | None = 1
) -> Iterator[Parsed]:
    """Each source examined on its own, the library first since the others point to it; then modules and versions together.

    With `read` False, a source that is known to have no fault is not even read, unless another's verdict rests on it.
    Questionnaires are shared out among the workers; None means as many as the machine and the work ask for.
    """
    try:
        yield from _all_examined(discovered, memory, watch, read=read, workers=workers)
        memory.save()
    finally:
        memory.close()


def _all_examined(discovered: Discovered, memory: Memory, watch: Watch, *, read: bool, workers: int | None) -> Iterator[Parsed]:
    known = _known(discovered)
    several = {(source.kind, source.id) for source in discovered.sources if "@" in source.stem}
    versions: dict[tuple[str, str], list[Document]] = {}
    requirements: dict[str, Requirement] = {}
    members, sound = dict[str, Member | None](), True
    alone = [source for source in discovered.sources if source.kind == SHARED and (source.kind, source.id) not in several]
    shared = {source.path for source in alone}
    # The library comes first, so that all is known when the first questionnaire's turn comes.
    with closing(_shared_out(alone, lambda: known, memory, read=read, workers=workers)) as found:
        for source in watch(discovered.sources):
            if source.path in shared:
                parsed = next(found)
            else:
                parsed = _by_memory(
                    source, known, memory, read=read or source.kind != SHARED or (source.kind, source.id) in several
                )
            known = known.after(source.kind, parsed.document)
            if source.kind == SHARED and "@" not in source.stem:
                sound = sound and not has_errors(parsed.diagnostics)
                members[source.path] = _member(parsed.document, memory.verdict(source))
            if parsed.document and (source.kind, source.id) in several:
                versions.setdefault((source.kind, source.id), []).append(parsed.document)
            if parsed.document and source.kind == "module" and "@" not in source.stem:
                requirements[source.id] = requirement(parsed.document)
            yield parsed
    yield Parsed(None, tuple(check_cycles(requirements)))
    yield from (Parsed(None, tuple(check_versions(documents))) for documents in versions.values())
    yield Parsed(None, tuple(_families(discovered.sources, members, whole=sound)))
    if sound:
        charters = (source for source in discovered.sources if source.kind == "charter")
        yield Parsed(None, tuple(check_charters(charters, {member.family for member in members.values() if member})))


def _member(document: Document | None, verdict: Verdict | None) -> Member | None:
    if document:
        return member_of(document.data)
    return verdict.member if verdict else None


def _families(sources: Sequence[Source], members: Mapping[str, Member | None], *, whole: bool) -> Iterator[Diagnostic]:
    files = {source.path: source for source in sources}
    found = {path: member for path, member in members.items() if member}
    return check_families(found, lambda path: _filled(parse(files[path])).document, whole=whole)


def _shared_out(
    sources: Sequence[Source], library: Callable[[], Known], memory: Memory, *, read: bool, workers: int | None
) -> Generator[Parsed, None, None]:
    """What is found of each, in their order; workers share out those of which it is not known yet."""
    known = library()
    asked = [source for source in sources if not (memory.holds(source, known) and (not read or memory.may_know(source)))]
    crew, paths = workers_for(len(asked), workers), {source.path for source in asked}
    with closing(in_turn(lambda source: _line(source, known, memory, read=read), asked, crew)) as lines:
        for source in sources:
            if source.path not in paths:
                yield _remembered(source, known, memory) if read else Parsed(None, ())
            elif crew == 1:
                yield _put(source, _by_memory(source, known, memory, read=read), memory, read=read)
            else:
                yield _carried(source, next(lines), memory, read=read)


def _line(source: Source, known: Known, memory: Memory, *, read: bool) -> str:
    parsed = _by_memory(source, known, memory, read=read)
    return to_line(parsed, memory.verdict(source))


def _carried(source: Source, line: str, memory: Memory, *, read: bool) -> Parsed:
    parsed, verdict = from_line(source, line)
    memory.keep(source, verdict)
    if read:
        memory.put(source, data_in(line))
    return parsed


def _put(source: Source, parsed: Parsed, memory: Memory, *, read: bool) -> Parsed:
    if read:
        memory.put(source, data_of(parsed.document))
    return parsed


def _remembered(source: Source, known: Known, memory: Memory) -> Parsed:
    data = memory.data(source)
    if data is None:  # the line was spoilt
        return _put(source, _by_memory(source, known, memory, read=True), memory, read=True)
    memory.put(source, data)
    return Parsed(of_data(source, data), ())


def _by_memory(source: Source, known: Known, memory: Memory, *, read: bool) -> Parsed:
    if not memory.holds(source, known):
        return _examined(source, known, memory)
    if not read or source.kind == "page":
        return Parsed(None, ())
    parsed = _filled(parse(source))
    # Somebody may have saved it in between: what was read then is judged, and kept under no other's name.
    return parsed if memory.still(source) else _by_memory(source, known, memory, read=read)


def _examined(source: Source, known: Known, memory: Memory) -> Parsed:
    content = content_of(source)
    parsed = examine(source, known)
    if not parsed.diagnostics:
        memory.learn(source, content, parsed.document, known)
    return parsed


def examine_one(project: Project, file: Path) -> Parsed:
    """One questionnaire or module of a project, with the library and the contacts that it points to."""
    discovered = discover(project)
    known = _known(discovered)
    for source in discovered.sources:
        if source.file == str(file):
            return examine(source, known)
        if source.kind in {"sources", "constructs", "site"}:
            known = known.after(source.kind, examine(source, known).document)
    raise ProjectError(f"'{file}' is not among the questionnaires and modules of '{project.content}'")


def examine_some(discovered: Discovered, paths: Container[str], beside: Container[str] = ()) -> Iterator[Parsed]:
    """The library, the questionnaires at these paths examined, and the modules that they point to as they stand.

    So are further files, `beside` these.
    """
    known, named = _known(discovered), set[str]()
    for source in discovered.sources:
        if source.path in paths or source.kind not in {"questionnaire", "module", "page"}:
            parsed = examine(source, known)
            known = known.after(source.kind, parsed.document)
            named.update(texts(parsed.document.data) if parsed.document and source.path in paths else ())
            yield parsed
    for source in discovered.sources:
        if source.path in beside or (source.kind == "module" and source.stem in named):
            yield _filled(parse(source))


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
    document = _filled(parsed).document
    assert document is not None  # noqa: S101 - it was there before
    faults = (*parsed.diagnostics, *check(document, known))
    return Parsed(None if has_errors(faults) else document, faults)


def _filled(parsed: Parsed) -> Parsed:
    document = parsed.document
    return replace(parsed, document=document and replace(document, data=_fill(document.kind)(document.data)))


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
    reference = reference_places(load_schemas().shown, MEANINGS) if discovered.has_reference else ()
    pages = frozenset([*written, *generated(questionnaires, modules), *reference])
    return Known(questionnaires, modules, discovered.pictures, pages, sources=own)

"""What a training module points to, and its knowledge checks."""

from collections import deque
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from builder.checks.known import Known
from builder.checks.walk import Place, all_known, each, fault
from builder.diagnostics import Diagnostic, Span
from builder.document import Document


class Requirement(NamedTuple):
    """Which modules one module asks to be taken first, and where it says so."""

    path: str
    span: Span
    modules: tuple[str, ...]


def requirement(document: Document) -> Requirement:
    """The requirement of a module, small enough to be kept for all of them."""
    modules = tuple(document.data.get("prerequisites", ()))
    return Requirement(document.path, document.span(("prerequisites",)) if modules else Span(), modules)


def check_cycles(requirements: Mapping[str, Requirement]) -> Iterator[Diagnostic]:
    """Modules that require each other, found once all modules are known."""
    for name, (path, span, _) in requirements.items():
        way = _way_back(name, requirements)
        if way:
            message = f"the module requires itself, by way of {', '.join(repr(step) for step in way)}"
            yield Diagnostic(path, span, "module-cycle", message, "remove one of them from the list it stands in")


def _way_back(name: str, requirements: Mapping[str, Requirement]) -> tuple[str, ...]:
    ways: deque[tuple[str, ...]] = deque((needed,) for needed in requirements[name].modules if needed != name)
    seen: set[str] = set()
    while ways:
        way = ways.popleft()
        if way[-1] in seen or way[-1] not in requirements:
            continue
        seen.add(way[-1])
        needed = requirements[way[-1]].modules
        if name in needed:
            return way
        ways.extend((*way, step) for step in needed)
    return ()


def check(document: Document, known: Known) -> Iterator[Diagnostic]:
    """Everything that is named exists; every knowledge check has a right answer."""
    place = Place((), document.data)
    yield from all_known(document, place, "prerequisites", "module", known.modules)
    yield from all_known(document, place, "questionnaires", "questionnaire", known.questionnaires)
    yield from all_known(document, place, "constructs", "construct", known.constructs)
    yield from all_known(document, place, "sources", "source", known.sources)
    if document.data["id"] in document.data.get("prerequisites", ()):
        yield fault(document, ("prerequisites",), "module-cycle", "the module requires itself", "remove it from the list")
    for path, question in each(document.data, (), "knowledge_checks"):
        if not any(choice["correct"] for choice in question["choices"]):
            hint = "write 'correct: true' at the right answer"
            yield fault(document, (*path, "choices"), "knowledge-check-key", "no answer is marked as right", hint)

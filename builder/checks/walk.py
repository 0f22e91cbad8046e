"""Ways through a questionnaire and places in it, shared by the checks."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from builder.cures import POINTERS
from builder.diagnostics import Diagnostic, Related
from builder.document import Document, Path
from builder.key import scoring_key
from builder.suggest import did_you_mean

Content = Mapping[str, Any]


class Place(NamedTuple):
    """A piece of content and the path to it."""

    path: tuple[str | int, ...]
    content: Any


def each(content: Content, path: tuple[str | int, ...], name: str, *deeper: str) -> Iterator[Place]:
    """The entries of nested lists: `each(data, (), "scales", "bands")` gives every band."""
    for index, entry in enumerate(content.get(name, ())):
        here = (*path, name, index)
        if deeper:
            yield from each(entry, here, *deeper)
        else:
            yield Place(here, entry)


@lru_cache(maxsize=1)  # the checks of one document follow each other
def key_of(document: Document) -> Content:
    """The scoring key of a document whose answer sets are known."""
    return scoring_key(document.data)


@lru_cache(maxsize=1)
def questions(document: Document) -> tuple[Place, ...]:
    """All questions, grids as a whole."""
    return tuple(each(document.data, (), "sections", "questions"))


def asked(document: Document) -> Iterator[Place]:
    """Everything that has an answer of its own: questions, and the rows of grids in place of the grid."""
    for place in questions(document):
        if place.content["type"] == "grid":
            yield from each(place.content, place.path, "rows")
        elif place.content["type"] != "information":
            yield place


def answer_sets_known(document: Document) -> bool:
    """Whether every question's answer set exists; without that there is no scoring key."""
    known = {None, *(answer_set["id"] for answer_set in document.data.get("answer_sets", ()))}
    return all(place.content.get("answer_set") in known for place in questions(document))


def duplicates(document: Document, places: Iterable[Place], what: str) -> Iterator[Diagnostic]:
    """A diagnostic for each id that an earlier place has already."""
    first: dict[str, Place] = {}
    for place in places:
        name = place.content["id"]
        if name in first:
            related = Related(document.path, document.span((*first[name].path, "id")), "first used here")
            hint = "give one of them another id"
            yield fault(document, (*place.path, "id"), "duplicate-id", f"the {what} id '{name}' is used twice", hint, related)
        else:
            first[name] = place


def unknown(  # noqa: PLR0913, PLR0917 - where, what, and among which
    document: Document, path: Path, code: str, what: str, name: object, known: Iterable[str] | None
) -> Iterator[Diagnostic]:
    """A diagnostic if the name, a value or itself a key, is none of the known ones; none where nobody knows."""
    names = set(known or ())
    if known is not None and name not in names:
        span = document.key_span(path) if path[-1] == name else document.span(path)
        hint = did_you_mean(str(name), names)
        place = next((place for entry, place in POINTERS.values() if entry == what), "")
        if place:
            hint += f"{'' if hint.endswith('?') else ';'} or add it to {place}"
        yield Diagnostic(document.path, span, code, f"unknown {what} '{name}'", hint)


def all_known(document: Document, place: Place, field: str, what: str, known: Iterable[str] | None) -> Iterator[Diagnostic]:
    """A diagnostic for each name in a list of names that is none of the known ones."""
    for index, name in enumerate(place.content.get(field, ())):
        yield from unknown(document, (*place.path, field, index), f"unknown-{what}", what, name, known)


def fault(document: Document, path: Path, code: str, message: str, hint: str, *related: Related) -> Diagnostic:
    """An error at the value that the path leads to."""
    return Diagnostic(document.path, document.span(path), code, message, hint, related=related)


def is_day(text: str) -> bool:
    """Whether there is such a day."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True

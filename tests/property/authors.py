"""The documents of the small project with every type of question, with each slot filled, and strings put into the slots."""

import copy
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from hostile import STRINGS
from sites import EVERY_KIND
from slots import KINDS, LINE, PROSE, Found, filled, found, judge, put
from trees import Tag, active, tags

from builder.catalog import Catalog
from builder.checks.prose import dense
from builder.defaults import filler
from builder.discover import discover
from builder.document import Document
from builder.parse import parse
from builder.project import Project
from builder.prose import ATTRIBUTES, TEXT_TAGS, prose_html
from builder.read import INVISIBLE
from builder.render import Page, render
from builder.schemas import load_schemas

Documents = Mapping[str, Any]
# What no file may hold, or what keeps a Markdown reader busy, is refused before anything is rendered.
READABLE = tuple(text for text in STRINGS if not INVISIBLE.search(text) and not list(dense(text)))
MARKER = re.compile(r"prose(\d+)\.")
MORE_COMPARISONS = [{"question": "consent", "is_not": "x"}, {"question": "tools", "includes": "rules"}]


class Place(NamedTuple):
    """One text of one document."""

    kind: str
    found: Found


@cache
def documents(*, every: bool = True) -> Documents:
    """One document of each kind. With `every`, slots that take only names and dates are filled too, with names of nothing."""
    data = {kind: load_schemas().by_kind[kind]["examples"][0] for kind in KINDS}
    look = data["site"]
    data |= {s.kind: parse(s).document.data for s in discover(Project(EVERY_KIND)).sources if s.kind in KINDS}
    data["site"] = look | data["site"]
    if every:
        first = data["questionnaire"]["alerts"][0]
        first["when"] = {"any": [first["when"], *MORE_COMPARISONS]}
    return {kind: filled(kind, data[kind], every=every) for kind in KINDS}


@cache
def places(*, every: bool = True) -> tuple[Place, ...]:
    """Every text that takes any text, and every address."""
    return tuple(
        Place(kind, text)
        for kind, data in documents(every=every).items()
        for text in found(kind, data)
        if fitting(text.slot) and (every or text.shape in {LINE, PROSE} or text.shape.endswith("/link"))
    )


@cache
def fitting(slot: str) -> tuple[str, ...]:
    """The strings that a slot takes; none for names and dates. Addresses get theirs behind a host."""
    taken = tuple(text for text in READABLE if judge(slot)(text))
    if not judge(slot)("<b> a"):
        behind = (f"https://x.example/{text}" for text in READABLE)
        return tuple(address for address in behind if judge(slot)(address))
    return taken


def written(texts: Callable[[int, Place], str], *, every: bool = True) -> Documents:
    """The documents with a text in each place."""
    made = copy.deepcopy(dict(documents(every=every)))
    for number, place in enumerate(places(every=every)):
        put(made[place.kind], place.found.path, texts(number, place))
    return made


def plain(number: int, place: Place) -> str:
    """A harmless text; prose says which place it is, so that its paragraph can be found."""
    if place.found.shape == PROSE:
        return f"prose{number}."
    return "x" if judge(place.found.slot)("x") else "https://x.example/x"


def hostile(turn: int, among: Collection[str] = STRINGS) -> Callable[[int, Place], str]:
    """The strings of one turn: in as many turns as there are strings, each place has had each of them that it takes."""

    def text(number: int, place: Place) -> str:
        taken = _among(place.found.slot, tuple(among))
        return taken[(number * 7 + turn) % len(taken)]

    return text


@cache
def _among(slot: str, among: tuple[str, ...]) -> tuple[str, ...]:
    wanted = {*among, *(f"https://x.example/{text}" for text in among)}
    return tuple(text for text in fitting(slot) if text in wanted) or fitting(slot)


def pages(data: Documents) -> Iterator[Page]:
    """The pages of valid documents, past the checks, which would refuse names of nothing."""
    made = []
    for kind in KINDS:
        assert judge(f"{kind}#")(data[kind]), kind
        whole = filler(load_schemas(), kind)(data[kind])
        made.append(Document(f"{kind}.yml", kind, whole.get("id", kind), whole, None))
    yield from render(Catalog.of(made))[0]


def expected(base: str, data: Documents, *, every: bool = True) -> list[Tag]:
    """The tree of the plain page with each plain paragraph replaced by what the prose of its place should give."""
    made: list[Tag] = []
    stream = iter(tags(base, markers=MARKER.pattern))
    for tag in stream:
        if tag.name != "text":
            made.append(tag)
            continue
        if made[-1] != Tag("p"):
            continue  # the same prose without its marks, as a line of text, which makes no tags
        number = int(MARKER.fullmatch(tag.attributes[0][1])[1])
        assert made.pop() == Tag("p")
        assert next(stream) == Tag("/p")
        made += _prose(at(data, number, every=every))
    return made


def at(data: Documents, number: int, *, every: bool = True) -> str:
    """The text that was put into a place."""
    kind, text = places(every=every)[number]
    return value(data[kind], text.path)


def value(data: Any, path: tuple[str | int, ...]) -> Any:
    """What the path leads to."""
    for step in path:
        data = data[step]
    return data


def _prose(text: str) -> list[Tag]:
    """What a text in Markdown gives, which must be harmless."""
    made = tags(prose_html(text), fragment=True)
    assert not list(active(made)), text
    for tag in made:
        if tag.name == "/div" or (tag.name == "div" and list(map(tuple, tag.attributes)) == [("class", "rk-scroll")]):
            continue  # the box in which a table scrolls, which is ours
        assert tag.name.lstrip("/") in TEXT_TAGS, text
        assert {name for name, _ in tag.attributes} <= ATTRIBUTES.get(tag.name, set()) | {"rel"}, text
    return made

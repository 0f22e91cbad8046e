"""Questionnaires or modules -> their list, in groups and cut into pages.

Each entry is looked at once, so that a list of ten thousand takes no longer an entry than a list of ten.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Any, NamedTuple

from builder.facets import Filter, values_of
from builder.places import LINKS, ROWS, address_of, list_pages, lists_by

Content = Mapping[str, Any]
ANYONE, SEVERAL = "anyone", "several"


class Part(NamedTuple):
    """What a page shows of one group: a perspective, or one of the two names above."""

    group: str
    entries: Sequence[Content]
    continued: bool
    """Whether the group began on an earlier page."""


class Sheet(NamedTuple):
    """One page of a list. `number` counts from 1; `before` and `after` are addresses in the site, empty at the ends."""

    number: int
    uri: str
    parts: Sequence[Part]
    before: str
    after: str


class Beginning(NamedTuple):
    """Where a group begins: an address in the site with an anchor, and how many entries it has."""

    group: str
    size: int
    address: str


class Listing(NamedTuple):
    """The list of one kind. There is one sheet at least."""

    kind: str
    total: int
    beginnings: Sequence[Beginning]
    sheets: Sequence[Sheet]
    titles: Mapping[str, str] = MappingProxyType({})
    """What the groups are called, where they are no perspectives."""


def listing_of(kind: str, entries: Collection[Content], perspectives: Iterable[str]) -> Listing:
    """The list of `questionnaires` or `modules`, by perspective in this order; within a group entries keep theirs."""
    order = {name: place for place, name in enumerate((SEVERAL, *perspectives, ANYONE))}
    ordered = sorted(((_group(content), content) for content in entries), key=lambda pair: order[pair[0]])
    return _listing(kind, ordered, list_pages(kind, len(ordered)), ROWS)


def listings_by(kind: str, entries: Collection[Content], found: Filter) -> Iterator[tuple[str, Listing]]:
    """The same entries in each other order, by its name. One may stand in several groups."""
    for facet in found.orders:
        groups: dict[str, list[Content]] = {value: [] for value, _ in facet.options}
        for record, content in zip(found.records, entries, strict=True):
            for value in values_of(record, facet):
                groups[value].append(content)
        ordered = [(value, content) for value, group in groups.items() for content in group]
        listing = _listing(kind, ordered, lists_by(kind, facet.name, len(ordered)), LINKS)
        yield facet.name, listing._replace(titles=dict(facet.options))


def _listing(kind: str, ordered: Sequence[tuple[str, Content]], uris: Sequence[str], most: int) -> Listing:
    sheets = tuple(_sheets(ordered, uris, most))
    begun = {part.group: sheet.uri for sheet in sheets for part in sheet.parts if not part.continued}
    sizes = ((name, len(list(group))) for name, group in groupby(name for name, _ in ordered))
    beginnings = (Beginning(name, size, f"{address_of(begun[name])}#s-{name}") for name, size in sizes)
    return Listing(kind, len(ordered), tuple(beginnings), sheets)


def _group(content: Content) -> str:
    """A session for several roles stands once, first, and not under each of them."""
    audience: Sequence[str] = content.get("audience") or (content.get("perspective", ANYONE),)
    return audience[0] if len(audience) == 1 else SEVERAL


def _sheets(ordered: Sequence[tuple[str, Content]], uris: Sequence[str], most: int) -> Iterator[Sheet]:
    addresses = ["", *map(address_of, uris), ""]
    last = ""
    for number, uri in enumerate(uris, 1):
        rows = ordered[(number - 1) * most : number * most]
        parts = []
        for name, pairs in groupby(rows, key=lambda pair: pair[0]):
            parts.append(Part(name, tuple(content for _, content in pairs), continued=name == last))
            last = name
        yield Sheet(number, uri, tuple(parts), addresses[number - 1], addresses[number + 1])

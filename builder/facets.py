"""What a list can be filtered by, and what a filtered list shows: questionnaires or modules -> facets and records.

The other half is `runtime/catalogue.js`, which reads the records as one file when somebody first filters.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from builder.compact import compact
from builder.languages import language_name

Content = Mapping[str, Any]
LEAST = 8
"""Entries below which a list is taken in at a glance."""
LIMITS = (5, 10, 30, 60)
"""Minutes that people have: a wait, a break, a talk, a meeting."""
OVER = f"over-{LIMITS[-1]}"
TABLES = ("perspective", "setting", "topic", "language", "facts", "made_for")
"""Fields of records that hold lists. In the file a text of theirs is a number, its place in the field's table."""


class Record(NamedTuple):
    """All that the catalogue shows of one questionnaire or module, or finds it by."""

    id: str
    title: str
    summary: str
    minutes: int
    """The fewest in which it can be done."""
    perspective: tuple[str, ...]
    """Empty if it is for anyone."""
    setting: tuple[str, ...]
    """Empty if it fits everywhere."""
    topic: tuple[str, ...]
    """Constructs that its questions, or the module itself, name; each once."""
    language: tuple[str, ...]
    facts: tuple[str, ...]
    made_for: tuple[str, ...]
    """One line or none."""


class Facet(NamedTuple):
    """One thing to filter by, named as in the address; each option is a value and what people read. None if it parts nothing."""

    name: str
    options: tuple[tuple[str, str], ...]


class Filter(NamedTuple):
    """What a list can be filtered by, and the file of its records."""

    facets: tuple[Facet, ...]
    data: bytes
    records: tuple[Record, ...]
    """What each entry of the list is found by."""
    orders: tuple[Facet, ...]
    """What the same list is made by once more, for browsers without scripts: every entry has a place in its time."""


def filter_of(entries: Collection[Content], constructs: Mapping[str, Content], words: Mapping[str, Any]) -> Filter | None:
    """The filter of a list; None if the list is too short to need one."""
    if len(entries) < LEAST:
        return None
    records = [record_of(content, words) for content in entries]
    facets = tuple(facet for facet in _facets(records, constructs, words) if facet.options)
    others = (facet for facet in facets if facet.name != "perspective")  # by that, the list is in order
    orders = tuple(Facet("minutes", _times(records, words["filter"])) if one.name == "minutes" else one for one in others)
    return Filter(facets, _data(records), tuple(records), orders)


def values_of(record: Record, order: Facet) -> Collection[str]:
    """Under what an entry stands in a list that is in this order."""
    if order.name == "minutes":
        return [_time(record.minutes)]
    found: Collection[str] = getattr(record, order.name)
    return found


def _time(minutes: int) -> str:
    return next((str(limit) for limit in LIMITS if minutes <= limit), OVER)


def _time_titles(words: Mapping[str, Any]) -> dict[str, str]:
    limits = {str(limit): words["up_to"].format(count=limit) for limit in LIMITS}
    return {**limits, OVER: words["over"].format(count=LIMITS[-1])}


def _times(records: Iterable[Record], words: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    used = {_time(record.minutes) for record in records}
    return tuple((value, title) for value, title in _time_titles(words).items() if value in used)


def record_of(content: Content, words: Mapping[str, Any]) -> Record:
    """What the catalogue shows of a valid questionnaire or module."""
    minutes = content["minutes"]
    settings = content.get("settings", ())
    label, names = words["settings"]["label"], ", ".join(words["settings"][setting] for setting in settings)
    return Record(
        content["id"],
        content["title"],
        content["summary"],
        minutes if isinstance(minutes, int) else min(minutes.values()),
        tuple(content.get("audience") or filter(None, [content.get("perspective")])),
        tuple(settings),
        tuple(dict.fromkeys(_topics(content))),
        (content["language"],),
        tuple(_facts(content, words)),
        (f"{label} {names}",) if settings else (),
    )


def _topics(content: Content) -> Iterator[str]:
    yield from content.get("constructs", ())
    for section in content.get("sections", ()):
        for question in section["questions"]:
            for asked in (question, *question.get("rows", ())):
                if "construct" in asked:
                    yield asked["construct"]


def _facts(content: Content, words: Mapping[str, Any]) -> Iterator[str]:
    """The facts of a row, in the words of `questionnaires_row.html` and `modules_row.html`."""
    minutes = content["minutes"]
    if isinstance(minutes, int):
        yield words["minutes"]["one" if minutes == 1 else "other"].format(count=minutes)
        yield words["lists"]["picture" if "scales" in content else "no_picture"]
        yield words["start"]["status"][content["validation"]["status"]]
    else:
        yield from (words["module"][way].format(count=minutes[way]) for way in ("live", "self_study") if way in minutes)


def _facets(records: Sequence[Record], constructs: Mapping[str, Content], words: Mapping[str, Any]) -> Iterator[Facet]:
    def used(name: str, titles: Mapping[str, str]) -> Facet:
        found = {value for record in records for value in getattr(record, name)}
        options = tuple((value, titles[value]) for value in titles if value in found)
        return Facet(name, options if len(options) > 1 else ())

    yield used("perspective", {name: told["for"] for name, told in words["perspectives"].items()})
    yield used("setting", {name: title[:1].upper() + title[1:] for name, title in words["settings"].items()})
    yield used("topic", {name: construct["title"] for name, construct in constructs.items()})
    yield Facet("minutes", tuple(_limits([record.minutes for record in records], words["filter"])))
    yield used("language", {tag: language_name(tag) for tag in sorted({tag for record in records for tag in record.language})})


def _limits(minutes: Sequence[int], words: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The limits that part the list, each in another place."""
    before, titles = 0, _time_titles(words)
    for limit in LIMITS:
        within = sum(one <= limit for one in minutes)
        if before < within < len(minutes):
            yield str(limit), titles[str(limit)]
        before = within
    if 0 < before < len(minutes):
        yield OVER, titles[OVER]


def _data(records: Iterable[Record]) -> bytes:
    values: dict[str, dict[str, int]] = {name: {} for name in TABLES}
    entries = [
        [*record[:4], *([values[name].setdefault(text, len(values[name])) for text in getattr(record, name)] for name in TABLES)]
        for record in records
    ]
    data = {"values": {name: list(table) for name, table in values.items()}, "entries": entries}
    return compact(data).encode()

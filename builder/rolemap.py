"""(family, people) -> role map: each view of the role beside the others, and nothing of a group that is too small to show.

Twin of `runtime/rolemap.js`: same names, same order, held equal by `tests/conformance`. Imports only the scoring twins.
Places on the line between the lowest and the highest answer are whole numbers from 0 to LINE, rounded once per person, so that
medians and differences are exact in both languages.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from builder.scoring import exact, term_value
from builder.visibility import examine

Content = Mapping[str, Any]
LINE = 10_000
ALONE = ("peer_specialist", "supervisor")
"""Who may be shown alone: the one peer specialist and the one supervisor are in the room when the map is read."""
DOTS, BARS, SPREAD = 10, 31, 8
"""People from whom on each one is a dot, the middle half is a bar, and it is said whether views are alike (ux: 2.9)."""
EIGHTH = LINE // 8
"""Dots lie in half steps of a five-point answer set, so that no dot is one person's exact mean."""


def person(family: Content, form: str, answers: Content) -> dict[str, Any]:
    """What one response says: {perspective, setting, places: {row: place}, outs: {row: way out, "" for a blank}}.

    `answers` are valid for the questionnaire. A construct needs half of its questions; a row that was not asked is in neither.
    """
    known = family["forms"][form]
    questions = {question["id"]: question for question in known["key"]["questions"]}
    shown, given, _ = examine(known["key"], answers)
    places, outs = {}, {}
    for row in family["rows"]:
        terms = [term for term in row["asked"].get(form, ()) if term["question"] in shown]
        place = _place(terms, questions, given)
        if place is not None:
            places[row["id"]] = place
        elif terms:
            picked = given.get(terms[0]["question"], "") if len(terms) == 1 else ""
            outs[row["id"]] = picked if isinstance(picked, str) else ""
    said = given.get(known["setting"], "") if known["setting"] else ""
    setting = said if said in known.get("settings", {said}) else ""  # who declined is in no setting
    return {"perspective": known["perspective"], "setting": setting, "places": places, "outs": outs}


def _place(terms: Sequence[Content], questions: Content, given: Content) -> int | None:
    found = []
    for term in terms:
        value = term_value(term, questions[term["question"]], given)
        if value is not None:
            low, high = (exact(end) for end in questions[term["question"]]["range"])
            found.append((value - low) / (high - low))
    if not found or len(found) * 2 < len(terms):
        return None
    return place_on_line(sum(found, Fraction(0)) / len(found))


def place_on_line(share: Fraction) -> int:
    """A share of the way from the lowest to the highest answer, as a place on the line; a half goes up."""
    return (2 * LINE * share.numerator + share.denominator) // (2 * share.denominator)


def role_map(family: Content, people: Sequence[Content], rule: Content) -> dict[str, Any]:
    """All views side by side: {groups: {perspective: group}, rows: [{id, cells: {perspective: cell}, difference?}]}.

    `rule`: {smallest, apart, far, setting: None or the one to look at}. A cell has a `state`: nobody, few (too few people to
    show), alone, unanswered, few_answers or group; `at` is a place or the median. What is not shown changes nothing here.
    """
    groups = {name: [one for one in people if one["perspective"] == name] for name in family["perspectives"]}
    rows = [_row(row, groups, rule) for row in family["rows"]]
    return {"groups": {name: _group(name, group, rule) for name, group in groups.items()}, "rows": rows}


def _row(row: Content, groups: Mapping[str, Sequence[Content]], rule: Content) -> dict[str, Any]:
    cells = {name: _cell(row["id"], name, groups[name], rule) for name in row["perspectives"]}
    places = {name: cell["at"] for name, cell in cells.items() if "at" in cell}
    found = {"id": row["id"], "cells": cells}
    return found | {"difference": _difference(places, rule)} if len(places) > 1 else found


def _difference(places: Mapping[str, int], rule: Content) -> dict[str, Any]:
    low, high = min(places.values()), max(places.values())
    size = high - low
    tag = "close" if size < rule["apart"] else "apart" if size < rule["far"] else "far"
    ends = {name: [view for view, place in places.items() if place == end] for name, end in (("low", low), ("high", high))}
    return {"size": size, "tag": tag, **ends}


def _group(name: str, group: Sequence[Content], rule: Content) -> dict[str, Any]:
    """How many people share a view, as far as that is shown."""
    seen = _in_setting(group, rule)
    state = _standing(name, group, seen, rule)
    return {"state": state, "people": len(seen)} if state in {"alone", "group"} else {"state": state}


def _standing(name: str, group: Sequence[Content], seen: Sequence[Content], rule: Content) -> str:
    if not group:
        return "nobody"
    if len(group) == 1 and name in ALONE:
        return "alone" if seen else "nobody"
    if len(group) < rule["smallest"] or (rule["setting"] is not None and not _parted(group, rule)):
        return "few"
    return "group" if seen else "nobody"


def _in_setting(group: Iterable[Content], rule: Content) -> list[Content]:
    return [one for one in group if rule["setting"] is None or one["setting"] == rule["setting"]]


def _parted(people: Iterable[Content], rule: Content) -> bool:
    """Whether each setting has enough of these people: else the smaller part is what remains when the others are taken away."""
    return all(count >= rule["smallest"] for count in Counter(one["setting"] for one in people).values())


def _cell(row: str, name: str, group: Sequence[Content], rule: Content) -> dict[str, Any]:
    seen = _in_setting(group, rule)
    state = _standing(name, group, seen, rule)
    if state == "alone":
        one = seen[0]
        return (
            {"state": state, "at": one["places"][row]}
            if row in one["places"]
            else {"state": state, "out": one["outs"].get(row, "")}
        )
    if state != "group":
        return {"state": state}
    answered = [one for one in seen if row in one["places"]]
    if not answered:
        return {"state": "unanswered", "people": len(seen)}
    everyone = [one for one in group if row in one["places"]]
    if len(answered) < rule["smallest"] or (rule["setting"] is not None and not _parted(everyone, rule)):
        return {"state": "few_answers", "people": len(seen)}
    places = sorted(one["places"][row] for one in answered)
    told = _parted((one for one in group if row not in one["places"]), rule)
    return {"state": "group", "people": len(seen), **dict(_statistics(places, told, rule))}


def _statistics(places: Sequence[int], told: bool, rule: Content) -> Iterator[tuple[str, Any]]:
    """`told`: whether in no setting a few left it out. Two or three blanks in a known group are soon put down to somebody, and
    those of one setting are what remains when the others are taken from all."""
    count = len(places)
    yield "at", (places[(count - 1) // 2] + places[count // 2] + 1) // 2
    if told:
        yield "answered", count
    if rule["setting"] is not None:
        return  # a setting's dots taken from those of all would be the dots of the others
    low, high = places[(count - 1) // 4], places[-1 - (count - 1) // 4]
    if count >= SPREAD:
        yield "spread", "alike" if high - low < LINE // 4 else "mixed"
    if count >= BARS:
        yield "middle", [low, high]
    elif count >= DOTS and told:
        dots = Counter((2 * place + EIGHTH) // (2 * EIGHTH) * EIGHTH for place in places)
        yield "dots", [[place, dots[place]] for place in sorted(dots)]

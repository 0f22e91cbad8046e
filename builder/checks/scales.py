"""Scales: what goes in, whether it can be added up, and whether the bands cover what comes out."""

from collections.abc import Iterator, Mapping, Set
from fractions import Fraction
from math import ceil
from typing import Any

from builder.checks.bands import check_bands
from builder.checks.known import Known
from builder.checks.walk import Place, answer_sets_known, asked, each, fault, key_of, questions, unknown
from builder.diagnostics import Diagnostic, Related
from builder.document import Document
from builder.scoring import exact, round_half_up

Entries = Mapping[str, Mapping[str, Any]]


def check(document: Document, _known: Known) -> Iterator[Diagnostic]:
    """All faults of all scales, and questions that look scored but are in none."""
    if not answer_sets_known(document):
        return
    key = key_of(document)
    entries = {entry["id"]: entry for entry in key["questions"] if entry["kind"] != "information"}
    for place, scale in zip(each(document.data, (), "scales"), key["scales"], strict=True):
        found = list(_terms(document, place, scale, entries))
        yield from found
        if not found:
            yield from _range(document, place, scale, entries)
    used = {term["question"] for scale in key["scales"] for term in scale["questions"]}
    yield from _without_value(document, used)
    yield from _unscored(document, used, entries)


def _terms(document: Document, place: Place, scale: Mapping[str, Any], entries: Entries) -> Iterator[Diagnostic]:
    first: dict[str, tuple[Any, ...]] = {}
    for index, term in enumerate(scale["questions"]):
        path = (*place.path, "questions", index)
        name = term["question"]
        yield from unknown(document, path, "unknown-question", "question", name, entries)
        if name in first:
            related = Related(document.path, document.span(first[name]), "first counted here")
            yield fault(
                document,
                path,
                "scale-repeated",
                f"'{name}' counts twice in this scale",
                "remove one, or give it a weight",
                related,
            )
        elif name in entries and "range" not in entries[name]:
            code = "reverse-without-numbers" if term["reverse"] else "question-without-numbers"
            hint = "give its answers a 'value', or take it out of the scale"
            yield fault(document, path, code, f"the answers of '{name}' have no numbers", hint)
        first.setdefault(name, path)
    if scale.get("min_answered", 0) > len(scale["questions"]):
        message = f"{scale['min_answered']} answers are asked for, but the scale has {len(scale['questions'])} questions"
        yield fault(document, (*place.path, "missing", "min_answered"), "scale-minimum", message, "lower it")


def _range(document: Document, place: Place, scale: Mapping[str, Any], entries: Entries) -> Iterator[Diagnostic]:
    ranges = {term["question"]: tuple(entries[term["question"]]["range"]) for term in scale["questions"]}
    usual = next(iter(ranges.values()))
    odd = next((name for name, limits in ranges.items() if limits != usual), None)
    if odd and scale["method"] != "percent":
        path = (*place.path, "questions", [term["question"] for term in scale["questions"]].index(odd))
        message = (
            f"'{odd}' runs from {ranges[odd][0]} to {ranges[odd][1]}, but '{next(iter(ranges))}' from {usual[0]} to {usual[1]}"
        )
        yield fault(document, path, "scale-mixed-ranges", message, "use 'method: percent', or questions with the same range")
        return
    lowest, highest = reachable(scale, entries)
    if lowest == highest:
        yield fault(
            document,
            (*place.path, "questions"),
            "scale-no-range",
            f"every score of this scale is {lowest}",
            "give the answers different values",
        )
    elif scale["bands"]:
        yield from check_bands(document, place, scale, lowest, highest)


def reachable(scale: Mapping[str, Any], entries: Entries) -> tuple[Fraction, Fraction]:
    """The lowest and highest score, rounded as it is shown."""
    if scale["method"] == "percent":
        return Fraction(0), Fraction(100)
    if scale["method"] == "mean":
        ends = entries[scale["questions"][0]["question"]]["range"]
        lowest, highest = exact(ends[0]), exact(ends[1])
    else:
        lowest, highest = -_greatest_sum(scale, entries, 0, -1), _greatest_sum(scale, entries, 1, 1)
    digits = scale["digits"]
    return Fraction(round_half_up(lowest, digits)), Fraction(round_half_up(highest, digits))


def _greatest_sum(scale: Mapping[str, Any], entries: Entries, side: int, sign: int) -> Fraction:
    """The greatest sum of the ends on one side, each taken times the sign; hidden and missing questions add nothing to it."""
    terms = [(exact(term["weight"]), entries[term["question"]]) for term in scale["questions"]]
    loose = [scale["policy"] == "available" or "show_if" in entry for _, entry in terms]
    always_asked = sum("show_if" not in entry for _, entry in terms)
    fewest = max(1, scale.get("min_answered", 0), ceil(exact(scale.get("min_answered_share", 0)) * always_asked))
    adds = [sign * weight * exact(entry["range"][side]) for weight, entry in terms]
    fixed = [value for value, free in zip(adds, loose, strict=True) if not free]
    others = sorted((value for value, free in zip(adds, loose, strict=True) if free), reverse=True)
    needed = max(fewest - len(fixed), 0)
    return sum([*fixed, *others[:needed], *(value for value in others[needed:] if value > 0)], Fraction(0))


def _without_value(document: Document, used: Set[str]) -> Iterator[Diagnostic]:
    """Answers without a number among others with one: whoever picks them would drop out of the score without a word."""
    sets = {place.content["id"]: place for place in each(document.data, (), "answer_sets")}
    lists = {}
    for place in questions(document):
        names = {place.content["id"], *(row["id"] for row in place.content.get("rows", ()))}
        if names & used:
            holder = sets.get(place.content.get("answer_set", ""), place)
            lists[holder.path] = holder.content.get("choices", ())
    for path, choices in lists.items():
        open_ = [index for index, choice in enumerate(choices) if "value" not in choice]
        for index in open_ if len(open_) < len(choices) else ():
            message = f"the answer '{choices[index]['id']}' has no 'value', and a scale counts this question"
            hint = "give it a 'value'; an answer that shall not count stands under 'opt_outs', where it may have words of its own"
            yield fault(document, (*path, "choices", index, "id"), "choice-value", message, hint)


def _unscored(document: Document, used: Set[str], entries: Entries) -> Iterator[Diagnostic]:
    if not document.data.get("scales"):
        return
    for place in asked(document):
        name = place.content["id"]
        valued = "values" in entries[name] and place.content.get("type") != "yes_no"
        if valued and name not in used and place.content.get("scored", True):
            hint = "name it in a scale, or write 'scored: false'"
            yield fault(
                document,
                (*place.path, "id"),
                "question-unscored",
                f"the answers of '{name}' have numbers, but no scale counts them",
                hint,
            )

"""Whether any answers can make a condition true, and whether any can make it false: every kind of answer is tried."""

from collections.abc import Iterator, Mapping, Sequence, Set
from enum import Enum
from itertools import pairwise, product
from math import ceil, floor, prod
from typing import Any

from builder.visibility import is_answer, truth

Comparison = Mapping[str, Any]
Entry = Mapping[str, Any]
MAX_SITUATIONS = 20_000
# How many of the answers that conditions ask a multiple choice for are combined with each other.
MAX_COMBINED = 8


class Reach(Enum):
    """What can be said of a condition."""

    OPEN = "true for some answers, not for others"
    NEVER = "no answers make it true"
    ALWAYS = "all answers make it true"
    UNKNOWN = "it looks at too many questions to try all answers"


def reach(condition: Any, entries: Mapping[str, Entry], never: Set[str]) -> Reach:
    """Try the condition; `never` holds the questions that are never shown and so never answered.

    A question that is left open makes most comparisons unknown, so "always" means: true whenever its questions are
    answered. Only where a condition asks whether a question is answered does an open question count as a case of its own.
    """
    asked = [comparison for _, comparison in comparisons(condition)]
    names = sorted({comparison["question"] for comparison in asked})
    kinds = [_kinds_of_answer(entries[name], [c for c in asked if c["question"] == name], never) for name in names]
    if prod(len(kind) for kind in kinds) > MAX_SITUATIONS:
        return Reach.UNKNOWN
    may_be_open = never | {comparison["question"] for comparison in asked if "answered" in comparison}
    seen_true, all_true = False, True
    for situation in product(*kinds):
        answers = {name: answer for name, answer in zip(names, situation, strict=True) if answer is not None}
        true = truth(condition, entries, answers) is True
        seen_true = seen_true or true
        all_true = all_true and (true or not set(names) - set(answers) <= may_be_open)
    if not seen_true:
        return Reach.NEVER
    return Reach.ALWAYS if all_true else Reach.OPEN


def comparisons(condition: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Comparison]]:
    """The single comparisons that a condition is made of, each with the path to it."""
    for group in ("all", "any"):
        for index, part in enumerate(condition.get(group, ())):
            yield from comparisons(part, (*path, group, index))
    if "not" in condition:
        yield from comparisons(condition["not"], (*path, "not"))
    if "question" in condition:
        yield path, condition


def _kinds_of_answer(entry: Entry, asked: Sequence[Comparison], never: Set[str]) -> list[Any]:
    """One answer for each way in which the comparisons can see this question; None stands for an open one."""
    if entry["id"] in never:
        return [None]
    seen: dict[tuple[Any, ...], Any] = {(): None}
    for answer in _samples(entry, asked):
        if is_answer(entry, answer):
            found = tuple(truth(comparison, {entry["id"]: entry}, {entry["id"]: answer}) for comparison in asked)
            seen.setdefault(found, answer)
    return list(seen.values())


def _samples(entry: Entry, asked: Sequence[Comparison]) -> list[Any]:
    match entry["kind"]:
        case "choice":
            return list(entry["answers"])
        case "choices":
            return _combinations(entry["answers"], [c["includes"] for c in asked if "includes" in c])
        case "number":
            limits = sorted({*entry["range"], *(value for comparison in asked for value in _numbers(comparison))})
            between = [(low + high) / 2 for low, high in pairwise(limits)]
            whole = [near for limit in limits for near in (floor(limit) - 1, floor(limit), ceil(limit), ceil(limit) + 1)]
            return [*limits, *between, *whole]
        case "order":
            return [list(entry["answers"])]
        case "date":
            return [entry["earliest"], entry["latest"]]
    return ["text"]


def _combinations(answers: Sequence[str], wanted: Sequence[str]) -> list[list[str]]:
    wanted = list(dict.fromkeys(wanted))[:MAX_COMBINED]
    others = [name for name in answers if name not in wanted][:1]
    picks = [
        [name for name, picked in zip(wanted, pick, strict=True) if picked] for pick in product((False, True), repeat=len(wanted))
    ]
    return [*([name] for name in answers), *(chosen + extra for chosen in picks for extra in ([], others))]


def _numbers(comparison: Comparison) -> list[float]:
    values = [part for name, value in comparison.items() if name not in {"question", "answered"} for part in _listed(value)]
    return [value for value in values if isinstance(value, int | float)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]

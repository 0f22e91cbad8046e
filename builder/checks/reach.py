"""Whether any answers can make a condition true, and whether any can make it false: every kind of answer is tried."""

from collections.abc import Iterator, Mapping, Sequence, Set
from enum import Enum
from itertools import product
from math import prod
from typing import Any, NamedTuple

from builder.checks.samples import samples
from builder.visibility import Truth, is_answer, truth

Comparison = Mapping[str, Any]
Entry = Mapping[str, Any]
Entries = Mapping[str, Entry]
MAX_SITUATIONS = 20_000


class Reach(Enum):
    """What can be said of a condition."""

    OPEN = "true for some answers, not for others"
    NEVER = "no answers make it true"
    ALWAYS = "all answers make it true"
    UNKNOWN = "it looks at too many questions to try all answers"


class _Outcome(NamedTuple):
    """A truth that a condition can have, and whether its questions were answered then, but for those that may be open."""

    truth: Truth
    answered: bool


def reach(condition: Any, entries: Entries, never: Set[str]) -> Reach:
    """Try the condition; `never` holds the questions that are never shown and so never answered.

    A question that is left open makes most comparisons unknown, so "always" means: true whenever its questions are
    answered. Only where a condition asks whether a question is answered does an open question count as a case of its own.
    """
    may_be_open = never | {comparison["question"] for _, comparison in comparisons(condition) if "answered" in comparison}
    outcomes = _outcomes(condition, entries, never, may_be_open)
    if outcomes is None:
        return Reach.UNKNOWN
    if True not in {outcome.truth for outcome in outcomes}:
        return Reach.NEVER
    return Reach.ALWAYS if {outcome.truth for outcome in outcomes if outcome.answered} == {True} else Reach.OPEN


def comparisons(condition: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Comparison]]:
    """The single comparisons that a condition is made of, each with the path to it."""
    for group in ("all", "any"):
        for index, part in enumerate(condition.get(group, ())):
            yield from comparisons(part, (*path, group, index))
    if "not" in condition:
        yield from comparisons(condition["not"], (*path, "not"))
    if "question" in condition:
        yield path, condition


def _outcomes(condition: Any, entries: Entries, never: Set[str], may_be_open: Set[str]) -> set[_Outcome] | None:
    """All that can come of the condition; None where there is too much to try.

    Parts that look at different questions are tried apart: ten yes/no questions are 59,049 situations together, 30 apart.
    """
    group = next((name for name in ("all", "any") if name in condition), None)
    parts = condition[group] if group else []
    hangs_on = [_closure(part, entries) for part in parts]
    if group and sum(map(len, hangs_on)) == len(set().union(*hangs_on)):
        return _outcomes_apart(group, [_outcomes(part, entries, never, may_be_open) for part in parts])
    return _tried(condition, entries, never, may_be_open)


def _outcomes_apart(group: str, parts: Sequence[set[_Outcome] | None]) -> set[_Outcome] | None:
    decided = group == "any"
    joined = {_Outcome(not decided, answered=True)}
    for outcomes in parts:
        if outcomes is None:
            return None
        joined = {
            _Outcome(_joined(decided, (one.truth, other.truth)), one.answered and other.answered)
            for one in joined
            for other in outcomes
        }
    return joined


def _joined(decided: bool, truths: Sequence[Truth]) -> Truth:
    if decided in truths:
        return decided
    return None if None in truths else not decided


def _closure(condition: Any, entries: Entries) -> set[str]:
    """The questions that a condition looks at, and those that decide whether these are shown."""
    todo, seen = [comparison["question"] for _, comparison in comparisons(condition)], set[str]()
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo += [comparison["question"] for _, comparison in comparisons(entries[name].get("show_if", {}))]
    return seen


def _tried(condition: Any, entries: Entries, never: Set[str], may_be_open: Set[str]) -> set[_Outcome] | None:
    closure = _closure(condition, entries)
    names = [name for name in entries if name in closure]
    asked = [c for name in names for _, c in comparisons(entries[name].get("show_if", {}))] + [
        c for _, c in comparisons(condition)
    ]
    kinds = [_kinds_of_answer(entries[name], [c for c in asked if c["question"] == name], never) for name in names]
    if prod(len(kind) for kind in kinds) > MAX_SITUATIONS:
        return None
    looked_at = {comparison["question"] for _, comparison in comparisons(condition)}
    outcomes: set[_Outcome] = set()
    for situation in product(*kinds):
        answers, left_open = _shown_answers(dict(zip(names, situation, strict=True)), entries)
        outcomes.add(_Outcome(truth(condition, entries, answers), looked_at & left_open <= may_be_open))
    return outcomes


def _shown_answers(situation: Mapping[str, Any], entries: Entries) -> tuple[dict[str, Any], set[str]]:
    """The answers to questions that are shown, in the order in which they are asked; and those shown and left open."""
    answers: dict[str, Any] = {}
    left_open: set[str] = set()
    for name, answer in situation.items():
        shown = "show_if" not in entries[name] or truth(entries[name]["show_if"], entries, answers) is True
        if shown and answer is None:
            left_open.add(name)
        elif shown:
            answers[name] = answer
    return answers, left_open


def _kinds_of_answer(entry: Entry, asked: Sequence[Comparison], never: Set[str]) -> list[Any]:
    """One answer for each way in which the comparisons can see this question; None stands for an open one."""
    if entry["id"] in never:
        return [None]
    seen: dict[tuple[Any, ...], Any] = {(): None}
    for answer in samples(entry, asked):
        if is_answer(entry, answer):
            found = tuple(truth(comparison, {entry["id"]: entry}, {entry["id"]: answer}) for comparison in asked)
            seen.setdefault(found, answer)
    return list(seen.values())

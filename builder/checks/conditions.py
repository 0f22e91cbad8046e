"""Conditions: what they name, in which order, how they compare, and whether they can come true and fail."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from builder.checks.known import Known
from builder.checks.reach import Reach, comparisons, reach
from builder.checks.walk import answer_sets_known, each, fault, key_of, questions, unknown
from builder.diagnostics import Diagnostic
from builder.document import Document

Entry = Mapping[str, Any]
ORDERS = ("gt", "gte", "lt", "lte")
FAULTS = {
    Reach.NEVER: (
        "condition-never",
        "no answers can make this condition true",
        "compare it with the answers that its questions allow",
    ),
    Reach.ALWAYS: (
        "condition-always",
        "every answer makes this condition true",
        "compare with fewer answers; to ask whether there is an answer at all, write 'answered: true'",
    ),
    Reach.UNKNOWN: ("condition-size", "this condition looks at too many questions", "split it, so that it can be checked"),
}


class _Condition(NamedTuple):
    """A condition, the path to it, and the ids that it shows or hides; an alert shows none and may look at all.

    `whole` is the condition together with that of the section around it.
    """

    path: tuple[str | int, ...]
    content: Any
    shows: tuple[str, ...]
    whole: Any


def check(document: Document, _known: Known) -> Iterator[Diagnostic]:
    """All faults of all conditions, in the order in which they are asked."""
    conditions = list(_conditions(document.data))
    names = {name for place in questions(document) for name in _names(place.content, grids=True)}
    missing = [found for condition in conditions for found in _unknown(document, condition, names)]
    if missing or not conditions or not answer_sets_known(document):
        yield from missing
        return
    entries = {entry["id"]: entry for entry in key_of(document)["questions"]}
    looks_at = {
        name: {c["question"] for _, c in comparisons(entry["show_if"])} for name, entry in entries.items() if "show_if" in entry
    }
    never: set[str] = set()
    for condition in conditions:
        found = list(_order(document, condition, entries, looks_at)) or list(_operators(document, condition, entries))
        yield from found
        result = Reach.OPEN if found else _reach(condition, entries, never)
        if result is Reach.NEVER:
            never.update(condition.shows)
        if result in FAULTS:
            yield fault(document, condition.path, *FAULTS[result])


def _reach(condition: _Condition, entries: Mapping[str, Entry], never: set[str]) -> Reach:
    whole = reach(condition.whole, entries, never)
    if whole is Reach.NEVER or condition.whole is condition.content:
        return whole
    return reach(condition.content, entries, never)


def _conditions(data: Mapping[str, Any]) -> Iterator[_Condition]:
    for section in each(data, (), "sections"):
        if "show_if" in section.content:
            shows = tuple(name for question in section.content["questions"] for name in _names(question))
            yield _Condition((*section.path, "show_if"), section.content["show_if"], shows, section.content["show_if"])
        for path, question in each(section.content, section.path, "questions"):
            if "show_if" in question:
                own, around = question["show_if"], section.content.get("show_if")
                yield _Condition((*path, "show_if"), own, tuple(_names(question)), {"all": [around, own]} if around else own)
    for path, alert in each(data, (), "alerts"):
        yield _Condition((*path, "when"), alert["when"], (), alert["when"])


def _names(question: Entry, *, grids: bool = False) -> Iterator[str]:
    if grids or "rows" not in question:
        yield question["id"]
    yield from (row["id"] for row in question.get("rows", ()))


def _unknown(document: Document, condition: _Condition, names: set[str]) -> Iterator[Diagnostic]:
    for path, comparison in comparisons(condition.content, condition.path):
        yield from unknown(document, (*path, "question"), "unknown-question", "question", comparison["question"], names)


def _order(
    document: Document, condition: _Condition, entries: Mapping[str, Entry], looks_at: Mapping[str, set[str]]
) -> Iterator[Diagnostic]:
    position = {name: number for number, name in enumerate(entries)}
    for path, comparison in comparisons(condition.content, condition.path):
        name = comparison["question"]
        place = (*path, "question")
        if name not in entries or entries[name]["kind"] == "information":
            yield fault(
                document,
                place,
                "condition-operator",
                f"'{name}' has no answer of its own",
                "name a question, or one row of a grid",
            )
        elif _depends(name, condition.shows, looks_at):
            message = f"whether '{name}' is shown depends on this very condition"
            yield fault(document, place, "condition-cycle", message, "let it look at an earlier question")
        elif condition.shows and position[name] > position[condition.shows[0]]:
            message = f"'{name}' comes later than what this condition shows"
            yield fault(document, place, "condition-forward", message, "move it up, or look at an earlier question")


def _depends(name: str, shows: tuple[str, ...], looks_at: Mapping[str, set[str]]) -> bool:
    """Whether a question is, or hangs on, one of those that the condition shows."""
    todo, seen = [name], set[str]()
    while todo:
        current = todo.pop()
        if current in shows:
            return True
        if current not in seen:
            seen.add(current)
            todo.extend(looks_at.get(current, ()))
    return False


def _operators(document: Document, condition: _Condition, entries: Mapping[str, Entry]) -> Iterator[Diagnostic]:
    for path, comparison in comparisons(condition.content, condition.path):
        operator = next(name for name in comparison if name != "question")
        entry = entries[comparison["question"]]
        if not _fits(operator, entry):
            message = f"'{operator}' cannot be asked of '{entry['id']}'"
            yield fault(document, (*path, operator), "condition-operator", message, _fitting(entry))
        elif "answers" in entry and operator not in {*ORDERS, "answered"}:
            wanted = comparison[operator] if operator == "in" else [comparison[operator]]
            for index, answer in enumerate(wanted):
                place = (*path, operator, index) if operator == "in" else (*path, operator)
                yield from unknown(document, place, "unknown-choice", f"answer to '{entry['id']}':", answer, entry["answers"])


def _fits(operator: str, entry: Entry) -> bool:
    if operator == "answered":
        return True
    if operator in ORDERS:
        return entry["kind"] == "number" or (entry["kind"] == "choice" and "values" in entry)
    return bool(entry["kind"] == "choices") if operator == "includes" else entry["kind"] in {"choice", "number"}


def _fitting(entry: Entry) -> str:
    operators = [name for name in ("is", "is_not", "in", "includes", *ORDERS, "answered") if _fits(name, entry)]
    return f"ask with {', '.join(operators)}"

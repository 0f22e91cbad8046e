"""Conditions: what they name, in which order, and whether any answers can make them true or false."""

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from typing import Any

from builder.checks.known import Known
from builder.checks.walk import each, fault, unknown
from builder.diagnostics import Diagnostic
from builder.document import Document
from builder.key import scoring_key
from builder.visibility import is_answer, truth

Entries = Mapping[str, Mapping[str, Any]]
ORDERS = ("gt", "gte", "lt", "lte")
MAX_SITUATIONS = 20_000


class _Conditions:
    """The conditions of one questionnaire, with what can be known about its questions."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.never: set[str] = set()

    def check(self) -> Iterator[Diagnostic]:
        names = {entry for place in each(self.document.data, (), "sections", "questions") for entry in _names(place.content)}
        found = [fault for path, condition, _ in self.places() for fault in self.unknown_names(path, condition, names)]
        if found or not _answer_sets_known(self.document.data):
            yield from found
            return
        entries = {entry["id"]: entry for entry in scoring_key(self.document.data)["questions"]}
        position = {name: number for number, name in enumerate(entries)}
        for path, condition, asked in self.places():
            yield from self.one(path, condition, asked, entries, position)

    def places(self) -> Iterator[tuple[tuple[str | int, ...], Any, tuple[str, ...]]]:
        """Each condition with the path to it and the ids that it shows or hides; none for an alert, which may look at all."""
        for section in each(self.document.data, (), "sections"):
            if "show_if" in section.content:
                ids = tuple(name for question in section.content["questions"] for name in _names(question, rows_only=True))
                yield (*section.path, "show_if"), section.content["show_if"], ids
            for question in each(section.content, section.path, "questions"):
                if "show_if" in question.content:
                    yield (
                        (*question.path, "show_if"),
                        question.content["show_if"],
                        tuple(_names(question.content, rows_only=True)),
                    )
        for alert in each(self.document.data, (), "alerts"):
            yield (*alert.path, "when"), alert.content["when"], ()

    def unknown_names(self, path: tuple[str | int, ...], condition: Any, names: set[str]) -> Iterator[Diagnostic]:
        for place, comparison in _comparisons(condition, path):
            yield from unknown(self.document, (*place, "question"), "unknown-question", "question", comparison["question"], names)

    def one(
        self, path: Any, condition: Any, asked: tuple[str, ...], entries: Entries, position: Mapping[str, int]
    ) -> Iterator[Diagnostic]:
        found = list(self.comparisons(path, condition, asked, entries, position))
        yield from found
        if not found:
            yield from self.reach(path, condition, asked, entries)

    def comparisons(
        self, path: Any, condition: Any, asked: tuple[str, ...], entries: Entries, position: Mapping[str, int]
    ) -> Iterator[Diagnostic]:
        for place, comparison in _comparisons(condition, path):
            name = comparison["question"]
            if name not in entries:
                message = f"'{name}' has no answer of its own"
                yield fault(
                    self.document, (*place, "question"), "condition-operator", message, "name a question, or one row of a grid"
                )
            elif name in asked:
                hint = "look at an earlier question"
                yield fault(
                    self.document,
                    (*place, "question"),
                    "condition-cycle",
                    f"whether '{name}' is shown depends on its own answer",
                    hint,
                )
            elif asked and position[name] > position[asked[0]]:
                message = f"'{name}' comes later than what this condition shows"
                yield fault(
                    self.document,
                    (*place, "question"),
                    "condition-forward",
                    message,
                    "move it up, or look at an earlier question",
                )
            else:
                yield from self.comparison(place, comparison, entries[name])

    def comparison(self, place: Any, comparison: Any, entry: Mapping[str, Any]) -> Iterator[Diagnostic]:
        operator = next(name for name in comparison if name != "question")
        if operator == "answered":
            return
        if not _fits(operator, entry):
            message = f"'{operator}' cannot be asked of '{entry['id']}'"
            yield fault(self.document, (*place, operator), "condition-operator", message, _fitting(entry))
            return
        wanted = comparison[operator] if operator == "in" else [comparison[operator]]
        for index, value in enumerate(wanted):
            where = (*place, operator, index) if operator == "in" else (*place, operator)
            if "answers" in entry and operator not in ORDERS:
                yield from unknown(self.document, where, "unknown-choice", f"answer of '{entry['id']}':", value, entry["answers"])

    def reach(self, path: Any, condition: Any, asked: tuple[str, ...], entries: Entries) -> Iterator[Diagnostic]:
        """Try every kind of answer to every question the condition looks at."""
        names = sorted({comparison["question"] for _, comparison in _comparisons(condition, path)})
        kinds = [self.kinds_of_answer(entries[name], condition) for name in names]
        if prod(len(kind) for kind in kinds) > MAX_SITUATIONS:
            yield fault(
                self.document,
                path,
                "condition-size",
                f"this condition looks at {len(names)} questions",
                "split it, so that it can be checked",
            )
            return
        open_matters = {comparison["question"] for _, comparison in _comparisons(condition, path) if "answered" in comparison}
        results = []
        for combination in product(*kinds):
            answers = {name: answer for name, answer in zip(names, combination, strict=True) if answer is not None}
            left_open = {name for name in names if name not in answers and name not in self.never} - open_matters
            results.append((truth(condition, entries, answers) is True, not left_open))
        if not any(true for true, _ in results):
            self.never.update(asked)
            yield fault(
                self.document,
                path,
                "condition-never",
                "no answers can make this condition true",
                "compare it with the answers that its questions allow",
            )
        elif all(true for true, complete in results if complete):
            yield fault(
                self.document,
                path,
                "condition-always",
                "every answer makes this condition true",
                "remove it, or compare with fewer answers",
            )

    def kinds_of_answer(self, entry: Mapping[str, Any], condition: Any) -> list[Any]:
        """One answer for each way in which the condition can see this question; None stands for an open one."""
        if entry["id"] in self.never:
            return [None]
        mine = [comparison for _, comparison in _comparisons(condition, ()) if comparison["question"] == entry["id"]]
        seen: dict[tuple[Any, ...], Any] = {(): None}
        for answer in _samples(entry, mine):
            if is_answer(entry, answer):
                given = {entry["id"]: answer}
                seen.setdefault(tuple(truth(comparison, {entry["id"]: entry}, given) for comparison in mine), answer)
        return list(seen.values())


def check(document: Document, _known: Known) -> Iterator[Diagnostic]:
    """All faults of all conditions, in the order in which they are asked."""
    yield from _Conditions(document).check()


def _comparisons(condition: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    for group in ("all", "any"):
        for index, part in enumerate(condition.get(group, ())):
            yield from _comparisons(part, (*path, group, index))
    if "not" in condition:
        yield from _comparisons(condition["not"], (*path, "not"))
    if "question" in condition:
        yield path, condition


def _names(question: Mapping[str, Any], *, rows_only: bool = False) -> Iterator[str]:
    if "rows" not in question or not rows_only:
        yield question["id"]
    yield from (row["id"] for row in question.get("rows", ()))


def _answer_sets_known(data: Mapping[str, Any]) -> bool:
    known = {answer_set["id"] for answer_set in data.get("answer_sets", ())}
    return all(place.content.get("answer_set", None) in {None, *known} for place in each(data, (), "sections", "questions"))


def _fits(operator: str, entry: Mapping[str, Any]) -> bool:
    kind = entry["kind"]
    if operator in ORDERS:
        return kind == "number" or (kind == "choice" and "values" in entry)
    return kind == "choices" if operator == "includes" else kind in {"choice", "number"}


def _fitting(entry: Mapping[str, Any]) -> str:
    words = {
        "choice": "is, is_not, in or answered" + (", gt, gte, lt, lte" if "values" in entry else ""),
        "number": "is, is_not, in, gt, gte, lt, lte or answered", "choices": "includes or answered",
    }  # fmt: skip
    return f"ask with {words.get(entry['kind'], 'answered')}"


def _samples(entry: Mapping[str, Any], comparisons: list[Any]) -> list[Any]:
    if entry["kind"] == "choice":
        return list(entry["answers"])
    if entry["kind"] == "choices":
        wanted = list(dict.fromkeys(c["includes"] for c in comparisons if "includes" in c))[:8]
        plain = [name for name in entry["answers"] if name not in wanted][:1]
        picks = product((False, True), repeat=len(wanted))
        sets = [[name for name, picked in zip(wanted, pick, strict=True) if picked] for pick in picks]
        return [*([name] for name in entry["answers"]), *(chosen + extra for chosen in sets for extra in ([], plain))]
    if entry["kind"] == "number":
        step = 1 if entry["whole"] else 0.001
        limits = [value for c in comparisons for name in c if name not in {"question", "answered"} for value in _numbers(c[name])]
        return [near for limit in [*entry["range"], *limits] for near in (limit, limit - step, limit + step)]
    return [list(entry["answers"]), "2000-02-02", entry.get("earliest"), "text"]


def _numbers(value: Any) -> list[float]:
    return [part for part in (value if isinstance(value, list) else [value]) if isinstance(part, int | float)]

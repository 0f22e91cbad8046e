"""Questionnaires of one family: what they ask different people about the same thing, and whether it can be laid side by side."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from builder.checks.walk import Place, each
from builder.compact import compact
from builder.diagnostics import Diagnostic, Related, Severity
from builder.document import Document
from builder.key import scoring_key

Content = Mapping[str, Any]
Read = Callable[[str], Document | None]


class Member(NamedTuple):
    """What the others of its family need to know of a questionnaire."""

    family: str
    perspective: str
    constructs: tuple[str, ...]
    """Of the questions that the role map shows."""
    parallels: Mapping[str, str]
    """The answers, with their numbers, of each question that others share; as text."""


def member_of(data: Content) -> Member | None:
    """A valid questionnaire as a member of its family, if it asks for one perspective of several."""
    if "family" not in data or "perspective" not in data:
        return None
    asked = [question for _, question in _questions(data)]
    constructs = dict.fromkeys(question["construct"] for question in asked if "construct" in question)
    parallels = {question["parallel"]: _answers(data, question) for question in asked if "parallel" in question}
    return Member(data["family"], data["perspective"], tuple(constructs), parallels)


def check_families(
    members: Mapping[str, Member], place: Callable[[str], Document | None], *, whole: bool
) -> Iterator[Diagnostic]:
    """`members` by the path of their file, which `place` reads again; `whole` unless a questionnaire is broken or missing."""
    for family in dict.fromkeys(member.family for member in members.values()):
        mine = {path: member for path, member in members.items() if member.family == family}
        if len({member.perspective for member in mine.values()}) > 1:
            yield from _parallels(mine, place)
            if whole:
                yield from _constructs(mine, place)


def _parallels(members: Mapping[str, Member], place: Read) -> Iterator[Diagnostic]:
    first: dict[str, str] = {}
    for path, member in members.items():
        for name, answers in member.parallels.items():
            other = first.setdefault(name, path)
            if answers == members[other].parallels[name]:
                continue
            here, there = (_found(place(file), "parallel", name) for file in (path, other))
            if here and there:
                related = (Related(other, there[0].span((*there[1], "parallel")), "asked here with other answers"),)
                message = f"'{name}' has other answers here than in '{other}', so the role map cannot show them side by side"
                hint = "give both the same answers with the same numbers, or give one of them another name"
                span = here[0].span((*here[1], "parallel"))
                yield Diagnostic(path, span, "parallel-answers", message, hint, related=related)


def _constructs(members: Mapping[str, Member], place: Read) -> Iterator[Diagnostic]:
    asked: dict[str, dict[str, str]] = {}
    for path, member in members.items():
        for construct in member.constructs:
            asked.setdefault(construct, {}).setdefault(member.perspective, path)
    for construct, by_view in asked.items():
        if len(by_view) > 1:
            continue
        (view, path), *_ = by_view.items()
        found = _found(place(path), "construct", construct)
        if found:
            message = f"of this family only '{view}' is asked about '{construct}', so the role map has nothing to lay beside it"
            hint = "ask another perspective about it too, or leave it as it is if that is meant"
            span = found[0].span((*found[1], "construct"))
            yield Diagnostic(path, span, "construct-alone", message, hint, Severity.WARNING)


def _found(document: Document | None, field: str, name: str) -> tuple[Document, Sequence[str | int]] | None:
    if document is None:
        return None
    return next(((document, path) for path, question in _questions(document.data) if question.get(field) == name), None)


def _questions(data: Content) -> Iterator[tuple[Sequence[str | int], Content]]:
    """The questions that the role map could show, with their places; the rows of a grid in its place."""
    counted = {entry["id"] for entry in scoring_key(data)["questions"] if entry["kind"] == "choice" and "values" in entry}
    for path, question in each(data, (), "sections", "questions"):
        grid = question["type"] == "grid"
        for place, one in each(question, path, "rows") if grid else [Place(path, question)]:
            if one["id"] in counted:
                yield place, {**question, **one}


def _answers(data: Content, question: Content) -> str:
    sets = {one["id"]: one["choices"] for one in data.get("answer_sets", ())}
    if question["type"] == "yes_no":
        return compact([question["yes_label"], question["no_label"]])
    choices = sets[question["answer_set"]] if "answer_set" in question else question["choices"]
    return compact([[choice["label"], choice.get("value")] for choice in choices])

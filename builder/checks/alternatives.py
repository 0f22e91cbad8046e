"""Ranges and limits inside one question."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from builder.checks.known import Known
from builder.checks.walk import fault, is_day, questions
from builder.diagnostics import Diagnostic
from builder.document import Document


def check(document: Document, _known: Known) -> Iterator[Diagnostic]:
    """The smallest lies below the largest; a limit lies within the number of choices."""
    for path, question in questions(document):
        for low, high in (("minimum", "maximum"), ("earliest", "latest")):
            if low in question and high in question and question[low] > question[high]:
                message = f"'{low}' is {question[low]}, which lies above '{high}', {question[high]}"
                yield fault(document, (*path, low), "range-reversed", message, "exchange the two")
        yield from _impossible(document, path, question)
        if question.get("at_most", 0) > len(question.get("choices", ())):
            message = f"at most {question['at_most']} of {len(question['choices'])} choices is no limit"
            yield fault(document, (*path, "at_most"), "choice-limit", message, "lower it, or remove it")


def _impossible(document: Document, path: tuple[str | int, ...], question: Mapping[str, Any]) -> Iterator[Diagnostic]:
    for name in ("earliest", "latest"):
        if name in question and not is_day(question[name]):
            yield fault(document, (*path, name), "range-reversed", f"there is no day '{question[name]}'", "correct the day")
    whole = question["type"] == "number" and question["whole"] and question["minimum"] <= question["maximum"]
    if whole and math.ceil(question["minimum"]) > math.floor(question["maximum"]):
        message = f"no whole number lies between {question['minimum']} and {question['maximum']}"
        yield fault(document, (*path, "minimum"), "range-reversed", message, "widen the range, or write 'whole: false'")

"""Ranges and limits inside one question."""

from collections.abc import Iterator

from builder.checks.known import Known
from builder.checks.walk import each, fault
from builder.diagnostics import Diagnostic
from builder.document import Document


def check(document: Document, _known: Known) -> Iterator[Diagnostic]:
    """The smallest lies below the largest; a limit lies within the number of choices."""
    for path, question in each(document.data, (), "sections", "questions"):
        for low, high in (("minimum", "maximum"), ("earliest", "latest")):
            if low in question and high in question and question[low] > question[high]:
                message = f"'{low}' is {question[low]}, which lies above '{high}', {question[high]}"
                yield fault(document, (*path, low), "range-reversed", message, "exchange the two")
        if question.get("at_most", 0) > len(question.get("choices", ())):
            message = f"at most {question['at_most']} of {len(question['choices'])} choices is no limit"
            yield fault(document, (*path, "at_most"), "choice-limit", message, "lower it, or remove it")

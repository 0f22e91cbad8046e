"""condition -> the words in which a person can tell, pen in hand, whether it holds: paper cannot hide what does not apply."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from builder.checks.conditions import ORDERS
from builder.form import Choice, Form
from builder.templating import AUTHORS
from builder.visibility import truth

Content = Mapping[str, Any]
OPPOSITE = {"is": "is_not", "is_not": "is", "gt": "lte", "lte": "gt", "gte": "lt", "lt": "gte"}


def condition_words(condition: Content, form: Form, words: Content) -> str:
    """Such as: your answer to question 3 is "Yes". Questions are named by their numbers; AUTHORS is around foreign words."""
    foreign = form.questionnaire.get("language", words["language"]).split("-")[0] != words["language"]
    seam = AUTHORS if foreign else ""
    return _said(without_not(condition), form, {**words["condition"], "opt_outs": words["opt_outs"], "seam": seam})


def without_not(condition: Content, *, turned: bool = False) -> Content:
    """The same, in which "not" stands only before what has no opposite of its own: nobody reads a "not" over three lines.

    It holds for what is not yet known too, which "all", "any" and "not" hand on alike.
    """
    if "not" in condition:
        return without_not(condition["not"], turned=not turned)
    for name, other in (("all", "any"), ("any", "all")):
        if name in condition:
            joined = other if turned else name
            parts = (without_not(part, turned=turned) for part in condition[name])
            several = [inner for part in parts for inner in part.get(joined, [part])]
            return {joined: several} if len(several) > 1 else several[0]
    return _opposite(condition) if turned else condition


def _opposite(comparison: Content) -> Content:
    if "answered" in comparison:
        return {**comparison, "answered": not comparison["answered"]}
    name, value = _operator(comparison)
    return {"question": comparison["question"], OPPOSITE[name]: value} if name in OPPOSITE else {"not": comparison}


def _operator(comparison: Content) -> tuple[str, Any]:
    """How the answer is compared, and with what."""
    return next((name, value) for name, value in comparison.items() if name != "question")


def _said(condition: Content, form: Form, words: Content) -> str:
    for name in ("all", "any"):
        if name in condition:
            parts = [_said(part, form, words) for part in condition[name]]
            joints = (words["all"], words["any"], words["or"])
            return str(words[name]).join(f"({said})" if any(joint in said for joint in joints) else said for said in parts)
    turned = "not" in condition
    return _compared(condition["not"] if turned else condition, form, words, turned=turned)


def _compared(comparison: Content, form: Form, words: Content, *, turned: bool) -> str:
    question = comparison["question"]
    name, value = _operator(comparison)
    if name == "answered":
        name = "answered" if value else "blank"
    elif name in ORDERS:
        entries = {entry["id"]: entry for entry in form.key["questions"]}
        if entries[question]["kind"] == "number":
            value = _digits(value)
        else:  # paper shows no values beside answers
            value = [one for one in entries[question].get("values", ()) if truth(comparison, entries, {question: one})]
            name = "in" if value else "nothing"
    if name in {"is", "in"}:
        labels = [_label(form, question, one, words) for one in (value if name == "in" else [value])]
        name, value = "is", words["or"].join(labels)
    elif name in {"is_not", "includes"}:
        value = _label(form, question, value, words)
    return str(words["turned" if turned else "plain"][name]).format(number=form.numbers[question], value=value)


def _label(form: Form, question: str, value: Any, words: Content) -> str:
    parts: Sequence[Sequence[Choice]] = form.answers.get(question, ())
    seam = words["seam"]
    labels = (
        f"{seam}{choice.label}{seam}" if choice.label else words["opt_outs"][choice.id]
        for part in parts
        for choice in part
        if choice.id == value
    )
    text = next(labels, None)
    return words["quoted"].format(label=text) if text else (value if isinstance(value, str) else _digits(value))


def _digits(value: float) -> str:
    """A number as its author wrote it, without an exponent: 2 and not 2.0."""
    return format(Decimal(str(value)).normalize(), "f")

"""questionnaire -> what its page shows of it: numbers, answers, and after which question an alert stands.

Worked out once a page, so that templates only write down what is here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from builder.key import NONE_OF_THESE, scoring_key

Content = Mapping[str, Any]


class Choice(NamedTuple):
    """One answer. A way out without words of its author's has an empty label."""

    id: str
    label: str
    help: str = ""


class Answers(NamedTuple):
    """The answers of one question: what counts, then "none of these" if the author wrote it, then the ways out."""

    choices: tuple[Choice, ...] = ()
    none_of_these: tuple[Choice, ...] = ()
    outs: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A questionnaire made ready for its page. The rows of a grid are questions here, as they are in the key."""

    questionnaire: Content
    key: Content
    numbers: Mapping[str, int]
    """The numbers that people see, by question; what only informs has none."""
    answers: Mapping[str, Answers]
    """By question, of those that offer answers to pick."""
    alerts: Mapping[str, Sequence[Content]]
    """By the last question that their conditions look at."""
    some_needed: bool
    some_conditional: bool


def some_weighted(scale: Content) -> bool:
    """Whether a question of this scale counts more or less than once."""
    return any(term.get("weight", 1) != 1 for term in scale["questions"] if not isinstance(term, str))


def some_turned(scale: Content) -> bool:
    """Whether a question of this scale counts the other way round."""
    return any(term.get("reverse", False) for term in scale["questions"] if not isinstance(term, str))


def form_of(questionnaire: Content) -> Form:
    """The form of a valid questionnaire whose defaults are filled in."""
    key = scoring_key(questionnaire)
    questions = [question for section in questionnaire["sections"] for question in section["questions"]]
    asked = (entry["id"] for entry in key["questions"] if entry["kind"] != "information")
    return Form(
        questionnaire,
        key,
        numbers={name: number for number, name in enumerate(asked, 1)},
        answers=dict(_answers(questions, questionnaire.get("answer_sets", ()))),
        alerts=_alerts(questionnaire, [entry["id"] for entry in key["questions"]]),
        some_needed=any(question.get("required") for question in questions),
        some_conditional=any("show_if" in entry for entry in key["questions"]),
    )


def _answers(questions: Sequence[Content], answer_sets: Sequence[Content]) -> Iterator[tuple[str, Answers]]:
    of_set = {one["id"]: Answers(_choices(one["choices"]), (), _choices(one.get("opt_outs", ()))) for one in answer_sets}
    for question in questions:
        if "answer_set" in question:
            answers = of_set[question["answer_set"]]
            if question.get("opt_outs"):
                answers = answers._replace(outs=_choices(question["opt_outs"]))
        else:
            answers = _own_answers(question)
        for part in question["rows"] if question["type"] == "grid" else (question,):
            yield part["id"], answers


def _own_answers(question: Content) -> Answers:
    if question["type"] == "yes_no":
        choices: tuple[Choice, ...] = (Choice("yes", question["yes_label"]), Choice("no", question["no_label"]))
    else:
        choices = _choices(question.get("choices", ()))
    none = (Choice(NONE_OF_THESE, question[NONE_OF_THESE]["label"]),) if NONE_OF_THESE in question else ()
    return Answers(choices, none, _choices(question.get("opt_outs", ())))


def _choices(choices: Sequence[Content]) -> tuple[Choice, ...]:
    return tuple(Choice(choice["id"], choice.get("label", ""), choice.get("help", "")) for choice in choices)


def _alerts(questionnaire: Content, order: Sequence[str]) -> dict[str, list[Content]]:
    alerts: dict[str, list[Content]] = {}
    for alert in questionnaire.get("alerts", ()):
        last = max(_looked_at(alert["when"]), key=order.index)
        alerts.setdefault(last, []).append(alert)
    return alerts


def _looked_at(condition: Content) -> Iterator[str]:
    if "question" in condition:
        yield condition["question"]
    for part in (*condition.get("all", ()), *condition.get("any", ()), *([condition["not"]] if "not" in condition else [])):
        yield from _looked_at(part)

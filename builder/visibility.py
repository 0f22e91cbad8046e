"""(scoring key, answers) -> what applies: the questions that are shown, the answers that count, the alerts that show.

Twin of `runtime/visibility.js`: same names, same order, held equal by `tests/conformance`. Imports nothing of the project.
Truth has three values: True, False and None for "not yet known". What is not yet known hides.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

Answers = Mapping[str, Any]
Key = Mapping[str, Any]
Truth = bool | None


class Situation(NamedTuple):
    """What applies to one set of answers.

    `shown`: ids of the shown questions, in order. `answers`: the valid answers to shown questions, by id.
    `alerts`: ids of the alerts that show.
    """

    shown: tuple[str, ...]
    answers: dict[str, Any]
    alerts: tuple[str, ...]


def examine(key: Key, answers: Answers) -> Situation:
    """Walk the questions once, in order: a condition sees only the valid answers to earlier, shown questions."""
    questions: dict[str, Mapping[str, Any]] = {}
    shown: list[str] = []
    given: dict[str, Any] = {}
    for question in key["questions"]:
        questions[question["id"]] = question
        condition = question.get("show_if")
        if condition is not None and truth(condition, questions, given) is not True:
            continue
        shown.append(question["id"])
        answer = answers.get(question["id"])
        if is_answer(question, answer):
            given[question["id"]] = answer
    alerts = [alert["id"] for alert in key["alerts"] if truth(alert["when"], questions, given) is True]
    return Situation(tuple(shown), given, tuple(alerts))


def truth(condition: Mapping[str, Any], questions: Mapping[str, Mapping[str, Any]], answers: Answers) -> Truth:
    """Three-valued logic of Kleene over comparisons."""
    if "all" in condition:
        return _all([truth(part, questions, answers) for part in condition["all"]])
    if "any" in condition:
        inverted = _all([_not(truth(part, questions, answers)) for part in condition["any"]])
        return _not(inverted)
    if "not" in condition:
        return _not(truth(condition["not"], questions, answers))
    return _compare(condition, questions[condition["question"]], answers.get(condition["question"]))


def _all(parts: Sequence[Truth]) -> Truth:
    if False in parts:
        return False
    return None if None in parts else True


def _not(value: Truth) -> Truth:
    return None if value is None else not value


def _compare(comparison: Mapping[str, Any], question: Mapping[str, Any], answer: Any) -> Truth:  # noqa: PLR0911 - one line each
    if "answered" in comparison:
        return (answer is not None) is comparison["answered"]
    if answer is None:
        return None
    if "is" in comparison:
        return _same(answer, comparison["is"])
    if "is_not" in comparison:
        return not _same(answer, comparison["is_not"])
    if "in" in comparison:
        return any(_same(answer, wanted) for wanted in comparison["in"])
    if "includes" in comparison:
        return isinstance(answer, Sequence) and not isinstance(answer, str) and comparison["includes"] in answer
    number = (
        answer if question["kind"] == "number" else question.get("values", {}).get(answer if isinstance(answer, str) else None)
    )
    return None if number is None else _order(comparison, number)


def _same(answer: Any, wanted: Any) -> bool:
    return isinstance(answer, str) == isinstance(wanted, str) and bool(answer == wanted)


def _order(comparison: Mapping[str, Any], number: float) -> bool:
    if "gt" in comparison:
        return bool(number > comparison["gt"])
    if "gte" in comparison:
        return bool(number >= comparison["gte"])
    if "lt" in comparison:
        return bool(number < comparison["lt"])
    return bool(number <= comparison["lte"])


def is_answer(question: Mapping[str, Any], answer: Any) -> bool:
    """Whether this is an answer that the question allows. Anything else counts as no answer."""
    return _RULES[question["kind"]](question, answer)


def _is_choice(question: Mapping[str, Any], answer: Any) -> bool:
    return isinstance(answer, str) and answer in question["answers"]


def _is_list(answer: Any) -> bool:
    return isinstance(answer, list | tuple) and all(isinstance(part, str) for part in answer) and len(set(answer)) == len(answer)


def _are_choices(question: Mapping[str, Any], answer: Any) -> bool:
    if not _is_list(answer) or not answer or any(part not in question["answers"] for part in answer):
        return False
    if len(answer) > 1 and any(part in question["exclusive"] for part in answer):
        return False
    return bool(len(answer) <= question["at_most"])


def _is_number(question: Mapping[str, Any], answer: Any) -> bool:
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        return False
    lowest, highest = question["range"]
    return bool(lowest <= answer <= highest) and (not question["whole"] or bool(answer == int(answer)))


def _is_text(_question: Mapping[str, Any], answer: Any) -> bool:
    # Spelled out, since str.strip and JavaScript's trim disagree on what a blank is.
    return isinstance(answer, str) and any(character not in " \t\n\r" for character in answer)


def _is_date(question: Mapping[str, Any], answer: Any) -> bool:
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", answer) if isinstance(answer, str) else None
    if match is None:
        return False
    year, month, day = (int(part) for part in match.groups())
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = [31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return 1 <= month <= 12 and 1 <= day <= days[month - 1] and question["earliest"] <= answer <= question["latest"]


def _is_order(question: Mapping[str, Any], answer: Any) -> bool:
    if isinstance(answer, str):
        return answer in question["exclusive"]
    return _is_list(answer) and len(answer) == len(question["answers"]) and all(part in question["answers"] for part in answer)


def _is_nothing(_question: Mapping[str, Any], _answer: Any) -> bool:
    return False


_RULES: dict[str, Callable[[Mapping[str, Any], Any], bool]] = {
    "choice": _is_choice,
    "choices": _are_choices,
    "number": _is_number,
    "text": _is_text,
    "date": _is_date,
    "order": _is_order,
    "information": _is_nothing,
}

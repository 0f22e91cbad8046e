"""(scoring key, shown questions, valid answers) -> scores, in exact arithmetic.

Twin of `runtime/scoring.js`: same names, same order, held equal by `tests/conformance`. Imports nothing of the project.
Numbers are read as the decimal text that both languages print for them (shortest form that reads back the same), turned
into fractions, and rounded once, at the end. So both engines give the same decimal text for any input.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

Answers = Mapping[str, Any]
Key = Mapping[str, Any]
Score = dict[str, Any]


def score(key: Key, shown: Sequence[str], answers: Answers) -> dict[str, Score]:
    """Scores by scale id.

    `shown` and `answers` come from `visibility.examine`. A score has `state` (scored, prorated, not_scored), `value`
    (decimal text) or `reason`, `answered`, `asked`, `band` where there is one, and `questions`: the ids that went in.
    """
    questions = {question["id"]: question for question in key["questions"]}
    return {scale["id"]: _score_scale(scale, questions, shown, answers) for scale in key["scales"]}


def _score_scale(scale: Mapping[str, Any], questions: Mapping[str, Any], shown: Sequence[str], answers: Answers) -> Score:
    asked = [term for term in scale["questions"] if term["question"] in shown]
    values = [(term, term_value(term, questions[term["question"]], answers)) for term in asked]
    counted = [(term, value) for term, value in values if value is not None]
    result: Score = {"answered": len(counted), "asked": len(asked)}
    reason = _missing(scale, len(counted), len(asked))
    total = None if reason else _total(scale, asked, counted, questions)
    if total is None:
        return {"state": "not_scored", "reason": reason or "no_range", **result}
    prorated = scale["policy"] == "prorate" and len(counted) < len(asked)
    text = round_half_up(total, scale["digits"])
    result = {"state": "prorated" if prorated else "scored", "value": text, **result}
    band = _band(scale["bands"], Fraction(text))
    if band is not None:
        result["band"] = band
    return {**result, "questions": [term["question"] for term, _ in counted]}


def _missing(scale: Mapping[str, Any], answered: int, asked: int) -> str | None:
    if asked == 0:
        return "nothing_asked"
    needed = Fraction(asked if scale["policy"] == "none" else 1)
    if "min_answered" in scale:
        needed = max(needed, Fraction(scale["min_answered"]))
    if "min_answered_share" in scale:
        needed = max(needed, exact(scale["min_answered_share"]) * asked)
    return "too_few_answers" if answered < needed else None


def _total(
    scale: Mapping[str, Any], asked: Sequence[Any], counted: Sequence[Any], questions: Mapping[str, Any]
) -> Fraction | None:
    weight = sum((exact(term["weight"]) for term, _ in counted), Fraction(0))
    total = sum((exact(term["weight"]) * value for term, value in counted), Fraction(0))
    if scale["method"] == "mean":
        return total / weight
    if scale["method"] == "sum":
        whole = sum((exact(term["weight"]) for term in asked), Fraction(0))
        return total * whole / weight if scale["policy"] == "prorate" else total
    lowest = sum((exact(term["weight"]) * exact(questions[term["question"]]["range"][0]) for term, _ in counted), Fraction(0))
    highest = sum((exact(term["weight"]) * exact(questions[term["question"]]["range"][1]) for term, _ in counted), Fraction(0))
    return None if lowest == highest else 100 * (total - lowest) / (highest - lowest)


def term_value(term: Mapping[str, Any], question: Mapping[str, Any], answers: Answers) -> Fraction | None:
    """What one answer counts, turned around if the scale says so; None when it is missing."""
    value = _answer_value(question, answers.get(term["question"]))
    if value is None or not term["reverse"]:
        return value
    return exact(question["range"][0]) + exact(question["range"][1]) - value


def _answer_value(question: Mapping[str, Any], answer: Any) -> Fraction | None:
    if answer is None:
        return None
    if question["kind"] == "number":
        return exact(answer)
    values = question.get("values", {})
    picked = [answer] if isinstance(answer, str) else list(answer)
    if any(choice not in values for choice in picked):
        return None
    return sum((exact(values[choice]) for choice in picked), Fraction(0))


def _band(bands: Sequence[Mapping[str, Any]], value: Fraction) -> str | None:
    for band in bands:
        above = "from" not in band or value >= exact(band["from"])
        below = "below" not in band or value < exact(band["below"])
        if above and below:
            return str(band["id"])
    return None


@lru_cache(maxsize=4096)
def exact(number: float) -> Fraction:
    """The fraction that the number's shortest decimal text stands for: 0.1 is one tenth."""
    return Fraction(repr(number))


def round_half_up(value: Fraction, digits: int) -> str:
    """Decimal text with so many digits; a tie goes away from zero: 2.5 -> 3, -2.5 -> -3."""
    scaled = abs(value) * 10**digits
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    sign = "-" if value < 0 and units else ""
    text = str(units).rjust(digits + 1, "0")
    return sign + (f"{text[:-digits]}.{text[-digits:]}" if digits else text)

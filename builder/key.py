"""questionnaire -> scoring key: the few facts that both engines need, in one flat shape.

Grids become their rows, sections hand their conditions to their questions, answer sets are looked up. The key is plain JSON
data; the page carries it, and the paper form prints it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

Content = Mapping[str, Any]
NONE_OF_THESE = "none_of_these"
FIRST_DAY, LAST_DAY = "0000-01-01", "9999-12-31"


def scoring_key(questionnaire: Content) -> dict[str, Any]:
    """The key of a valid questionnaire whose defaults are filled in.

    Shape: questions [{id, kind, show_if?, answers?, values?, range?, exclusive?, at_most?, whole?, earliest?, latest?}],
    scales [{id, method, digits, policy, min_answered?, min_answered_share?, questions, bands}], alerts [{id, when}].
    """
    sets = {answer_set["id"]: answer_set for answer_set in questionnaire.get("answer_sets", ())}
    return {
        "questions": [entry for section in questionnaire["sections"] for entry in _section(section, sets)],
        "scales": [_scale(scale) for scale in questionnaire.get("scales", ())],
        "alerts": [{"id": alert["id"], "when": alert["when"]} for alert in questionnaire.get("alerts", ())],
    }


def _section(section: Content, sets: Mapping[str, Content]) -> Iterator[dict[str, Any]]:
    for question in section["questions"]:
        conditions = [part["show_if"] for part in (section, question) if "show_if" in part]
        shown = {"show_if": conditions[0] if len(conditions) == 1 else {"all": conditions}} if conditions else {}
        for entry_id, answering in _entries(question, sets):
            yield {"id": entry_id, **answering, **shown}


def _entries(question: Content, sets: Mapping[str, Content]) -> Iterator[tuple[str, dict[str, Any]]]:
    if question["type"] == "grid":
        answering = _choice(sets[question["answer_set"]]["choices"], opt_outs(question, sets))
        for row in question["rows"]:
            yield row["id"], answering
    else:
        yield question["id"], _answering(question, sets)


def _answering(question: Content, sets: Mapping[str, Content]) -> dict[str, Any]:  # noqa: PLR0911 - one for each type
    outs = opt_outs(question, sets)
    match question["type"]:
        case "single_choice":
            return _choice(question["choices"], outs)
        case "rating":
            return _choice(sets[question["answer_set"]]["choices"], outs)
        case "yes_no":
            return _choice(({"id": "yes", "value": 1}, {"id": "no", "value": 0}), outs)
        case "multiple_choice":
            return _choices(question, outs)
        case "number":
            return {"kind": "number", "range": [question["minimum"], question["maximum"]], "whole": question["whole"]}
        case "date":
            return {"kind": "date", "earliest": question.get("earliest", FIRST_DAY), "latest": question.get("latest", LAST_DAY)}
        case "ranking":
            return {"kind": "order", "answers": _ids(question["choices"]), "exclusive": _ids(outs)}
        case "information":
            return {"kind": "information"}
    return {"kind": "text"}


def opt_outs(question: Content, sets: Mapping[str, Content]) -> Sequence[Content]:
    """A question's own ways out, else those of its answer set."""
    own: Sequence[Content] = question.get("opt_outs", ())
    return own or sets.get(question.get("answer_set", ""), {}).get("opt_outs", ())


def _choice(choices: Sequence[Content], outs: Sequence[Content]) -> dict[str, Any]:
    entry: dict[str, Any] = {"kind": "choice", "answers": _ids(choices) + _ids(outs)}
    values = {choice["id"]: choice["value"] for choice in choices if "value" in choice}
    return entry | {"values": values, "range": [min(values.values()), max(values.values())]} if values else entry


def _choices(question: Content, outs: Sequence[Content]) -> dict[str, Any]:
    choices = question["choices"]
    none = question.get(NONE_OF_THESE)
    entry: dict[str, Any] = {
        "kind": "choices",
        "answers": [*_ids(choices), *([NONE_OF_THESE] if none else []), *_ids(outs)],
        "exclusive": [*([NONE_OF_THESE] if none else []), *_ids(outs)],
        "at_most": question.get("at_most", len(choices)),
    }
    values = {choice["id"]: choice["value"] for choice in choices if "value" in choice}
    if not values:
        return entry
    reachable = _sums(sorted(values.values()), entry["at_most"]) + ([none["value"]] if none else [])
    entry["values"] = values | ({NONE_OF_THESE: none["value"]} if none else {})
    return entry | {"range": [min(reachable), max(reachable)]}


def _sums(values: Sequence[float], at_most: int) -> list[float]:
    """The least and the greatest sum of one to so many of the values, given in rising order."""
    low = [value for value in values[:at_most] if value < 0] or values[:1]
    high = [value for value in values[-at_most:] if value > 0] or values[-1:]
    return [_exact_sum(low), _exact_sum(high)]


def _exact_sum(values: Sequence[float]) -> float:
    """0.1 three times is 0.3 here, so that the engines' exact arithmetic begins with the number that people mean."""
    total = sum((Fraction(repr(value)) for value in values), Fraction(0))
    return int(total) if total.denominator == 1 else float(total)


def _ids(choices: Sequence[Content]) -> list[str]:
    return [choice["id"] for choice in choices]


def band_ranges(bands: Iterable[Content]) -> list[Content]:
    """Bands with `from` and `below` as they hold when each is read alone; engines take the first band that fits.

    One that does not say where it begins begins where the nearest one before it in the list ends.
    """
    made: list[Content] = []
    for band in bands:
        before = [one["below"] for one in made if "below" in one and ("below" not in band or one["below"] < band["below"])]
        made.append({"from": max(before), **band} if before else band)
    return made


def _scale(scale: Content) -> dict[str, Any]:
    terms = ({"question": term} if isinstance(term, str) else term for term in scale["questions"])
    return {
        "id": scale["id"],
        "method": scale["method"],
        "digits": scale["round"]["digits"],
        **scale["missing"],
        "questions": [
            {"question": t["question"], "reverse": t.get("reverse", False), "weight": t.get("weight", 1)} for t in terms
        ],
        "bands": [{name: band[name] for name in ("id", "from", "below") if name in band} for band in scale.get("bands", ())],
    }

"""Hypothesis strategies: questionnaires as somebody might write them, and answers as anybody might hand them in."""

from typing import Any

from hypothesis import HealthCheck
from hypothesis import strategies as st

from builder.defaults import filler
from builder.schemas import load_schemas

FILL = filler(load_schemas(), "questionnaire")
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
"""Questionnaires are large for Hypothesis, and many of those it draws are dropped."""
VALUES = st.sampled_from([0, 1, 2, 3, -1, -2.5, 0.1, 0.2, 0.3, 1 / 3, 1.005, 2.675, 1e-7, 99.9999, 1_000_000_000, -1_000_000_000])
INTEGERS = st.integers(-5, 100)
ORDERS = ["gt", "gte", "lt", "lte"]
# Names inside JavaScript and Python, which must mean nothing.
NAMES = ["constructor", "prototype", "tostring", "length", "none_of_these", "yes", "a", "b-c", "d_e", "x1"]
OUTS = ["dont_know", "does_not_apply", "prefer_not_to_say"]

GARBAGE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**40), 10**40)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(
        [1e-7, 1e21, 5e-324, -0.0, 2**53 + 1, "__proto__", "toString", "2026-02-30", "2024-02-29", " ", "\u00a0", ""]
    )
    | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)

# Strategies are made once: Hypothesis takes longer to check a new one than to draw from it. So questions are numbers at first.
NUMBER = st.integers(0, 20)
WANTED = st.sampled_from([*NAMES, *OUTS, 0, 1, 2, 0.1])
COMPARISONS = st.one_of(
    st.fixed_dictionaries({"question": NUMBER, "is": WANTED}),
    st.fixed_dictionaries({"question": NUMBER, "is_not": WANTED}),
    st.fixed_dictionaries({"question": NUMBER, "in": st.lists(WANTED, min_size=1, max_size=3)}),
    st.fixed_dictionaries({"question": NUMBER, "includes": st.sampled_from([*NAMES, *OUTS])}),
    st.fixed_dictionaries({"question": NUMBER, "answered": st.booleans()}),
    *(st.fixed_dictionaries({"question": NUMBER, order: VALUES}) for order in ORDERS),
)
CONDITIONS = st.recursive(
    COMPARISONS,
    lambda inner: st.one_of(
        st.fixed_dictionaries({"all": st.lists(inner, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"any": st.lists(inner, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"not": inner}),
    ),
    max_leaves=4,
)
WAYS_OUT = st.lists(st.sampled_from(OUTS), min_size=1, max_size=3, unique=True).map(
    lambda names: [{"id": name} for name in names]
)
TERMS = st.lists(
    st.fixed_dictionaries(
        {
            "question": NUMBER,
            "reverse": st.booleans(),
            "weight": st.sampled_from([1, 1, 2, 0.1, 0.5, 1 / 3, 1000, 1e-7]),
        }
    ),
    min_size=1,
    max_size=6,
)
LIMITS = st.sampled_from([{}, {"min_answered": 2}, {"min_answered_share": 0.5}, {"min_answered_share": 1 / 3}])
PICKS = st.lists(NUMBER, min_size=1, max_size=4)
FITTING: dict[str, st.SearchStrategy[Any]] = {
    "choice": PICKS,
    "choices": PICKS,
    "order": st.permutations(range(4)),
    "number": VALUES | st.integers(-3, 3),
    "date": st.dates().map(str) | st.sampled_from(["2000-01-01", "2024-02-29", "1900-02-29"]),
    "text": st.text(max_size=5),
    "information": GARBAGE,
}


@st.composite
def questionnaires(draw: st.DrawFn, values: st.SearchStrategy[float] = VALUES) -> dict[str, Any]:
    """Valid by the schema, though not by every check: the engines must agree on more than what is published."""
    sets = [
        {"id": f"set{number}", "choices": draw(_choices(values))} | _maybe(draw, "opt_outs", WAYS_OUT)
        for number in range(draw(st.integers(1, 2)))
    ]
    questions: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 6))):
        questions.append(draw(_question(f"q{number}", values, sets, questions)))
    ids = [name for question in questions for name in _ids(question)]
    half = draw(st.integers(1, len(questions)))
    sections = [{"id": "one", "title": "One", "questions": questions[:half]}]
    if questions[half:]:
        seen = [name for question in questions[:half] for name in _ids(question)]
        sections.append({"id": "two", "title": "Two", "questions": questions[half:]} | _shown_if(draw, seen))
    scales = [draw(_scale(f"s{number}", ids, values)) for number in range(draw(st.integers(1, 3)))]
    alert = {"id": "alert", "title": "Alert", "text": "Words.", "when": _named(draw(CONDITIONS), ids)}
    return {
        "id": "random",
        "title": "Random",
        "version": "1.0.0",
        "language": "en",
        "perspective": "client",
        "summary": "Random.",
        "minutes": 1,
        "licence": "CC0-1.0",
        "sources": ["own-work"],
        "validation": {"status": "not_validated", "statement": "No."},
        "answer_sets": sets,
        "sections": sections,
        "scales": scales,
        "alerts": [alert],
    }


@st.composite
def answers(draw: st.DrawFn, key: dict[str, Any]) -> dict[str, Any]:
    """Answers to the questions of a key: most of them fit, some do not, some are missing."""
    return {entry["id"]: _answer(draw, entry) for entry in key["questions"] if draw(st.integers(0, 5))}


def _maybe(draw: st.DrawFn, name: str, strategy: st.SearchStrategy[Any]) -> dict[str, Any]:
    return {name: draw(strategy)} if draw(st.booleans()) else {}


@st.composite
def _choices(draw: st.DrawFn, values: st.SearchStrategy[float]) -> list[dict[str, Any]]:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True))
    valued = draw(st.integers(0, 3))
    return [{"id": name, "label": name} | ({"value": draw(values)} if valued else {}) for name in names]


def _shown_if(draw: st.DrawFn, names: list[str]) -> dict[str, Any]:
    return {"show_if": _named(draw(CONDITIONS), names)} if draw(st.booleans()) else {}


@st.composite
def _question(draw: st.DrawFn, name: str, values: st.SearchStrategy[float], sets: list[Any], before: list[Any]) -> dict[str, Any]:
    kinds = [
        "single_choice",
        "multiple_choice",
        "rating",
        "grid",
        "yes_no",
        "number",
        "short_text",
        "date",
        "ranking",
        "information",
    ]
    kind = draw(st.sampled_from(kinds))
    question = {"id": name, "type": kind, "text": "Is it so?"}
    seen = [entry for earlier in before for entry in _ids(earlier)]
    if seen:
        question |= _shown_if(draw, seen)
    if kind in {"single_choice", "multiple_choice", "ranking"}:
        question["choices"] = draw(_choices(values))
    if kind in {"rating", "grid"}:
        question["answer_set"] = draw(st.sampled_from(sets))["id"]
    if kind == "grid":
        question["rows"] = [{"id": f"{name}_{row}", "text": "And this?"} for row in range(draw(st.integers(1, 3)))]
    if kind == "multiple_choice":
        question |= _maybe(draw, "at_most", st.integers(1, 4))
        question |= _maybe(draw, "none_of_these", st.fixed_dictionaries({}, optional={"value": values}))
    if kind == "number":
        low, high = sorted([draw(values), draw(values)])
        question |= {"minimum": low, "maximum": high, "whole": draw(st.booleans())}
    if kind == "date":
        question |= _maybe(draw, "earliest", st.just("2000-01-01")) | _maybe(draw, "latest", st.just("2026-12-31"))
    if kind in {"single_choice", "multiple_choice", "rating", "grid", "yes_no", "ranking"}:
        question |= _maybe(draw, "opt_outs", WAYS_OUT)
    return question


def _ids(question: dict[str, Any]) -> list[str]:
    return [row["id"] for row in question["rows"]] if "rows" in question else [question["id"]]


def _named(condition: dict[str, Any], names: list[str]) -> dict[str, Any]:
    """The condition with the names of questions in the place of numbers."""
    if "question" in condition:
        return condition | {"question": names[condition["question"] % len(names)]}
    parts = {group: [_named(part, names) for part in condition[group]] for group in ("all", "any") if group in condition}
    return parts or {"not": _named(condition["not"], names)}


@st.composite
def _scale(draw: st.DrawFn, name: str, ids: list[str], values: st.SearchStrategy[float]) -> dict[str, Any]:
    terms = {ids[term["question"] % len(ids)]: term for term in draw(TERMS)}
    questions = [
        name if term["weight"] == 1 and not term["reverse"] else term | {"question": name} for name, term in terms.items()
    ]
    missing = {"policy": draw(st.sampled_from(["none", "available", "prorate"]))} | draw(LIMITS)
    bands = [
        {"id": f"b{number}", "label": "Band"} | _maybe(draw, "from", values) | _maybe(draw, "below", values)
        for number in range(draw(st.integers(0, 3)))
    ]
    scale = {"id": name, "title": "Scale", "method": draw(st.sampled_from(["sum", "mean", "percent"]))}
    scale |= {"questions": questions, "missing": missing, "round": {"digits": draw(st.integers(0, 4))}}
    return scale | ({"bands": bands} if bands else {})


def _answer(draw: st.DrawFn, entry: dict[str, Any]) -> Any:
    if not draw(st.integers(0, 4)):
        return draw(GARBAGE)
    drawn = draw(FITTING[entry["kind"]])
    if entry["kind"] not in {"choice", "choices", "order"}:
        return drawn
    names = [*entry["answers"], *entry.get("exclusive", ()), "a"]
    picked = list(dict.fromkeys(names[number % len(names)] for number in drawn))
    if entry["kind"] == "order":
        return [name for name in picked if name in entry["answers"]]
    return picked[0] if entry["kind"] == "choice" else picked

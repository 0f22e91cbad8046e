"""Answers to try on a condition: at least one for each way in which comparisons can tell answers apart."""

from collections.abc import Mapping, Sequence
from itertools import pairwise, product
from math import ceil, floor
from typing import Any

Comparison = Mapping[str, Any]
# How many of the answers that conditions ask a multiple choice for are combined with each other.
MAX_COMBINED = 8


def samples(entry: Mapping[str, Any], asked: Sequence[Comparison]) -> list[Any]:
    """Answers to one question, some of which it may not allow."""
    match entry["kind"]:
        case "choice":
            return list(entry["answers"])
        case "choices":
            return _combinations(entry["answers"], [c["includes"] for c in asked if "includes" in c])
        case "number":
            limits = sorted({*entry["range"], *(value for comparison in asked for value in _numbers(comparison))})
            between = [(low + high) / 2 for low, high in pairwise(limits)]
            whole = [near for limit in limits for near in (floor(limit) - 1, floor(limit), ceil(limit), ceil(limit) + 1)]
            return [*limits, *between, *whole]
        case "order":
            return [list(entry["answers"])]
        case "date":
            return [entry["earliest"], entry["latest"]]
    return ["text"]


def _combinations(answers: Sequence[str], wanted: Sequence[str]) -> list[list[str]]:
    wanted = list(dict.fromkeys(wanted))[:MAX_COMBINED]
    others = [name for name in answers if name not in wanted][:1]
    picks = [
        [name for name, picked in zip(wanted, pick, strict=True) if picked] for pick in product((False, True), repeat=len(wanted))
    ]
    return [*([name] for name in answers), *(chosen + extra for chosen in picks for extra in ([], others))]


def _numbers(comparison: Comparison) -> list[float]:
    values = [part for name, value in comparison.items() if name not in {"question", "answered"} for part in _listed(value)]
    return [value for value in values if isinstance(value, int | float)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]

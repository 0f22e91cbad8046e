"""Bands: every score that can be shown belongs to one band, and every band can be reached."""

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from operator import itemgetter
from typing import Any

from builder.checks.walk import Place, fault
from builder.diagnostics import Diagnostic
from builder.document import Document
from builder.key import band_ranges
from builder.scoring import exact

Edge = Fraction | float
GAP = "band-gap", "let the band before end there, with 'below', or the band after begin there, with 'from'"
UNCOVERED = "band-uncovered", "leave 'from' out of the lowest band and 'below' out of the highest"


def check_bands(
    document: Document, place: Place, scale: Mapping[str, Any], lowest: Fraction, highest: Fraction
) -> Iterator[Diagnostic]:
    """Which bands hold a score is looked up, as the engines do, at every score where that can change."""
    ranges = [
        (exact(band["from"]) if "from" in band else -math.inf, exact(band["below"]) if "below" in band else math.inf)
        for band in band_ranges(scale["bands"])
    ]
    step = Fraction(1, 10 ** scale["digits"])
    # Counted in steps, scores are whole numbers, which take far less time to compare than fractions.
    edges = [(_steps(start, step), _steps(stop, step)) for start, stop in ranges]
    points = _turning_points(edges, int(lowest / step), int(highest / step))
    holders = [[index for index, (start, stop) in enumerate(edges) if start <= point < stop] for point in points]
    scores = [point * step for point in points]
    for index, band in enumerate(scale["bands"]):
        path = (*place.path, "bands", index, "id")
        held = [score for score, indexes in zip(scores, holders, strict=True) if index in indexes]
        shared = [score for score, indexes in zip(scores, holders, strict=True) if index in indexes[1:]]
        if not held:
            message = f"no score reaches the band '{band['id']}': scores run from {_text(lowest)} to {_text(highest)}"
            yield fault(document, path, "band-unreachable", message, "remove it, or correct where it begins and ends")
        elif shared:
            hint = "let one band end, with 'below', where the next begins, with 'from'"
            message = f"the score {_text(shared[0])} belongs to the band '{band['id']}' and to one before it"
            yield fault(document, path, "band-overlap", message, hint)
    for run, inside in _uncovered(scores, [bool(indexes) for indexes in holders]):
        after = [index for index, (start, _) in enumerate(ranges) if start > run[-1]]
        path = (*place.path, "bands", min(after, key=lambda index: ranges[index][0], default=len(ranges) - 1), "id")
        which = (
            f"scores from {_text(run[0])} to {_text(run[-1])} belong" if len(run) > 1 else f"the score {_text(run[0])} belongs"
        )
        code, hint = GAP if inside else UNCOVERED
        yield fault(document, path, code, f"{which} to no band", hint)


def _steps(edge: Edge, step: Fraction) -> float:
    """The first score, as it is shown, that does not lie below the edge."""
    return math.ceil(edge / step) if isinstance(edge, Fraction) else edge


def _turning_points(edges: Sequence[tuple[float, float]], lowest: int, highest: int) -> list[int]:
    """The scores at which a band can begin or has just ended."""
    near = {edge - back for pair in edges for edge in pair if isinstance(edge, int) for back in (0, 1)}
    return sorted({lowest, highest, *(point for point in near if lowest <= point <= highest)})


def _uncovered(scores: Sequence[Fraction], held: Sequence[bool]) -> Iterator[tuple[list[Fraction], bool]]:
    """Runs of scores without a band, and whether they lie between scores that have one."""
    for found, group in groupby(zip(scores, held, strict=True), key=itemgetter(1)):
        if not found:
            run = [score for score, _ in group]
            yield run, run[0] != scores[0] and run[-1] != scores[-1]


def _text(value: Fraction) -> str:
    return str(int(value)) if value.denominator == 1 else f"{float(value):g}"

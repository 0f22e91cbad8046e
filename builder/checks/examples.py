"""Examples: answers whose result the author knows, worked out by both engines."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from builder.checks.known import Known
from builder.checks.walk import Place, each, fault, key_of, unknown
from builder.diagnostics import Diagnostic
from builder.document import Document
from builder.engines import by_javascript, by_python
from builder.key import FIRST_DAY, LAST_DAY
from builder.scoring import exact
from builder.visibility import is_answer

LISTS = (
    ("shown", "unknown-question", "question"),
    ("hidden", "unknown-question", "question"),
    ("alerts", "unknown-alert", "alert"),
)


def check(document: Document, _known: Known) -> Iterator[Diagnostic]:
    """Run every example of a questionnaire that is sound in all other ways."""
    if "examples" not in document.data:
        return
    key = key_of(document)
    found = [(place, list(_names(document, place, key))) for place in each(document.data, (), "examples")]
    sound = [place.content["answers"] for place, faults in found if not faults]
    results = iter(by_javascript(key, sound) if sound else ())
    for place, faults in found:
        yield from faults or _run(document, place, key, next(results))


def _names(document: Document, place: Place, key: Mapping[str, Any]) -> Iterator[Diagnostic]:
    path, example = place
    entries = {entry["id"]: entry for entry in key["questions"]}
    for name, answer in example["answers"].items():
        if name not in entries:
            yield from unknown(document, (*path, "answers", name), "unknown-question", "question", name, entries)
        elif not is_answer(entries[name], answer):
            message = f"'{name}' does not allow the answer {json.dumps(answer, ensure_ascii=False)[:60]}"
            yield fault(document, (*path, "answers", name), "example-answer", message, allowed(entries[name]))
    scales = {scale["id"]: scale for scale in key["scales"]}
    for name, expected in example.get("expect", {}).items():
        yield from unknown(document, (*path, "expect", name), "unknown-scale", "scale", name, scales)
        if "band" in expected and name in scales:
            bands = [band["id"] for band in scales[name]["bands"]]
            yield from unknown(document, (*path, "expect", name, "band"), "unknown-band", "band", expected["band"], bands)
    known = {"question": list(entries), "alert": [alert["id"] for alert in key["alerts"]]}
    for field, code, what in LISTS:
        for index, name in enumerate(example.get(field, ())):
            yield from unknown(document, (*path, field, index), code, what, name, known[what])


def _run(document: Document, place: Place, key: Mapping[str, Any], in_javascript: Mapping[str, Any]) -> Iterator[Diagnostic]:
    path, example = place
    result = by_python(key, example["answers"])
    if in_javascript != result:
        hint = "this is a fault of roleclarity; please report it with this file"
        yield fault(document, path, "engines-differ", "Python and JavaScript give different results for this example", hint)
    for name, expected in example.get("expect", {}).items():
        for field, wanted in expected.items():
            found = result["scores"][name].get(field)
            if not _same(wanted, found):
                message = f"'{name}' gives {field} {'nothing' if found is None else found}, not {wanted}"
                yield fault(
                    document, (*path, "expect", name, field), "example-failed", message, "correct the example, or the scale"
                )
    yield from _lists(document, place, result)


def _lists(document: Document, place: Place, result: Mapping[str, Any]) -> Iterator[Diagnostic]:
    path, example = place
    for field, wanted in (("shown", True), ("hidden", False)):
        for index, name in enumerate(example.get(field, ())):
            if (name in result["shown"]) != wanted:
                message = f"'{name}' is {'hidden' if wanted else 'shown'} with these answers"
                yield fault(document, (*path, field, index), "example-failed", message, "correct the example, or the condition")
    if "alerts" in example and sorted(example["alerts"]) != sorted(result["alerts"]):
        shown = ", ".join(result["alerts"]) or "none"
        yield fault(
            document, (*path, "alerts"), "example-failed", f"these alerts show: {shown}", "correct the example, or the alert"
        )


def _same(wanted: Any, found: Any) -> bool:
    if isinstance(wanted, int | float) and isinstance(found, str):
        return exact(wanted) == exact(float(found))
    return bool(wanted == found)


def allowed(entry: Mapping[str, Any]) -> str:  # noqa: PLR0911 - one for each kind
    """What a question allows, in words."""
    match entry["kind"]:
        case "choice":
            return f"write one of: {', '.join(entry['answers'])}"
        case "choices":
            alone = f"; each of these alone: {', '.join(entry['exclusive'])}" if entry["exclusive"] else ""
            return f"write a list with at most {entry['at_most']} of: {', '.join(entry['answers'])}{alone}"
        case "number":
            return f"write a {'whole ' if entry['whole'] else ''}number from {entry['range'][0]} to {entry['range'][1]}"
        case "date":
            ends = (("earliest", FIRST_DAY, "from"), ("latest", LAST_DAY, "to"))
            limits = [f" {word} {entry[name]}" for name, none, word in ends if entry[name] != none]
            return f"write a day{''.join(limits)} as year-month-day"
        case "order":
            return f"write a list with each of these once: {', '.join(entry['answers'])}"
        case "information":
            return "remove it; nothing is asked there"
    return "write text"

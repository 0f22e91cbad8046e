"""form -> scoring by hand: for each scale, which questions count, and how much each of their answers does."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from builder.form import Answers, Form

Content = Mapping[str, Any]
Number = int | float


class Counts(NamedTuple):
    """How the answers to a question count. Equal counts share a line."""

    kind: str
    answers: tuple[tuple[str, Number], ...]
    turned: bool
    turned_sum: Number | None
    """From which an answer is taken away that counts the other way round."""
    weight: Number


class Line(NamedTuple):
    """Questions whose answers count alike, by number."""

    places: tuple[int, ...]
    counts: Counts


class PaperScale(NamedTuple):
    """One scale: as its author wrote it, as the key has it, and its lines."""

    content: Content
    key: Content
    lines: tuple[Line, ...]
    weighted: bool
    asked: Number
    """How much all its questions weigh together."""
    ends: tuple[Number, Number] | None
    """The lowest and the highest sum that all of them can give; None if one has no such ends."""


def paper_key(form: Form) -> Iterator[PaperScale]:
    """The scales of a form, in order."""
    entries = {entry["id"]: entry for entry in form.key["questions"]}
    made: dict[Any, Counts] = {}
    scales: Sequence[Content] = form.questionnaire.get("scales", ())
    for content, scale in zip(scales, form.key["scales"], strict=True):
        places: dict[Counts, list[int]] = {}
        for term in scale["questions"]:
            name, answers = term["question"], form.answers.get(term["question"])
            # Most questions of a scale share one list of answers.
            alike = (id(answers) if answers else name, term["reverse"], term["weight"])
            if alike not in made:
                made[alike] = _counts(term, entries[name], answers or Answers())
            places.setdefault(made[alike], []).append(form.numbers[name])
        weights = [term["weight"] for term in scale["questions"]]
        ranges = [entries[term["question"]].get("range", ()) for term in scale["questions"]]
        lines = tuple(Line(tuple(numbers), counts) for counts, numbers in places.items())
        weighted = any(weight != 1 for weight in weights)
        yield PaperScale(content, scale, lines, weighted, number(sum(weights)), _ends(weights, ranges))


def _ends(weights: Sequence[Number], ranges: Sequence[Sequence[Number]]) -> tuple[Number, Number] | None:
    if not all(ranges):
        return None
    low, high = (sum(weight * ends[end] for weight, ends in zip(weights, ranges, strict=True)) for end in (0, 1))
    return number(low), number(high)


def _counts(term: Content, entry: Content, answers: Answers) -> Counts:
    values, turned = entry.get("values", {}), term["reverse"]
    ends = sum(entry["range"]) if "range" in entry else 0
    flip = turned and entry["kind"] == "choice"
    pairs = tuple(
        (choice.label, number(ends - values[choice.id] if flip else values[choice.id]))
        for choice in (*answers.choices, *answers.none_of_these)
        if choice.id in values
    )
    return Counts(entry["kind"], pairs, turned, number(ends) if turned and not flip else None, number(term["weight"]))


def number(value: Number) -> Number:
    """A number as people write it: 2 and not 2.0, and four digits after the point at most."""
    return int(value) if value == int(value) else round(value, 4)

"""questionnaires of one family -> what of them can be laid side by side: the rows of the role map.

A row is a construct, or a question that all its perspectives are asked in parallel wording. It is plain JSON data, which both
engines and the page of the map read.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from builder.form import Form, form_of
from builder.rolemap import place_on_line
from builder.scoring import exact
from builder.wording import fingerprint

Content = Mapping[str, Any]


class Asked(NamedTuple):
    """A question of a form of the family."""

    name: str
    form: Form
    question: Content

    @property
    def id(self) -> str:
        """The question's own name, or that of the row of a grid."""
        return str(self.question["id"])

    @property
    def labels(self) -> list[list[Any]]:
        """The words of the answers that count, from the lowest to the highest, with their places on the line."""
        entry = next(entry for entry in self.form.key["questions"] if entry["id"] == self.id)
        words = {choice.id: choice.label for choice in self.form.answers[self.id].choices}
        low, high = (exact(end) for end in entry["range"])
        values = sorted((exact(value), name) for name, value in entry["values"].items())
        return [[place_on_line((value - low) / (high - low)), words[name]] for value, name in values]

    @property
    def scales(self) -> list[Content]:
        """The scales that the question goes into."""
        return [scale for scale in self.form.questionnaire.get("scales", ()) if self.id in _turns(scale)]

    @property
    def turned(self) -> bool:
        """Whether a scale turns the question around: else the questions of a construct would point both ways."""
        return any(_turns(scale).get(self.id) for scale in self.scales)


def _turns(scale: Content) -> dict[str, bool]:
    """The questions of a scale, each with whether it is turned around."""
    terms = ({"question": term} if isinstance(term, str) else term for term in scale["questions"])
    return {term["question"]: bool(term.get("reverse")) for term in terms}


def families(questionnaires: Iterable[Content]) -> dict[str, list[Content]]:
    """The questionnaires of each family in which more than one perspective is asked, in the order in which they come."""
    found: dict[str, list[Content]] = {}
    for one in questionnaires:
        if "family" in one and "perspective" in one:
            found.setdefault(one["family"], []).append(one)
    return {name: members for name, members in found.items() if len({one["perspective"] for one in members}) > 1}


def family_of(name: str, members: Sequence[Content], constructs: Mapping[str, Content], order: Collection[str]) -> dict[str, Any]:
    """A family, with its perspectives in the order given.

    Shape: {id, perspectives, forms: {id: {version, title, language, perspective, setting, settings, key, questions, outs}}, rows:
    [{id, kind, construct, title, meaning?, low, high, labels, perspectives, asked: {form: [{question, reverse, weight}]},
    texts: {form: [text]}}]}. `labels` are [place, label] where all that is asked has the same answers, else none.
    """
    views = [view for view in order if any(one["perspective"] == view for one in members)]
    forms = {one["id"]: form_of(one) for one in sorted(members, key=lambda one: views.index(one["perspective"]))}
    return {
        "id": name,
        "perspectives": views,
        "forms": {one: _form(form) for one, form in forms.items()},
        "rows": [row for row in _rows(forms, constructs, views) if len(row["perspectives"]) > 1],
    }


def _form(form: Form) -> dict[str, Any]:
    about = fingerprint(form)
    setting = next((question for question in _questions(form) if question.get("context") == "setting"), None)
    return {
        **{field: form.questionnaire[field] for field in ("version", "title", "language", "perspective")},
        "setting": setting["id"] if setting else None,
        "settings": {choice.id: choice.label for choice in form.answers[setting["id"]].choices} if setting else {},
        "key": {"questions": form.key["questions"], "scales": [], "alerts": []},
        "questions": about["questions"],
        "outs": {out.id: out.label for question in _scored(form) for out in form.answers[question["id"]].outs},
    }


def _rows(forms: Mapping[str, Form], constructs: Mapping[str, Content], views: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Constructs in the order in which they are first asked, each before its parallel questions."""
    asked = [Asked(name, form, question) for name, form in forms.items() for question in _scored(form)]
    for construct in dict.fromkeys(one.question["construct"] for one in asked if "construct" in one.question):
        mine = [one for one in asked if one.question.get("construct") == construct]
        known = constructs.get(construct, {"title": construct})
        about = {name: known[name] for name in ("title", "meaning") if name in known}
        yield {
            "id": f"construct:{construct}",
            "kind": "construct",
            "construct": construct,
            **about,
            **_line(mine, views, turn=True),
        }
        for parallel in dict.fromkeys(one.question["parallel"] for one in mine if "parallel" in one.question):
            same = [one for one in mine if one.question.get("parallel") == parallel]
            if len(mine) > len(same) and alike(same):
                about = {"kind": "question", "construct": construct, "title": same[0].question["text"]}
                yield {"id": f"question:{parallel}", **about, **_line(same, views)}


def _line(asked: Sequence["Asked"], views: Sequence[str], *, turn: bool = False) -> dict[str, Any]:
    """What is asked, of whom, and the words along the line; `turn` where questions may point both ways."""
    terms: dict[str, list[Content]] = {}
    texts: dict[str, list[str]] = {}
    for one in asked:
        terms.setdefault(one.name, []).append({"question": one.id, "reverse": turn and one.turned, "weight": 1})
        texts.setdefault(one.name, []).append(one.question["text"])
    plain = alike(asked) and not any(term["reverse"] for of_form in terms.values() for term in of_form)
    labels = asked[0].labels if plain else []
    low, high = (labels[0][1], labels[-1][1]) if labels else _ends(asked)
    perspectives = [view for view in views if view in {one.form.questionnaire["perspective"] for one in asked}]
    return {"low": low, "high": high, "labels": labels, "perspectives": perspectives, "asked": terms, "texts": texts}


def alike(asked: Sequence["Asked"]) -> bool:
    """Whether all are answered in the same words with the same numbers."""
    return len({str(one.labels) for one in asked}) == 1


def _ends(asked: Sequence["Asked"]) -> tuple[str, str]:
    """The words at the ends of the line: those of a scale that holds these questions, else those of the first answers."""
    for one in asked:
        for scale in one.scales:
            if "ends" in scale:
                return scale["ends"]["low"], scale["ends"]["high"]
    return asked[0].labels[0][1], asked[0].labels[-1][1]


def _scored(form: Form) -> Iterator[Content]:
    """The questions with one answer that counts, rows of grids among them."""
    entries = {entry["id"]: entry for entry in form.key["questions"]}
    for question in _questions(form):
        for part in question["rows"] if question["type"] == "grid" else (question,):
            entry = entries[part["id"]]
            if entry["kind"] == "choice" and "values" in entry and entry["range"][0] < entry["range"][1]:
                yield {**question, **part}


def _questions(form: Form) -> Iterator[Content]:
    return (question for section in form.questionnaire["sections"] for question in section["questions"])

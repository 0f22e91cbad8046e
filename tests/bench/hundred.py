"""A form of a hundred questions with five answers each, as an author of ours writes it and as SurveyJS takes it."""

import json
import random
from pathlib import Path
from typing import Any

from corpus import CHOICES, CONFIG, LIBRARY, SOURCES, WORDS

PARTS, EACH = 10, 10
TITLE = "A hundred questions"
SUMMARY = "How clear each part of the work is."
FORM = "questionnaires/hundred/"


def parts() -> list[tuple[str, list[tuple[str, str]]]]:
    """The questions by part: (title, [(id, text)]). The same in every run."""
    chance = random.Random(1)

    def text() -> str:
        return f"How clear are the {chance.choice(WORDS)} and the {chance.choice(WORDS)} of week {chance.randint(1, 52)}?"

    return [
        (f"Part {part + 1} about {chance.choice(WORDS)}", [(f"q{part}{number}", text()) for number in range(EACH)])
        for part in range(PARTS)
    ]


def questionnaire() -> dict[str, Any]:
    """The form as an author writes it: a scale for each part."""
    about = {"id": "hundred", "title": TITLE, "version": "1.0.0", "language": "en", "summary": SUMMARY, "licence": "CC-BY-4.0"}
    asked = {"type": "rating", "answer_set": "clarity", "construct": "expectations"}
    choices = [{"id": name, "label": label, "value": value} for value, (name, label) in enumerate(CHOICES, 1)]
    bands = [{"id": "low", "label": "Less clear so far", "below": 3}, {"id": "high", "label": "Clearer so far"}]
    scale = {"method": "mean", "missing": {"policy": "prorate", "min_answered_share": 0.5}, "bands": bands}
    return about | {
        "perspective": "peer_specialist",
        "minutes": 20,
        "sources": ["own-work"],
        "validation": {"status": "not_validated", "statement": "These questions are generated and mean nothing."},
        "answer_sets": [{"id": "clarity", "choices": choices}],
        "sections": [
            {"id": f"part_{part}", "title": title, "questions": [{"id": name, "text": text} | asked for name, text in questions]}
            for part, (title, questions) in enumerate(parts())
        ],
        "scales": [
            {"id": f"scale_{part}", "title": title, "questions": [name for name, _ in questions]} | scale
            for part, (title, questions) in enumerate(parts())
        ],
        "examples": [
            {
                "answers": {f"q0{number}": CHOICES[3][0] for number in range(EACH)},
                "expect": {"scale_0": {"state": "scored", "value": 4}},
            }
        ],
    }


def survey() -> dict[str, Any]:
    """The same questions for SurveyJS, on one page. It works out no scores; titles are text, since its panels are slower."""
    choices = [{"value": name, "text": label} for name, label in CHOICES]
    elements: list[dict[str, Any]] = []
    for number, (title, questions) in enumerate(parts()):
        elements += [{"type": "html", "name": f"part_{number}", "html": f"<h3>{title}</h3>"}]
        elements += [{"type": "radiogroup", "name": name, "title": text, "choices": choices} for name, text in questions]
    return {"title": TITLE, "description": SUMMARY, "pages": [{"name": "all", "elements": elements}]}


def write(folder: Path) -> None:
    """A project with this form alone."""
    files = {"mkdocs.yml": CONFIG, "content/index.md": "# Generated project\n\nFor tests.\n"}
    files |= {"content/library/constructs.yml": LIBRARY, "content/library/sources.yml": SOURCES}
    files["content/questionnaires/hundred.yml"] = json.dumps(questionnaire(), indent=1)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")

"""Files of made-up teams for the role map: what their members would have saved from this project's forms."""

import json
import random
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from sites import ROOT

from builder.family import family_of
from builder.pipeline import build
from builder.project import open_project
from builder.together import kin, rule_of

VIEWS = ("peer_specialist", "supervisor", "client", "non_peer_staff")
SETTINGS = ("hospital", "community")
SIZES: dict[int, tuple[int, ...]] = {2: (1, 1, 0, 0), 5: (1, 1, 3, 0), 12: (1, 1, 6, 4), 60: (8, 5, 35, 12)}
"""How many answer from each view."""
LEANING = {"peer_specialist": 0.85, "supervisor": 0.35, "client": 0.7, "non_peer_staff": 0.45}
"""Where on the line a view tends to answer."""
Answer = Callable[[random.Random, str, str, list[str]], str]


@cache
def family() -> dict[str, Any]:
    """The family of this project's forms, as its page holds it."""
    catalog = build(open_project(ROOT)).catalog
    ((name, members),) = kin(catalog).items()
    return {**family_of(name, members, catalog.constructs, VIEWS), "rule": rule_of(catalog.site)}


def leaning(chance: random.Random, view: str, _question: str, choices: list[str]) -> str:
    """Near where the view tends to be; now and then, nobody is sure."""
    if chance.random() < 0.05:
        return "dont_know"
    place = min(max(chance.gauss(LEANING[view], 0.2), 0), 1)
    return choices[round(place * (len(choices) - 1))]


def response(form: str, answers: Mapping[str, Any], **others: Any) -> str:
    """The text of a file."""
    about = (
        {"id": form, "version": family()["forms"][form]["version"]}
        if form in family()["forms"]
        else {"id": form, "version": "1.0.0"}
    )
    data = {"format": "roleclarity-response-1", "questionnaire": about, "date": "2026-11-02", "answers": answers, **others}
    return json.dumps(data)


def answers_of(form: str, chance: random.Random, answer: Answer = leaning, setting: str = "") -> dict[str, Any]:
    """Answers to all questions that count, and to the one after the setting."""
    known = family()["forms"][form]
    given: dict[str, Any] = {known["setting"]: setting or chance.choice(SETTINGS)}
    for entry in known["key"]["questions"]:
        if entry["kind"] == "choice" and "values" in entry:
            choices = sorted(entry["values"], key=entry["values"].__getitem__)
            picked = answer(chance, known["perspective"], entry["id"], choices)
            given |= {entry["id"]: picked} if picked else {}
    return given


def team(sizes: tuple[int, ...], seed: int = 1, answer: Answer = leaning, setting: str = "") -> list[dict[str, Any]]:
    """Files as the browser takes them. No two are the same: each has a day of its own."""
    chance, files = random.Random(seed), []
    for view, count in zip(VIEWS, sizes, strict=True):
        form = next(name for name, known in family()["forms"].items() if known["perspective"] == view)
        for number in range(count):
            day = f"2026-{1 + number // 28 % 12:02}-{1 + number % 28:02}"
            text = response(form, answers_of(form, chance, answer, setting), date=day, engine=f"test {number}")
            files.append(file(f"{view}-{number}.json", text))
    return files


def file(name: str, text: str | bytes) -> dict[str, Any]:
    """One file as the browser takes it."""
    return {"name": name, "mimeType": "application/json", "buffer": text if isinstance(text, bytes) else text.encode()}

#!/usr/bin/env python3
"""Write a whole project folder with N generated questionnaires of 20 questions: `python tests/corpus.py N DIR [--seed S]`.

The same N and seed give the same bytes on every machine. Questionnaires use ratings, choices, conditions, scales with
bands, and examples, about 5 kB each; each hundred share a module, and each fifty a guide in Markdown that leads to them.
"""

import argparse
import random
from pathlib import Path

FORMS = "content/questionnaires"
FIRST = f"{FORMS}/generated-00000.yml"
SECTION = 50
"""Questionnaires for which there is one guide."""
WORDS = ["tasks", "limits", "meetings", "visits", "calls", "plans", "goals", "support", "story", "team", "care", "hope", "trust"]
CHOICES = [
    ("not_at_all", "Not clear at all"),
    ("a_little", "A little clear"),
    ("fairly", "Fairly clear"),
    ("mostly", "Mostly clear"),
    ("very", "Very clear"),
]
PERSPECTIVES = ["peer_specialist", "supervisor", "client", "non_peer_staff", "administrator"]
CONFIG = """site_name: Generated project
docs_dir: content
use_directory_urls: true
theme: {name: material, font: false}
plugins: [roleclarity]
"""
LIBRARY = """constructs:
  - {id: expectations, title: What is expected, meaning: What the job is.}
"""
SOURCES = """sources:
  - {id: own-work, citation: Generated for tests., kind: own_work, checked: 2026-11-22}
"""


def questionnaire(number: int, modules: int, chance: random.Random) -> str:
    """One valid questionnaire with examples whose results follow from their making."""
    name = f"generated-{number:05d}"
    lines = [
        f"id: {name}",
        f"title: Generated questionnaire {number}",
        "version: 1.0.0",
        "language: en",
        f"perspective: {chance.choice(PERSPECTIVES)}",
        f"summary: Twenty questions about {chance.choice(WORDS)} and {chance.choice(WORDS)}.",
        f"minutes: {chance.randint(3, 9)}",
        "licence: CC-BY-4.0",
        "sources: [own-work]",
        "validation:",
        "  status: not_validated",
        "  statement: These questions are generated and mean nothing.",
        "answer_sets:",
        "  - id: clarity",
        "    choices:",
        *(f"      - {{id: {choice}, label: {label}, value: {value}}}" for value, (choice, label) in enumerate(CHOICES, 1)),
        "    opt_outs:",
        "      - {id: dont_know, label: I am not sure}",
        "sections:",
    ]
    for section in range(4):
        lines += [f"  - id: part_{section}", f"    title: Part {section + 1} about {chance.choice(WORDS)}", "    questions:"]
        for question in range(5):
            lines += _question(section * 5 + question, chance)
    lines += _scales(number % modules if modules else None, chance)
    return "\n".join(lines) + "\n"


def _question(number: int, chance: random.Random) -> list[str]:
    text = f"How clear are the {chance.choice(WORDS)} and the {chance.choice(WORDS)} of week {chance.randint(1, 52)}?"
    lines = [
        f"      - id: q{number:02d}",
        "        type: rating",
        f"        text: {text}",
        "        answer_set: clarity",
        "        construct: expectations",
    ]
    if number % 7 == 6:
        lines += [f"        show_if: {{question: q{number - 1:02d}, in: [{CHOICES[0][0]}, {CHOICES[1][0]}]}}"]
    return lines


def _scales(module: int | None, chance: random.Random) -> list[str]:
    lines = ["scales:"]
    for scale in range(2):
        questions = ", ".join(f"q{number:02d}" for number in range(scale * 10, scale * 10 + 10))
        lines += [
            f"  - id: scale_{scale}",
            f"    title: Clarity of {chance.choice(WORDS)}",
            "    method: mean",
            f"    questions: [{questions}]",
        ]
        lines += ["    missing: {policy: prorate, min_answered_share: 0.5}", "    bands:"]
        lines += ["      - {id: low, label: Less clear so far, below: 3}", "      - {id: high, label: Clearer so far}"]
        lines += [f"    modules: [generated-module-{module:03d}]"] if module is not None else []
    # Levels 3 to 5 leave the conditional question hidden, so that every question asked is answered.
    level = chance.randint(3, 5)
    answers = ", ".join(f"q{number:02d}: {CHOICES[level - 1][0]}" for number in range(10) if number % 7 != 6)
    expect = f"{{scale_0: {{state: scored, value: {level}}}, scale_1: {{state: not_scored}}}}"
    return [*lines, "examples:", f"  - answers: {{{answers}}}", f"    expect: {expect}"]


def module(number: int, chance: random.Random) -> str:
    """One valid training module."""
    steps = [
        f"  - {{id: step_{step}, title: Step {step}, type: discussion, minutes: 10, text: About {chance.choice(WORDS)}.}}"
        for step in range(6)
    ]
    head = f"id: generated-module-{number:03d}\ntitle: Generated module {number}\nversion: 1.0.0\nlanguage: en\n"
    about = "audience: [supervisor]\nsummary: Six steps.\nminutes: {live: 60}\nobjectives: [Name one thing.]\n"
    tail = "licence: CC-BY-4.0\nsources: [own-work]\nreviewed: 2026-11-22\n"
    return head + about + "activities:\n" + "\n".join(steps) + "\n" + tail


def guide(number: int, chance: random.Random) -> str:
    """One Markdown page with links to all questionnaires of its section."""
    first = number * SECTION
    links = [f"- [Questionnaire {form}](../questionnaires/generated-{form:05d}.md)" for form in range(first, first + SECTION)]
    texts = [f"## Week {week}\n\n{' '.join(_sentence(chance) for _ in range(6))}\n" for week in range(1, 5)]
    about = f"---\ntitle: Guide {number}\ndescription: Which of the questionnaires from {first} fits.\n---\n"
    return "\n".join([about, f"# Guide {number}\n", *texts, "## Questionnaires\n", *links]) + "\n"


def _sentence(chance: random.Random) -> str:
    return f"Before the {chance.choice(WORDS)}, talk about the **{chance.choice(WORDS)}** and the {chance.choice(WORDS)}."


def write(count: int, folder: Path, seed: int = 1) -> None:
    """Write the project."""
    chance = random.Random(seed)
    modules = (count + 99) // 100
    files = {"mkdocs.yml": CONFIG, "content/index.md": "# Generated project\n\nFor tests.\n"}
    files |= {"content/library/constructs.yml": LIBRARY, "content/library/sources.yml": SOURCES}
    for name, text in files.items():
        _write(folder / name, text)
    for number in range(count // SECTION):
        _write(folder / f"content/guides/guide-{number:03d}.md", guide(number, random.Random(seed + number)))
    for number in range(modules):
        _write(folder / f"content/modules/generated-module-{number:03d}.yml", module(number, chance))
    for number in range(count):
        _write(folder / f"content/questionnaires/generated-{number:05d}.yml", questionnaire(number, modules, chance))


def edit(project: Path, old: str, new: str, name: str = FIRST, times: int = 1) -> None:
    """Change words in a file of a written project; fails if they are not there. With -1 `times`, wherever they stand."""
    file = project / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, times), encoding="utf-8")


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(options.count, options.folder, options.seed)

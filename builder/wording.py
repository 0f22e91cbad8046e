"""form -> what a saved answer remembers of its question: a hash of what each question says, and one of the whole form.

An answer fits a question as long as its words, the words it stands under, its answers and its limits stay the same. Hints,
conditions, order and scores may change: they do not change what a person said. The page carries the hashes, so that no script
has to work them out.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from builder import __version__
from builder.compact import canonical
from builder.form import Answers, Form

Content = Mapping[str, Any]
LIMITS = ("minimum", "maximum", "whole", "unit", "earliest", "latest", "max_length")


def fingerprint(form: Form) -> dict[str, Any]:
    """Which form this is: {id, version, language, hash, questions: {id: hash}, engine}, the engine being our own version.

    The hash of the whole changes with a question and with anything that the scoring key holds.
    """
    questions = dict(_hashes(form))
    return {
        **{name: form.questionnaire[name] for name in ("id", "version", "language")},
        "hash": _hash({"key": form.key, "questions": questions}),
        "questions": questions,
        "engine": __version__,
    }


def _hashes(form: Form) -> Iterator[tuple[str, str]]:
    """The hash of each question that can be answered; the rows of a grid are questions."""
    entries = {entry["id"]: entry for entry in form.key["questions"] if entry["kind"] != "information"}
    for section in form.questionnaire["sections"]:
        for question in section["questions"]:
            for asked in question["rows"] if question["type"] == "grid" else (question,):
                if asked["id"] in entries:
                    yield asked["id"], _hash(_said(section, question, asked, entries[asked["id"]], form.answers[asked["id"]]))


def _said(section: Content, question: Content, asked: Content, entry: Content, answers: Answers) -> dict[str, Any]:
    """All that the meaning of an answer rests on. `asked` is the question itself or a row of it."""
    return {
        "kind": entry["kind"],
        "text": asked["text"],
        "under": [section.get("text"), question["text"] if asked is not question else None],
        "answers": _labels(answers),
        "limits": {limit: question[limit] for limit in LIMITS if limit in question},
        "at_most": entry.get("at_most"),
    }


def _labels(answers: Answers) -> list[dict[str, str]]:
    """Their words by id. Those that are ours are empty here, so that a change of our words resets nobody's answers."""
    return [{choice.id: choice.label for choice in part} for part in answers]


def _hash(value: Any) -> str:
    """Twelve hexadecimal digits: within one form, two of them are the same by chance once in a billion forms."""
    return sha256(canonical(value).encode()).hexdigest()[:12]

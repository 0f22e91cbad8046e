"""'Did you mean', the same everywhere."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

MOST = 10
JOINTS = re.compile(r"[-_./ ]+")


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that this one most likely stands for: hardly more than one slip in three letters apart, if any is."""
    for match in get_close_matches(word[:80], sorted(known), n=3, cutoff=0.6):
        if _slips(word[:80].lower(), match.lower()) <= max(1, min(len(word), len(match)) // 3):
            return match
    return None


def meant(word: str, known: Iterable[str]) -> str:
    """The question 'did you mean', where there is something to ask."""
    words = sorted(known)
    match = closest(word, words)
    found = [match] if match else _made_with(word, words)
    named = " or ".join(f"'{name}'" for name in found)
    return f"did you mean {named}?" if found else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint: the closest known word, else the words there are; never more than ten of them, or eleven."""
    words = sorted(known)
    question = meant(word, words)
    if question or not words:
        return question or "there are none yet"
    shown = words if len(words) == MOST + 1 else words[:MOST]
    listed = ", ".join(f"'{name}'" for name in shown)
    return f"there are: {listed}" + (f" and {len(words) - len(shown)} more" if len(words) > len(shown) else "")


def as_id(text: str, joint: str = "-") -> str:
    """The id that a text most likely stands for: `Group Meeting` -> `group-meeting`; nothing if it holds no plain letter."""
    plain = unicodedata.normalize("NFKD", text[:64]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", joint, plain).lstrip("0123456789" + joint).rstrip(joint)


def _made_with(word: str, words: Iterable[str]) -> list[str]:
    """The words of which this one is a part: `text` of `long_text` and `short_text`; none where there are many."""
    part = f" {JOINTS.sub(' ', word[:80].lower())} "
    found = [name for name in words if part in f" {JOINTS.sub(' ', name.lower())} "] if len(word) > 2 else []
    return found if len(found) <= 3 else []


def _slips(one: str, other: str) -> int:
    """How many letters were left out, put in, exchanged for another, or with their neighbour."""
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one):
        above, row = rows[-1], [i + 1]
        for j, wanted in enumerate(other):
            cost = min(above[j + 1] + 1, row[j] + 1, above[j] + (letter != wanted))
            if i and j and letter == other[j - 1] and one[i - 1] == wanted:
                cost = min(cost, rows[-2][j - 1] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]

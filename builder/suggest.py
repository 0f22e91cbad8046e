"""'Did you mean', the same everywhere."""

from collections.abc import Iterable
from difflib import get_close_matches


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that looks most like this one, if any does."""
    matches = get_close_matches(word[:80], sorted(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint: the closest known word, else the words there are; never more than ten of them."""
    words = sorted(known)
    match = closest(word, words)
    if match:
        return f"did you mean '{match}'?"
    if not words:
        return "there are none yet"
    listed = ", ".join(f"'{name}'" for name in words[:10])
    return f"there are: {listed}" + (f" and {len(words) - 10} more" if len(words) > 10 else "")

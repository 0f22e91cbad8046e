"""questionnaire -> the next steps that it names, as lines of text. What other pages show of a questionnaire depends on it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

MOST_LETTERS = 300
"""As a step of a plan may have."""
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
MARKUP = re.compile(r"[*_`]+")


class NextStep(NamedTuple):
    """A text, and the title of the scale that names it."""

    text: str
    title: str


def next_steps(questionnaire: Mapping[str, Any]) -> Iterator[NextStep]:
    """Those that are short enough for a line. Prose may hold Markdown, of which a field shows the signs; so they are left out."""
    for scale in questionnaire.get("scales", ()):
        text = " ".join(MARKUP.sub("", LINK.sub(r"\1", scale.get("next_step", ""))).split())
        if 0 < len(text) <= MOST_LETTERS:
            yield NextStep(text, scale["title"])

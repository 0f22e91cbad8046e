"""What our tests judged, told by pages that ask for it: from the record of the last run, so that nobody types a figure.

A page written in Markdown asks with a line that is a comment to every other program. `tests/tested.py` writes the record.
"""

import json
from typing import Any

from builder.our_words import load_words
from builder.project import PACKAGE
from builder.render import About

MARK = "<!-- what was tested -->"
RECORD = PACKAGE / "tested.json"


def with_tested(markdown: str) -> str:
    """The page with what was tested in the place of the mark."""
    return markdown.replace(MARK, told()) if MARK in markdown else markdown


def told() -> str:
    """What was tested, with what and when, as HTML."""
    return About("tested.md", "", "").page("tested.html", **figures(json.loads(RECORD.read_text(encoding="utf-8")))).body


def figures(record: dict[str, Any]) -> dict[str, Any]:
    """A record, summed up: what was looked at by the names that our words have for it, how often, and in which views."""
    words = load_words()["tested"]
    seen: dict[str, list[str]] = {}
    for states in record["axe"]["judged"].values():
        for state, views in states.items():
            seen.setdefault(state, []).extend(views.split(", "))
    parts = [view.split() for views in seen.values() for view in views]
    looks = {look for _, *looks in parts for look in looks}
    return {
        "axe": record["axe"],
        "html": record["html"],
        "pages": [name for state, name in words["pages"].items() if state in seen],
        "states": [name for state, name in words["states"].items() if state in seen],
        "times": len(parts),
        "widths": sorted({int(width) for width, look, *_ in parts if look != "paper"}),
        "looks": [name for look, name in words["looks"].items() if look in looks],
        "unnamed": sorted({*seen} - {*words["pages"], *words["states"]} | looks - {*words["looks"]}),
    }

"""The record of what tests judged, from which the site's page on accessibility is made: `--record-tested` writes it anew.

A test says what it judged. Where the record says otherwise the test fails, so that the page cannot tell of what is not done.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sites import ROOT

RECORD = ROOT / "builder" / "tested.json"
HOW = "run `tests/run tests/browser --record-tested` (`-m long` for the Nu Html Checker) and commit builder/tested.json"
FRESH: dict[str, dict[str, Any]] = {}
"""What this run judged, by part of the record."""


def recorded() -> dict[str, Any]:
    """What the page on accessibility is made from."""
    return dict(json.loads(RECORD.read_text(encoding="utf-8"))) if RECORD.is_file() else {}


def take_down(part: str, **told: Any) -> None:
    """Say something of this run."""
    FRESH.setdefault(part, {"made": datetime.now(UTC).date().isoformat()}).update(told)


def take_over(found: dict[str, dict[str, Any]]) -> None:
    """Add what a worker judged: lists and mappings grow, counts add up."""
    for part, told in found.items():
        mine = FRESH.setdefault(part, {})
        for name, value in told.items():
            old = mine.get(name)
            if isinstance(value, dict):
                mine[name] = {**(old or {}), **value}
            elif isinstance(value, list):
                mine[name] = [*(old or []), *(one for one in value if one not in (old or []))]
            else:
                mine[name] = old + value if isinstance(old, int) else value


def write_record(fresh: dict[str, dict[str, Any]], place: Path = RECORD) -> None:
    """Put what a run judged in the place of what was recorded; parts that it did not judge stay."""
    record = json.dumps({**recorded(), **fresh}, indent=1, sort_keys=True, ensure_ascii=False)
    place.write_text(record + "\n", encoding="utf-8")

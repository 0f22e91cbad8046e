"""PyYAML's loader is the reference for meaning: what our reader takes without a fault, it takes for the same.

What YAML 1.1 takes for something else than it looks like is text to us: `yes` and `no`, times, dates, 1_000.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from test_parse import SEEDS, TEXTS, broken

from builder.discover import Source
from builder.parse import parse_text

SOURCE = Source("text.yml", str(Path("text.yml")), "questionnaire")


def same(ours: Any, texts: Any) -> bool:
    """Whether data of ours is what PyYAML finds there, of which it gives all scalars as they are written."""
    if isinstance(ours, dict):
        return isinstance(texts, dict) and [*ours] == [*texts] and all(same(ours[key], texts[key]) for key in ours)
    if isinstance(ours, list):
        return isinstance(texts, list) and len(ours) == len(texts) and all(map(same, ours, texts))
    if isinstance(ours, str):
        return ours == texts
    meant = yaml.safe_load(texts)
    # YAML 1.1 takes 1e3 for text.
    return ours == (float(meant) if isinstance(meant, str) else meant) and isinstance(ours, bool) == isinstance(meant, bool)


def agrees(text: str) -> bool:
    """Whether there was something to compare; fails where the two differ."""
    found = parse_text(SOURCE, text)
    if found.document is None or found.diagnostics:
        return False
    texts = yaml.load(text, Loader=yaml.CBaseLoader)
    assert same(found.document.data, texts), (found.document.data, texts)
    return True


@pytest.mark.parametrize("text", SEEDS, ids=range(len(SEEDS)))
def test_real_files_mean_the_same(text: str) -> None:
    agrees(text)


def test_most_real_files_can_be_compared() -> None:
    assert sum(map(agrees, SEEDS)) > len(SEEDS) / 2


@pytest.mark.parametrize(
    "text",
    [
        "a: [1, 1.5, -2, +3, 1e3, .5, true, FALSE, null, ~, '', \"x\\ny\"]",
        "a: [yes, no, 12:30, 2026-11-23, 2026-02-30, 1_000, y, =]",
        "a: |\n  b\n\n  c\nd: >-\n  e\n  f\n'g h': &x [1]\ni: *x",
    ],
)
def test_what_people_write_means_the_same(text: str) -> None:
    assert agrees(text)


@settings(max_examples=500)
@given(st.one_of(TEXTS, broken()))
def test_any_text_means_the_same(text: str) -> None:
    agrees(text)

"""What the page on accessibility tells comes from the record of what tests judged, all of it and nothing else."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sites import ROOT
from tested import recorded, write_record

from builder.our_words import load_words
from builder.pipeline import build
from builder.project import Project
from builder.publish import publish
from builder.tested import MARK, figures, told, with_tested

WORDS = load_words()["tested"]
GUIDE = ROOT / "content/guides/accessibility.md"
SMALL: dict[str, Any] = {
    "axe": {"judged": {"one": {"home": "390 light, 390 dark"}, "two": {"home": "1280 light rtl", "errors": "800 paper"}}},
    "html": {},
}


def test_a_record_is_summed_up() -> None:
    found = figures(SMALL)
    assert (found["pages"], found["states"]) == ([WORDS["pages"]["home"]], [WORDS["states"]["errors"]])
    assert (found["times"], found["widths"]) == (4, [390, 1280])
    assert found["looks"] == [WORDS["looks"][look] for look in ("light", "dark", "rtl", "paper")]
    assert found["unnamed"] == []


@pytest.mark.parametrize("strange", [{"somewhere": "390 light"}, {"home": "390 purple"}])
def test_what_has_no_name_is_noticed(strange: dict[str, str]) -> None:
    assert len(figures({**SMALL, "axe": {"judged": {"one": strange}}})["unnamed"]) == 1


def test_all_that_was_judged_is_told_by_name_and_nothing_else() -> None:
    found = figures(recorded())
    assert found["unnamed"] == []
    assert len(found["pages"]) == len(WORDS["pages"])
    assert len(found["states"]) == len(WORDS["states"])


def test_the_page_holds_the_figures_of_the_record() -> None:
    text, record = told(), recorded()
    axe, html = record["axe"], record["html"]
    for figure in (axe["version"], axe["browser"], len(axe["rules"]), html["version"], html["pages"]):
        assert str(figure) in text
    assert (axe["violations"], html["ours"]) == (0, 0)
    assert text.count(WORDS["found"]["none"]) == 2
    assert "\n\n" not in text, "Markdown would begin anew"


def test_every_test_that_the_record_names_is_there() -> None:
    """One that was taken out, or for which a view was, would otherwise be told of for ever."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "tests/browser", "-m", "long or not long"]
    said = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, timeout=300, check=True).stdout
    assert {*recorded()["axe"]["judged"]} <= {line.removeprefix("tests/browser/") for line in said.splitlines()}


def test_nobody_types_a_figure_of_the_tests() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert text.count(MARK) == 1
    about_tests = text[text.index("## What we test") : text.index("## What we know is missing")]
    assert not re.findall(r"\d+", about_tests)


def test_other_engines_get_the_figures_too(tmp_path: Path) -> None:
    publish(Project(ROOT), build(Project(ROOT)), tmp_path / "pages")
    page = (tmp_path / "pages/guides/accessibility.md").read_text(encoding="utf-8")
    assert told() in page
    assert MARK not in page
    assert with_tested("# Other\n") == "# Other\n"


def test_what_a_run_judged_takes_the_place_of_what_was_recorded(tmp_path: Path) -> None:
    write_record({"html": {"version": "1"}}, tmp_path / "tested.json")
    written = json.loads((tmp_path / "tested.json").read_text(encoding="utf-8"))
    assert written == {"axe": recorded()["axe"], "html": {"version": "1"}}

"""The tutorial does what it says: every command in it is run, and every file in it is written."""

import re
import shlex
from pathlib import Path

import pytest
from sites import ROOT, run

from builder.codes import MEANINGS

TUTORIAL = (ROOT / "content/reference/tutorial.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(sh|yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What a test cannot do as written: install from a registry, and serve until somebody presses a key.
INSTALL, SERVE = "python -m pip install roleclarity", "roleclarity serve"


def test_every_command_and_file(tmp_path: Path) -> None:
    folder, done = tmp_path, []
    for kind, text in BLOCK.findall(TUTORIAL):
        if kind == "yaml":
            place = folder / re.match(r"# file: (\S+)\n", text)[1]
            assert place.is_file(), "the tutorial has this file made before it is changed"
            place.write_text(text, encoding="utf-8")
        elif text.startswith("cd "):
            folder = folder / text.split()[1]
        elif text.strip() not in {INSTALL, SERVE}:
            words = shlex.split(text)
            assert words[0] == "roleclarity"
            result = run(*words[1:], cwd=folder)
            assert result.returncode == 0, result.stdout + result.stderr
            done.append(words[1])
    assert done == ["init", "new", "validate", "explain", "build"]
    assert "My first week" in (folder / "site/questionnaires/first-week/index.html").read_text(encoding="utf-8")


def test_the_fault_made_on_purpose_is_named_as_it_says(tmp_path: Path) -> None:
    assert run("init", tmp_path / "our-team").returncode == 0
    questionnaire = next(text for kind, text in BLOCK.findall(TUTORIAL) if kind == "yaml")
    file = tmp_path / "our-team/content/questionnaires/first-week.yml"
    file.write_text(questionnaire.replace("title:", "titel:", 1), encoding="utf-8")
    result = run("validate", "--project", tmp_path / "our-team")
    assert result.returncode == 1
    assert "unknown key 'titel' (did you mean 'title'?) [unknown-key]" in result.stdout


@pytest.mark.parametrize("command", [INSTALL, SERVE])
def test_what_is_not_run_stands_in_it(command: str) -> None:
    assert f"```sh\n{command}\n```" in TUTORIAL


def test_every_code_and_schema_has_its_page(site: Path) -> None:
    for code in MEANINGS:
        assert (site / "reference/diagnostics" / code / "index.html").is_file()
    for schema in (ROOT / "schemas").glob("*.schema.json"):
        name = schema.name.removesuffix(".schema.json")
        assert name == "common" or (site / "reference/schemas" / name / "index.html").is_file()

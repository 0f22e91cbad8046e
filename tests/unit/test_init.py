import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sites import build_site, run, tree

from builder.cli import main
from builder.codes import MEANINGS
from builder.explain import examples
from builder.reference import reference_pages
from builder.render import load_words


def test_a_new_project_validates_builds_and_brings_what_editors_need(tmp_path: Path) -> None:
    folder = tmp_path / "our team"
    assert run("init", folder).returncode == 0
    checked = run("validate", "--project", folder)
    assert (checked.returncode, checked.stderr) == (0, "No faults found.\n")
    site = build_site(folder, tmp_path / "site")
    assert (site / "questionnaires/role-clarity-client/index.html").is_file()
    for pattern in json.loads((folder / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]:
        assert (folder / pattern).is_file()


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    result = run("init", tmp_path)
    assert result.returncode == 2
    assert "is not empty" in result.stderr
    assert tree(tmp_path) == {"mine.txt": b"mine"}


def test_an_outdated_schema_is_named_and_mended(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    run("init", folder)
    copy = folder / "schemas/page.schema.json"
    copy.write_text("{}", encoding="utf-8")
    found = run("validate", "--project", folder)
    assert "run: roleclarity schemas" in found.stdout
    assert run("schemas", "--project", folder).returncode == 0
    assert run("validate", "--project", folder).stderr == "No faults found.\n"


@pytest.mark.parametrize("code", MEANINGS)
def test_every_code_is_explained(code: str) -> None:
    result = CliRunner().invoke(main, ["explain", code])
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{code}: {MEANINGS[code]}")
    for example in examples(code):
        assert f"[{code}]" in example.said


def test_an_unknown_code_is_refused_with_the_nearest() -> None:
    result = CliRunner().invoke(main, ["explain", "band-gaps"])
    assert result.exit_code == 2
    assert "did you mean 'band-gap'?" in result.stderr


@pytest.mark.parametrize(
    ("code", "wrong", "mended"),
    [
        ("band-gap", "  30       - {id: less, below: 2, label: Less}", "  30       - {id: less, below: 3, label: Less}"),
        ("unknown-key", "   4 colour: red", "   4 ---"),
        ("page-heading", "   2 Some words, and no heading.", "   2 # A guide"),
    ],
    ids=["a line changed", "a line taken out", "a line put in"],
)
def test_an_example_is_shown_wrong_and_mended(code: str, wrong: str, mended: str) -> None:
    example, _, corrected = CliRunner().invoke(main, ["explain", code]).stdout.partition("The same, mended:\n")
    assert f"\n  {wrong}\n" in example
    assert f"\n  {mended}\n" in corrected
    assert wrong not in corrected


@pytest.mark.parametrize(("code", "times"), [("band-gap", 1), ("json-syntax", 0)])
def test_the_page_of_a_code_shows_the_same_mended(code: str, times: int) -> None:
    (page,) = (page for page in reference_pages() if page.uri == f"reference/diagnostics/{code}.md")
    assert page.body.count(load_words()["reference"]["mended"]) == times
    assert page.body.count("{id: less, below: 3, label: Less}") == times

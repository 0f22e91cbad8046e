import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from builder.cli import main
from builder.inspection import inspect
from builder.pipeline import build
from builder.project import Project, data_folder
from builder.scaffold import FOLDERS, _flow, create, starter
from builder.schemas import load_schemas

# text -> whether it needs quotes
QUOTED = {
    "plain words": False,
    "it's (so), nearly": True,
    "yes": False,
    "true": True,
    "010": True,
    "1.0.0": True,
    "12:30": True,
    "a: b": True,
    "a #b": True,
    "- a": True,
    "": True,
    " a": True,
    "a ": True,
    "é": True,
    "null": True,
    "~": True,
    "1e5": True,
    "9" * 30: True,
}


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_starter_is_valid_in_an_empty_project(tmp_path: Path, kind: str) -> None:
    (tmp_path / "content").mkdir()
    result = CliRunner().invoke(main, ["new", "--project", str(tmp_path), kind, "my-first"])
    assert result.exit_code == 0, result.output
    assert f"Wrote content/{FOLDERS[kind]}/my-first.yml" in result.stdout
    assert inspect(Project(tmp_path)) == ()


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_starter_is_valid_in_this_project(tmp_path: Path, kind: str) -> None:
    shutil.copytree(data_folder("content"), tmp_path / "content")
    create(Project(tmp_path), kind, "my-first")
    assert inspect(Project(tmp_path)) == ()


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_starter_is_the_example_of_the_schema_and_explains_itself(kind: str) -> None:
    schema = load_schemas().by_kind[kind]
    text = starter(kind, "my-first")
    loaded = yaml.load(text, Loader=yaml.BaseLoader)
    assert list(loaded) == list(schema["examples"][0])
    assert text.splitlines()[0] == f"# yaml-language-server: $schema=../../schemas/{kind}.schema.json"
    assert schema["properties"]["minutes"]["description"] in text


@pytest.mark.parametrize("text", QUOTED)
def test_quotes(text: str) -> None:
    assert (_flow(text) != text) == QUOTED[text]
    assert yaml.safe_load(f"[{_flow(text)}]") == [text] or text == "yes"


def test_a_form_for_anyone_is_listed_and_has_its_page(tmp_path: Path) -> None:
    project = Project(tmp_path)
    for name in ("for-peers", "for-anyone"):
        create(project, "questionnaire", name)
    file = project.content / "questionnaires/for-anyone.yml"
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("perspective:")]
    file.write_text("\n".join(lines), encoding="utf-8")
    made = build(project)
    assert made.diagnostics == ()
    pages = {page.uri: page.body for page in made.pages}
    listed, _, anyone = pages["questionnaires/index.md"].partition("For anyone</h2>")
    assert "I am a peer specialist</h2>" in listed
    assert "questionnaires/for-peers/" in listed
    assert "questionnaires/for-anyone/" in anyone
    assert "questionnaires/for-anyone/" not in listed
    assert "For peer specialists" in pages["questionnaires/for-peers.md"]
    assert "For peer specialists" not in pages["questionnaires/for-anyone.md"]

"""Saved responses held against the project's questionnaires: what is said of each file of `rechecked/`, word for word.

Above the base project lies a questionnaire with a kept version. Files of `mended/` are the same as a reader would mend them.
"""

import json
import shutil
from pathlib import Path

import pytest
from cases import RECHECKED, RESPONSES, response_names, write_base
from click.testing import CliRunner, Result
from test_golden import compare

from builder.cli import main
from builder.document import Document
from builder.engines import by_python
from builder.examine import examine_one
from builder.form import form_of
from builder.project import Project
from builder.wording import fingerprint

QUESTIONNAIRE = "content/questionnaires/third-week.yml"
NOTHING_FOUND = (0, "", "No faults found.\n")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_base(tmp_path)
    shutil.copytree(RECHECKED / "content", tmp_path / "content", dirs_exist_ok=True)
    return tmp_path


def run(project: Path, *words: object) -> Result:
    return CliRunner().invoke(main, ["check-response", "--project", str(project), *map(str, words)])


def outcome(result: Result) -> tuple[int, str, str]:
    return result.exit_code, result.stdout, result.stderr


def document(project: Path) -> Document:
    found = examine_one(Project(project), project / QUESTIONNAIRE).document
    assert found
    return found


@pytest.mark.parametrize("name", sorted(file.stem for file in RECHECKED.glob("*.json")))
def test_rechecked(name: str, project: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(RECHECKED)
    result = run(project, f"{name}.json")
    assert result.exit_code == (": error: " in result.stdout), result.output
    compare(request, RECHECKED / f"{name}.out", result.stdout)


@pytest.mark.parametrize("name", sorted(file.name for file in (RECHECKED / "mended").iterdir()))
def test_nothing_is_found_in_it(name: str, project: Path) -> None:
    assert outcome(run(project, RECHECKED / "mended" / name)) == NOTHING_FOUND


@pytest.mark.parametrize("file", response_names())
def test_what_cannot_be_scored_is_refused_here_too(file: str, project: Path) -> None:
    code = next(line for line in (RESPONSES / file).with_suffix(".out").read_text(encoding="utf-8").splitlines() if "[" in line)
    result = run(project, RESPONSES / file)
    assert result.exit_code == 1
    assert code[code.rindex("[") :] in result.stdout


def test_what_a_page_saves_passes_until_the_questionnaire_changes(project: Path) -> None:
    known, answers = fingerprint(form_of(document(project).data)), {"tasks": "high", "limits": "low", "alone": "no"}
    saved = {
        "format": "roleclarity-response-1",
        "questionnaire": {name: known[name] for name in ("id", "version", "hash")},
        "answers": answers,
        "questions": known["questions"],
        "scores": by_python(form_of(document(project).data).key, answers)["scores"],
    }
    file = project / "answers.json"
    file.write_text(json.dumps(saved), encoding="utf-8")
    assert outcome(run(project, file)) == NOTHING_FOUND
    questionnaire = project / QUESTIONNAIRE
    text = questionnaire.read_text(encoding="utf-8")
    questionnaire.write_text(text.replace("work alone?", "work on your own?"), encoding="utf-8")
    result = run(project, file)
    assert result.exit_code == 0
    assert "'alone' has changed since it was answered, though the version is still 2.0.0 [response-wording]" in result.stdout
    assert result.stderr == "\n1 warning in 1 file\n"


def test_all_files_are_read_and_sorted(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(RECHECKED)
    names = ["response-wording-whole.json", "mended/response-score.json", "response-hidden.json"]
    result = run(project, *names, "--format", "json")
    assert result.exit_code == 1
    found = [(fault["path"], fault["line"], fault["severity"]) for fault in json.loads(result.stdout)]
    assert found == [("response-hidden.json", 4, "error"), ("response-wording-whole.json", 3, "warning")]


@pytest.mark.parametrize("style", ["github", "sarif"])
def test_other_programs_read_it(style: str, project: Path) -> None:
    result = run(project, RECHECKED / "response-score.json", "--format", style)
    assert (result.exit_code, result.stderr) == (1, "")
    assert "is scored 4.9 here; its answers give 5.0" in result.stdout


def test_a_faulty_questionnaire_is_named_in_its_own_file(project: Path) -> None:
    file = project / QUESTIONNAIRE
    file.write_text(file.read_text(encoding="utf-8").replace("title:", "titel:", 1), encoding="utf-8")
    result = run(project, RECHECKED / "mended" / "response-score.json")
    assert result.exit_code == 1
    assert f"{QUESTIONNAIRE}:2:1: error: unknown key 'titel'" in result.stdout
    assert "  | titel: Third week" in result.stdout
    kept = run(project, RECHECKED / "mended" / "response-score-earlier-version.json")
    assert outcome(kept) == NOTHING_FOUND


def test_a_file_that_is_no_file(project: Path) -> None:
    result = run(project, project)
    assert result.exit_code == 1
    assert "[file-unreadable]" in result.stdout
    assert run(project, project / "nobody.json").exit_code == 2

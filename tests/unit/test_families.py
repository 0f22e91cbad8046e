"""What questionnaires of one family owe each other is told however little of them is read again."""

import shutil
from pathlib import Path

import pytest
from corpus import edit

from builder.diagnostics import Diagnostic
from builder.inspection import inspect
from builder.project import Project, open_project

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
FORM, OTHER = "content/questionnaires/first-week.yml", "content/questionnaires/first-week-client.yml"


@pytest.fixture(params=[1, 2], ids=["alone", "two workers"])
def workers(request: pytest.FixtureRequest) -> int:
    return int(request.param)


def project_of(case: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("ROLECLARITY_CACHE", str(folder / "cache"))
    shutil.copytree(GOLDEN / "base", folder / "project")
    shutil.copy(GOLDEN / "invalid" / f"{case}.yml", folder / "project" / OTHER)
    return open_project(folder / "project")


def codes(found: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    return [(fault.path, fault.code) for fault in found]


@pytest.mark.parametrize("code", ["parallel-answers", "construct-alone"])
def test_it_is_told_again_of_files_that_are_not_read_again(
    code: str, workers: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = project_of(code, tmp_path, monkeypatch)
    first = inspect(project, workers=workers)
    assert codes(first) == [(FORM, code)]
    assert inspect(project, workers=workers) == first
    shutil.copy(GOLDEN / "mended" / f"{code}.yml", project.root / OTHER)
    assert inspect(project, workers=workers) == ()
    assert inspect(project, workers=workers) == ()


def test_a_broken_member_leaves_open_what_the_family_asks_of_whom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = project_of("construct-alone", tmp_path, monkeypatch)
    edit(project.root, "version: 1.0.0", "version: one", OTHER)
    assert [code for _, code in codes(inspect(project))] == ["wrong-form"]

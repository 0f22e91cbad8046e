"""Every n-th call to the disk fails: one line, exit 2, no traceback, and the old output whole or the new one whole."""

import shutil
from itertools import cycle
from pathlib import Path

import pytest
from forks import ERRORS, Forks, Outcome
from sites import tree
from versions import Version

NEW = "content/questionnaires/first-days.yml"


def judge(outcome: Outcome, touched: bool) -> None:
    """`touched`: whether the output changed."""
    assert "Traceback" not in outcome.err + outcome.out, outcome.err
    assert outcome.status in (0, 1, 2), outcome
    assert touched == (outcome.status == 0), outcome
    if outcome.status == 1:
        assert "[file-unreadable]" in outcome.err
    if outcome.status == 2:
        lines = [line for line in outcome.err.splitlines() if line.startswith("roleclarity: ")]
        assert len(lines) == 1, outcome.err


def sweep(command: str, versions: list[Version], forks: Forks, folder: Path, step: int, errors: dict[str, int]) -> None:
    target = folder / "out"
    old, new = versions[0], versions[2]
    project = folder / "project"
    shutil.copytree(new.project, project)
    new = new._replace(project=project)
    assert forks.run(*old.arguments(command, target)).status == 0
    before = tree(target)
    calls = forks.run(*new.arguments(command, folder / "other"), within=str(folder)).calls
    statuses = []
    for number, (name, error) in zip(range(1, calls + 1, step), cycle(errors.items()), strict=False):
        outcome = forks.run(*new.arguments(command, target), within=str(folder), fail=[number, error])
        found = tree(target)
        assert found in (before, new.made[command]), f"call {number}, {name}: a mixed output"
        judge(outcome, found != before)
        statuses.append(outcome.status)
        if found != before:
            assert forks.run(*old.arguments(command, target)).status == 0
    print(f"{command}: {len(statuses)} of {calls} calls, ends { {status: statuses.count(status) for status in (0, 1, 2)} }")
    assert 2 in statuses


@pytest.mark.parametrize(("command", "step"), [("pages", 5), ("build", 23)])
def test_a_call_fails(command: str, step: int, versions: list[Version], forks: Forks, tmp_path: Path) -> None:
    sweep(command, versions, forks, tmp_path, step, ERRORS)


@pytest.mark.long
@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("command", ["pages", "build"])
def test_every_call_fails(command: str, error: str, versions: list[Version], forks: Forks, tmp_path: Path) -> None:
    sweep(command, versions, forks, tmp_path, 1, {error: ERRORS[error]})


@pytest.mark.parametrize("error", ERRORS)
def test_new(error: str, versions: list[Version], forks: Forks, tmp_path: Path) -> None:
    """A starter file is there whole or not at all."""
    shutil.copytree(versions[0].project, tmp_path, dirs_exist_ok=True)
    words = ["new", "questionnaire", "first-days", "--project", str(tmp_path)]
    assert forks.run(*words).status == 0
    whole = tree(tmp_path / "content")
    (tmp_path / NEW).unlink()
    calls = forks.run(*words, within=str(tmp_path)).calls
    (tmp_path / NEW).unlink()
    before = tree(tmp_path / "content")
    for number in range(1, calls + 1):
        outcome = forks.run(*words, within=str(tmp_path), fail=[number, ERRORS[error]])
        found = tree(tmp_path / "content")
        assert found in (before, whole)
        judge(outcome, found == whole)
        (tmp_path / NEW).unlink(missing_ok=True)


@pytest.mark.parametrize("limit", [400, 1_000])
def test_new_on_a_full_disk(limit: int, versions: list[Version], forks: Forks, tmp_path: Path) -> None:
    shutil.copytree(versions[0].project, tmp_path, dirs_exist_ok=True)
    before = tree(tmp_path / "content")
    outcome = forks.run("new", "questionnaire", "first-days", "--project", tmp_path, limits={"FSIZE": limit})
    assert outcome.status == 2
    assert "Traceback" not in outcome.err
    assert tree(tmp_path / "content") == before


@pytest.mark.parametrize("command", ["pages", "build"])
def test_a_write_fails(command: str, versions: list[Version], forks: Forks, tmp_path: Path) -> None:
    """A limit between the sizes of any two files: the first larger one cannot be written whole."""
    target = tmp_path / "out"
    assert forks.run(*versions[0].arguments(command, target)).status == 0
    sizes = sorted({len(data) for data in versions[2].made[command].values() if len(data) > 1_000})
    for size in sizes[:: max(1, len(sizes) // 4)]:
        outcome = forks.run(*versions[2].arguments(command, target), limits={"FSIZE": size - 1})
        assert outcome.status == 2
        assert "Traceback" not in outcome.err
        assert "cannot be written: File too large; the old folder is as it was" in outcome.err
        assert tree(target) == versions[0].made[command]
        assert [path.name for path in tmp_path.iterdir()] == ["out"]

"""`kill -9` at any moment: the output is the old one or the new one, by every byte, and the next run is clean."""

import random
import shutil
import signal
from pathlib import Path

import pytest
from forks import Forks
from sites import tree
from versions import Version


def leftovers(target: Path) -> list[Path]:
    return list(target.parent.glob(f".{target.name}.new-*"))


def kill_many(command: str, versions: list[Version], forks: Forks, target: Path, kills: int) -> None:
    chance = random.Random(f"{command} {kills}")
    old, new = versions[0], versions[2]
    took = max(forks.run(*version.arguments(command, target)).seconds for version in (new, old))
    outcomes = {"old": 0, "new": 0, "ended": 0}
    for number in range(kills):
        outcome = forks.run(*new.arguments(command, target), kill=chance.uniform(0, took * 1.02))
        found = tree(target)
        assert found in (old.made[command], new.made[command]), f"kill {number}: a mixed output"
        assert len(leftovers(target)) <= 1
        outcomes["ended" if outcome.status == 0 else "new" if found == new.made[command] else "old"] += 1
        assert outcome.status in (0, -signal.SIGKILL), outcome
        if number % 10 == 9:
            outcome = forks.run(*new.arguments(command, target))
            assert outcome.status == 0
            assert tree(target) == new.made[command]
            assert leftovers(target) == []
        if outcome.status == 0:
            took = outcome.seconds  # on a machine that others have left, or come to, kills would else all be late or early
        if found == new.made[command] or number % 10 == 9:
            old, new = new, old
    print(f"{command}: {kills} kills, {outcomes}")
    assert outcomes["old"] > kills // 2


@pytest.mark.parametrize(("command", "kills"), [("build", 30), ("pages", 30)])
def test_kills(command: str, kills: int, versions: list[Version], forks: Forks, tmp_path: Path) -> None:
    kill_many(command, versions, forks, tmp_path / "out", kills)


@pytest.mark.long
@pytest.mark.parametrize(("command", "kills"), [("build", 250), ("pages", 250)])
def test_many_kills(command: str, kills: int, versions: list[Version], forks: Forks, tmp_path: Path) -> None:
    kill_many(command, versions, forks, tmp_path / "out", kills)


@pytest.mark.parametrize("command", ["build", "pages"])
def test_kills_at_the_last_calls(command: str, versions: list[Version], forks: Forks, tmp_path: Path) -> None:
    """Where the folders change places: a kill at each of the last calls to the disk, and at the first."""
    target = tmp_path / "out"
    forks.run(*versions[0].arguments(command, target))
    calls = forks.run(*versions[2].arguments(command, target), within=str(tmp_path)).calls
    forks.run(*versions[0].arguments(command, target))
    old, new, seen = versions[0], versions[2], set()
    for number in [1, 2, *range(calls - 8, calls + 1)]:
        outcome = forks.run(*new.arguments(command, target), within=str(tmp_path), fail=[number, 0])
        assert outcome.status in (0, -signal.SIGKILL), outcome
        found = tree(target)
        assert found in (old.made[command], new.made[command])
        assert len(leftovers(target)) <= 1
        seen.add(found == new.made[command])
        for left in leftovers(target):
            shutil.rmtree(left)  # else the next run would make more calls, to remove it
        if found == new.made[command]:
            forks.run(*old.arguments(command, target))
    assert seen == {True, False}

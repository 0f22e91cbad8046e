"""The cache is shared, taken away, closed and killed: a build always gives the bytes of a clean one."""

import random
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from builds import KINDS_OF_EDIT, Builds, in_order
from forks import ERRORS
from sites import tree


@pytest.mark.parametrize("same", [True, False], ids=["one target", "two targets"])
def test_builds_at_once(same: bool, builds: Builds) -> None:
    chance = random.Random(same)
    for number in range(4):
        KINDS_OF_EDIT[number % 3](builds)
        sites = [builds.site if same else builds.folder / f"site-{runner}" for runner in range(2)]
        words = chance.choice([[], ["--whole"]])
        outcomes = builds.forks.at_once(builds.job(site=sites[0]), builds.job(*words, site=sites[1]))
        assert all(map(in_order, outcomes)), outcomes
        expected = builds.clean()
        assert [tree(site) == expected for site in sites] == [True, True]
    builds.is_whole()


@contextmanager
def taken_away(folder: Path) -> Iterator[list[int]]:
    """A folder that goes as soon as it comes, while the block runs. Gives the moments at which it was there."""
    ended, seen = threading.Event(), []

    def remove() -> None:
        while not ended.wait(0.0005):
            if folder.exists():
                seen.append(len(seen))
            shutil.rmtree(folder, ignore_errors=True)

    thread = threading.Thread(target=remove)
    thread.start()
    try:
        yield seen
    finally:
        ended.set()
        thread.join()


def test_the_cache_is_deleted_meanwhile(builds: Builds) -> None:
    for number in range(3):
        builds.build()
        KINDS_OF_EDIT[number % 3](builds)
        with taken_away(builds.cache) as seen:
            assert in_order(builds.build())
        assert seen
        assert tree(builds.site) == builds.clean()
    builds.is_whole()


def a_file(builds: Builds) -> None:
    shutil.rmtree(builds.cache, ignore_errors=True)
    builds.cache.write_text("mine", encoding="utf-8")


def a_link_to_nowhere(builds: Builds) -> None:
    shutil.rmtree(builds.cache, ignore_errors=True)
    builds.cache.symlink_to(builds.folder / "nowhere")


def folders_in_place_of_files(builds: Builds) -> None:
    for file in list(builds.cache.iterdir()):
        file.unlink()
        file.mkdir()


@pytest.mark.parametrize("spoil", [a_file, a_link_to_nowhere, folders_in_place_of_files])
def test_a_cache_that_is_no_folder_of_files(spoil: Callable[[Builds], None], builds: Builds) -> None:
    builds.build()
    spoil(builds)
    for change in KINDS_OF_EDIT:
        change(builds)
        assert in_order(builds.build())
        assert tree(builds.site) == builds.clean()


@pytest.mark.parametrize(("error", "filled"), [("EROFS", True), ("ENOSPC", False)])
def test_a_cache_that_cannot_be_written(error: str, filled: bool, builds: Builds) -> None:
    if filled:
        builds.build()
    before = tree(builds.cache)
    for change in KINDS_OF_EDIT:
        change(builds)
        assert in_order(builds.build(closed=[str(builds.cache), ERRORS[error]]))
        assert tree(builds.site) == builds.clean()
    assert tree(builds.cache) == before


def each_call_fails(builds: Builds, step: int) -> None:
    builds.build()
    for change in KINDS_OF_EDIT[1:]:
        change(builds)
        calls = builds.build(within=str(builds.cache)).calls
        assert calls > 2
        for number in range(1, calls + 1, step):
            change(builds)
            error = list(ERRORS.values())[number % len(ERRORS)]
            assert in_order(builds.build(within=str(builds.cache), fail=[number, error]))
            assert tree(builds.site) == builds.clean(), number
    builds.is_whole()


def test_a_call_to_the_cache_fails(builds: Builds) -> None:
    each_call_fails(builds, 3)


@pytest.mark.long
def test_each_call_to_the_cache_fails(builds: Builds) -> None:
    each_call_fails(builds, 1)


def test_the_disk_is_full_when_the_cache_is_written(builds: Builds) -> None:
    """Half of it is there then. `validate` writes nothing else."""
    words = {"argv": ["validate", "--project", str(builds.project)], "cache": str(builds.cache)}
    (limited,) = builds.forks.at_once({**words, "limits": {"FSIZE": 100}})
    assert limited.status == 0, limited
    assert list(builds.cache.iterdir()) == []
    (whole,) = builds.forks.at_once(words)
    assert (whole.out, whole.err) == (limited.out, limited.err)
    assert [file.suffix for file in builds.cache.iterdir()] == [".json"]


def killed(builds: Builds, kills: int) -> None:
    chance = random.Random(kills)
    took = dict.fromkeys(KINDS_OF_EDIT[1:], 0.0)
    builds.build()
    for change in took:
        change(builds)
        took[change] = builds.build().seconds
    stopped = 0
    for number in range(kills):
        change = KINDS_OF_EDIT[1 + number % 2]
        change(builds)
        outcome = builds.build(kill=chance.uniform(0, took[change]))
        if outcome.status == 0:
            took[change] = outcome.seconds  # as in test_kills.py
        stopped += outcome.status != 0
        outcome = builds.build()
        assert in_order(outcome), outcome
        assert tree(builds.site) == builds.clean(), number
    assert stopped > kills // 3
    builds.is_whole()


def test_killed_the_next_build_is_a_clean_one(builds: Builds) -> None:
    killed(builds, 10)


@pytest.mark.long
def test_killed_at_length(builds: Builds) -> None:
    killed(builds, 50)

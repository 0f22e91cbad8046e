"""Several runs into one folder at the same time: the result is that of one of them, and readers never see less than a site."""

import random
import threading
from pathlib import Path

import pytest
from forks import Forks
from sites import tree
from versions import Version

INDEX = {"build": "index.html", "pages": "index.md"}


class Reader:
    """Reads the first page again and again, as people do who visit a site."""

    def __init__(self, page: Path, allowed: set[bytes]) -> None:
        self.page, self.allowed = page, allowed
        self.reads, self.wrong = 0, []
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._read)

    def _read(self) -> None:
        while not self.ended.wait(0.0005):
            try:
                found = self.page.read_bytes()
            except OSError as error:
                found = str(error).encode()
            self.reads += 1
            if found not in self.allowed:
                self.wrong.append(found[:80])

    def __enter__(self) -> "Reader":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self.thread.join()


def race(command: str, rounds: int, versions: list[Version], forks: Forks, folder: Path) -> None:
    chance = random.Random(rounds)
    allowed = {version.made[command][INDEX[command]] for version in versions}
    reads, winners = 0, set()
    for number in range(rounds):
        target = folder / str(number % 5)
        runners = chance.sample(versions, chance.randint(2, 4))
        jobs = [{"argv": version.arguments(command, target)} for version in runners]
        if target.exists():
            with Reader(target / INDEX[command], allowed) as reader:
                outcomes = forks.at_once(*jobs)
            reads += reader.reads
            assert reader.wrong == []
        else:
            outcomes = forks.at_once(*jobs)
        assert [outcome.status for outcome in outcomes] == [0] * len(runners), outcomes
        found = tree(target)
        (winner,) = [index for index, version in enumerate(versions) if version.made[command] == found]
        assert versions[winner] in runners
        winners.add(winner)
        assert list(folder.glob(".*")) == []
    print(f"{command}: {rounds} rounds, {reads} reads, winners {sorted(winners)}")


@pytest.mark.parametrize(("command", "rounds"), [("build", 6), ("pages", 10)])
def test_at_once(command: str, rounds: int, versions: list[Version], forks: Forks, tmp_path: Path) -> None:
    race(command, rounds, versions, forks, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("command", ["build", "pages"])
def test_at_once_at_length(command: str, versions: list[Version], forks: Forks, tmp_path: Path) -> None:
    race(command, 50, versions, forks, tmp_path)

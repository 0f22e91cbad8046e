"""Whoever watches long work is told what is being done and how far it is; programs and short work are not."""

import os
import pty
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from corpus import write
from previews import free_port, until

BARS = {"Reading", "Writing"}
"""The two stages that grow with the project."""


class Watched:
    """A command whose words go to a terminal."""

    def __init__(self, *words: str, **environment: str) -> None:
        ours, theirs = pty.openpty()
        plain = {name: value for name, value in os.environ.items() if name != "CI"}
        command = [sys.executable, "-m", "builder", *words]
        self.process = subprocess.Popen(command, stdout=theirs, stderr=theirs, env=plain | {"TERM": "dumb"} | environment)
        os.close(theirs)
        self.said, self.ours = "", ours
        self.listening = threading.Thread(target=self._listen, daemon=True)
        self.listening.start()

    def _listen(self) -> None:
        while True:
            try:
                self.said += os.read(self.ours, 4096).decode(errors="replace")
            except OSError:  # how a terminal says that nobody writes to it any longer
                return

    def bars(self) -> set[str]:
        """The labels of the bars, each of which came to its end."""
        return set(re.findall(r"([A-Z]\w+)  \[#+\]  100%", self.said))


@contextmanager
def watched(*words: str, **environment: str) -> Iterator[Watched]:
    command = Watched(*words, **environment)
    try:
        yield command
    finally:
        command.process.kill()
        command.process.wait()
        command.listening.join()
        os.close(command.ours)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("long")
    write(200, folder)
    return folder


@pytest.mark.parametrize(("environment", "expected"), [({}, BARS), ({"CI": "1"}, set())])
def test_a_build(environment: dict[str, str], expected: set[str], project: Path, tmp_path: Path) -> None:
    with watched("build", "--project", str(project), "--site-dir", str(tmp_path / "site"), **environment) as build:
        assert build.process.wait(120) == 0
        assert until(lambda: "Published" in build.said)
        assert build.bars() == expected


def test_short_work_has_none(tmp_path: Path) -> None:
    write(2, tmp_path)
    with watched("build", "--project", str(tmp_path), "--site-dir", str(tmp_path / "site")) as build:
        assert build.process.wait(120) == 0
        assert until(lambda: "Published" in build.said)
        assert build.bars() == set()


def test_the_first_site_of_a_preview(project: Path) -> None:
    with watched("serve", "--project", str(project), "--address", f"127.0.0.1:{free_port()}") as serving:
        assert until(lambda: "Serving on" in serving.said), serving.said
        assert serving.bars() == BARS
        serving.process.send_signal(signal.SIGINT)
        assert serving.process.wait(60) == 0

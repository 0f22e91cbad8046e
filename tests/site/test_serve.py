"""The live preview: an edit shows, a fault is named and ends nothing."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sites import EVERY_KIND


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    shutil.copytree(EVERY_KIND, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return folder


class Preview:
    """A running preview and what it has said so far."""

    def __init__(self, command: list[str], port: int) -> None:
        environment = {**os.environ, "PYTHONUNBUFFERED": "1", "NO_MKDOCS_2_WARNING": "1"}
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
        self.port = port
        self.said = ""
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self.process.stdout:
            self.said += line

    def page(self, path: str) -> str:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=10) as answer:
                return answer.read().decode()
        except (urllib.error.URLError, ConnectionError):
            return ""


def until(true: Callable[[], object], seconds: float = 30) -> bool:
    """Whether it comes true in time; looks often, so that a quick machine is quick."""
    end = time.monotonic() + seconds
    tick = threading.Event()
    while time.monotonic() < end:
        if true():
            return True
        tick.wait(0.05)
    return False


@pytest.fixture(params=["roleclarity", "mkdocs"])
def preview(request: pytest.FixtureRequest, project: Path) -> Iterator[Preview]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ways = {
        "roleclarity": ["-m", "builder", "serve", "--project", str(project), "--address", f"127.0.0.1:{port}"],
        "mkdocs": ["-m", "mkdocs", "serve", "--config-file", str(project / "mkdocs.yml"), "--dev-addr", f"127.0.0.1:{port}"],
    }
    running = Preview([sys.executable, *ways[request.param]], port)
    try:
        assert until(lambda: running.page("")), running.said
        yield running
    finally:
        running.process.send_signal(signal.SIGINT)
        running.process.wait(20)


def test_an_edit_shows_and_a_fault_ends_nothing(preview: Preview, project: Path) -> None:
    page = "questionnaires/all-kinds/"
    file = project / "content/questionnaires/all-kinds.yml"
    good = file.read_text(encoding="utf-8")
    changed = re.sub(r"^title: .*$", "title: A new name for it", good, count=1, flags=re.MULTILINE)
    assert changed != good

    file.write_text(changed, encoding="utf-8")
    assert until(lambda: "A new name for it" in preview.page(page)), preview.said

    file.write_text(changed.replace("version:", "verzion:", 1), encoding="utf-8")
    assert until(lambda: "unknown key 'verzion' (did you mean 'version'?) [unknown-key]" in preview.said), preview.said
    assert until(lambda: "verzion" in preview.page(page)), preview.said
    assert preview.process.poll() is None

    file.write_text(changed.replace("A new name for it", "A third name"), encoding="utf-8")
    assert until(lambda: "A third name" in preview.page(page)), preview.said

"""A running preview, and patience for what it will show."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


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


def until(true: Callable[[], object], seconds: float = 120) -> bool:
    """Whether it comes true in time; looks often, so that a quick machine is quick."""
    end = time.monotonic() + seconds
    tick = threading.Event()
    while time.monotonic() < end:
        if true():
            return True
        tick.wait(0.05)
    return False


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def previewed(project: Path, way: str = "roleclarity", patience: float = 120) -> Iterator[Preview]:
    """The project in a preview that is up after so many seconds at the latest, by our command or by MkDocs' own."""
    port = free_port()
    ways = {
        "roleclarity": ["-m", "builder", "serve", "--project", str(project), "--address", f"127.0.0.1:{port}"],
        "mkdocs": ["-m", "mkdocs", "serve", "--config-file", str(project / "mkdocs.yml"), "--dev-addr", f"127.0.0.1:{port}"],
    }
    running = Preview([sys.executable, *ways[way]], port)
    try:
        assert until(lambda: running.page(""), patience), running.said
        yield running
    finally:
        running.process.send_signal(signal.SIGINT)
        running.process.wait(60)

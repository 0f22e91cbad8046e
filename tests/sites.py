"""Sites for tests: built by the command as a user runs it, and served from this machine."""

import contextlib
import functools
import gzip
import http.server
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EVERY_KIND = ROOT / "tests" / "browser"
"""A small project with every type of question."""


def run(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    """The command `roleclarity`, in a process of its own."""
    command = [sys.executable, "-m", "builder", *map(str, arguments)]
    return subprocess.run(command, text=True, capture_output=True, timeout=300, check=False, **options)


def codes(result: subprocess.CompletedProcess[str]) -> set[str]:
    """Those of all that `validate` named."""
    return set(re.findall(r" \[([a-z-]+)\]$", result.stdout, re.MULTILINE))


def build_site(project: Path, target: Path) -> Path:
    """A published site; fails with what the command said."""
    result = run("build", "--project", project, "--site-dir", target)
    assert result.returncode == 0, result.stdout + result.stderr
    return target


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def every_kind_in(folder: Path) -> Path:
    """A copy there of the project with every kind of question, without the tests around it."""
    return shutil.copytree(EVERY_KIND, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))


@contextlib.contextmanager
def every_kind_with(settings: str, folder: Path) -> Iterator[str]:
    """The address of the form with every kind of question, on a site whose owner also says this in site.yml."""
    every_kind_in(folder / "project")
    with (folder / "project/content/site.yml").open("a", encoding="utf-8") as file:
        file.write(settings)
    with served(build_site(folder / "project", folder / "site")) as address:
        yield f"{address}/questionnaires/all-kinds/"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(page.stat().st_size))
        self.end_headers()
        self.wfile.write(page.read_bytes())


class _Compressed(_Quiet):
    """As most web spaces do it: compressed, and kept by the browser for ten minutes."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        data = gzip.compress(file.read_bytes(), 6, mtime=0)
        headers = {"Content-Type": self.guess_type(file), "Content-Encoding": "gzip", "Cache-Control": "max-age=600"}
        self.send_response(200)
        for name, value in {**headers, "Content-Length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)


@contextlib.contextmanager
def served(folder: Path, compressed: bool = False) -> Iterator[str]:
    """The address at which a folder is served while the block runs."""
    handler = functools.partial(_Compressed if compressed else _Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()

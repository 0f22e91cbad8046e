"""The preview serves the site and nothing else, to this machine and nobody else."""

import http.client
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from sites import ROOT, every_kind_in

SECRET = "a-secret-beside-the-site"
UPS = ["..", "%2e%2e", "%2E.", ".%2e", "%252e%252e", "..%00", "%c0%ae%c0%ae", "%uff0e%uff0e", "....", "..;", ". .", "%2e%2e%20"]
SLASHES = ["/", "%2f", "%5c", "\\", "//", "/./", "%252f"]
TRAVERSALS = sorted(
    {f"/{slash.join([up] * depth)}{slash}etc{slash}passwd" for up in UPS for slash in SLASHES for depth in (3, 12)}
    | {
        "//etc/passwd",
        "///etc/passwd",
        "/file:///etc/passwd",
        "http://127.0.0.1/../../../etc/passwd",
        "/questionnaires/../../../../../../etc/passwd",
        "/questionnaires/all-kinds/..%2f..%2f..%2f..%2fetc/passwd",
        "/assets/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/livereload/../../../../etc/passwd",
        "/livereload/0/../../../../../etc/passwd",
        "/~root/.bashrc",
        "/.git/config",
        "/../mkdocs.yml",
        "/mkdocs.yml",
        "/../content/index.md",
        "/index.html%00.txt",
        "/%00",
        "/con",
        "/" + "a" * 5_000,
        "/" + "../" * 500 + "etc/passwd",
    }
)
SOURCES = [
    "/questionnaires/all-kinds.yml",
    "/modules/a-module.yml",
    "/library/sources.yml",
    "/content/questionnaires/all-kinds.yml",
    "/index.md",
    "/mkdocs.yml",
]
FOLDERS = ["/assets/", "/assets/javascripts/", "/assets/stylesheets/", "/assets/roleclarity/search/"]
FOREIGN = [
    "evil.example",
    "evil.example:{port}",
    "127.0.0.1.evil.example:{port}",
    "localhost.evil.example",
    "",
    "[::1",
    "127.0.0.1@evil.example",
    "2130706433",
    "0x7f.1",
]
LOCAL = ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}", "127.0.0.1", "[::1]:{port}"]


class Answer(NamedTuple):
    status: int
    body: bytes


class Preview(NamedTuple):
    process: "subprocess.Popen[str]"
    port: int

    def get(self, path: str, host: str = "127.0.0.1:{port}") -> Answer:
        """As it stands: no client on the way may tidy the path."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line:
            line.sendall(f"GET {path} HTTP/1.0\r\nHost: {host.format(port=self.port)}\r\n\r\n".encode())
            answer = http.client.HTTPResponse(line)
            answer.begin()
            return Answer(answer.status, answer.read())


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    folder = tmp_path_factory.mktemp("preview")
    every_kind_in(folder / "project")
    (folder / "project" / "secret.txt").write_text(SECRET, encoding="utf-8")
    (folder / "project" / "content" / ".secret.md").write_text(SECRET, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "TMPDIR": str(folder)}
    command = [sys.executable, "-m", "builder", "serve", "--project", str(folder / "project"), "--address", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=environment, cwd=ROOT)
    for line in process.stderr:
        if "Serving on" in line:
            break
    threading.Thread(target=process.stderr.read, daemon=True).start()
    yield Preview(process, port)
    process.terminate()
    process.wait(20)


def test_it_serves_the_site(preview: Preview) -> None:
    assert preview.get("/").status == 200
    assert b"role-questionnaire" in preview.get("/questionnaires/all-kinds/").body


def test_nothing_outside_the_site_is_served(preview: Preview) -> None:
    assert len(TRAVERSALS) >= 60
    for path in [*TRAVERSALS, "/../project/secret.txt", "/..%2fproject%2fsecret.txt", "/secret.txt", "/.secret.md", "/.secret/"]:
        answer = preview.get(path)
        assert answer.status in (302, 400, 404, 414), (path[:80], answer.status)
        assert b"root:" not in answer.body
        assert SECRET.encode() not in answer.body


@pytest.mark.parametrize("path", SOURCES)
def test_no_source_is_served(path: str, preview: Preview) -> None:
    assert preview.get(path).status == 404


@pytest.mark.parametrize("path", FOLDERS)
def test_no_folder_is_listed(path: str, preview: Preview) -> None:
    answer = preview.get(path)
    assert answer.status == 404
    assert b".js" not in answer.body.replace(b"assets/javascripts/", b"") or b"<title>" in answer.body


@pytest.mark.parametrize("host", FOREIGN)
def test_another_name_is_refused(host: str, preview: Preview) -> None:
    """A page of somebody else's whose name is made to lead to this machine would else read drafts."""
    answer = preview.get("/", host)
    assert answer.status == 403
    assert b"role" not in answer.body.lower().replace(b"roleclarity", b"")


@pytest.mark.parametrize("host", LOCAL)
def test_this_machine_by_any_name(host: str, preview: Preview) -> None:
    assert preview.get("/", host).status == 200


def test_it_listens_to_this_machine_only(preview: Preview) -> None:
    listening = []
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text(encoding="ascii").splitlines()[1:]:
            address, port = line.split()[1].split(":")
            if int(port, 16) == preview.port and line.split()[3] == "0A":
                listening.append(address)
    assert listening == ["0100007F"]

"""The recipes for web servers say what the page on publishing promises; nginx itself is run behind the mark `long`."""

import gzip
import re
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from previews import free_port, until
from sites import EVERY_KIND, ROOT, build_site

from builder.headers import FILE, HEADERS

PAGE = (ROOT / "content/reference/publishing.md").read_text(encoding="utf-8")

ASSETS = "/assets/roleclarity"
PATHS = ["/", "/questionnaires/all-kinds/", f"{ASSETS}/roleclarity.css", f"{ASSETS}/questionnaire.js", "/nowhere/"]


def recipe(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return str(found)


def test_all_servers_say_the_same() -> None:
    said = dict(re.findall(r'add_header ([\w-]+) "(.*)" always;', recipe("nginx")))
    assert said == {**HEADERS, "Strict-Transport-Security": "max-age=31536000"}  # hosts that read our file have no other way in


def test_the_site_holds_them_for_hosts_that_read_a_file(tmp_path: Path) -> None:
    lines = (build_site(EVERY_KIND, tmp_path / "site") / FILE).read_text(encoding="utf-8").splitlines()
    assert lines[0] == "/*"
    assert dict(line.strip().split(": ", 1) for line in lines[1:]) == HEADERS


def test_the_pipeline_for_gitlab_runs_our_commands() -> None:
    job = yaml.safe_load(recipe("yaml"))["pages"]
    assert job["artifacts"]["paths"] == ["public"]
    assert [line.split()[:2] for line in job["script"][1:]] == [["roleclarity", "validate"], ["roleclarity", "build"]]


@pytest.fixture(scope="module")
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin")
    assert program, "this test needs nginx (Debian: nginx-light)"
    folder = tmp_path_factory.mktemp("nginx")
    folder.chmod(0o755)
    for parent in folder.parents[:2]:
        parent.chmod(0o755)
    site, port = build_site(EVERY_KIND, folder / "site"), free_port()
    lines = [line for line in recipe("nginx").splitlines() if "ssl_" not in line]
    server = (
        "\n".join(lines)
        .replace("listen 443 ssl", f"listen 127.0.0.1:{port}")
        .replace("listen 80", f"listen 127.0.0.1:{free_port()}")
        .replace("/srv/our-team", str(site))
    )
    config = folder / "nginx.conf"
    config.write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/errors;\nevents {{}}\n"
        f"http {{ include /etc/nginx/mime.types; client_body_temp_path {folder}/body; {server} }}\n",
        encoding="utf-8",
    )
    process = subprocess.Popen([program, "-c", str(config)], stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    assert until(lambda: answer(address)[0] == 200), (folder / "errors").read_text(encoding="utf-8")
    yield address
    process.terminate()
    process.wait(10)


def answer(address: str) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    try:
        with urllib.request.urlopen(request, timeout=10) as found:
            return found.status, dict(found.headers), found.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()
    except OSError:
        return 0, {}, b""


@pytest.mark.long
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/questionnaires/all-kinds/",
        "/assets/roleclarity/roleclarity.css",
        "/assets/roleclarity/questionnaire.js",
        "/nowhere/",
    ],
)
def test_nginx_sends_headers_and_compresses(path: str, nginx: str) -> None:
    """B15: What a page cannot say of itself."""
    status, headers, body = answer(nginx + path)
    assert status == (404 if path == "/nowhere/" else 200)
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body)


@pytest.mark.long
def test_nginx_asks_again_and_shows_no_hidden_file(nginx: str) -> None:
    headers = answer(nginx + "/")[1]
    request = urllib.request.Request(nginx + "/", headers={"If-None-Match": headers["ETag"]})
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(request, timeout=10)
    assert error.value.code == 304
    assert answer(nginx + "/.roleclarity")[0] == 404


ASKED = {
    "Strict-Transport-Security": r"max-age=(3153600\d|[4-9]\d{7,}|\d{9,}).*",
    "Content-Security-Policy": r".*frame-ancestors 'none'.*",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer|same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.long
def test_nginx_sends_what_the_application_standard_asks(nginx: str) -> None:
    """B15: OWASP ASVS 5.0, 3.4.1 to 3.4.6 and 3.4.8, with each kind of answer; the rest of the policy stands in the pages."""
    for path in PATHS:
        headers, body = answer(nginx + path)[1:]
        for name, wanted in ASKED.items():
            assert re.fullmatch(wanted, headers.get(name, "")), (path, name)
        assert not [name for name in headers if name.lower().startswith("access-control-")]
        if headers["Content-Type"].startswith("text/html"):
            text = gzip.decompress(body).decode()
            assert all(part in text for part in ("object-src 'none'", "base-uri 'none'", "default-src 'none'"))

"""What the tests of a browser's copy of a site share: a host that can be anything but well, and what there is in the browser."""

import base64
import hashlib
import http.server
import json
import re
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import BrowserContext, Page, expect
from sites import build_site, every_kind_in

from builder.offline import write_worker

FORM = "questionnaires/all-kinds/"
SETTLED = """async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active.state !== "activated") await new Promise((done) => active.addEventListener("statechange", done));
}"""
UPDATE = "() => navigator.serviceWorker.getRegistration().then((found) => found.update()).catch(() => {})"
REGISTRATIONS = "() => navigator.serviceWorker.getRegistrations().then((found) => found.length)"
STATE = """() => navigator.serviceWorker.getRegistration()
    .then((found) => found && [found.installing, found.waiting, found.active].map((worker) => worker?.state))"""
COPIES = """async () => {
    const found = {};
    for (const name of (await caches.keys()).filter((one) => one.startsWith("roleclarity "))) {
        const cache = await caches.open(name);
        found[name] = {};
        for (const { url } of await cache.keys()) {
            const hash = await crypto.subtle.digest("SHA-256", await (await cache.match(url)).arrayBuffer());
            found[name][decodeURI(new URL(url).pathname)] = btoa(String.fromCharCode(...new Uint8Array(hash)));
        }
    }
    return found;
}"""
"""Every file in the browser's copies, by its bytes."""


class Reply(NamedTuple):
    """What a host says instead of what lies there; the connection ends before anything is said if there is no status."""

    data: bytes = b""
    status: int = 200
    kind: str = "text/html"
    more: tuple[tuple[str, str], ...] = ()
    lost: int = 0
    """Bytes that are promised and never come."""


LOG_IN = Reply(b"<!doctype html><title>Log in</title><h1>Welcome to our Wi-Fi</h1>")
DROPPED = Reply(status=0)


def as_it_is(_path: str) -> Reply | None:
    """A host that is well."""
    return None


class Host:
    """A web space that can put up another folder, stand behind a log-in page, and go away. A site lies in /project/."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.instead: Callable[[str], Reply | None] = as_it_is
        self.asked: list[str] = []
        self.lasting = "no-store"
        """What it says of how long a browser may keep a file."""
        self.gone = False
        host = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def translate_path(self, path: str) -> str:
                self.directory = str(host.root)
                return super().translate_path(path)

            def do_GET(self) -> None:
                if host.gone:  # over a connection that the browser had opened in advance
                    return
                host.asked.append(self.path)
                reply = host.instead(self.path) or self.there()
                if not reply.status:
                    self.close_connection = True
                    return
                self.send_response(reply.status)
                length = str(len(reply.data) + reply.lost)
                headers = (("Content-Type", reply.kind), ("Content-Length", length), ("Cache-Control", host.lasting))
                for name, value in (*headers, *reply.more):
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(reply.data)

            def there(self) -> Reply:
                file = Path(self.translate_path(self.path))
                file = file / "index.html" if file.is_dir() else file
                return Reply(file.read_bytes(), kind=self.guess_type(file)) if file.is_file() else Reply(b"none", 404)

            def log_message(self, *_: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        self.address = f"{self.origin}/project/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Go away: nothing answers any more. It may have gone before."""
        self.gone = True
        self.server.shutdown()
        self.server.server_close()


def built(folder: Path) -> dict[str, Path]:
    """Builds of a small site: two that differ, one that nobody may keep, and a third that differs by its name alone."""
    made = {}
    for name, look in {"one": "name: One\n", "two": "name: Two\n", "off": "name: Off\noffline: false\n"}.items():
        every_kind_in(folder / f"source-{name}")
        with (folder / f"source-{name}/content/site.yml").open("a", encoding="utf-8") as settings:
            settings.write(look)
        made[name] = build_site(folder / f"source-{name}", folder / name / "project").parent
    made["three"] = shutil.copytree(made["two"], folder / "three")
    for page in (made["three"] / "project").rglob("*.html"):
        page.write_text(page.read_text(encoding="utf-8").replace(">Two<", ">Three<"), encoding="utf-8")
    write_worker(made["three"] / "project", offline=True)
    return made


def files_of(root: Path, place: str = "/project/") -> dict[str, str]:
    """What a browser keeps of the site there, as COPIES gives it."""
    site = root / place.strip("/")
    listed = json.loads(re.search(r"^const FILES = (.*);$", (site / "sw.js").read_text(encoding="utf-8"), re.MULTILINE)[1])
    files = {name: site / name / "index.html" if name.endswith("/") or not name else site / name for name in listed}
    return {place + name: base64.b64encode(hashlib.sha256(file.read_bytes()).digest()).decode() for name, file in files.items()}


def visited(context: BrowserContext, address: str) -> Page:
    """A page after the first visit, when all is kept."""
    page = context.new_page()
    page.goto(address)
    page.evaluate(SETTLED)
    page.reload()
    assert page.evaluate("() => Boolean(navigator.serviceWorker.controller)")
    return page


def name_of(page: Page) -> str:
    return page.locator(".rk-logo span").inner_text()


def offer(page: Page) -> Any:
    return page.get_by_role("button", name="Use it now")


def until(page: Page, script: str, wanted: Any) -> None:
    """Ask the page until it says so. Each question is an answer's way there and back; a test that never ends is stopped."""
    for _ in range(2000):
        found = page.evaluate(script)
        if found == wanted:
            return
    assert found == wanted


def whole(page: Page, root: Path) -> None:
    """Some copy in the browser is that version, every byte of it."""
    assert files_of(root) in page.evaluate(COPIES).values()


def only(page: Page, root: Path) -> None:
    """There is one copy, and it is that version."""
    until(page, "() => caches.keys().then((all) => all.length)", 1)
    assert list(page.evaluate(COPIES).values()) == [files_of(root)]


def comes(page: Page, host: Host, root: Path, name: str) -> None:
    """A host that is well brings this version at the next visit, and one press takes it."""
    host.root, host.instead = root, as_it_is
    page.goto(host.address)
    offer(page).click()
    expect(page.locator(".rk-logo span")).to_have_text(name)
    only(page, root)

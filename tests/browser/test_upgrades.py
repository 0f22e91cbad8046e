"""B7: From one version of a site to another by any way: the copy is the old one whole, then the new one; nobody is stuck."""

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import opened
from hosting import (
    DROPPED,
    FORM,
    LOG_IN,
    SETTLED,
    STATE,
    UPDATE,
    Host,
    Reply,
    as_it_is,
    comes,
    files_of,
    name_of,
    offer,
    only,
    until,
    visited,
    whole,
)
from keeping import kill, profile
from playwright.sync_api import BrowserContext, Playwright, expect

NO_ROOM = b"Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));\n"
ELSEWHERE = (("Location", "https://elsewhere.example/sw.js"),)
JAVASCRIPT = "text/javascript"
WORKERS: dict[str, Callable[[bytes], Reply]] = {
    "is not there": lambda _: Reply(b"none", 404),
    "is gone": lambda _: Reply(b"gone", 410),
    "is a fault of the host": lambda _: Reply(b"<h1>Fault</h1>", 500),
    "is too much for the host": lambda _: Reply(b"", 503, more=(("Retry-After", "60"),)),
    "is a log-in page": lambda _: LOG_IN,
    "is a log-in page that says it is a script": lambda _: LOG_IN._replace(kind=JAVASCRIPT),
    "is called plain text": lambda data: Reply(data, kind="text/plain"),
    "is led elsewhere": lambda _: Reply(b"", 302, more=ELSEWHERE),
    "is led to a script of ours": lambda _: Reply(b"", 302, more=(("Location", "/project/assets/roleclarity/page.js"),)),
    "never comes": lambda _: DROPPED,
    "comes by half": lambda data: Reply(data[: len(data) // 2], kind=JAVASCRIPT, lost=len(data) // 2),
    "was put up by half": lambda data: Reply(data[: len(data) // 2], kind=JAVASCRIPT),
    "was put up without its last lines": lambda data: Reply(data[: data.index(b'addEventListener("message"')], kind=JAVASCRIPT),
    "was put up without all that it does": lambda data: Reply(data[: data.index(b"async function install")], kind=JAVASCRIPT),
    "has a fault of syntax": lambda data: Reply(data + b"}", kind=JAVASCRIPT),
    "throws": lambda data: Reply(b"throw 1;\n" + data, kind=JAVASCRIPT),
    "loads another from elsewhere": lambda data: Reply(
        b"importScripts('https://elsewhere.example/a.js');\n" + data, kind=JAVASCRIPT
    ),
    "names a file that is not there": lambda data: Reply(data.replace(b'"away/"', b'"gone/"'), kind=JAVASCRIPT),
    "names other bytes": lambda data: Reply(data.replace(b'"away/":"', b'"away/":"x'), kind=JAVASCRIPT),
    "finds no room": lambda data: Reply(NO_ROOM + data, kind=JAVASCRIPT),
}
"""What the worker of the next version is, before it is what it should be."""
FORGET = """async (old) => {
    for (const name of await caches.keys()) if (name !== old) await caches.delete(name);
}"""


def worker(reply: Callable[[bytes], Reply], root: Path) -> Callable[[str], Reply | None]:
    """A host with this version, whose worker is not what it should be."""
    made = reply((root / "project/sw.js").read_bytes())
    return lambda path: made if path == "/project/sw.js" else None


def test_a_broken_worker_leaves_the_old_copy_whole(host: Host, versions: dict[str, Path], people: BrowserContext) -> None:
    """One after the other; with `long`, each has a browser of its own and the whole site is looked at without a host."""
    page = visited(people, host.address)
    host.root = versions["two"]
    for reply in WORKERS.values():
        host.instead = worker(reply, versions["two"])
        page.evaluate(UPDATE)
        until(page, STATE, [None, None, "activated"])
        whole(page, versions["one"])
    opened(page, host.address + FORM)
    assert name_of(page) == "One"
    expect(offer(page)).to_be_hidden()
    comes(page, host, versions["two"], "Two")


@pytest.mark.long
@pytest.mark.parametrize("how", WORKERS)
def test_after_a_broken_worker_the_next_one_comes(
    host: Host, versions: dict[str, Path], people: BrowserContext, how: str
) -> None:
    page = visited(people, host.address)
    host.root = versions["two"]
    host.instead = worker(WORKERS[how], versions["two"])
    page.reload()
    page.evaluate(UPDATE)
    until(page, STATE, [None, None, "activated"])
    whole(page, versions["one"])
    expect(offer(page)).to_be_hidden()
    people.set_offline(True)
    for place in files_of(versions["one"]):
        if place.endswith("/"):
            assert page.goto(host.origin + place).status == 200
            assert place.endswith("away/") or name_of(page) == "One"
    people.set_offline(False)
    comes(page, host, versions["three"], "Three")


def test_an_update_that_ends_at_any_file(host: Host, versions: dict[str, Path], people: BrowserContext) -> None:
    """The line goes dead at the first, the second, and so on to the last, each time with nothing of the new copy there yet."""
    page = visited(people, host.address)
    host.root = versions["two"]
    (old,) = page.evaluate("caches.keys()")
    ends = 0
    for at in range(1, 1000):
        host.instead, counted = dropped_at(at)
        page.evaluate(UPDATE)
        until(page, "() => navigator.serviceWorker.getRegistration().then((found) => found.installing)", None)
        if len(counted) < at:
            break
        ends += 1
        until(page, STATE, [None, None, "activated"])
        whole(page, versions["one"])
        page.evaluate(FORGET, old)
    print(f"{ends} files differ")
    assert ends > 10
    comes(page, host, versions["two"], "Two")


def dropped_at(number: int) -> tuple[Callable[[str], Reply | None], list[str]]:
    """A host that says nothing to the n-th question for a file, nor to any after it; and what it was asked for."""
    asked: list[str] = []

    def instead(path: str) -> Reply | None:
        if path == "/project/sw.js":
            return None
        asked.append(path)
        return DROPPED if len(asked) >= number else None

    return instead, asked


@pytest.mark.long
@pytest.mark.parametrize("share", [part / 20 for part in range(20)])
@pytest.mark.parametrize("before", ["one", None], ids=["an update", "a first visit"])
def test_the_browser_is_killed_while_it_fetches(
    playwright: Playwright, host: Host, versions: dict[str, Path], tmp_path: Path, share: float, before: str | None
) -> None:
    """All of it at once, as by a flat battery, while a file is on its way."""
    folder, killed, wanted = tmp_path / "profile", threading.Event(), files_of(versions["two"])
    if before:
        with profile(playwright, folder) as context:
            only(visited(context, host.address), versions["one"])
        wanted = {name: file for name, file in wanted.items() if files_of(versions["one"]).get(name) != file}
    host.root, (host.instead, asked) = versions["two"], dropped_at(1 + int(share * len(wanted)))
    drop = host.instead

    def instead(path: str) -> Reply | None:
        reply = drop(path) if "/project/sw.js" in host.asked[start:] else None
        if reply and not killed.is_set():
            kill(folder)
            killed.set()
        return reply

    start, host.instead = len(host.asked), instead
    with profile(playwright, folder) as context, contextlib.suppress(Exception):  # of one that was killed
        context.new_page().goto(host.address)
        assert killed.wait(60)
    assert killed.is_set(), asked
    host.instead = as_it_is
    with profile(playwright, folder) as context:
        page = context.new_page()
        page.goto(host.address)
        page.evaluate(SETTLED)
        if before:
            assert name_of(page) == "One"
            comes(page, host, versions["two"], "Two")
        only(page, versions["two"])

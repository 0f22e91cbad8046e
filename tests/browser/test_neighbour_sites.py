"""B6: Other sites on the same host, ours or hostile: what is locked stays locked, what is theirs stays theirs, all is said."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import answer, opened
from hosting import COPIES, FORM, REGISTRATIONS, SETTLED, Host, files_of, name_of, until, visited
from keeping import MARKERS, PASSPHRASE, answers, databases, fill, keep, state, unlock
from keeping import visited as kept_at
from playwright.sync_api import BrowserContext, Page, expect

LOOT = """async () => {
    const shown = (value) => JSON.stringify(value, (_, part) => ArrayBuffer.isView(part) ? String.fromCharCode(...part) : part);
    const found = [shown({ ...localStorage }), shown({ ...sessionStorage }), document.cookie];
    for (const { name } of await indexedDB.databases()) {
        const database = await new Promise((done) => {
            const opening = indexedDB.open(name);
            opening.addEventListener("success", () => done(opening.result));
        });
        for (const store of database.objectStoreNames) {
            const reading = database.transaction(store).objectStore(store).getAll();
            await new Promise((done) => reading.addEventListener("success", done));
            found.push(name, shown(reading.result));
        }
        database.close();
    }
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) found.push(request.url, await (await cache.match(request)).text());
    }
    return found.join("\\n");
}"""
"""All that a page of the same origin can read."""
FORGED = """async () => {
    const channel = new BroadcastChannel("roleclarity /project/");
    const said = [{ id: "all-kinds", gone: true, all: true }, { gone: true, all: true }, { gone: true }, {}, { id: 5 }];
    for (const one of said) channel.postMessage(one);
    channel.postMessage({ id: "last" });
    await new Promise((done) => setTimeout(done));
}"""
EVIL = b"""addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => event.respondWith(new Response("<!doctype html><title>Theirs</title>",
    { headers: { "Content-Type": "text/html" } })));
"""
CLAIM = """() => navigator.serviceWorker.register("/evil.js", { scope: "/" }).then(({ installing }) => new Promise((done) =>
    installing.addEventListener("statechange", () => installing.state === "activated" && done())))"""
RAID = """async () => {
    for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
    for (const name of await caches.keys()) await caches.delete(name);
}"""
NEWER = """() => new Promise((done) => {
    const opening = indexedDB.open("roleclarity /project/", 2);
    opening.addEventListener("success", () => { opening.result.close(); done(); });
})"""


HOLD = """() => new Promise((done) => {
    const opening = indexedDB.open("roleclarity /project/");
    opening.addEventListener("success", () => { globalThis.held = opening.result; done(); });
})"""
"""Nobody can remove it now."""
HELD = """() => new Promise((done) => {
    const counting = held.transaction("kept").objectStore("kept").count();
    counting.addEventListener("success", () => done(counting.result));
})"""
"""How many records are in it."""


@pytest.fixture
def street(versions: dict[str, Path], tmp_path: Path) -> Iterator[Host]:
    """A host with two sites of ours, and a neighbour with pages of any kind."""
    root = tmp_path / "street"
    for name, version in {"project": "one", "next": "two"}.items():
        shutil.copytree(versions[version] / "project", root / name)
    (root / "evil.html").write_text("<!doctype html><title>e</title>", encoding="utf-8")
    (root / "evil.js").write_bytes(EVIL)
    host = Host(root)
    yield host
    host.stop()


@pytest.fixture
def kept(street: Host, people: BrowserContext) -> Page:
    """A form in whose browser answers are kept under a passphrase."""
    page = kept_at(people.new_page(), street.address + FORM, "ask")
    fill(page, {"word": MARKERS[0], "story": MARKERS[1]})
    keep(page, PASSPHRASE)
    return page


@pytest.fixture
def evil(street: Host, people: BrowserContext) -> Page:
    page = people.new_page()
    page.goto(f"{street.origin}/evil.html")
    return page


def test_two_sites_of_ours_know_nothing_of_each_other(street: Host, kept: Page) -> None:
    other = kept_at(kept.context.new_page(), f"{street.origin}/next/{FORM}", "ask")
    answer(other, "word", "another")
    keep(other, "another passphrase of theirs")
    assert sorted(databases(kept)) == ["roleclarity /next/", "roleclarity /project/"]
    other.locator("[data-erase]").click()
    other.locator("[data-erase-yes]").click()
    state(other, "ask")
    assert databases(kept) == ["roleclarity /project/"]
    state(kept, "kept")
    for page, place in ((kept, "project"), (other, "next")):
        page.goto(f"{street.origin}/{place}/")
        page.evaluate(SETTLED)
        page.reload()
    copies = kept.evaluate(COPIES).values()
    assert len(copies) == 2
    assert all(files_of(street.root, f"/{place}/") in copies for place in ("project", "next"))


def test_a_neighbour_reads_no_answer(kept: Page, evil: Page) -> None:
    """It sees that there is something, of which form, and until which day."""
    loot = evil.evaluate(LOOT)
    assert "roleclarity-kept-1" in loot, "a search that finds nothing of ours proves nothing"
    assert not [marker for marker in (*MARKERS, PASSPHRASE) if marker in loot]


def test_messages_of_a_neighbour_take_nothing_away(kept: Page, evil: Page) -> None:
    evil.evaluate(FORGED)
    answer(kept, "hours", "12")
    state(kept, "kept")
    assert answers(kept) == {"word": MARKERS[0], "story": MARKERS[1], "hours": 12}
    kept.reload()
    state(kept, "locked")
    unlock(kept)
    state(kept, "kept")


def test_a_neighbour_that_takes_the_copy_away_takes_no_answer(street: Host, kept: Page, evil: Page) -> None:
    """The open page goes on, and the copy comes back with the next visits."""
    kept.evaluate(SETTLED)
    evil.evaluate(RAID)
    answer(kept, "hours", "12")
    assert answers(kept)["word"] == MARKERS[0]
    kept.reload()
    state(kept, "locked")
    kept.evaluate(SETTLED)
    assert list(kept.evaluate(COPIES).values()) == [files_of(street.root)]


def test_a_worker_for_the_whole_host_gets_none_of_our_pages(street: Host, people: BrowserContext, evil: Page) -> None:
    page = visited(people, street.address)
    evil.evaluate(CLAIM)
    assert evil.goto(f"{street.origin}/next/").ok
    assert evil.title() == "Theirs", "the test would prove nothing"
    for place in ("", FORM, "questionnaires/"):
        page.goto(street.address + place)
        assert name_of(page) == "One"
    until(page, REGISTRATIONS, 2)


def test_a_database_that_a_neighbour_renewed_still_opens(street: Host, kept: Page, evil: Page) -> None:
    """It has a newer version then, and what was kept lies in it as before."""
    evil.evaluate(NEWER)
    opened(kept, street.address + FORM)
    state(kept, "locked")
    unlock(kept)
    state(kept, "kept")
    assert answers(kept) == {"word": MARKERS[0], "story": MARKERS[1]}


def test_a_neighbour_that_holds_the_database_does_not_hold_up_erasing(kept: Page, evil: Page) -> None:
    evil.evaluate(HOLD)
    kept.locator("[data-erase]").click()
    kept.locator("[data-erase-yes]").click()
    expect(kept.locator("[data-message]")).to_contain_text("from this browser")
    state(kept, "ask")
    assert evil.evaluate(HELD) == 0

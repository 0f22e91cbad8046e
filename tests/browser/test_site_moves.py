"""B7: Versions of a site in any order, at another address, on a host that is half done or has no room: nothing is ever mixed."""

import shutil
from pathlib import Path

import pytest
from browsing import answer
from hosting import (
    COPIES,
    FORM,
    REGISTRATIONS,
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
from playwright.sync_api import BrowserContext, expect

YEARS = 63_072_000
"""Two of them, in seconds."""
WAITING = [None, "installed", "activated"]


@pytest.mark.long
def test_the_newest_of_several_versions_is_taken(host: Host, versions: dict[str, Path], people: BrowserContext) -> None:
    """The second waits and is never taken; the host goes back to the first, on to the third, and back to the first again."""
    page = visited(people, host.address)
    for name in ("two", "one", "three"):
        host.root = versions[name]
        page.evaluate(UPDATE)
        until(page, STATE, WAITING)
        whole(page, versions["one"])
    comes(page, host, versions["three"], "Three")
    comes(page, host, versions["one"], "One")


@pytest.mark.long
def test_a_second_tab_goes_on_and_finds_the_new_version_at_its_next_page(
    host: Host, versions: dict[str, Path], people: BrowserContext
) -> None:
    page, other = visited(people, host.address), people.new_page()
    other.goto(host.address + FORM)
    answer(other, "consent", "yes")
    comes(page, host, versions["two"], "Two")
    assert name_of(other) == "One"
    expect(other.locator('[data-question="consent"] input:checked')).to_have_count(1)
    other.goto(host.address)
    assert name_of(other) == "Two"


@pytest.mark.parametrize("first", ["the worker", pytest.param("the pages", marks=pytest.mark.long)])
def test_a_site_that_is_half_put_up_is_not_kept(
    host: Host, versions: dict[str, Path], people: BrowserContext, tmp_path: Path, first: str
) -> None:
    page = visited(people, host.address)
    before, after = ("one", "two") if first == "the worker" else ("two", "one")
    half = shutil.copytree(versions[before], tmp_path / "half")
    shutil.copy(versions[after] / "project/sw.js", half / "project/sw.js")
    host.root = half
    for _ in range(2):
        page.reload()
        page.evaluate(UPDATE)
        until(page, STATE, [None, None, "activated"])
        whole(page, versions["one"])
        assert name_of(page) == "One"
    comes(page, host, versions["two"], "Two")


@pytest.mark.parametrize("leaves", ["nothing", "a worker that takes itself away"])
def test_a_site_that_moves_has_two_copies_or_one(
    host: Host, versions: dict[str, Path], people: BrowserContext, tmp_path: Path, leaves: str
) -> None:
    """At the old address the old version stays whole, or goes; the new address has nothing of it."""
    page = visited(people, host.address)
    host.root = tmp_path / "root"
    shutil.copytree(versions["two"] / "project", host.root / "moved")
    if leaves != "nothing":
        shutil.copytree(versions["off"] / "project", host.root / "project")
    page.goto(f"{host.origin}/moved/")
    page.evaluate(SETTLED)
    assert name_of(page) == "Two"
    page.goto(host.address)
    page.evaluate(UPDATE)
    kept = [files_of(host.root, "/moved/")]
    if leaves == "nothing":
        assert name_of(page) == "One"
        kept.append(files_of(versions["one"]))
    else:
        until(page, REGISTRATIONS, 1)
        page.reload()
        assert name_of(page) == "Off"
    until(page, "() => caches.keys().then((all) => all.length)", len(kept))
    assert all(found in kept for found in page.evaluate(COPIES).values())


@pytest.mark.long
def test_a_host_that_says_to_keep_all_for_years_holds_no_version_up(
    host: Host, versions: dict[str, Path], people: BrowserContext
) -> None:
    """Nor does a clock that goes two years forward, or back again."""
    host.lasting = f"max-age={YEARS}, immutable"
    page = visited(people, host.address)
    for moment in ("2028-12-01T12:00Z", "2026-01-01T12:00Z"):
        page.clock.set_fixed_time(moment)
        page.goto(host.address + FORM)
        assert name_of(page) == "One"
    comes(page, host, versions["two"], "Two")
    comes(page, host, versions["three"], "Three")


def test_a_browser_without_room_keeps_the_old_version(host: Host, versions: dict[str, Path], people: BrowserContext) -> None:
    """The browser's own bound, lowered below what is there, and taken away again."""
    page = visited(people, host.address)
    bound = people.new_cdp_session(page)
    bound.send("Storage.overrideQuotaForOrigin", {"origin": host.origin, "quotaSize": 50_000})
    host.root = versions["two"]
    page.evaluate(UPDATE)
    until(page, STATE, [None, None, "activated"])
    only(page, versions["one"])
    page.goto(host.address + FORM)
    assert name_of(page) == "One"
    bound.send("Storage.overrideQuotaForOrigin", {"origin": host.origin})
    comes(page, host, versions["two"], "Two")


@pytest.mark.long
def test_a_worker_that_was_put_up_up_to_some_line_sticks_nobody(
    host: Host, versions: dict[str, Path], people: BrowserContext
) -> None:
    """Without its last lines it may still be a worker, which answers nothing: then pages come from the host."""
    lines = (versions["two"] / "project/sw.js").read_bytes().splitlines(keepends=True)
    page = visited(people, host.address)
    host.root = versions["two"]
    found = set()
    for end in range(1, len(lines)):
        cut = Reply(b"".join(lines[:end]), kind="text/javascript")
        host.instead = lambda path, cut=cut: cut if path.endswith("sw.js") else None
        page.evaluate(UPDATE)
        until(page, "() => navigator.serviceWorker.getRegistration().then((found) => found.installing)", None)
        whole(page, versions["one"])
        found.add(page.evaluate("navigator.serviceWorker.getRegistration().then((found) => Boolean(found.waiting))"))
    assert found == {True, False}
    page.close()
    page = people.new_page()
    page.goto(host.address)
    assert name_of(page) in {"One", "Two"}
    host.instead = as_it_is
    page.goto(host.address)
    until(page, STATE, WAITING)
    offer(page).click()
    expect(page.locator(".rk-logo span")).to_have_text("Two")
    only(page, versions["two"])

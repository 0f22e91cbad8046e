"""B7: The copy that a browser keeps: what opens without a host, how a new version comes, what must never get in, how it goes."""

import re
import shutil
from pathlib import Path

import pytest
from browsing import answer, finish, opened, shot
from hosting import FORM, LOG_IN, REGISTRATIONS, STATE, UPDATE, Host, as_it_is, name_of, offer, until, visited
from judging import Judge
from looking import PLACES
from playwright.sync_api import BrowserContext, expect

NEIGHBOURS = [
    "theirs",
    "roleclarity-of-another",
    "roleclarity {origin}/project/deeper/ 0123456789ab",
    "roleclarity {origin}/other/ 0",
]
"""Caches of other sites on the same origin, with names that begin as ours do."""
KEPT = """async () => {
    const found = [];
    for (const name of await caches.keys()) {
        for (const { url } of await (await caches.open(name)).keys()) found.push([name, url]);
    }
    return found;
}"""
PUT = """async (names) => { for (const name of names) await (await caches.open(name)).put("/x", new Response("theirs")); }"""
REGISTER = """() => navigator.serviceWorker.register("/project/sw.js", { updateViaCache: "none" }).then(
    ({ installing }) => new Promise((done) => installing.addEventListener("statechange", () => done(installing.state))),
    (fault) => fault.name,
)"""


@pytest.mark.parametrize("place", ["/project/", "/"])
def test_every_kind_of_page_and_the_search_work_without_a_host(place: str, our_site: Path, people: BrowserContext) -> None:
    host = Host(our_site.parent if place == "/project/" else our_site)
    start = host.origin + place
    page = visited(people, start)
    host.stop()
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    for name, path in PLACES.items():
        answered = page.goto(start + path)
        assert answered.status == (404 if name == "not-found" else 200), name
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate("() => [...document.images].every((image) => image.naturalWidth > 0)")
    expect(page.locator("main")).to_contain_text("If you have no connection right now")
    form = opened(page, start + PLACES["form"])
    form.locator("input[type=radio]").first.check()
    page.goto(f"{start}?q=crisis")
    expect(page.locator(".rk-search__found a").first).to_be_visible()
    # Without `site_url`, what the page for no page loads lies at the root of the host.
    assert [url for url in failed if url.startswith(start) and not url.endswith(("sw.js", "no-such-page/"))] == []


def test_all_that_the_build_lists_is_kept_and_nothing_else(host: Host, people: BrowserContext) -> None:
    page = visited(people, host.address)
    page.goto(f"{host.address}{FORM}?from=somebody#top")
    listed = re.search(r"^const FILES = \{(.*)\};$", (host.root / "project/sw.js").read_text(encoding="utf-8"), re.MULTILINE)[1]
    names = re.findall(r'"([^"]*)":', listed)
    assert sorted(url for _, url in page.evaluate(KEPT)) == sorted(host.address + name for name in names)
    assert len({name for name, _ in page.evaluate(KEPT)}) == 1


def test_pages_come_from_the_copy_whatever_stands_behind_the_question_mark(host: Host, people: BrowserContext) -> None:
    page = visited(people, host.address)
    host.asked.clear()
    for path in ("questionnaires/?a=1", "questionnaires/index.html", f"{FORM}#x"):
        page.goto(host.address + path)
        expect(page.locator("h1")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert set(host.asked) <= {"/project/sw.js", "/project/manifest.webmanifest"}


def test_an_address_without_its_last_stroke_leads_to_the_page_without_a_host_too(host: Host, people: BrowserContext) -> None:
    page = visited(people, host.address)
    host.stop()
    assert page.goto(host.address + FORM.rstrip("/")).status == 200
    assert page.url == host.address + FORM
    assert page.goto(f"{host.address}{FORM}no-such").status == 404


def test_answering_asks_for_nothing(host: Host, people: BrowserContext) -> None:
    page = opened(visited(people, host.address), host.address + FORM)
    page.wait_for_load_state("networkidle")
    page.evaluate(UPDATE)
    asked, kept = len(host.asked), page.evaluate(KEPT)
    for question, value in {"consent": "yes", "hours": "37.5", "tasks": "very", "limits": "a_little"}.items():
        answer(page, question, value)
    finish(page)
    page.wait_for_load_state("networkidle")
    # The browser may still ask if there is a new worker, as at every visit.
    assert [address for address in host.asked[asked:] if not address.endswith("/sw.js")] == []
    assert page.evaluate(KEPT) == kept


def test_a_new_version_is_offered_and_taken_on_the_click(
    host: Host, versions: dict[str, Path], people: BrowserContext, judge: Judge
) -> None:
    page = visited(people, host.address)
    expect(offer(page)).to_be_hidden()
    host.root = versions["two"]
    page.reload()
    expect(page.get_by_text("A new version of this site is ready.")).to_be_visible()
    shot(page, "offline-offer")
    assert judge.on_screens(page, "offer") == []
    for path in ("questionnaires/", "", "modules/"):
        page.goto(host.address + path)
        expect(offer(page)).to_be_visible()
        assert name_of(page) == "One"
    page.get_by_role("button", name="Later").click()
    expect(offer(page)).to_be_hidden()
    page.reload()
    offer(page).click()
    expect(page.locator(".rk-logo span")).to_have_text("Two")
    expect(offer(page)).to_be_hidden()
    assert {name for name, _ in page.evaluate(KEPT)} == {name for name, _ in page.evaluate(KEPT)[:1]}
    host.stop()
    page.goto(host.address + FORM)
    assert name_of(page) == "Two"


def test_a_new_version_never_comes_under_a_form_with_answers(
    host: Host, versions: dict[str, Path], people: BrowserContext
) -> None:
    page = opened(visited(people, host.address), host.address + FORM)
    answer(page, "consent", "yes")
    host.root = versions["two"]
    page.evaluate(UPDATE)
    until(page, STATE, [None, "installed", "activated"])
    expect(offer(page)).to_be_hidden()
    answer(page, "hours", "37.5")
    expect(offer(page)).to_be_hidden()
    other = people.new_page()
    other.goto(host.address)
    offer(other).click()
    expect(other.locator(".rk-logo span")).to_have_text("Two")
    assert name_of(page) == "One"
    assert page.locator('[data-question="hours"] input').input_value() == "37.5"
    for question, value in {"word": "zebra", "story": "zebra", "tasks": "very", "limits": "a_little"}.items():
        answer(page, question, value)
    finish(page)


def test_the_offer_goes_when_answers_come_and_comes_when_they_are_erased(
    host: Host, versions: dict[str, Path], people: BrowserContext
) -> None:
    page = visited(people, host.address)
    host.root = versions["two"]
    opened(page, host.address + FORM)
    expect(offer(page)).to_be_visible()
    for question, value in {"consent": "yes", "hours": "37.5", "tasks": "very", "limits": "a_little"}.items():
        answer(page, question, value)
        expect(offer(page)).to_be_hidden()
    finish(page)
    page.locator("[data-erase]").click()
    page.locator("[data-erase-yes]").click()
    expect(offer(page)).to_be_visible()
    offer(page).click()
    expect(page.locator(".rk-logo span")).to_have_text("Two")


def test_switched_off_it_takes_itself_and_only_its_own_away(
    host: Host, versions: dict[str, Path], people: BrowserContext
) -> None:
    page = visited(people, host.address)
    neighbours = [name.format(origin=host.origin) for name in NEIGHBOURS]
    page.evaluate(PUT, neighbours)
    host.root = versions["two"]
    page.reload()
    offer(page).click()
    expect(page.locator(".rk-logo span")).to_have_text("Two")
    assert {name for name, _ in page.evaluate(KEPT)} > set(neighbours)
    host.root = versions["off"]
    page.reload()
    until(page, REGISTRATIONS, 0)
    until(page, f"() => ({KEPT})().then((found) => found.map(([name]) => name).sort())", sorted(neighbours))
    page.reload()
    assert name_of(page) == "Off"
    assert page.locator("[data-worker]").count() == 0


def test_a_log_in_page_of_a_network_never_gets_in(host: Host, versions: dict[str, Path], people: BrowserContext) -> None:
    page = visited(people, host.address)
    host.root = versions["two"]
    host.instead = lambda _path: LOG_IN
    page.goto(host.address + FORM)
    page.evaluate(UPDATE)
    assert name_of(page) == "One"
    host.instead = lambda path: (
        None if path.endswith("sw.js") else LOG_IN
    )  # and one that lets the worker through, whose files it then fakes
    page.evaluate(UPDATE)
    until(page, STATE, [None, None, "activated"])
    page.reload()
    assert name_of(page) == "One"
    expect(offer(page)).to_be_hidden()
    host.instead = as_it_is
    page.reload()
    offer(page).click()
    expect(page.locator(".rk-logo span")).to_have_text("Two")


def test_a_first_visit_behind_a_log_in_page_keeps_nothing_of_it(host: Host, people: BrowserContext) -> None:
    page = people.new_page()
    host.instead = lambda path: LOG_IN if path.endswith(FORM) else None
    page.goto(host.address)
    until(page, REGISTRATIONS, 0)
    page.goto(f"{host.address}bare")  # no page of ours: those let no other script name a worker
    assert page.evaluate(REGISTER) == "redundant"
    assert f"{host.address}{FORM}" not in {url for _, url in page.evaluate(KEPT)}
    host.instead = as_it_is
    asked = len(host.asked)
    assert page.evaluate(REGISTER) == "installed"
    again = [path for path in host.asked[asked:] if path != "/project/sw.js"]
    assert 0 < len(again) < len(page.evaluate(KEPT))  # what had come is not fetched once more


@pytest.mark.parametrize("before", [False, True])
def test_a_worker_that_is_not_there_harms_nothing(
    before: bool, versions: dict[str, Path], host: Host, people: BrowserContext, tmp_path: Path
) -> None:
    host.root = shutil.copytree(versions["one"], tmp_path / "root")
    page = visited(people, host.address) if before else people.new_page()
    (host.root / "project/sw.js").unlink()
    page.goto(host.address + FORM)
    page.wait_for_load_state("networkidle")
    opened(page, host.address + FORM)
    until(page, REGISTRATIONS, int(before))
    expect(offer(page)).to_be_hidden()


def test_a_device_can_put_the_site_among_its_programs(host: Host, people: BrowserContext) -> None:
    page = visited(people, host.address + FORM)
    found = people.new_cdp_session(page).send("Page.getAppManifest")
    assert found["errors"] == []
    assert found["url"] == f"{host.address}manifest.webmanifest"
    assert '"name": "One"' in found["data"]
    for icon in re.findall(r'"src": "([^"]+)"', found["data"]):
        assert (host.root / "project" / icon).is_file()


def test_who_saves_data_is_not_made_to_load_the_site(host: Host, people: BrowserContext) -> None:
    page = people.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } });")
    page.goto(host.address)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(REGISTRATIONS) == 0
    assert "/project/sw.js" not in host.asked


def test_the_first_visit_says_once_that_it_works_without_a_connection(host: Host, people: BrowserContext, judge: Judge) -> None:
    page = people.new_page()
    page.goto(host.address)
    expect(page.get_by_text("This site now works without a connection.")).to_be_visible()
    assert judge.on_screens(page, "offline-ready") == []
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text("This site now works without a connection.")).to_be_hidden()


def test_without_a_connection_pages_say_how_far_one_can_go(host: Host, people: BrowserContext) -> None:
    page = visited(people, host.address)
    line = page.locator("[data-offline] [role=status]")
    people.set_offline(True)
    expect(line).to_have_text("You are offline. You can keep going.")
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    expect(line).to_be_empty()  # whoever opens a page without one knows

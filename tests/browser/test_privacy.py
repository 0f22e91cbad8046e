"""What leaves the page and what stays behind: nothing."""

import re
from pathlib import Path

from browsing import CHROMIUM, FLAGS, answer, finish, opened
from disk import on_disk, traces
from playwright.sync_api import BrowserContext, Page, Playwright
from sites import EVERY_KIND, build_site, served

ANSWERS = {"consent": "yes", "hours": "37.5", "word": "zebramarker", "story": "zebrastory", "tasks": "very", "limits": "a_little"}


def fill(page: Page) -> None:
    for question, value in ANSWERS.items():
        answer(page, question, value)


def test_no_request_after_load_and_none_to_elsewhere(context: BrowserContext, every_kind: str) -> None:
    """B5: What a page asks for is there before anybody answers."""
    page = context.new_page()
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    opened(page, every_kind)
    page.wait_for_load_state("networkidle")
    origin = re.match(r"https?://[^/]+", every_kind).group()
    assert all(url.startswith((origin, "data:")) for url in seen)
    loaded = len(seen)
    fill(page)
    finish(page)
    page.locator("[data-erase]").click()
    page.locator("[data-erase-yes]").click()
    page.wait_for_load_state("networkidle")
    assert seen[loaded:] == []


def test_nothing_is_stored_by_answering(context: BrowserContext, every_kind: str) -> None:
    page = opened(context.new_page(), every_kind)
    fill(page)
    finish(page)
    stored = page.evaluate(
        """async () => JSON.stringify([
            Object.entries(localStorage), Object.entries(sessionStorage), document.cookie,
            (await indexedDB.databases()).map((found) => found.name), await caches.keys()])"""
    )
    assert "zebra" not in stored
    assert context.cookies() == []
    assert page.evaluate("indexedDB.databases()") == []
    assert "zebra" not in page.url
    assert page.evaluate("history.length") <= 2


def test_back_does_not_bring_answers_to_the_next_person(context: BrowserContext, every_kind: str) -> None:
    """B1: Back, in a profile that lives in memory alone."""
    page = opened(context.new_page(), every_kind)
    fill(page)
    finish(page)
    page.goto(every_kind.replace("questionnaires/all-kinds/", ""))
    page.go_back()
    page.locator("role-questionnaire[data-ready]").wait_for(state="attached")
    assert page.locator("form input:checked").count() == 0
    assert "zebra" not in page.locator(".rk-input").evaluate_all("fields => fields.map((field) => field.value).join(' ')")
    assert page.locator("[data-result]").is_hidden()


def test_answers_are_not_in_the_browsers_profile(playwright: Playwright, tmp_path: Path) -> None:
    """B2: Chromium writes typed text into its session files within seconds unless the form says autocomplete=off.

    A page without it is filled in beside ours: when its text is on the disk, ours had the time to be there too.
    """
    profile, site = tmp_path / "profile", build_site(EVERY_KIND, tmp_path / "site")
    (site / "control.html").write_text("<!doctype html><title>c</title><form><textarea></textarea></form>", encoding="utf-8")
    with served(site) as address:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=CHROMIUM, args=FLAGS, service_workers="block"
        )
        page = opened(context.new_page(), f"{address}/questionnaires/all-kinds/")
        fill(page)
        finish(page)
        control = context.new_page()
        control.goto(f"{address}/control.html")
        control.locator("textarea").fill("controlmarker")
        for _ in range(300):
            if on_disk(profile, "controlmarker"):
                break
            control.wait_for_timeout(100)
        assert on_disk(profile, "controlmarker"), "the control never reached the disk, so the test would prove nothing"
        assert not traces(profile, "zebramarker", "zebrastory")
        page.goto(address)
        context.close()
        assert not traces(profile, "zebramarker", "zebrastory")
        context = playwright.chromium.launch_persistent_context(profile, executable_path=CHROMIUM, args=FLAGS)
        opened(context.new_page(), f"{address}/questionnaires/all-kinds/")
        context.close()
    assert not traces(profile, "zebramarker", "zebrastory")

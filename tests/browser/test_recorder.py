"""B5: Every questionnaire, filled in under a network that refuses everything: nothing is asked for, and nothing stays behind."""

import json
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from browsing import opened
from playwright.sync_api import BrowserContext, Locator, Page
from previews import until
from sites import ROOT

FORMS = sorted(file.stem for file in (ROOT / "content/questionnaires").glob("*.yml"))
KEPT = """async () => ({
  cookies: document.cookie.split(";").filter(Boolean),
  localStorage: Object.keys(localStorage),
  sessionStorage: Object.keys(sessionStorage),
  indexedDB: (await indexedDB.databases()).map(({ name }) => name),
  caches: await caches.keys(),
})"""
NOTHING: dict[str, list[str]] = {"cookies": [], "localStorage": [], "sessionStorage": [], "indexedDB": [], "caches": []}


def told(address: str) -> dict[str, Any]:
    """What the site says of itself."""
    with urllib.request.urlopen(f"{address}/privacy.json", timeout=20) as answer:
        return dict(json.load(answer))


def fill(page: Page) -> int:
    """Answer all that is shown, in its order, and what is shown because of it; gives the number of answers."""
    count = 0
    for question in page.locator("[data-question]").all():
        if question.is_visible():
            count += give(question)
    return count


def give(question: Locator) -> int:
    tiles = question.locator("input[type=radio], input[type=checkbox]")
    if tiles.count():
        tiles.first.check()
        return 1
    field = question.locator(".rk-input")
    if not field.count():
        return 0  # a ranking, or a text to read
    kind = field.get_attribute("type")
    field.fill({"number": field.get_attribute("min") or "1", "date": "2026-01-02"}.get(kind or "", "zebramarker"))
    return 1


def watched(page: Page, address: str) -> list[str]:
    """Open a form, then refuse everything; gives the list that requests are written into."""
    opened(page, address)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route("**/*", lambda route: route.abort())
    return asked


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_asked_for_and_nothing_stays(form: str, context: BrowserContext, project_site: str) -> None:
    page = context.new_page()
    asked = watched(page, f"{project_site}/questionnaires/{form}/")
    page.locator(".rk-views summary").click()
    page.locator(".rk-views input[value=one_page]").check()
    assert fill(page) > 5
    page.locator("[data-submit]").click()
    page.locator("[data-result]").wait_for()
    assert page.evaluate(KEPT) == NOTHING
    page.locator("[data-erase]").first.click()
    page.locator("[data-erase-yes]").click()
    assert page.locator("[data-question] input:checked").count() == 0
    assert page.evaluate(KEPT) == NOTHING
    assert context.cookies() == []
    assert asked == []


def test_what_is_kept_by_choice_is_what_the_site_tells_and_goes_when_erased(context: BrowserContext, project_site: str) -> None:
    page = context.new_page()
    asked = watched(page, f"{project_site}/questionnaires/{FORMS[0]}/")
    page.locator("[name=rk-keep][value=sealed]").check()
    for name in ("phrase", "again"):
        page.locator(f"[name=rk-{name}]").fill("four words that differ")
    page.locator("[data-do=begin]").click()
    page.locator('[data-keep][data-state="kept"]').wait_for()
    fill(page)
    (kept,) = told(project_site)["indexedDB"]
    found = page.evaluate(KEPT)
    assert found.pop("indexedDB") == [kept["name"].format(path="/")]
    assert all(value == [] for value in found.values())
    assert kept["encrypted"] is True
    page.locator("[data-erase]").first.click()
    page.locator("[data-erase-yes]").click()
    assert until(lambda: page.evaluate(KEPT) == NOTHING)
    assert asked == []


def test_what_any_visit_leaves_is_what_the_site_tells(context: BrowserContext, project_site: str) -> None:
    """The shared profile of these tests meets no worker; what one keeps is looked at in test_offline.py."""
    site = told(project_site)
    assert [cache["holds"] for cache in site["caches"]] == ["public files of this site, the same for everyone"]
    assert site["requests"]["elsewhere"] == []
    page = context.new_page()
    page.goto(f"{project_site}/")
    assert page.evaluate(KEPT) == NOTHING


def test_a_part_that_is_opened_asks_for_what_the_site_tells_and_nothing_else(context: BrowserContext, project_site: str) -> None:
    page = context.new_page()
    opened(page, f"{project_site}/questionnaires/{FORMS[0]}/")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(f"{project_site}/")))
    fill(page)
    page.locator("[data-submit]").click()
    for part in page.locator("main summary").locator("visible=true").all():
        part.click()
    page.wait_for_load_state("networkidle")
    assert asked == ["assets/roleclarity/over-time.js"]
    assert asked[0] in {one["file"] for one in told(project_site)["requests"]["after_load"]}


OF_THE_BROWSER = {f"{name}.googleapis.com" for name in ("update", "content-autofill", "optimizationguide-pa")}
OF_THE_BROWSER |= {"clients2.google.com", "accounts.google.com", "android.clients.google.com"}
"""What Chromium asks for by itself, on any page."""


@pytest.mark.long
def test_nobody_is_asked_for_a_name_or_sent_anything() -> None:
    """B5: In a network of its own, in which every packet is read: no name is looked up ahead, nothing goes past requests."""
    tests = ["tests/browser/test_recorder.py", "tests/browser/test_monkey.py", "-m", "not long"]
    command = [
        sys.executable,
        str(Path(__file__).parent / "alone.py"),
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
    ]
    done = subprocess.run(
        ["unshare", "--map-root-user", "--net", *command, *tests], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["code"] == 0, done.stderr
    assert set(found["seen"]) <= OF_THE_BROWSER, found

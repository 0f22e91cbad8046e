"""The connection goes away while somebody is on a page: said where they stand, once, and truly."""

from collections.abc import Iterator
from typing import Any

import pytest
from browsing import answer, opened, shot
from judging import Judge
from keeping import FULL_DISK, PASSPHRASE, keep, news, press, state, visited
from looking import DESKTOP, PHONE, SMALL, WIDER
from playwright.sync_api import BrowserContext, Page, Route, expect
from sites import every_kind_with
from test_safety import WATCH

GONE, SAFE, STAY = "You are offline. You can keep going.", " Your answers are safe on this device.", " Do not close this page."
IN_VIEW = """(line) => { const { top, bottom } = line.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; }"""
HIDDEN = """() => {
    const { top, bottom } = document.activeElement.getBoundingClientRect();
    return Math.min(bottom, top + 44) > document.querySelector("[data-gone]").getBoundingClientRect().top;
}"""
"""Of a field for long texts a browser brings the line into view in which one writes, and not all of it."""


@pytest.fixture(scope="module")
def not_kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The form on a site of which browsers keep no copy."""
    with every_kind_with("offline: false\n", tmp_path_factory.mktemp("not-kept")) as address:
        yield address


def line(page: Page) -> Any:
    return page.locator("[data-offline] [role=status]")


def test_it_is_said_once_where_somebody_stands_and_taken_back(context: BrowserContext, not_kept: str, judge: Judge) -> None:
    page = opened(context.new_page(), not_kept)
    line(page).evaluate(WATCH)
    context.set_offline(True)
    expect(line(page)).to_have_text(GONE + STAY)
    assert line(page).evaluate(IN_VIEW)
    for question, value in {"consent": "yes", "hours": "37.5"}.items():
        answer(page, question, value)
    assert page.evaluate("changes") == 1
    assert judge.everywhere(page, "connection") == []
    context.set_offline(False)
    expect(line(page)).to_be_empty()
    assert page.evaluate("changes") == 2
    assert page.locator("[data-gone]").count() == 0


def test_answers_are_called_safe_only_while_they_are_kept(context: BrowserContext, every_kind: str) -> None:
    page = visited(context.new_page(), every_kind, "ask")
    context.set_offline(True)
    expect(line(page)).to_have_text(GONE + STAY)
    keep(page, PASSPHRASE)
    expect(line(page)).to_have_text(GONE + SAFE)
    page.evaluate(FULL_DISK)
    answer(page, "hours", "12")
    news(page, "no room left")
    expect(line(page)).to_have_text(GONE + STAY)
    press(page, "hush")
    expect(line(page)).to_have_text(GONE + STAY)
    page.evaluate("makeRoom()")
    answer(page, "hours", "13")
    expect(line(page)).to_have_text(GONE + SAFE)
    press(page, "remove")
    state(page, "ask")
    expect(line(page)).to_have_text(GONE + STAY)


@pytest.mark.parametrize("place", ["charter/", "plan/", "role-map/"])
def test_what_a_team_has_on_a_page_is_not_lost_unsaid(context: BrowserContext, project_site: str, place: str) -> None:
    page = context.new_page()
    page.goto(f"{project_site}/{place}", wait_until="networkidle")  # what is on its way would be an error
    context.set_offline(True)
    expect(line(page)).to_have_text(GONE + STAY)


def test_where_no_other_page_opens_nothing_is_promised(context: BrowserContext, project_site: str) -> None:
    page = context.new_page()
    page.goto(f"{project_site}/questionnaires/", wait_until="networkidle")
    context.set_offline(True)
    expect(line(page)).to_have_text("You are offline.")


@pytest.mark.parametrize("view", ["light", "dark", "forced"])
@pytest.mark.parametrize("size", [SMALL, PHONE, DESKTOP], ids=str)
def test_it_fits_and_hides_nothing_that_has_the_focus(tab: Any, every_kind: str, size: tuple[int, int], view: str) -> None:
    page = opened(tab(size, view), every_kind)
    page.context.set_offline(True)
    expect(line(page)).to_have_text(GONE + STAY)
    shot(page, f"connection-{size[0]}-{view}")
    assert page.evaluate(WIDER) == []
    page.locator('[data-question="consent"] input').first.focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert not page.evaluate(HIDDEN), page.evaluate("document.activeElement.outerHTML")
    page.context.set_offline(False)


def test_a_page_of_another_engine_has_no_such_line_and_works(page: Page, every_kind: str) -> None:
    """Pages for other site engines hold the form and nothing of our frame."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))

    def without(route: Route) -> None:
        reply = route.fetch()
        route.fulfill(response=reply, body=reply.text().replace("data-offline", "data-other"))

    page.route(every_kind, without)
    opened(page, every_kind)
    expect(page.locator("[data-other]")).to_have_count(1)
    page.context.set_offline(True)
    answer(page, "hours", "12")
    expect(page.locator("[data-other] [role=status]")).to_be_empty()
    assert faults == []

"""B4: What others could read beside the page: titles, addresses, the history, names of files, and where a visitor came from."""

import contextlib
import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browsing import answer, finish, opened
from editing import CHARTER, PLAN, edited, give
from keeping import EACH_KIND, fill, profile
from playwright.sync_api import BrowserContext, Page, Playwright, expect
from teams import SIZES, team
from test_role_map import MAP
from test_safety import WEATHER

NAME = re.compile(r"(answers|kept|role-charter|action-plan|role-map)-20\d\d-\d\d-\d\d\.(json|csv|txt|md|ics)")
OUTSIDE = "() => [document.title, location.href, history.length, JSON.stringify(history.state), name]"
PRINTED = """() => {
    globalThis.printed = [];
    for (const name of ["beforeprint", "afterprint"]) addEventListener(name, () => printed.push(document.title));
    globalThis.print = () => { for (const name of ["beforeprint", "afterprint"]) dispatchEvent(new Event(name)); };
}"""
"""The title is the name of the file that a printer is offered, and stands on the sheet and in the printer's queue."""


def outside(page: Page) -> list[Any]:
    return list(page.evaluate(OUTSIDE))


def test_answering_shows_nowhere_outside_of_the_page(page: Page, every_kind: str) -> None:
    """From the first answer to the result, over faults, the review, paper and erasing."""
    opened(page, every_kind)
    page.evaluate(PRINTED)
    before = outside(page)
    title = before[0]
    page.locator("[data-submit]").click()
    expect(page.locator("[data-errors]")).to_be_focused()
    (told, *rest) = outside(page)
    assert rest == before[1:]
    assert re.sub(r"\d+", "", told).endswith(title), "how many are wrong, and nothing more"
    fill(page, {**EACH_KIND, "word": "zebramarker"})
    finish(page)
    assert outside(page) == before
    page.get_by_role("button", name="Check my answers").click()
    expect(page.locator("[data-answers]")).to_contain_text("zebramarker")
    for what in page.locator('[data-action="print"]').locator("visible=true").all():
        what.click()
    assert set(page.evaluate("printed")) == {title}
    page.locator("[data-erase]").click()
    page.locator("[data-erase-yes]").click()
    assert outside(page)[:2] == before[:2]


def test_steps_have_entries_that_tell_no_answer(page: Page, every_kind: str) -> None:
    """Back goes a step back, or from the review to the form; all entries have the form's own address and title."""
    opened(page, every_kind)
    page.locator("[data-views] summary").click()
    page.locator('[data-views] input[value="steps"]').check()
    title, address = outside(page)[:2]
    for question, value in {"tasks": "very", "limits": "very", "alone": "never"}.items():
        answer(page, question, value)
    page.locator("[data-step-next]").click()
    found = outside(page)
    assert found[:2] == [title, address]
    state = json.loads(found[3])
    assert set(state) == {"step", "from", "stay"}
    assert all(isinstance(part, int | float) for part in state.values()), state


def test_the_browsers_history_has_one_line_of_a_form(playwright: Playwright, every_kind: str, tmp_path: Path) -> None:
    """As the browser writes it to its own file when it ends."""
    with profile(playwright, tmp_path) as context:
        page = opened(context.new_page(), every_kind)
        fill(page, {**EACH_KIND, "word": "zebramarker"})
        finish(page)
        title = page.title()
    with contextlib.closing(sqlite3.connect(tmp_path / "Default/History")) as history:
        assert history.execute("select url, title, visit_count from urls").fetchall() == [(every_kind, title, 1)]
        assert history.execute("select count(*) from keyword_search_terms").fetchall() == [(0,)]


def save_all(page: Page, *buttons: str) -> list[str]:
    """The names under which these are saved."""
    names = []
    for name in buttons:
        with page.expect_download() as waiting:
            page.get_by_role("button", name=name, exact=True).locator("visible=true").first.click()
        names.append(waiting.value.suggested_filename)
    return names


def form(page: Page, site: str) -> list[str]:
    opened(page, f"{site}/questionnaires/role-clarity-client/")
    for tile in page.locator("[data-question]").all():
        if tile.is_visible() and tile.locator("input").count():
            tile.locator("input").first.check()
    finish(page)
    return save_all(page, "Save as a file", "Save as a table (CSV)")


def charter(page: Page, site: str) -> list[str]:
    edited(page, site, "charter")
    give(page, CHARTER)
    page.locator("summary", has_text="Other kinds of files").click()
    return save_all(page, "Save as a file", "Save as plain text", "Save as Markdown")


def plan(page: Page, site: str) -> list[str]:
    edited(page, site, "plan")
    give(page, PLAN)
    return save_all(page, "Save as a file", "Save the days for a calendar")


def role_map(page: Page, site: str) -> list[str]:
    page.goto(f"{site}/{MAP}")
    page.set_input_files("[data-pick]", team(SIZES[12]))
    with page.expect_download() as waiting:
        page.locator("[data-do=save]").click()
    return [waiting.value.suggested_filename]


@pytest.mark.parametrize("made", [form, charter, plan, role_map], ids=lambda made: made.__name__)
def test_the_name_of_a_file_tells_its_kind_and_its_day(
    page: Page, project_site: str, made: Callable[[Page, str], list[str]]
) -> None:
    """Neither whose it is nor what is in it, nor the team: others see lists of downloads."""
    for name in made(page, project_site):
        assert NAME.fullmatch(name), name


def test_nobody_is_told_where_a_visitor_comes_from(context: BrowserContext, every_kind: str) -> None:
    """Neither the next page of the site, nor one elsewhere that a link leads to, nor the one that covers the form."""
    page = context.new_page()
    told: list[str] = []
    context.route(re.compile("^https:"), lambda route: route.fulfill(**WEATHER))
    context.on("request", lambda request: told.append(request.headers.get("referer", "")))
    for link in ("a.rk-logo:visible", "footer a[href^='https:']", ".rk-button--leave:visible"):
        opened(page, every_kind)
        page.locator(link).first.evaluate("(link) => { link.removeAttribute('target'); link.click(); }")
        page.wait_for_url(lambda address: address != every_kind)
        assert page.evaluate("document.referrer") == "", link
    assert set(told) == {""}

"""One person's own answers at several times, side by side under their form."""

import json
from typing import Any

import pytest
import yaml
from browsing import PATIENCE, answer, opened, shot
from looking import PHONE, violations
from playwright.sync_api import Browser, Page, expect
from sites import ROOT

FORM = "questionnaires/role-clarity-supervisor/"
EXPECTED = ("main_tasks", "limits", "written_down")


VERSION = yaml.safe_load((ROOT / "content/questionnaires/role-clarity-supervisor.yml").read_text(encoding="utf-8"))["version"]


def saved(date: str | None, *levels: str) -> dict[str, Any]:
    """A file whose answers about what is expected are these."""
    response = {
        "format": "roleclarity-response-1",
        "questionnaire": {"id": "role-clarity-supervisor", "version": VERSION},
        "answers": dict(zip(EXPECTED, levels, strict=False)),
    } | ({"date": date} if date else {})
    return {"name": f"{date}.json", "mimeType": "application/json", "buffer": json.dumps(response).encode()}


BEFORE, AFTER = saved("2026-03-01", "a_little", "fairly", "a_little"), saved("2026-09-01", "mostly", "mostly", "very")


def compare(page: Page, site: str, *files: dict[str, Any]) -> None:
    opened(page, f"{site}/{FORM}")
    page.locator("[data-earlier] > summary").click()
    expect(page.locator("[data-time=status]")).not_to_be_empty()  # its script is there
    page.locator("[data-earlier] input").set_input_files(list(files))


def card(page: Page, title: str = "What is expected") -> Any:
    return page.locator("[data-time=cards] .rk-card").filter(has=page.get_by_role("heading", name=title, exact=True))


def test_two_times_stand_side_by_side(page: Page, project_site: str) -> None:
    compare(page, project_site, AFTER, BEFORE)
    expect(card(page).locator("tbody tr")).to_have_count(2)
    assert card(page).locator("tbody tr").all_inner_texts() == [
        "March 1, 2026\t2.3\t3 of 3 answers",
        "September 1, 2026\t4.3\t3 of 3 answers",
    ]
    expect(card(page).locator("p").last).to_have_text("Nearer to “Very clear” than before (March 1, 2026).")
    expect(card(page).locator("[data-earlier-mark]")).to_have_count(1)
    shot(page, "over-time")


def test_of_a_small_change_nothing_is_said_and_why(page: Page, project_site: str) -> None:
    compare(page, project_site, BEFORE)
    for question in EXPECTED:
        answer(page, question, "fairly")
    expect(card(page).locator("tbody tr").last).to_have_text("Now, on this page3.03 of 3 answers")
    expect(card(page).locator("p").last).to_contain_text("A change this small can come from 3 answers")
    for question in EXPECTED:
        answer(page, question, "not_at_all")
    expect(card(page).locator("p").last).to_have_text("Nearer to “Not clear” than before (March 1, 2026).")
    expect(card(page, "Everyday help").locator("p").last).to_contain_text("has no result")


def test_a_file_that_does_not_fit_is_named_and_the_rest_works(page: Page, project_site: str) -> None:
    other = {"name": "other.json", "mimeType": "application/json", "buffer": b'{"format": "roleclarity-response-1"}'}
    compare(page, project_site, saved("2026-03-01", "very", "very", "very"), other, saved(None, "very", "very", "fairly"))
    expect(page.locator("[data-time=refused] li")).to_have_count(1)
    expect(page.locator("[data-time=refused]")).to_contain_text("other.json")
    expect(page.locator("[data-time=status]")).to_have_text("2 earlier files are open.")
    expect(card(page).locator("tbody th").first).to_have_text("No day in the file")


def test_one_time_alone_is_nothing_to_compare(page: Page, project_site: str) -> None:
    compare(page, project_site, saved("2026-03-01", "very", "very", "very"))
    expect(page.locator("[data-time=status]")).to_contain_text("open one more file")
    expect(card(page)).to_have_count(0)


def test_it_goes_with_the_answers_and_with_the_page(page: Page, project_site: str) -> None:
    compare(page, project_site, saved("2026-03-01", "very", "very", "very"), saved("2026-04-01", "very", "very", "very"))
    expect(card(page)).to_have_count(1)
    page.get_by_role("button", name="Remove the files from this page").click()
    expect(card(page)).to_have_count(0)
    page.locator("[data-earlier] input").set_input_files([saved("2026-03-01", "very"), saved("2026-04-01", "very")])
    expect(card(page)).to_have_count(1)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    expect(card(page)).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_reads_on_a_phone_and_by_axe(browser: Browser, project_site: str, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}, color_scheme=scheme)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    compare(page, project_site, BEFORE, AFTER)
    expect(card(page)).to_have_count(1)
    shot(page, f"over-time-{scheme}")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_what_does_not_load_is_said_and_loads_when_it_is_opened_again(browser: Browser, project_site: str) -> None:
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    page.route("**/over-time.js", lambda route: route.abort())
    opened(page, f"{project_site}/{FORM}")
    page.locator("[data-earlier] > summary").click()
    expect(page.locator("[data-time=status]")).to_contain_text("did not load")
    page.unroute_all()
    page.locator("[data-earlier] > summary").click()
    page.locator("[data-earlier] > summary").click()
    expect(page.locator("[data-earlier]").get_by_role("button", name="Open earlier files")).to_be_visible()
    expect(page.locator("[data-time=status]")).not_to_contain_text("did not load")
    page.close()

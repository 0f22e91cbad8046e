"""Going to another page of the site from a form that keeps nothing: said first, and never in the way of help or of leaving."""

from typing import Any

import pytest
from browsing import answer, opened
from judging import Judge
from keeping import FULL_DISK, PASSPHRASE, keep, state
from playwright.sync_api import Locator, Page, expect

HELD = """(link) => new Promise((tell) => {
    addEventListener("click", (event) => { tell(event.defaultPrevented); event.preventDefault(); }, { once: true });
    link.click();
})"""
"""Whether a press on a link is held up; it goes nowhere either way."""


def way_home(page: Page) -> Locator:
    return page.locator("a.rk-logo:visible").first


def note(page: Page) -> Locator:
    return page.locator("[data-staying]")


def do(page: Page, name: str) -> None:
    note(page).locator(f'[data-action="{name}"]').click()


def answered(page: Page, address: str, **given: Any) -> Page:
    opened(page, address)
    for question, value in (given or {"tasks": "very"}).items():
        answer(page, question, value)
    return page


def test_an_empty_form_holds_nobody_up(page: Page, every_kind: str) -> None:
    opened(page, every_kind)
    address = way_home(page).evaluate("link => link.href")
    way_home(page).click()
    page.wait_for_url(address)


@pytest.mark.parametrize("way", ["click", "Enter"])
def test_what_would_be_gone_is_said_and_the_button_goes(page: Page, every_kind: str, way: str) -> None:
    answered(page, every_kind)
    address = way_home(page).evaluate("link => link.href")
    way_home(page).press("Enter") if way == "Enter" else way_home(page).click()
    expect(note(page)).to_be_focused()
    expect(note(page)).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("group", name="Your answers are only on this page.")).to_be_focused()
    expect(page.locator('[data-question="tasks"] input[value="very"]')).to_be_checked()
    assert page.url == every_kind
    do(page, "go")
    page.wait_for_url(address)


def test_nothing_is_found_in_the_note(page: Page, every_kind: str, judge: Judge) -> None:
    answered(page, every_kind)
    way_home(page).click()
    expect(note(page)).to_be_focused()
    assert judge.everywhere(page, "leaving") == []


@pytest.mark.parametrize("way", ["button", "Escape"])
def test_who_stays_is_asked_again_at_the_next_press(page: Page, every_kind: str, way: str) -> None:
    answered(page, every_kind)
    for _ in range(2):
        way_home(page).click()
        expect(note(page)).to_be_visible()
        do(page, "stay") if way == "button" else page.keyboard.press("Escape")
        expect(note(page)).to_be_hidden()
        expect(way_home(page)).to_be_focused()
    assert page.url == every_kind


def test_answers_in_a_file_are_not_lost(page: Page, every_kind: str) -> None:
    answered(page, every_kind)
    way_home(page).click()
    with page.expect_download() as saved:
        do(page, "saveFile")
    expect(note(page).get_by_role("status")).to_contain_text("Look in your downloads")
    do(page, "stay")
    answer(page, "limits", "very")  # this one is not in the file
    way_home(page).click()
    expect(note(page)).to_be_visible()
    do(page, "stay")
    page.locator("[data-file]").set_input_files(saved.value.path())
    page.get_by_role("button", name="Use the answers from the file").click()
    address = way_home(page).evaluate("link => link.href")
    way_home(page).click()
    page.wait_for_url(address)


def test_a_table_cannot_be_opened_again_so_it_makes_nothing_safe(page: Page, every_kind: str) -> None:
    answered(page, every_kind, tasks="very")
    page.get_by_role("button", name="See my picture").click()
    with page.expect_download() as saved:
        page.locator('[data-action="saveTable"]:visible').click()
    assert saved.value.suggested_filename.endswith(".csv")
    way_home(page).click()
    expect(note(page)).to_be_visible()


@pytest.mark.parametrize("given", [{"hours": 9999}, {"tasks": "very", "hours": 9999}], ids=["nothing", "not all"])
def test_what_is_not_in_the_file_is_not_safe(page: Page, every_kind: str, given: dict[str, Any]) -> None:
    answered(page, every_kind, **given)
    way_home(page).click()
    do(page, "saveFile")
    expect(note(page).get_by_role("status")).to_contain_text("does not fit")
    do(page, "stay")
    way_home(page).click()
    expect(note(page)).to_be_visible()


def test_where_nothing_can_be_kept_it_is_said_too(page: Page, every_kind: str) -> None:
    page.add_init_script("Object.defineProperty(globalThis, 'indexedDB', { value: undefined })")
    answered(page, every_kind)
    way_home(page).click()
    expect(note(page)).to_be_visible()


def test_kept_answers_hold_nobody_up_unless_they_are_in_trouble(page: Page, every_kind: str) -> None:
    answered(page, every_kind)
    keep(page, PASSPHRASE)
    address = way_home(page).evaluate("link => link.href")
    page.evaluate(FULL_DISK)
    answer(page, "limits", "very")
    expect(page.locator('[data-keep][data-trouble="full"]')).to_have_count(1)
    way_home(page).click()
    expect(note(page)).to_be_visible()
    page.reload()
    state(page, "locked")
    page.locator('[name="rk-unlock"]').fill(PASSPHRASE)
    page.locator('[data-do="unlock"]').click()
    state(page, "kept")
    way_home(page).click()
    page.wait_for_url(address)


@pytest.mark.parametrize("href", ["tel:988", "sms:988", "/crisis/chat/", "https://chat.example/"])
def test_help_is_never_held_up(page: Page, every_kind: str, href: str) -> None:
    """Also help on the host of this site."""
    answered(page, every_kind)
    link = page.locator(f"footer .rk-contacts a[href^='{'http' if '/' in href else href[:4]}']").first
    link.evaluate("(link, href) => { Object.assign(link, { href, id: 'pressed' }); }", href)
    assert not page.locator("#pressed").evaluate(HELD)
    expect(note(page)).to_be_hidden()


@pytest.mark.parametrize(
    "change", ["link.target = '_blank'", "link.href = '#q-tasks'", "link.href = 'https://elsewhere.example/'"]
)
def test_other_links_are_not_held_up(page: Page, every_kind: str, change: str) -> None:
    answered(page, every_kind)
    way_home(page).evaluate(f"(link) => {{ {change}; }}")
    assert not way_home(page).evaluate(HELD)


def test_another_tab_leaves_this_one_as_it_is(page: Page, every_kind: str) -> None:
    answered(page, every_kind)
    with page.context.expect_page():
        way_home(page).click(modifiers=["ControlOrMeta"])
    expect(note(page)).to_be_hidden()


def test_leaving_the_site_is_not_held_up(page: Page, every_kind: str) -> None:
    answered(page, every_kind)
    page.route("https://**", lambda route: route.abort())
    with page.expect_request(lambda request: request.url.startswith("https://")):
        page.locator(".rk-button--leave:visible").click()

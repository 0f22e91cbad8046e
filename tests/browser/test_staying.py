"""Going to another page of the site from a form that keeps nothing: said once, and never in the way of help or of leaving."""

import pytest
from browsing import answer, opened
from keeping import news, press
from playwright.sync_api import Locator, Page, expect

TOLD = "your answers on this one are gone"


def way_home(page: Page) -> Locator:
    return page.locator("a.rk-logo:visible").first


def test_an_empty_form_holds_nobody_up(page: Page, every_kind: str) -> None:
    opened(page, every_kind)
    address = way_home(page).evaluate("link => link.href")
    way_home(page).click()
    page.wait_for_url(address)


@pytest.mark.parametrize("way", ["click", "Enter", "button"])
def test_the_first_press_says_what_will_be_gone_and_the_second_goes(page: Page, every_kind: str, way: str) -> None:
    opened(page, every_kind)
    answer(page, "tasks", "very")
    address = way_home(page).evaluate("link => link.href")
    way_home(page).press("Enter") if way == "Enter" else way_home(page).click()
    news(page, TOLD)
    expect(page.locator('[data-question="tasks"] input[value="very"]')).to_be_checked()
    assert page.url == every_kind
    if way == "button":
        press(page, "go")
    else:
        way_home(page).press("Enter") if way == "Enter" else way_home(page).click()
    page.wait_for_url(address)


def test_answers_that_were_saved_as_a_file_are_not_lost(page: Page, every_kind: str) -> None:
    opened(page, every_kind)
    sources = page.locator('a[href*="library/"]').first
    answer(page, "tasks", "very")
    way_home(page).click()
    with page.expect_download():
        press(page, "file")
    press(page, "hush")
    expect(page.locator("[data-news]")).to_be_empty()
    answer(page, "limits", "very")  # this one is not in the file
    sources.evaluate("link => link.click()")
    news(page, TOLD)
    with page.expect_download():
        press(page, "file")
    address = sources.evaluate("link => { link.click(); return link.href; }")
    page.wait_for_url(address)


def test_where_nothing_can_be_kept_it_is_said_too(page: Page, every_kind: str) -> None:
    page.add_init_script("Object.defineProperty(globalThis, 'indexedDB', { value: undefined })")
    opened(page, every_kind)
    answer(page, "tasks", "very")
    way_home(page).click()
    news(page, TOLD)
    expect(page.locator('[data-bar] [data-do="file"]')).to_be_visible()


def test_places_on_the_page_and_leaving_are_not_held_up(page: Page, every_kind: str) -> None:
    opened(page, every_kind)
    answer(page, "tasks", "very")
    page.locator('a[href="#rk-content"]').evaluate("link => link.click()")
    expect(page.locator("[data-news]")).to_be_empty()
    page.route("https://**", lambda route: route.abort())
    with page.expect_request(lambda request: request.url.startswith("https://")):
        page.locator(".rk-button--leave:visible").click()

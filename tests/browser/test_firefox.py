"""The same in Firefox, once through: to a result, from a file, kept and read again, left, and without a host.

Where there is no Firefox these tests are not in the run, and the run says so. Playwright speaks to it by WebDriver BiDi, in
which downloads and paper cannot be asked for; those are looked at in Chromium alone.
"""

import functools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import FIREFOX, answer, finish, opened
from hosting import FORM, Host
from hosting import visited as kept_by_worker
from keeping import EACH_KIND, PASSPHRASE, answers, fill, keep, no_database, state, unlock, visited
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect
from sites import EVERY_KIND, build_site
from test_files import response
from test_safety import TARGET, WEATHER

FILLED_IN = """[...document.querySelectorAll("[data-question] :is(input, textarea)")]
    .filter(({ type, checked, value }) => (["radio", "checkbox"].includes(type) ? checked : value)).length"""


def shown_again(page: Page) -> None:
    """Let the page say when Back brings it as it was left: Playwright's own way waits for it to load, which it does not."""
    page.evaluate("addEventListener('pageshow', ({ persisted }) => { if (persisted) console.log('shown again') })")


def go_back(page: Page) -> None:
    with page.expect_console_message(lambda message: message.text == "shown again"):
        page.evaluate("() => { setTimeout(() => history.back()) }")


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A Firefox in the place of the browser of all other tests."""
    own = playwright.firefox.executable_path == FIREFOX
    started = playwright.firefox.launch(executable_path=FIREFOX, **({} if own else {"channel": "moz-firefox"}))
    started.new_context = functools.partial(started.new_context, service_workers="block")
    yield started
    started.close()


def test_a_form_comes_to_its_result(page: Page, every_kind: str) -> None:
    opened(page, every_kind)
    page.locator("[data-submit]").click()
    expect(page.locator("[data-errors]")).to_be_focused()
    for question, value in {"consent": "yes", "hours": "37.5", "tasks": "very", "limits": "a_little", "alone": "often"}.items():
        answer(page, question, value)
    expect(page.locator('[data-alert="alone_often"]').get_by_role("link", name="Call 988", exact=True)).to_be_visible()
    finish(page)
    card = page.locator('section[aria-labelledby="r-clarity.title"]')
    card.locator("summary").click()
    expect(card.locator('[data-slot="value"]')).to_contain_text("3.5")


def test_steps_go_back_and_on(page: Page, every_kind: str) -> None:
    opened(page, every_kind)
    page.locator("[data-views] summary").click()
    page.locator('[data-views] input[value="steps"]').check()
    answer(page, "tasks", "very")
    page.locator("[data-step-next]").click()
    expect(page.locator('[data-question="tasks"]')).to_be_hidden()
    page.evaluate("() => { setTimeout(() => history.back()) }")
    expect(page.locator('[data-question="tasks"]')).to_be_visible()
    expect(page.locator('[data-question="tasks"] input[value="very"]')).to_be_checked()


def test_a_file_is_opened(page: Page, every_kind: str, tmp_path: Path) -> None:
    opened(page, every_kind)
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(response(answers={"tasks": "very", "word": "friend"})), encoding="utf-8")
    page.locator("[data-file]").set_input_files(file)
    expect(page.locator("[data-file-panel]")).to_contain_text("Your answers from the file are filled in.")
    assert answers(page) == {"tasks": "very", "word": "friend"}


def test_answers_are_kept_under_a_passphrase_and_removed(page: Page, every_kind: str) -> None:
    visited(page, every_kind, "ask")
    fill(page, EACH_KIND)
    keep(page, PASSPHRASE)
    page.reload()
    state(page, "locked")
    assert answers(page) == {}
    unlock(page)
    state(page, "kept")
    assert answers(page) == EACH_KIND
    page.locator("[data-erase]").click()
    page.locator("[data-erase-yes]").click()
    state(page, "ask")
    no_database(page)


def test_leaving_puts_another_page_in_the_place_of_the_form(page: Page, every_kind: str) -> None:
    home = every_kind.replace("all-kinds/", "")
    page.goto(home)
    shown_again(page)
    opened(page, every_kind)
    answer(page, "word", "zebramarker")
    page.route(TARGET, lambda route: route.fulfill(**WEATHER))
    page.locator(".rk-button--leave").click()
    expect(page).to_have_title("Weather")
    go_back(page)
    assert page.evaluate("location.href") == home


def test_back_brings_the_form_as_it_was_left_but_no_answers(page: Page, every_kind: str) -> None:
    opened(page, every_kind)
    shown_again(page)
    fill(page, EACH_KIND)
    assert page.evaluate(FILLED_IN) > 10
    page.goto(every_kind.replace("all-kinds/", ""))
    go_back(page)
    assert page.evaluate(FILLED_IN) == 0


@pytest.fixture
def people(browser: Browser) -> Iterator[BrowserContext]:
    """A profile in which workers may live."""
    made = browser.new_context(service_workers="allow")
    yield made
    made.close()


def test_without_a_host_the_form_works(people: BrowserContext, tmp_path: Path) -> None:
    host = Host(build_site(EVERY_KIND, tmp_path / "project").parent)
    page = kept_by_worker(people, host.address)
    host.stop()
    opened(page, host.address + FORM)
    answer(page, "consent", "yes")
    answer(page, "hours", "10")
    finish(page)

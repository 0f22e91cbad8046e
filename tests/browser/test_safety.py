"""Help and the way out: whom to reach, shown in place and at the top of each form, and leaving before anybody sees."""

from typing import Any

import pytest
from browsing import answer, opened, shot
from looking import DESKTOP, PHONE, SMALL, VIEWS, WIDER, box
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

WEATHER: Any = {"body": "<!doctype html><title>Weather</title>", "content_type": "text/html"}
TARGET = "https://elsewhere.example/a?b=1&c=2"
KEPT = """async () => JSON.stringify([
    Object.entries(localStorage), Object.entries(sessionStorage), document.cookie, (await indexedDB.databases()).length,
    (await caches.keys()).length, location.href, history.length, history.state, document.title, name])"""
WATCH = """region => {
    window.changes = 0;
    new MutationObserver((found) => { window.changes += found.length })
        .observe(region, { subtree: true, childList: true, attributes: true, characterData: true });
}"""
# The page itself says how it looks once the next one has been asked for: all that the driver could ask would wait for that one.
LEFT = """(comesBack) => navigation.addEventListener("navigate", () => requestAnimationFrame(() => {
    const fields = [...document.querySelectorAll("[data-question] .rk-input")].map((field) => field.value).join("");
    const picked = document.querySelectorAll("[data-question] input:checked").length;
    console.log(JSON.stringify([document.body.checkVisibility(), document.title, picked, fields]));
    if (comesBack) dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
}), { once: true })"""
AT_ONCE = """() => {
    document.querySelector(".rk-button--leave").click();
    const fields = [...document.querySelectorAll("[data-question] .rk-input")].map((field) => field.value).join("");
    const picked = document.querySelectorAll("[data-question] input:checked").length;
    return JSON.stringify([document.body.checkVisibility(), document.title, picked, fields]);
}"""
COVERED = '[false,"elsewhere.example",0,""]'


def fill(page: Page) -> None:
    answer(page, "word", "zebramarker")
    answer(page, "tasks", "very")


def test_an_alert_shows_whom_to_reach_and_is_announced_once(page: Page, every_kind: str) -> None:
    opened(page, every_kind)
    region = page.locator('[data-alert="alone_often"]')
    assert region.get_attribute("role") == "status", "it is live before anything comes into it"
    expect(region.get_by_role("link")).to_have_count(0)
    region.evaluate(WATCH)
    answer(page, "alone", "often")
    expect(region.get_by_role("link", name="Call 988", exact=True)).to_have_attribute("href", "tel:988")
    expect(region.get_by_role("link", name="Text 988")).to_have_attribute("href", "sms:988")
    expect(region.get_by_role("link", name="Call +1 (555) 010-0100")).to_be_visible()
    assert page.evaluate("changes") == 1
    fill(page)
    assert page.evaluate("changes") == 1
    shot(page, "alert")


def test_an_alert_stands_below_its_question_and_may_name_its_contacts(page: Page, every_kind: str) -> None:
    opened(page, every_kind)
    answer(page, "consent", "no")
    region = page.locator('[data-alert="forced"]')
    expect(region.get_by_role("listitem")).to_have_count(1)
    expect(region).to_contain_text("Peers <b>& friends</b>")
    clear, shown = box(page, '[data-question="consent"] .rk-clear'), box(page, '[data-alert="forced"] .rk-alert__body')
    assert 0 <= shown["y"] - clear["y"] - clear["height"] < 24, "right below what belongs to the question, and not upon it"


def test_that_an_alert_showed_is_kept_nowhere(context: BrowserContext, every_kind: str) -> None:
    """B4: Neither the history nor a title tells of it."""
    page = opened(context.new_page(), every_kind)
    page.wait_for_load_state("networkidle")
    before, seen = page.evaluate(KEPT), []
    page.on("request", lambda request: seen.append(request.url))
    answer(page, "alone", "often")
    expect(page.locator('[data-alert="alone_often"] h3')).to_be_visible()
    page.locator(".rk-help > summary").click()
    assert page.evaluate(KEPT) == before
    assert seen == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("size", [SMALL, PHONE, DESKTOP], ids=str)
def test_help_is_a_few_keys_away(browser: Browser, every_kind: str, size: tuple[int, int], scripts: bool) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(every_kind)
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.locator(".rk-help > summary:focus").count():
            break
    page.keyboard.press("Enter")
    panel = page.locator(".rk-help__panel")
    expect(panel).to_contain_text("You do not have to finish this form.")
    page.keyboard.press("Tab")
    expect(panel.get_by_role("link", name="Call 988", exact=True)).to_be_focused()
    below, out = box(page, ".rk-help__panel"), box(page, ".rk-button--leave")
    assert below["y"] >= out["y"] + out["height"] - 1, "it never lies over the way out"
    assert below["x"] >= 0
    assert below["x"] + below["width"] <= size[0]
    for link in panel.get_by_role("link").all():
        assert link.bounding_box()["height"] >= 24
    shot(page, f"help-{size[0]}-{scripts}")
    page.locator(".rk-help > summary").click()
    expect(panel).to_be_hidden()
    context.close()


def test_escape_puts_help_away(every_kind: str, project_site: str, page: Page) -> None:
    for address in (every_kind, f"{project_site}/role-map/role-clarity/"):
        page.goto(address)
        page.locator("[data-ready]").first.wait_for(state="attached")
        help_now = page.locator(".rk-help > summary")
        help_now.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.locator(".rk-help__panel a").first).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator(".rk-help__panel")).to_be_hidden()
        expect(help_now).to_be_focused()


LOW = {"a phone held sideways": (640, 320), "four times as large": (320, 256)}


@pytest.mark.parametrize("size", LOW)
def test_on_a_low_screen_help_erasing_and_the_way_out_stay_in_reach(browser: Browser, every_kind: str, size: str) -> None:
    width, height = LOW[size]
    context = browser.new_context(viewport={"width": width, "height": height})
    page = opened(context.new_page(), every_kind)
    page.locator('[data-question="word"] input').focus()
    page.mouse.wheel(0, 200)
    seen = {name: box(page, name) for name in (".rk-help > summary", ".rk-button--leave")}
    for place in seen.values():
        assert place["y"] >= 0
        assert place["y"] + place["height"] <= 0.2 * height
    help_now, out = seen.values()
    assert help_now["x"] + help_now["width"] <= out["x"], "one does not lie upon the other"
    page.locator(".rk-help > summary").click()
    panel = page.locator(".rk-help__panel")
    assert box(page, ".rk-help__panel")["y"] >= out["y"] + out["height"] - 1
    erase = panel.get_by_role("link", name="Erase my answers")
    erase.scroll_into_view_if_needed()
    expect(erase).to_be_in_viewport()
    shot(page, f"low-{width}")
    page.locator(".rk-help > summary").click()
    page.locator("[data-submit]").focus()
    for _ in range(8):
        page.keyboard.press("Shift+Tab")
        top = page.evaluate("(document.activeElement.closest('.rk-tile') ?? document.activeElement).getBoundingClientRect().top")
        assert top >= out["y"] + out["height"] - 1, "what has the focus lies below these corners"
    context.close()


@pytest.mark.parametrize("view", VIEWS)
def test_the_open_help_fits_a_small_phone_and_lets_what_has_the_focus_show(tab: Any, every_kind: str, view: str) -> None:
    page = opened(tab(SMALL, view), every_kind)
    page.locator(".rk-help > summary").click()
    assert page.evaluate(WIDER) == []
    shot(page, f"help-{view}")
    page.locator("[data-submit]").focus()
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        top, bottom = page.evaluate(
            """() => [(document.activeElement.closest(".rk-tile") ?? document.activeElement).getBoundingClientRect().top,
                document.querySelector(".rk-help__panel").getBoundingClientRect().bottom]"""
        )
        assert top >= bottom - 1
    page.locator(".rk-help > summary").click()


def test_every_page_says_at_its_foot_whom_to_reach(page: Page, project_site: str) -> None:
    for path in ("", "modules/", "questionnaires/role-clarity-client/"):
        page.goto(f"{project_site}/{path}")
        expect(page.locator("footer").get_by_role("link", name="Text 988")).to_have_attribute("href", "sms:988")
    expect(page.locator(".rk-button--leave")).to_have_attribute("href", "https://www.weather.gov")


def test_paper_holds_whom_to_reach_once_outside_of_alerts(page: Page, every_kind: str) -> None:
    opened(page, every_kind)
    page.emulate_media(media="print")
    expect(page.get_by_text("Text 988").locator("visible=true").and_(page.locator(":not(.rk-alert *)"))).to_have_count(1)


def test_leaving_covers_and_wipes_before_the_next_page_is_there(page: Page, every_kind: str) -> None:
    """B4: The form is gone before anything is asked for, and Back does not lead to it."""
    said, held, seen = list[str](), list[Route](), list[str]()
    home = every_kind.replace("all-kinds/", "")
    page.goto(home)
    opened(page, every_kind)
    page.wait_for_load_state("networkidle")
    fill(page)
    page.evaluate(LEFT, False)

    def let_go() -> None:
        """The next page waits until this one has said how it looks."""
        if said and held:
            held.pop().fulfill(**WEATHER)

    page.route(TARGET, lambda route: (held.append(route), let_go()))
    page.on("console", lambda message: (said.append(message.text), let_go()))
    page.on("request", lambda request: seen.append(request.url))
    page.locator(".rk-button--leave").click(no_wait_after=True)
    expect(page).to_have_title("Weather")
    assert said == [COVERED]
    assert seen == [TARGET], "nobody is told that somebody left"
    page.go_back()
    expect(page).to_have_url(home)
    page.go_forward()
    expect(page).to_have_title("Weather")


@pytest.mark.parametrize("connected", [True, False], ids=["online", "offline"])
def test_leaving_covers_within_the_click(context: BrowserContext, every_kind: str, connected: bool) -> None:
    """B4: Not in a later turn: a slow phone with much to do would show the form until then."""
    page = opened(context.new_page(), every_kind)
    page.route(TARGET, lambda route: None)  # which never comes
    fill(page)
    context.set_offline(not connected)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 6})
    assert page.evaluate(AT_ONCE) == COVERED


def test_a_page_that_comes_back_after_leaving_is_fresh(page: Page, every_kind: str) -> None:
    """B4: A browser may bring it from memory, covered."""
    held = list[Route]()
    title = opened(page, every_kind).title()
    fill(page)
    page.evaluate(LEFT, True)
    page.route(TARGET, lambda route: held.append(route))  # noqa: PLW0108 - the driver marks what it calls
    with page.expect_console_message() as said, page.expect_event("domcontentloaded"):
        page.locator(".rk-button--leave").click(no_wait_after=True)
    assert said.value.text == COVERED
    expect(page.locator("role-questionnaire[data-ready]")).to_be_visible()
    expect(page).to_have_title(title)
    assert page.locator("[data-question] input:checked").count() == 0


def test_leaving_works_from_the_link_that_a_keyboard_finds_first(page: Page, every_kind: str) -> None:
    opened(page, every_kind)
    page.route(TARGET, lambda route: route.fulfill(**WEATHER))
    page.locator("a.rk-skip[data-leave]").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_title("Weather")


def test_leaving_works_without_scripts(browser: Browser, every_kind: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.route(TARGET, lambda route: route.fulfill(**WEATHER))
    page.goto(every_kind)
    page.locator(".rk-button--leave").click()
    expect(page).to_have_url(TARGET)
    context.close()


def test_leaving_without_a_connection_ends_on_a_bare_page(context: BrowserContext, every_kind: str) -> None:
    """B4: The browser says that it is offline, but the page can be had: as from a cache."""
    context.add_init_script("Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false })")
    page = opened(context.new_page(), every_kind)
    fill(page)
    page.locator(".rk-button--leave").click()
    expect(page).to_have_url(every_kind.replace("questionnaires/all-kinds/", "away/"))
    expect(page.get_by_role("heading")).to_have_text("No connection")
    assert "role" not in page.locator("html").inner_html().lower()
    page.go_back()
    assert "all-kinds" not in page.url


def test_leaving_without_a_connection_takes_the_form_off_the_screen(context: BrowserContext, every_kind: str) -> None:
    page = opened(context.new_page(), every_kind)
    fill(page)
    context.set_offline(True)
    page.locator(".rk-button--leave").click()
    expect(page.locator("role-questionnaire")).to_have_count(0)

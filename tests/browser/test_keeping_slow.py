"""B3, B8: kept answers on a device with much to do, such as after a flat battery: what opens late is waited for."""

from browsing import opened
from keeping import news, put, state, visited
from playwright.sync_api import Page, expect
from test_keeping import RECORD

HELD = """
const held = [];
IDBOpenDBRequest.prototype.addEventListener = function (kind, listener) {
    const late = (event) => (window.goOn ? held.push(() => listener(event)) : listener(event));
    EventTarget.prototype.addEventListener.call(this, kind, kind === "success" ? late : listener);
};
window.held = () => held.length;
window.goOn = () => { delete window.goOn; for (const go of held) go(); };
"""
"""No database is open before `goOn` is called."""


def held(page: Page, address: str) -> None:
    """A page that waits for what lies here."""
    visited(page, address, "ask")
    put(page, RECORD)
    page.clock.install()
    page.add_init_script(HELD)
    opened(page, address)
    page.wait_for_function("held()")


def test_answers_that_open_late_are_offered(page: Page, kept_clear: str) -> None:
    """Two waits of three seconds, and the form said that this browser keeps nothing."""
    held(page, kept_clear)
    for _ in range(2):
        page.clock.run_for(10_000)
    expect(page.locator("[data-keep][data-state]")).to_have_count(0)
    page.evaluate("goOn()")
    state(page, "found")


def test_what_never_opens_is_given_up(page: Page, kept_clear: str) -> None:
    """Another window may hold it up for good; the form works all the same."""
    held(page, kept_clear)
    for _ in range(2):
        page.clock.run_for(35_000)
    state(page, "none")
    news(page, "does not let us keep answers")

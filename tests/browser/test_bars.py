"""What is said at the foot of the window lies under the open help, and over nothing that has the focus."""

from typing import Any

import pytest
from browsing import answer, opened, shot
from keeping import FULL_DISK, PASSPHRASE, keep
from looking import DESKTOP, PHONE, SMALL
from playwright.sync_api import Page, expect

SIZES = [SMALL, PHONE, DESKTOP]
LOW = (640, 320)
KINDS = {"leaving": "[data-staying]", "trouble": "[data-keep] > [data-bar]", "offline": "[data-offline]"}
SEEN = """(one) => {
    one.scrollIntoView({ block: "nearest" });
    const { left, top, right, bottom } = one.getBoundingClientRect();
    return one.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
}"""
FREE = """(bar) => {
    const focused = document.activeElement.closest(".rk-tile") ?? document.activeElement;
    const { top, bottom } = focused.getBoundingClientRect(), help = document.querySelector(".rk-help[open] .rk-help__panel");
    const above = document.querySelector(bar).getBoundingClientRect().top;
    return Boolean(focused.closest(`${bar}, .rk-header`))
        || (help ? top < above && bottom > help.getBoundingClientRect().bottom : Math.min(bottom, top + 44) <= above);
}"""
"""Whether what has the focus can be seen: a part of it while the help is open, else all, or the line in which one writes."""


def barred(page: Page, address: str, kind: str) -> Page:
    """A form of which something is said at the foot of the window."""
    opened(page, address)
    answer(page, "tasks", "very")
    if kind == "leaving":
        page.locator("a.rk-logo:visible").first.click()
    elif kind == "trouble":
        keep(page, PASSPHRASE)
        page.evaluate(FULL_DISK)
        answer(page, "limits", "very")
        expect(page.locator('[data-keep][data-trouble="full"]')).to_have_count(1)
    else:
        page.context.set_offline(True)
        expect(page.locator("[data-gone]")).to_be_visible()
    expect(page.locator(KINDS[kind])).to_be_in_viewport()
    return page


@pytest.mark.parametrize("view", ["light", "dark"])
@pytest.mark.parametrize("size", [*SIZES, LOW], ids=str)
@pytest.mark.parametrize("kind", KINDS)
def test_the_open_help_lies_above(browser: Any, every_kind: str, kind: str, size: tuple[int, int], view: str) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=view)
    page = barred(context.new_page(), every_kind, kind)
    page.locator(".rk-help > summary").click()
    shot(page, f"bar-{kind}-{size[0]}-{view}")
    links, buttons = page.locator(".rk-help__panel a").all(), page.locator(f"{KINDS[kind]} button:visible").all()
    assert len(links) > 1
    assert bool(buttons) == (kind != "offline")
    for pressed in [*links, *buttons, page.locator(".rk-button--leave")]:
        assert pressed.evaluate(SEEN), pressed.text_content()
    context.close()


@pytest.mark.parametrize("helping", [False, True], ids=["alone", "help open"])
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("kind", KINDS)
def test_what_has_the_focus_shows(page: Page, every_kind: str, kind: str, size: tuple[int, int], helping: bool) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    barred(page, every_kind, kind)
    if helping:
        page.locator(".rk-help > summary").click()
    page.locator('[data-question="consent"] input').first.focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(FREE, KINDS[kind]), page.evaluate("document.activeElement.outerHTML")
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(FREE, KINDS[kind]), page.evaluate("document.activeElement.outerHTML")
    page.context.set_offline(False)


def test_two_bars_leave_room_as_the_taller_asks(page: Page, every_kind: str) -> None:
    page.set_viewport_size({"width": SMALL[0], "height": SMALL[1]})
    barred(page, every_kind, "offline")
    page.locator("a.rk-logo:visible").first.click()
    expect(page.locator(KINDS["leaving"])).to_be_in_viewport(ratio=1)
    page.locator('[data-question="consent"] input').first.focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(FREE, KINDS["leaving"])
    page.context.set_offline(False)

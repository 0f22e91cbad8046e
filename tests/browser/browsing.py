"""What the browser tests share: how the browser starts, and what a person does on a page."""

import os
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # What suggests words in the address bar, and a process kept ready for the next page: more than half of what a test of one
    # page costs (1.35 s of CPU, 0.5 without).
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,SpareRendererForSitePerProcess",
]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
"""The browser that tests/run found; without one the tests fail, they are not skipped."""
FIREFOX = os.environ.get("FIREFOX", "")
"""Another one, where tests/run found it."""
PATIENCE = 90_000
"""Milliseconds before a wait gives up: no test judges speed, and a busy machine may take ten times as long as an idle one."""


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.locator("role-questionnaire[data-ready]").wait_for(state="attached")
    return page


def answer(page: Page, question: str, value: Any) -> None:
    """Give an answer as a person does: click a tile, type into a field."""
    place = page.locator(f'[data-question="{question}"]')
    for choice in value if isinstance(value, list) else [value]:
        tile = place.locator(f'input[value="{choice}"]')
        if tile.count():
            tile.check()
        else:
            place.locator("input, textarea").fill(str(choice))


def finish(page: Page) -> None:
    page.locator("[data-submit]").click()
    expect(page.locator("[data-result]")).to_be_visible()


def shot(page: Page, name: str) -> None:
    """Keep a picture where SHOTS names a folder, for looking at; tests do not depend on it."""
    if os.environ.get("SHOTS"):
        page.screenshot(path=Path(os.environ["SHOTS"], f"{name}.png"), full_page=True)

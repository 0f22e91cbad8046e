"""What the tests of the charter and the plan share: the pages, what people press there, and files from anywhere."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

TAGS = {"charter": "role-charter", "plan": "action-plan"}
STATE = "document.querySelector('.rk-editor').state"
BOXES = ["functions", "not_role", "setting", "call", "together", "good_work", "people_view", "open"]
CHARTER = {
    "format": "roleclarity-charter-1",
    "team": "East",
    "boxes": {"functions": ["One", "Two", "Three"], "open": ["Who drives"]},
}
STEPS = [{"what": "Talk", "who": "Ana", "by": "2026-12-01"}, {"what": "Read", "done": True}, {"what": "Ask"}]
PLAN = {"format": "roleclarity-plan-1", "steps": STEPS}
WHOLE: dict[str, dict[str, Any]] = {"charter": CHARTER, "plan": PLAN}


def edited(page: Page, site: str, name: str) -> Page:
    """The page, ready to write in."""
    page.goto(f"{site}/{name}/")
    page.locator(".rk-editor[data-ready]").wait_for()
    return page


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def line(page: Page, box: str, number: int) -> Locator:
    return page.locator(f'[data-list="{box}"] [data-item]').nth(number - 1)


def write(page: Page, box: str, *lines: str) -> None:
    """Lines at the end of a box of the charter, as a person adds them."""
    for text in lines:
        page.locator(f'[data-list="{box}"] > [data-act="add"]').click()
        page.locator(":focus").fill(text)


def texts(page: Page, box: str) -> list[str]:
    """The lines of a box, as its fields show them."""
    fields = page.locator(f'[data-list="{box}"] [data-field="{"what" if box == "steps" else "text"}"]')
    return list(fields.evaluate_all("all => all.map((one) => one.value)"))


def give(page: Page, content: bytes | str | dict[str, Any]) -> None:
    """A file for the page, whichever button asked for it."""
    text = json.dumps(content) if isinstance(content, dict) else content
    data = text.encode() if isinstance(text, str) else text
    page.locator("[data-file]").set_input_files({"name": "any.json", "mimeType": "application/json", "buffer": data})


def panel(page: Page) -> Locator:
    return page.locator(".rk-editor__panel")


def status(page: Page) -> Locator:
    return page.locator("[data-message]")


def save(page: Page, folder: Path, name: str = "Save as a file") -> Path:
    with page.expect_download() as waiting:
        button(page, name).click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file

"""The whole path of a team: three people fill in forms on devices of their own, and their files become a charter to sign."""

import json
from pathlib import Path
from typing import Any

from browsing import PATIENCE, finish, opened
from editing import button, edited, save, texts
from paper import pages
from playwright.sync_api import Browser, Page, expect
from test_recorder import KEPT, NOTHING

FORMS = ("peer-specialist", "supervisor", "client")
LEVEL = {"peer-specialist": -1, "supervisor": 0, "client": 1}
"""Which of the tiles each person picks: the last, the first, the second."""


def fill(page: Page, level: int) -> None:
    for question in page.locator("[data-question]").all():
        tiles = question.locator("input[type=radio]:not([data-way-out])")
        if question.is_visible() and tiles.count() > 2:
            tiles.nth(tiles.count() - 1 if level < 0 else level).check()


def saved_answers(browser: Browser, site: str, form: str, folder: Path) -> Path:
    """What one person saves, on a device of their own."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    page = opened(context.new_page(), f"{site}/questionnaires/role-clarity-{form}/")
    page.locator(".rk-views summary").click()
    page.locator(".rk-views input[value=one_page]").check()
    fill(page, LEVEL[form])
    finish(page)
    with page.expect_download() as waiting:
        page.locator("[data-action=saveFile]").last.click()
    place = folder / f"{form}.json"
    waiting.value.save_as(place)
    assert page.evaluate(KEPT) == NOTHING
    context.close()
    return place


def test_three_people_come_to_one_charter(browser: Browser, project_site: str, tmp_path: Path) -> None:
    files = [saved_answers(browser, project_site, form, tmp_path) for form in FORMS]
    assert {json.loads(file.read_text())["questionnaire"]["id"] for file in files} == {f"role-clarity-{form}" for form in FORMS}
    context: Any = browser.new_context()
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"{project_site}/")
    page.get_by_role("main").get_by_role("link", name="role map").first.click()
    page.locator("role-map[data-ready]").wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_input_files("[data-pick]", files)
    expect(page.locator("[data-status]")).to_have_text("3 files are in.")
    expect(page.locator("[data-shared]")).to_contain_text("fewer than 5, so not shown")
    take = page.locator("[data-cards] > .rk-card > [data-do=charter]")
    for number in (0, 1):
        take.nth(number).click()
        expect(page.locator("[data-message]")).to_contain_text("Added to “Still open”")
    page.locator("#c-team").fill("East Side")
    page.locator('[data-list="functions"] summary').click()
    page.get_by_role("checkbox", name="I listen, give hope").check()
    lines = {box: texts(page, box) for box in ("functions", "open")}
    assert [len(found) for found in lines.values()] == [1, 2]
    page.evaluate("document.querySelector('role-charter').dataset.printing = ''")
    page.emulate_media(media="null")
    (paper,) = pages(page.pdf(format="A4"))
    page.evaluate("delete document.querySelector('role-charter').dataset.printing")
    assert "EastSide" in paper
    assert "Ilisten,givehope" in paper
    assert "Supervisor" in paper
    file = save(page, tmp_path)
    assert page.evaluate(KEPT) == NOTHING
    assert [url for url in asked if not url.startswith("blob:")] == []
    edited(page, project_site, "charter")
    page.locator("[data-file]").set_input_files(file)
    expect(page.locator("#c-team")).to_have_value("East Side")
    assert {box: texts(page, box) for box in lines} == lines
    button(page, "Close").click()
    page.close(run_before_unload=False)
    context.close()

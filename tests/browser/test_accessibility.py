"""Every kind of page, judged by axe: no violations, light and dark, phone and desktop."""

from typing import Any

import pytest
from browsing import answer, finish, opened, shot
from looking import PLACES, restyle, violations
from playwright.sync_api import Browser, Page

PAGES = {**PLACES, "modules": "modules/", "changelog": "changelog/", "away": "away/"}
SCREENS = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 800}}


@pytest.fixture(params=[(screen, scheme) for screen in SCREENS for scheme in ("light", "dark")], ids="-".join)
def view(request: pytest.FixtureRequest, browser: Browser) -> Any:
    """A tab on a phone or a desktop, in light or dark."""
    screen, scheme = request.param
    context = browser.new_context(viewport=SCREENS[screen], color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    yield page, f"{screen}-{scheme}"
    context.close()


def test_letters_too_pale_to_read_are_found(page: Page, project_site: str) -> None:
    page.goto(project_site)
    restyle(page, "h1 { color: #aaa !important }")
    assert [fault.partition(":")[0] for fault in violations(page)] == ["color-contrast"]


def test_every_kind_of_page(view: tuple[Page, str], project_site: str) -> None:
    page, name = view
    found = []
    for kind, path in PAGES.items():
        page.goto(f"{project_site}/{path}")
        shot(page, f"{kind}-{name}")
        found += [f"{kind}: {fault}" for fault in violations(page)]
    assert not found, "\n".join(found)


def test_every_state_of_a_questionnaire(view: tuple[Page, str], every_kind: str) -> None:
    page, name = view
    opened(page, every_kind)
    found = [f"fresh: {fault}" for fault in violations(page)]
    page.locator(".rk-help > summary").click()
    found += [f"help: {fault}" for fault in violations(page)]
    page.locator(".rk-help > summary").click()
    shot(page, f"kinds-{name}")
    page.locator("[data-submit]").click()
    found += [f"errors: {fault}" for fault in violations(page)]
    shot(page, f"kinds-errors-{name}")
    for question, value in {
        "consent": "no",
        "hours": "10",
        "tasks": "very",
        "limits": "a_little",
        "setting": "crisis",
        "alone": "often",
    }.items():
        answer(page, question, value)
    finish(page)
    for summary in page.locator(".rk-card summary").all():
        summary.click()
    page.locator("[data-erase]").click()
    found += [f"result: {fault}" for fault in violations(page)]
    shot(page, f"kinds-result-{name}")
    assert not found, "\n".join(found)

"""B1: The next person at the same browser: whatever kind of answer it was, however the page comes back, none shows."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import finish
from disk import on_disk
from keeping import EACH_KIND, PASSPHRASE, fill, keep, kill, profile
from playwright.sync_api import Page, Playwright, expect
from sites import EVERY_KIND, build_site, served
from tabs import OPTIONS, Tabs, extension

FORM, CONTROL = "questionnaires/all-kinds/", "control.html"
KINDS = {
    "rating": "tasks",
    "grid": "alone",
    "single choice": "setting",
    "yes or no": "consent",
    "multiple choice": "tools",
    "number": "hours",
    "short text": "word",
    "long text": "story",
    "date": "since",
    "ranking": "order",
}
LOOKS = """() => Object.fromEntries([...document.querySelectorAll("[data-question]")].map((question) => [
    question.dataset.question,
    [...question.querySelectorAll("input:checked, .rk-input")].map((input) => input.value).join()
    + [...question.querySelectorAll("[data-ranking] > *")].map((line) => line.dataset.choice).join(),
]))"""
"""What the controls of each question hold in the page as it is; the script may know less."""
KEEP_IN_MEMORY = {"ignore_default_args": ["--disable-back-forward-cache"]}
"""The driver turns off what browsers do for Back: bringing a page back as it was left."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Beside our form a page of a form that lets the browser remember: where its text comes back, ours had the chance to."""
    folder = build_site(EVERY_KIND, tmp_path_factory.mktemp("next") / "site")
    (folder / CONTROL).write_text("<!doctype html><title>c</title><form><textarea></textarea></form>", encoding="utf-8")
    with served(folder) as address:
        yield f"{address}/"


def looks(page: Page) -> dict[str, str]:
    page.locator("role-questionnaire[data-ready]").wait_for(state="attached")
    page.wait_for_function("document.readyState === 'complete'")  # the driver knows of no load that comes from memory
    return page.evaluate(LOOKS)


def answered(page: Page, fresh: dict[str, str], marker: str) -> None:
    """Every kind of answer is in the form, and the result shows them."""
    fill(page, {**EACH_KIND, "word": marker})
    finish(page)
    filled = looks(page)
    assert [kind for kind, question in KINDS.items() if filled[question] == fresh[question]] == []


def leaks(page: Page, fresh: dict[str, str], marker: str) -> list[str]:
    """The questions that show an answer, and the words of the page that hold one."""
    found = looks(page)
    words = page.locator("body").inner_text()
    return [name for name, look in found.items() if look != fresh[name]] + [marker] * (marker in words)


def travel(page: Page, by: int, address: str) -> None:
    # From memory no page loads, which the driver would wait for.
    page.evaluate("(by) => { setTimeout(() => history.go(by)) }", by)
    expect(page).to_have_url(address)


def back(page: Page, home: str, _: Tabs) -> Page:
    address = page.url
    page.goto(home)
    travel(page, -1, address)
    return page


def forward(page: Page, home: str, _: Tabs) -> Page:
    address = page.url
    travel(page, -1, home)
    travel(page, 1, address)
    return page


def reload(page: Page, *_: Any) -> Page:
    page.reload()
    return page


def reopen(page: Page, _: str, tabs: Tabs) -> Page:
    page.close()
    return tabs.reopen()


def duplicate(page: Page, _: str, tabs: Tabs) -> Page:
    return tabs.duplicate(page)


WAYS: dict[Callable[..., Page], bool] = {reload: False, back: True, forward: True, duplicate: True, reopen: True}
"""Whether Chromium brings the control's text back by it."""


def fill_both(form: Page, control: Page, fresh: dict[str, str], folder: Path, name: str) -> None:
    """Answer everything, then wait until the browser has noted what stands in the control, filled in after the form."""
    answered(form, fresh, f"zebra{name}")
    control.locator("textarea").fill(f"control{name}")
    for _ in range(900):
        if on_disk(folder, f"control{name}"):
            return
        control.wait_for_timeout(100)
    raise AssertionError("the control never reached the disk, so the test would prove nothing")


def came_back(tabs: Tabs, address: str, text: str) -> None:
    """The browser brought the control's text back; tabs of earlier ways come back beside it."""
    for _ in range(600):
        if text in [page.locator("textarea").input_value() for page in tabs.at(address)]:
            return
        tabs.page.wait_for_timeout(50)
    raise AssertionError(f"no tab holds {text}, so the test would prove nothing")


@pytest.mark.parametrize("kept", [False, pytest.param(True, marks=pytest.mark.long)], ids=["forgotten", "kept and locked"])
def test_no_tab_brings_answers_to_the_next_person(playwright: Playwright, site: str, tmp_path: Path, kept: bool) -> None:
    folder, flags = tmp_path / "profile", extension(tmp_path / "tabs")
    found: dict[str, list[str]] = {}
    with profile(playwright, folder, *flags, **OPTIONS) as context:
        tabs = Tabs(context, tmp_path / "tabs")
        form, control = context.new_page(), context.new_page()
        for page, place in ((form, FORM), (control, CONTROL)):
            page.goto(site)
            page.goto(site + place)
        fresh = looks(form)
        if kept:
            keep(form, PASSPHRASE)
        for way, remembers in WAYS.items():
            name = way.__name__
            fill_both(form, control, fresh, folder, name)
            form, control = way(form, site, tabs), way(control, site, tabs)
            found[name] = leaks(form, fresh, f"zebra{name}")
            assert (control.locator("textarea").input_value() == f"control{name}") == remembers, name
        fill_both(form, control, fresh, folder, "killed")
        kill(folder)
    for end, following in (("killed", "closed"), ("closed", "over")):
        with profile(playwright, folder, *flags, **OPTIONS) as context:
            tabs = Tabs(context, tmp_path / "tabs")
            tabs.restore()
            came_back(tabs, site + CONTROL, f"control{end}")
            forms, (control, *_) = tabs.at(site + FORM), tabs.at(site + CONTROL)
            found[end] = [leak for form in forms for leak in leaks(form, fresh, f"zebra{end}")]
            fill_both(forms[0], control, fresh, folder, following)
    print(f"{len(KINDS)} kinds of controls, {len(found)} ways: {found}")
    assert not any(found.values()), found


@pytest.mark.parametrize(("shown", "way"), [("result", back), ("result", forward), ("review", back)])
def test_a_page_from_memory_brings_no_answers(
    playwright: Playwright, site: str, tmp_path: Path, shown: str, way: Callable[..., Page]
) -> None:
    with profile(playwright, tmp_path / "profile", **KEEP_IN_MEMORY) as context:
        page = context.new_page()
        page.goto(site)
        page.goto(site + FORM)
        fresh = looks(page)
        page.evaluate("window.stayed = true")
        answered(page, fresh, "zebramarker")
        if shown == "review":
            page.get_by_role("button", name="Check my answers").click()
            expect(page.locator("[data-answers]")).to_contain_text("zebramarker")
        way(page, site, None)
        assert page.evaluate("window.stayed"), "the page was loaded anew, so the test would prove nothing"
        assert leaks(page, fresh, "zebramarker") == []

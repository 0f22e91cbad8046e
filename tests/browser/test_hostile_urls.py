"""Hostile strings as searches, as fragments and as answers: nothing runs, nothing is asked for, the policy is never needed.

With the policy switched off, so that it hides no fault; then with it on, where nothing may come up against it.
"""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import quote

import pytest
from browsing import PATIENCE, opened
from hostile import STRINGS
from playwright.sync_api import Browser, BrowserContext, expect
from sites import build_site, every_kind_in, served

FEW = STRINGS[::31]
# Counts what runs and what the policy stops; set up before any script of the page.
WATCH = """
window.__ran = []; window.__stopped = [];
window.ran = (...given) => { window.__ran.push(String(given)); };
addEventListener('securitypolicyviolation', (event) => {
  window.__stopped.push(event.violatedDirective + ' ' + event.blockedURI);
});
"""


class Watched:
    """A tab and all that it did which it should not."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        context.add_init_script(WATCH)
        self.faults: list[str] = []
        self.page = context.new_page()
        self.page.on("dialog", self._dialog)
        self.page.on(
            "request", lambda request: None if request.url.startswith((site, "data:")) else self.faults.append(request.url)
        )
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _dialog(self, dialog: object) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def check(self, about: str) -> None:
        found = self.page.evaluate("[...window.__ran, ...window.__stopped]")
        assert not [*self.faults, *found], (about, self.faults, found)


@pytest.fixture(params=[True, False], ids=["without policy", "with policy"])
def watched(request: pytest.FixtureRequest, browser: Browser, project_site: str) -> Iterator[Watched]:
    context = browser.new_context(bypass_csp=request.param)
    context.set_default_timeout(PATIENCE)
    yield Watched(context, project_site)
    context.close()


def search(watched: Watched, site: str, strings: tuple[str, ...]) -> None:
    """As a link that somebody sends, and typed."""
    page = watched.page
    for text in strings:
        page.goto(f"{site}/?q={quote(text)}#{quote(text)}")
        watched.check(f"link: {text}")
    page.goto(f"{site}/?q=role")
    items = page.locator(".rk-search__found a")
    items.first.wait_for()
    field, sentence = page.locator(".rk-search input"), page.locator(".rk-search__sentence")
    for text in strings:
        field.fill(f"{text} role")
        watched.check(f"search: {text}")
    # A search that is overtaken says nothing: once this one does, all others have ended.
    field.fill("zzzz")
    expect(sentence).to_contain_text("No page")
    assert page.url == f"{site}/?q=role"
    watched.check("searches")


def fragments(watched: Watched, site: str, strings: tuple[str, ...]) -> None:
    page = watched.page
    opened(page, f"{site}/questionnaires/role-clarity-peer-specialist/")
    for text in strings:
        page.evaluate("(text) => { location.hash = text; }", text)
        watched.check(f"fragment: {text}")
    for text in strings[::10]:
        opened(page, f"{site}/questionnaires/role-clarity-peer-specialist/?{quote(text)}#{quote(text)}")
        watched.check(f"address: {text}")


def answers(watched: Watched, form: str, strings: tuple[str, ...]) -> None:
    """Typed into each field for text, and shown where the page shows answers."""
    page = watched.page
    opened(page, form)
    for field in ("word", "story"):
        place = page.locator(f'[data-question="{field}"]').locator("input, textarea")
        for text in strings:
            place.fill(text)
            watched.check(f"{field}: {text}")
    page.locator("[data-submit]").click()
    watched.check("result")
    assert page.locator("role-questionnaire script:not([type])").count() == 0


def test_searches(watched: Watched, project_site: str) -> None:
    search(watched, project_site, FEW)


def test_fragments(watched: Watched, project_site: str) -> None:
    fragments(watched, project_site, FEW)


def test_answers(browser: Browser, every_kind: str) -> None:
    site = every_kind.partition("/questionnaires/")[0]
    for bypass in (True, False):
        context = browser.new_context(bypass_csp=bypass)
        context.set_default_timeout(PATIENCE)
        answers(Watched(context, site), every_kind, FEW)
        context.close()


def test_what_is_found(browser: Browser, tmp_path: Path) -> None:
    """Pages whose words are the strings, found and shown with what was searched for marked in them."""
    project = tmp_path / "project"
    every_kind_in(project)
    texts = [escape(" ".join(text.split())) for text in STRINGS[::7] if not set("[]*_`\\#") & set(text)]
    for number, text in enumerate(texts):
        page = f"# {text} zebra\n\nzebra {text}\n\n## part {text} zebra\n\n{text}\n"
        (project / f"content/page-{number}.md").write_text(page, encoding="utf-8")
    with served(build_site(project, tmp_path / "site")) as site:
        for bypass in (True, False):
            context = browser.new_context(bypass_csp=bypass)
            watched = Watched(context, site)
            watched.page.goto(f"{site}/?q=zebra")
            items = watched.page.locator(".rk-search__found li")
            items.first.wait_for()
            assert "zebra" in items.first.inner_text()
            assert items.count() == 20
            assert items.locator(":not(a, p, mark)").count() == 0
            assert items.locator("a").evaluate_all("(all) => all.every(({ origin }) => origin === location.origin)")
            watched.check("found")
            context.close()


@pytest.mark.long
def test_all_searches(watched: Watched, project_site: str) -> None:
    search(watched, project_site, STRINGS)


@pytest.mark.long
def test_all_fragments(watched: Watched, project_site: str) -> None:
    fragments(watched, project_site, STRINGS)


def test_the_watch_sees_what_runs(browser: Browser, project_site: str) -> None:
    """Without this, the tests above could be blind."""
    put = "() => { try { document.body.insertAdjacentHTML('beforeend', '<img src=data:, onerror=ran(1)>'); } catch {} }"
    for bypass, seen in ((True, "1"), (False, "require-trusted-types-for trusted-types-sink")):
        context = browser.new_context(bypass_csp=bypass)
        watched = Watched(context, project_site)
        watched.page.goto(project_site)
        watched.page.evaluate(put)
        watched.page.wait_for_function("window.__ran.length + window.__stopped.length > 0")
        assert seen in watched.page.evaluate("[...window.__ran, ...window.__stopped]")
        context.close()

"""A form as one file: opened from a disk, it is the same form, asks for nothing and keeps nothing."""

import re
from pathlib import Path

import pytest
from browsing import answer, finish, opened
from click.testing import CliRunner
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sites import EVERY_KIND, ROOT

from builder.cli import main

ANSWERS = {"consent": "yes", "hours": "37.5", "word": "zebra", "tasks": "very", "limits": "a_little"}
LINKS = """
[...document.querySelectorAll(".rk-form, .rk-form template")].flatMap((part) => [...(part.content ?? part).querySelectorAll("a")])
  .map((link) => link.getAttribute("href"))
"""
LARGEST = 60_000
"""Bytes, of a form with 25 questions; the largest of ours has 28."""


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(EVERY_KIND, tmp_path_factory.mktemp("single") / "stick")


def written(project: Path, folder: Path, *words: str) -> Path:
    result = CliRunner().invoke(main, ["build", "--project", str(project), "--single-file", str(folder), *words])
    assert result.exit_code == 0, result.output
    return folder


def fill(page: Page) -> str:
    for question, value in ANSWERS.items():
        answer(page, question, value)
    finish(page)
    return page.locator("[data-cards]").inner_text()


def test_it_gives_the_result_of_the_site(context: BrowserContext, stick: Path, every_kind: str) -> None:
    page, file = context.new_page(), context.new_page()
    opened(page, every_kind)
    requests: list[str] = []
    file.on("request", lambda request: requests.append(request.url))
    file.goto((stick / "all-kinds.html").as_uri())
    expect(file.locator("role-questionnaire[data-ready]")).to_be_visible()
    assert fill(file) == fill(page)
    assert requests == [(stick / "all-kinds.html").as_uri()]


def test_it_keeps_nothing(context: BrowserContext, stick: Path) -> None:
    """B6: Files on a disk share one storage in Chromium, so a form that is a file keeps nothing in it."""
    page = context.new_page()
    page.goto((stick / "all-kinds.html").as_uri())
    fill(page)
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert page.evaluate("indexedDB.databases()") == []
    page.reload()
    expect(page.locator("role-questionnaire[data-ready]")).to_be_visible()
    assert page.locator("[data-question] input:checked").count() == 0


def test_it_runs_nothing_but_its_own_code(browser: Browser, stick: Path, tmp_path: Path) -> None:
    """B15: Only scripts whose hash the policy names."""
    text = (stick / "all-kinds.html").read_text(encoding="utf-8")
    assert re.search(r"default-src 'none'; script-src ('sha256-[\w+/]+=' ?){2};", text)
    changed = tmp_path / "changed.html"
    changed.write_text(text.replace("<main", "<script>document.title = 'mine'</script><main", 1), encoding="utf-8")
    page, refused = browser.new_page(), []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(changed.as_uri())
    expect(page.locator("role-questionnaire[data-ready]")).to_be_visible()
    assert page.title() != "mine"
    assert len(refused) == 1
    page.close()


def test_without_script_it_is_a_form_for_paper(browser: Browser, stick: Path, every_kind: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto((stick / "all-kinds.html").as_uri())
    numbers = [int(number) for number in re.findall(r"^(\d+)\. ", page.locator("main").inner_text(), re.MULTILINE)]
    page.goto(every_kind)
    shown = re.findall(r"Question (\d+) of", page.locator("form.rk-questions").text_content())
    assert numbers == [int(number) for number in shown] != [], "the key for paper names questions by number"
    page.goto((stick / "all-kinds.html").as_uri())
    assert page.locator("[data-paper-key] table").count() > 0
    assert page.locator("input").count() == 0
    page.close()


def test_links_lead_to_the_site_or_nowhere(tmp_path: Path, browser: Browser) -> None:
    for settings, expected in (("", None), ("site_url: https://example.org/team/\n", "https://example.org/team/")):
        project = tmp_path / f"project-{bool(settings)}"
        project.mkdir()
        (project / "content").symlink_to(EVERY_KIND / "content")
        (project / "mkdocs.yml").write_text((EVERY_KIND / "mkdocs.yml").read_text(encoding="utf-8") + settings, encoding="utf-8")
        folder = written(project, tmp_path / f"stick-{bool(settings)}")
        page = browser.new_page()
        page.goto((folder / "all-kinds.html").as_uri())
        expect(page.locator("role-questionnaire[data-ready]")).to_be_visible()
        links = page.evaluate(LINKS)
        inside = [link for link in links if not re.match(r"#|tel:|sms:|https?://(?!example.org/team/)", link)]
        assert all(link.startswith(expected or "?") for link in inside)
        assert bool(inside) == bool(expected)
        page.close()


def test_ours_are_small_enough_for_an_e_mail(tmp_path: Path) -> None:
    sizes = {file.name: file.stat().st_size for file in written(ROOT, tmp_path / "stick").glob("*.html")}
    assert len(sizes) == 4
    assert max(sizes.values()) <= LARGEST, sizes


def test_without_scripts_questions_have_the_words_they_go_on_from(page: Page, stick: Path) -> None:
    text = (stick / "all-kinds.html").read_text(encoding="utf-8")
    assert "At work, how clear is it to you" in text.partition("data-packed")[0]
    assert re.search(r'<a href="https://[^"]+" rel="noreferrer">Leave this site</a>', text.partition("data-packed")[0])

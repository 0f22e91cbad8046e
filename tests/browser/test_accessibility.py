"""Every kind of page and every state of a form, judged by axe and by the HTML Standard: nothing is found, in any view."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import PATIENCE, answer, finish, opened, shot
from click.testing import CliRunner
from corpus import edit
from judging import SCREENS, Judge
from looking import PLACES, restyle, violations
from playwright.sync_api import Browser, Page, Route, expect
from sites import EVERY_KIND, every_kind_in, served
from teams import SIZES, team

from builder.cli import main
from builder.preview import Draft
from builder.project import open_project

PAGES = {
    **PLACES,
    "modules": "modules/",
    "changelog": "changelog/",
    "away": "away/",
    "statement": "guides/accessibility/",
    "reference": "reference/",
    "schema": "reference/schemas/questionnaire/",
    "diagnostic": "reference/diagnostics/unknown-key/",
    "map": "role-map/",
    "charter": "charter/",
    "plan": "plan/",
}
GIVEN = {"consent": "no", "hours": "10", "tasks": "very", "limits": "a_little", "setting": "crisis", "alone": "often"}
OPEN = "() => { for (const part of document.querySelectorAll('main details')) part.open = true; }"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab in which nothing moves."""
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The form with every kind of question as one file."""
    folder = tmp_path_factory.mktemp("alone") / "stick"
    made = CliRunner().invoke(main, ["build", "--project", str(EVERY_KIND), "--single-file", str(folder)])
    assert made.exit_code == 0, made.output
    return folder / "all-kinds.html"


def test_letters_too_pale_to_read_are_found(page: Page, project_site: str) -> None:
    page.goto(project_site)
    restyle(page, "h1 { color: #aaa !important }")
    assert [fault.partition(":")[0] for fault in violations(page)] == ["color-contrast"]


def pictures(page: Page, name: str) -> None:
    for (width, height), media in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(**media)
        shot(page, f"{name}-{width}-{media['color_scheme']}")


@pytest.mark.parametrize("kind", PAGES)
def test_every_kind_of_page(page: Page, project_site: str, judge: Judge, kind: str) -> None:
    page.goto(f"{project_site}/{PAGES[kind]}")
    found = judge.on_screens(page, kind)
    pictures(page, kind)
    assert found == []


@pytest.mark.parametrize("kind", ["module", "trainer"])
def test_what_opens_on_a_page(page: Page, project_site: str, judge: Judge, kind: str) -> None:
    page.goto(f"{project_site}/{PAGES[kind]}")
    page.evaluate(OPEN)
    assert judge.on_screens(page, f"{kind}-opened") == []


def test_views_of_a_team_side_by_side(page: Page, project_site: str, judge: Judge) -> None:
    page.goto(f"{project_site}/role-map/")
    page.locator("[data-pick]").set_input_files(team(SIZES[12]))
    expect(page.locator("[data-map]")).to_be_visible()
    page.evaluate(OPEN)
    found = judge.everywhere(page, "map-laid")
    pictures(page, "map-laid")
    assert found == []


@pytest.mark.parametrize("kind", ["charter", "plan"])
def test_what_a_team_writes_down(page: Page, project_site: str, judge: Judge, kind: str) -> None:
    page.goto(f"{project_site}/{kind}/")
    page.evaluate(OPEN)
    for line in page.locator("[data-starter]").all()[:4]:
        line.check()
    page.locator('[data-act="add"]').first.click()
    # It sticks to the foot of the window, and what lies half under it would count as too small to hit.
    restyle(page, ".rk-editor__bar { position: static !important }")
    found = judge.everywhere(page, f"{kind}-filled")
    pictures(page, f"{kind}-filled")
    assert found == []


def test_the_menu_of_a_phone(page: Page, project_site: str, judge: Judge) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{project_site}/questionnaires/")
    page.locator(".rk-menu summary").click()
    assert judge(page, "menu") == []


def test_the_page_that_a_preview_shows_for_faults(page: Page, judge: Judge, tmp_path: Path) -> None:
    every_kind_in(tmp_path / "project")
    edit(tmp_path / "project", "minutes:", "minuts:", "content/questionnaires/all-kinds.yml")
    (tmp_path / "draft").mkdir()
    draft = Draft(open_project(tmp_path / "project"), tmp_path / "draft", "http://127.0.0.1:8000/")
    draft.make_whole()
    with served(draft.site) as address:
        page.goto(f"{address}/questionnaires/all-kinds/")
        expect(page.locator("main")).to_contain_text("minuts")
        assert judge.on_screens(page, "faults") == []


def test_every_state_of_a_form(page: Page, every_kind: str, judge: Judge) -> None:
    opened(page, every_kind)
    found = judge.everywhere(page, "fresh")
    pictures(page, "kinds")
    page.locator(".rk-help > summary").click()
    found += judge.on_screens(page, "help")
    page.locator(".rk-help > summary").click()
    page.evaluate(OPEN)
    found += judge.on_screens(page, "key")
    page.locator("[data-submit]").click()
    found += judge.everywhere(page, "errors")
    pictures(page, "kinds-errors")
    for question, value in GIVEN.items():
        answer(page, question, value)
    expect(page.locator('[data-alert="alone_often"] h3')).to_be_visible()
    found += judge.on_screens(page, "alert")
    finish(page)
    page.evaluate(OPEN)
    found += judge.everywhere(page, "result")
    page.locator("[data-erase]").click()
    found += judge.on_screens(page, "erase")
    pictures(page, "kinds-result")
    assert found == []


def test_what_is_printed(page: Page, every_kind: str, judge: Judge) -> None:
    opened(page, every_kind)
    page.set_viewport_size({"width": 800, "height": 1100})
    found = []
    for what in ("blank", "filled", "result"):
        if what == "filled":
            for question, value in GIVEN.items():
                answer(page, question, value)
        if what == "result":
            finish(page)
        page.emulate_media(media="print")
        found += judge(page, f"paper-{what}")
        page.emulate_media(media="screen")
    assert found == []


def test_before_its_script_a_form_is_for_paper(page: Page, every_kind: str, judge: Judge) -> None:
    held: list[Route] = []
    page.route("**/questionnaire.js", lambda route: held.append(route))  # noqa: PLW0108 - the driver marks what it calls
    page.goto(every_kind, wait_until="commit")
    expect(page.locator("[data-paper-key] table").first).to_be_visible()
    assert judge.on_screens(page, "no-script") == []


def test_a_form_that_is_one_file(page: Page, judge: Judge, alone: Path, tmp_path: Path) -> None:
    opened(page, alone.as_uri())
    found = judge.on_screens(page, "alone-fresh")
    page.locator("[data-submit]").click()
    found += judge.on_screens(page, "alone-errors")
    for question, value in GIVEN.items():
        answer(page, question, value)
    finish(page)
    found += judge.on_screens(page, "alone-result")
    paper = tmp_path / "paper.html"
    paper.write_text(alone.read_text(encoding="utf-8").replace("data-packed>", "data-other>"), encoding="utf-8")
    page.goto(paper.as_uri())
    found += judge.on_screens(page, "alone-paper")
    assert found == []


def test_what_would_be_noticed(page: Page) -> None:
    page.set_content(
        "<!doctype html><html lang=en><title>T</title><main><h1>A</h1><button></button><p id=a></p><p id=a></p></main>"
    )
    made = Judge()
    found = "\n".join(made(page, "spoilt"))
    assert "button-name" in found
    assert "id 'a' stands 2 times" in found
    with pytest.raises(AssertionError, match="--record-tested"):
        made.agree("a test that judged nothing before")

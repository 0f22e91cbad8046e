"""A real Chromium over the published site of this project and of a small one with every type of question."""

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import CHROMIUM, FIREFOX, FLAGS, PATIENCE, answer, finish, opened
from hosting import Host, built
from judging import Judge
from looking import DESKTOP, GIVEN, PHONE, PLACES, SMALL, VIEWS, WALL, measured
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright
from sites import EVERY_KIND, build_site, every_kind_with, served

collect_ignore = [] if FIREFOX else ["test_firefox.py"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Nothing is left out in silence."""
    for left_out in collect_ignore:
        terminalreporter.write_line(f"not in this run: tests/browser/{left_out}, since FIREFOX names no Firefox", yellow=True)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver; there can be one only."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One browser for all tests; each test has a profile of its own in it."""
    started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    # A worker would serve a site's first build to whatever comes after; test_offline.py asks for them.
    started.new_context = functools.partial(started.new_context, service_workers="block")
    yield started
    started.close()


@pytest.fixture(scope="session")
def project_site(our_site: Path) -> Iterator[str]:
    """The address of this project's site."""
    with served(our_site) as address:
        yield address


@pytest.fixture(scope="session")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the questionnaire with every type of question."""
    with served(build_site(EVERY_KIND, tmp_path_factory.mktemp("kinds") / "site")) as address:
        yield f"{address}/questionnaires/all-kinds/"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile that fails the test if a page reports an error."""
    made = browser.new_context(viewport={"width": 390, "height": 844})
    made.set_default_timeout(PATIENCE)
    errors: list[str] = []
    made.on("weberror", lambda error: errors.append(str(error.error)))
    made.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" and "404" not in message.text else None
    )
    yield made
    made.close()
    assert not errors


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A tab of it."""
    return context.new_page()


@pytest.fixture
def judge(request: pytest.FixtureRequest) -> Iterator[Judge]:
    """Judges pages; a test that judged something else than the record says fails, or with --record-tested is recorded."""
    made, name = Judge(), f"{request.path.name}::{request.node.name}"
    failed_before = request.session.testsfailed
    yield made
    if request.session.testsfailed > failed_before:
        return
    if request.config.getoption("--record-tested"):
        made.record(name)
    else:
        made.agree(name)


@pytest.fixture(scope="session")
def kept_clear(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The form with every kind of question, on a site whose owner allows keeping in the clear."""
    with every_kind_with("keeping: {mode: clear, days: 30}\n", tmp_path_factory.mktemp("clear")) as address:
        yield address


@pytest.fixture(scope="session")
def versions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Builds of a small site, by name."""
    return built(tmp_path_factory.mktemp("versions"))


@pytest.fixture
def host(versions: dict[str, Path]) -> Iterator[Host]:
    """A host of the first of them."""
    made = Host(versions["one"])
    yield made
    made.stop()


@pytest.fixture
def people(browser: Browser) -> Iterator[BrowserContext]:
    """A profile in which workers may live, and which fails the test if a page reports an error."""
    made = browser.new_context(service_workers="allow", viewport={"width": 390, "height": 844})
    made.set_default_timeout(PATIENCE)
    errors: list[str] = []
    made.on("weberror", lambda error: errors.append(str(error.error)))
    yield made
    made.close()
    assert not errors


@pytest.fixture(scope="module")
def tabs(browser: Browser) -> Iterator[dict[tuple[Any, ...], Page]]:
    """Tabs that tests share, by size and view; opening one for each test would take minutes."""
    made: dict[tuple[Any, ...], Page] = {}
    yield made
    for page in made.values():
        page.context.close()


@pytest.fixture
def tab(browser: Browser, tabs: dict[tuple[Any, ...], Page]) -> Any:
    """A tab of this size and view."""

    def get(size: tuple[int, int], view: str = "light") -> Page:
        if (size, view) not in tabs:
            width, height = size
            made: BrowserContext = browser.new_context(viewport={"width": width, "height": height}, **VIEWS[view])
            made.set_default_timeout(PATIENCE)
            tabs[size, view] = made.new_page()
        return tabs[size, view]

    return get


@pytest.fixture
def filled(tab: Any, every_kind: str) -> Page:
    """A result on a phone."""
    page = opened(tab(PHONE), every_kind)
    for question, value in GIVEN.items():
        if page.locator(f'[data-question="{question}"]').is_visible():
            answer(page, question, value)
    finish(page)
    return page


@pytest.fixture(scope="session")
def seen(browser: Browser, project_site: str) -> dict[tuple[str, tuple[int, int]], dict[str, Any]]:
    """What was measured on each page at each size. Each is opened once, since opening takes longer than measuring."""
    found = {}
    for size in (SMALL, DESKTOP, WALL):
        context = browser.new_context(viewport={"width": size[0], "height": size[1]})
        page = context.new_page()
        for name in ("home", "module", "trainer", "guide") if size == WALL else PLACES:
            page.goto(f"{project_site}/{PLACES[name]}")
            found[name, size] = measured(page)
        context.close()
    return found

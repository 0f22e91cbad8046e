"""No page lets text become HTML or code, whatever asks for it: the browser refuses, so that a slip of ours could not harm."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import opened
from click.testing import CliRunner
from looking import PLACES
from playwright.sync_api import Browser, Page
from sites import EVERY_KIND

from builder.cli import main

# what a script of ours might do by mistake, or an injected one on purpose -> what the browser asks for instead
ATTEMPTS = {
    "document.body.innerHTML = '<img>'": "TrustedHTML",
    "document.body.insertAdjacentHTML('beforeend', '<p>a</p>')": "TrustedHTML",
    "document.createRange().createContextualFragment('<p>a</p>')": "TrustedHTML",
    "document.createElement('iframe').srcdoc = '<p>a</p>'": "TrustedHTML",
    "new DOMParser().parseFromString('<p>a</p>', 'text/html')": "TrustedHTML",
    "document.createElement('script').src = 'elsewhere.js'": "TrustedScriptURL",
    "document.createElement('script').text = 'window.ran = 1'": "TrustedScript",
    "setTimeout('window.ran = 1')": "TrustedScript",
    "trustedTypes.createPolicy('another', {})": "createPolicy",
}


@pytest.fixture
def blind(browser: Browser) -> Iterator[Page]:
    """A tab whose console may speak of what the browser refused."""
    page = browser.new_page()
    yield page
    page.close()


def refused(page: Page) -> list[str]:
    said = []
    for attempt, wanted in ATTEMPTS.items():
        found = page.evaluate(f"() => {{ try {{ {attempt}; return 'done'; }} catch ({{ message }}) {{ return message; }} }}")
        said += [] if wanted in found else [f"{attempt}: {found}"]
    return said


def test_every_kind_of_page_refuses(blind: Page, project_site: str) -> None:
    for name, path in PLACES.items():
        blind.goto(f"{project_site}/{path}")
        assert refused(blind) == [], name


def test_a_form_that_is_one_file_refuses(blind: Page, tmp_path: Path) -> None:
    made = CliRunner().invoke(main, ["build", "--project", str(EVERY_KIND), "--single-file", str(tmp_path / "stick")])
    assert made.exit_code == 0, made.output
    opened(blind, (tmp_path / "stick/all-kinds.html").as_uri())
    assert refused(blind) == []
    assert "createPolicy" in blind.evaluate(
        "() => { try { trustedTypes.createPolicy('roleclarity', {}); } catch ({ message }) { return message; } }"
    )

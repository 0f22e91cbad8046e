"""B3: Browsers that keep much, little or nothing: a form works in each, says what it cannot do, never falls back to the clear."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from browsing import CHROMIUM, FLAGS, answer, finish, opened
from disk import traces
from keeping import MARKERS, PASSPHRASE, keep, news, press, profile, saved, state
from playwright.sync_api import Browser, Page, Playwright

GIVEN = {"consent": "yes", "hours": "37.5", "word": MARKERS[0], "story": MARKERS[1], "tasks": "very", "limits": "a_little"}
THROWS = "Object.defineProperty(self, '{name}', {{ get() {{ throw new DOMException('no', 'SecurityError'); }} }})"
NO_LOCK = "crypto.subtle.deriveKey = () => Promise.reject(new DOMException('no', 'OperationError'))"
NO_ROOM = """IDBObjectStore.prototype.put = function () {
    Object.defineProperty(this.transaction, "error", { get: () => new DOMException("full", "QuotaExceededError") });
    this.transaction.commit = this.transaction.abort;
}"""


class Mode(NamedTuple):
    """A browser: what it lacks, the state in which keeping begins, what is asked for, and what is said then."""

    script: str = ""
    begins: str = "ask"
    chosen: str = ""
    said: str = ""
    private: bool = False
    host: str = "127.0.0.1"
    settings: str = ""


MODES = {
    "nothing is chosen": Mode(),
    "kept in the clear": Mode(chosen="clear"),
    "kept with a passphrase": Mode(chosen="sealed"),
    "a private window": Mode(chosen="sealed", private=True),
    "no safe connection": Mode(begins="none", said="has no safe connection", host="peers.test"),
    "site data is blocked": Mode(begins="none", said="does not let us keep", settings='{"cookies": 2}'),
    "the database throws": Mode(THROWS.format(name="indexedDB"), "none", said="does not let us keep"),
    "the database is missing": Mode("Object.defineProperty(self, 'indexedDB', { value: undefined })", "none"),
    "no database can be opened": Mode(
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'UnknownError'); }",
        chosen="sealed",
        said="does not let us keep",
    ),
    "other storage throws": Mode(
        THROWS.format(name="localStorage") + ";" + THROWS.format(name="sessionStorage"), chosen="sealed"
    ),
    "the disk is full": Mode(NO_ROOM, chosen="sealed", said="no room left"),
    "nothing can be locked": Mode(NO_LOCK, chosen="sealed", said="does not let us keep"),
    "windows cannot speak to each other": Mode(
        "self.BroadcastChannel = class { constructor() { throw new DOMException('no', 'SecurityError'); } }", "none"
    ),
}
FAILS = {"no database can be opened", "the disk is full", "nothing can be locked"}
"""Those in which keeping is asked for and does not begin."""


@pytest.fixture(scope="module")
def expected(browser: Browser, every_kind: str) -> list[str]:
    """The result in a browser that has all there is."""
    page = opened(browser.new_page(), every_kind)
    for question, value in GIVEN.items():
        answer(page, question, value)
    finish(page)
    found = result(page)
    assert any("Mostly" in text or "3." in text or "of" in text for text in found), found
    page.context.close()
    return found


@pytest.mark.parametrize("name", MODES)
def test_a_form_works_in_any_browser(
    playwright: Playwright, every_kind: str, kept_clear: str, expected: list[str], tmp_path: Path, name: str
) -> None:
    mode, folder = MODES[name], tmp_path / "profile"
    address = (kept_clear if mode.chosen == "clear" else every_kind).replace("127.0.0.1", mode.host)
    prepare(folder, mode)
    with browser_of(playwright, folder, mode) as page:
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.add_init_script(mode.script)
        opened(page, address)
        state(page, mode.begins)
        if mode.chosen and name not in FAILS:
            keep(page, PASSPHRASE if mode.chosen == "sealed" else None)
        elif mode.chosen:
            refused(page)
        if mode.said:
            news(page, mode.said)
        for question, value in GIVEN.items():
            answer(page, question, value)
        finish(page)
        assert result(page) == expected
        if mode.chosen == "clear":
            saved(page, MARKERS[1])
        assert faults == []
    if mode.chosen != "clear":
        assert traces(folder, *MARKERS) == []


def prepare(folder: Path, mode: Mode) -> None:
    """A profile with settings of its own, as a person makes them in the browser."""
    if mode.settings:
        (folder / "Default").mkdir(parents=True)
        chosen = {"profile": {"default_content_setting_values": json.loads(mode.settings)}}
        (folder / "Default/Preferences").write_text(json.dumps(chosen), encoding="utf-8")


@contextlib.contextmanager
def browser_of(playwright: Playwright, folder: Path, mode: Mode) -> Iterator[Page]:
    if mode.private:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser.new_page()
        browser.close()
        return
    with profile(playwright, folder, "--host-resolver-rules=MAP peers.test 127.0.0.1") as context:
        yield context.new_page()


def refused(page: Page) -> None:
    """Ask for keeping where it cannot begin."""
    page.locator('[name="rk-keep"][value="sealed"]').check()
    for name in ("phrase", "again"):
        page.locator(f'[name="rk-{name}"]').fill(PASSPHRASE)
    press(page, "begin")


def result(page: Page) -> list[str]:
    """The scores, as the page says them."""
    return [" ".join(text.split()) for text in page.locator("[data-result] .rk-card").all_inner_texts()]

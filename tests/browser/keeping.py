"""What the tests of keeping share: a profile on disk, what people press, and what lies in the browser's database."""

import contextlib
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from browsing import CHROMIUM, FLAGS, PATIENCE, opened
from playwright.sync_api import BrowserContext, Locator, Page, Playwright, expect

PASSPHRASE = "correct horse battery staple"
MARKERS = ("zebramarker", "zebrastory")
GIVEN = {"consent": "yes", "hours": 37.5, "word": MARKERS[0], "story": MARKERS[1], "tasks": "very", "tools": ["peers", "rules"]}
EACH_KIND = {
    **GIVEN,
    "limits": "does_not_apply",
    "alone": "never",
    "asked_other": "prefer_not_to_say",
    "setting": "crisis",
    "crisis_alone": "yes",
    "nights": 0,
    "story": 'two\nlines, "quoted" & <b>plain</b>',
    "since": "2024-02-29",
    "order": ["help_first", "tasks_first", "limits_first"],
}
STORE = """async ([name, write]) => {
    const found = (await indexedDB.databases()).map((one) => one.name);
    const ended = (target, good) => new Promise((resolve, reject) => {
        target.addEventListener(good, () => resolve(target.result));
        for (const bad of ["error", "abort"]) target.addEventListener(bad, () => reject(target.error));
    });
    if (!write && !found.length) return null;
    const opening = indexedDB.open(found[0] ?? name, 1);
    opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore("kept"));
    const database = await ended(opening, "success");
    const transaction = database.transaction("kept", write ? "readwrite" : "readonly");
    const store = transaction.objectStore("kept");
    if (write) store.put(RECORD, "all-kinds");
    const all = store.getAll();
    await ended(transaction, "complete");
    database.close();
    return JSON.stringify(all.result, (_, part) => ArrayBuffer.isView(part) ? [...part] : part);
}"""
"""Reads all records, or writes one first in the place of RECORD: an expression of JavaScript, since bytes are no JSON."""
FULL_DISK = """() => {
    const { put } = IDBObjectStore.prototype;
    const full = () => new DOMException("full", "QuotaExceededError");
    IDBObjectStore.prototype.put = function () {
        Object.defineProperty(this.transaction, "error", { get: full });
        this.transaction.commit = this.transaction.abort;
    };
    window.makeRoom = () => { IDBObjectStore.prototype.put = put; };
}"""
"""As a full disk shows itself: the transaction aborts, and no request of it has an error."""


@contextlib.contextmanager
def profile(playwright: Playwright, folder: Path, *flags: str, **options: Any) -> Iterator[BrowserContext]:
    """A browser that keeps what it stores, closed for real at the end, or killed before."""
    options = {"viewport": {"width": 390, "height": 844}, **options}
    context = playwright.chromium.launch_persistent_context(folder, executable_path=CHROMIUM, args=[*FLAGS, *flags], **options)
    context.set_default_timeout(PATIENCE)
    try:
        yield context
    finally:
        with contextlib.suppress(Exception):  # of one that was killed
            context.close()


def kill(folder: Path) -> None:
    """As a flat battery would: the whole browser at once. A tab that is killed leaves its data with the browser."""
    for process in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            words = (process / "cmdline").read_bytes().split(b"\0")
            if f"--user-data-dir={folder}".encode() in words and not any(word.startswith(b"--type=") for word in words):
                os.kill(int(process.name), signal.SIGKILL)


def panel(page: Page, name: str) -> Locator:
    return page.locator(f'[data-panel="{name}"]')


def press(page: Page, name: str) -> None:
    page.locator(f'[data-do="{name}"]').locator("visible=true").first.click()


def state(page: Page, name: str) -> None:
    expect(page.locator(f'[data-keep][data-state="{name}"]')).to_have_count(1)


def news(page: Page, text: str) -> None:
    expect(page.locator("[data-news]")).to_contain_text(text)


def visited(page: Page, address: str, name: str) -> Page:
    opened(page, address)
    state(page, name)
    return page


def keep(page: Page, passphrase: str | None = None) -> None:
    """Say yes, in the clear or with a passphrase, and wait until it is done."""
    page.locator(f'[name="rk-keep"][value="{"sealed" if passphrase else "clear"}"]').check()
    for name in ("phrase", "again") if passphrase else ():
        page.locator(f'[name="rk-{name}"]').fill(str(passphrase))
    press(page, "begin")
    state(page, "kept")


def unlock(page: Page, passphrase: str = PASSPHRASE) -> None:
    page.locator('[name="rk-unlock"]').fill(passphrase)
    press(page, "unlock")


def fill(page: Page, answers: dict[str, Any]) -> None:
    """Put answers into the form as a person's own."""
    page.locator("role-questionnaire").evaluate(
        "(form, answers) => { form.fill(answers); form.form.dispatchEvent(new Event('input', { bubbles: true })); }", answers
    )


def answers(page: Page) -> dict[str, Any]:
    """What the form holds, without blanks."""
    found = page.locator("role-questionnaire").evaluate("(form) => form.answers")
    return {name: answer for name, answer in found.items() if answer not in (None, "", [])}


def records(page: Page) -> list[dict[str, Any]]:
    return json.loads(page.evaluate(STORE, ["", False]) or "[]")


def saved(page: Page, marker: str) -> None:
    """Wait until a draft in the clear holds the marker."""
    for _ in range(600):
        if any(marker in record.get("text", "") for record in records(page)):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{marker} never reached the database")


def put(page: Page, record: str) -> None:
    """Let a record lie there, written as an expression of JavaScript."""
    page.evaluate(STORE.replace("RECORD", record), ["roleclarity /", True])


def databases(page: Page) -> list[str]:
    return page.evaluate("indexedDB.databases().then((all) => all.map((one) => one.name))")


def no_database(page: Page) -> None:
    """Wait until the last one is gone; other windows let go of it first."""
    for _ in range(600):
        if databases(page) == []:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"still there: {databases(page)}")

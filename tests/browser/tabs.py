"""What people do with tabs that no page can do: duplicate one, open a closed one again, bring back those of the last session.

A page of an extension asks the browser for it; it is loaded into profiles of tests only.
"""

import hashlib
import json
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

OPTIONS = {"ignore_default_args": ["--disable-extensions"]}
"""For `profile`: the driver turns extensions off."""


def extension(folder: Path) -> list[str]:
    """Write the extension; gives the flags that load it."""
    folder.mkdir()
    manifest = {"manifest_version": 3, "name": "tabs", "version": "1", "permissions": ["tabs", "sessions"]}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (folder / "tabs.html").write_text("<!doctype html><title>tabs</title>", encoding="utf-8")
    return [f"--load-extension={folder}", f"--disable-extensions-except={folder}"]


class Tabs:
    """The tabs of a browser into which the extension was loaded."""

    def __init__(self, context: BrowserContext, folder: Path) -> None:
        # The browser names an extension without a key after its folder.
        digits = hashlib.sha256(str(folder).encode()).hexdigest()[:32]
        self.context = context
        self.page = context.new_page()
        self.page.goto(f"chrome-extension://{''.join(chr(ord('a') + int(digit, 16)) for digit in digits)}/tabs.html")

    def duplicate(self, tab: Page) -> Page:
        tab.bring_to_front()
        return self._opened("chrome.tabs.query({}).then((all) => chrome.tabs.duplicate(all.find((one) => one.active).id))")

    def reopen(self) -> Page:
        """The tab that was closed last."""
        return self._opened("chrome.sessions.restore()")

    def restore(self) -> None:
        """Bring back the tabs of the last session, which ended with the browser."""
        self.page.evaluate(
            """async () => {
                for (const { window, tab } of await chrome.sessions.getRecentlyClosed())
                    await chrome.sessions.restore((window ?? tab).sessionId);
            }"""
        )

    def at(self, address: str) -> list[Page]:
        """The tabs that have this address by now; at least one."""
        for _ in range(600):
            if found := [page for page in self.context.pages if page.url == address]:
                return found
            self.page.wait_for_timeout(50)
        raise AssertionError(f"not among {[page.url for page in self.context.pages]}")

    def _opened(self, action: str) -> Page:
        with self.context.expect_page() as opening:
            self.page.evaluate(f"void {action}")
        return opening.value

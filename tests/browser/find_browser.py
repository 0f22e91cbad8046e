"""Print the path of a browser, `chromium` or `firefox`; if there is none, install Playwright's, else the system's package."""

import os
import shutil
import subprocess
import sys
from typing import NamedTuple


class Kind(NamedTuple):
    """How a kind of browser is called: where somebody names one, by Playwright, on the path, and as a package."""

    variable: str
    playwright: str
    names: tuple[str, ...]
    package: str
    needed: bool
    """Whether tests cannot do without it."""


KINDS = {
    "chromium": Kind(
        "CHROMIUM", "chromium", ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"), "chromium", True
    ),
    "firefox": Kind("FIREFOX", "firefox", ("firefox-esr", "firefox"), "firefox-esr", False),
}


def found(kind: Kind) -> str | None:
    """A browser that is there: the one named by the variable, Playwright's own, or one on the path."""
    named = os.environ.get(kind.variable)
    if named and os.access(named, os.X_OK):
        return named
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - installed by tests/run before this runs

    with sync_playwright() as playwright:
        own = getattr(playwright, kind.playwright).executable_path
    if os.access(own, os.X_OK):
        return own
    return next((path for name in kind.names if (path := shutil.which(name))), None)


def install(kind: Kind) -> None:
    """Try each way in turn; what they print goes to standard error."""
    ways = [[sys.executable, "-m", "playwright", "install", "--with-deps", kind.playwright]]
    if shutil.which("apt-get"):
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        get = f"apt-get update -qq && apt-get install -y -qq --no-install-recommends {kind.package}"
        ways.append([*sudo, "sh", "-c", get])
    for way in ways:
        subprocess.run(way, stdout=sys.stderr, check=False, timeout=900 if kind.needed else 180)
        if found(kind):
            return


if __name__ == "__main__":
    name = sys.argv[1]
    kind = KINDS[name]
    if not found(kind):
        install(kind)
    browser = found(kind)
    if not browser:
        sys.exit(f"no {name} found and none could be installed; install one and name it with {kind.variable}=/path")
    print(browser)

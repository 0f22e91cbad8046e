"""Print the path of a Chromium, installing one if there is none: Playwright's, else the system's package."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def found() -> str | None:
    """A browser that is there: the one named by CHROMIUM, Playwright's own, or one on the path."""
    named = os.environ.get("CHROMIUM")
    if named and os.access(named, os.X_OK):
        return named
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - installed by tests/run before this runs

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    if os.access(own, os.X_OK):
        return own
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> None:
    """Try each way in turn; what they print goes to standard error."""
    ways = [[sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]]
    if shutil.which("apt-get"):
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        ways.append([*sudo, "sh", "-c", "apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium"])
    for way in ways:
        subprocess.run(way, stdout=sys.stderr, check=False, timeout=900)
        if found():
            return


if __name__ == "__main__":
    if not found():
        install()
    browser = found()
    if not browser:
        sys.exit("no Chromium found and none could be installed; install one and name it with CHROMIUM=/path")
    print(browser)

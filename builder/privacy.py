"""What a site asks for and keeps, for programs to read: `privacy.json`. A test holds it against what a browser sees.

`{path}` stands for where the site lies on its host, `{scope}` for its whole address, `{build}` for a hash of its files.
"""

import json
from collections.abc import Mapping
from typing import Any

FILE = "privacy.json"
AFTER_LOAD = {
    "assets/roleclarity/over-time.js": "somebody opens the part of a form for answers of several times",
    "assets/roleclarity/search/*": "somebody searches; which parts of the list come goes with the first letters of the words",
    "assets/roleclarity/catalogue-*.json": "somebody filters a list",
}
"""What pages ask for after they were loaded, the same for everyone, and when."""
WORKER = "sw.js"
IN_BACKGROUND = {
    WORKER: "each page, and again after a while: whether there is a new version of the site",
    "*": "the first visit, unless the browser is set to save data: public files, for when there is no connection",
}
"""What the browser asks for by itself, where it can."""


def privacy_file(site: Mapping[str, Any]) -> bytes:
    """For a site with these settings of `content/site.yml`."""
    keeping = site.get("keeping", {})
    mode = keeping.get("mode", "passphrase")
    offline = site.get("offline", True)
    background = IN_BACKGROUND if offline else {WORKER: IN_BACKGROUND[WORKER]}
    told: dict[str, Any] = {
        "format": "roleclarity-privacy-1",
        "requests": {"elsewhere": [], "after_load": _files(AFTER_LOAD), "in_background": _files(background)},
        "cookies": [],
        "localStorage": [],
        "sessionStorage": [],
    }
    told["indexedDB"] = [] if mode == "off" else [_answers(mode, keeping.get("days", 7))]
    told["caches"] = [_pages()] if offline else []
    return (json.dumps(told, indent=2) + "\n").encode()


def _files(told: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"file": file, "when": when} for file, when in told.items()]


def _answers(mode: str, days: int) -> dict[str, Any]:
    return {
        "name": "roleclarity {path}",
        "holds": "answers, or what was written into a role charter or an action plan",
        "when": "the person chose to keep them",
        "encrypted": mode == "passphrase",
        "days_at_most": days,
        "removed": "at the next visit to a form, the charter or the plan after the last day",
    }


def _pages() -> dict[str, str]:
    return {
        "name": "roleclarity {scope} {build}",
        "holds": "public files of this site, the same for everyone",
        "when": "any visit; the browser loads them in the background",
    }

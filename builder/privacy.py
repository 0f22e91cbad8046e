"""What a site asks for and keeps, for programs to read: `privacy.json`. A test holds it against what a browser sees.

`{path}` stands for where the site lies on its host, `{scope}` for its whole address, `{build}` for a hash of its files.
"""

import json
from collections.abc import Mapping
from typing import Any

FILE = "privacy.json"
ALONE = {
    "requests": {"elsewhere": [], "after_load": ["assets/roleclarity/over-time.js"]},
    "cookies": [],
    "localStorage": [],
    "sessionStorage": [],
}
"""After load a form asks for a script, the same for everyone, when somebody opens the part for answers of several times."""


def privacy_file(site: Mapping[str, Any]) -> bytes:
    """For a site with these settings of `content/site.yml`."""
    keeping = site.get("keeping", {})
    mode = keeping.get("mode", "passphrase")
    told: dict[str, Any] = {"format": "roleclarity-privacy-1", **ALONE}
    told["indexedDB"] = [] if mode == "off" else [_answers(mode, keeping.get("days", 7))]
    told["caches"] = [_pages()] if site.get("offline", True) else []
    return (json.dumps(told, indent=2) + "\n").encode()


def _answers(mode: str, days: int) -> dict[str, Any]:
    return {
        "name": "roleclarity {path}",
        "holds": "answers, or what was written into a role charter or an action plan",
        "when": "the person chose to keep them",
        "encrypted": mode == "passphrase",
        "days_at_most": days,
    }


def _pages() -> dict[str, str]:
    return {
        "name": "roleclarity {scope} {build}",
        "holds": "public files of this site, the same for everyone",
        "when": "any visit",
    }

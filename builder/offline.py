"""What lets people keep a site and use it without a connection: the worker at its root, and the manifest to install it by.

The worker holds the list of what it keeps, made from the finished site: name -> hash. A site that keeps nothing has one too,
which takes itself and its copies out of browsers; one that is only missing would stay in them for ever.
"""

import base64
import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from builder.appearance import GROUNDS
from builder.files import State, states_of
from builder.project import PACKAGE
from builder.swap import replace_file

WORKER, MANIFEST = "sw.js", "manifest.webmanifest"
MOST_BYTES, MOST_FILES = 20_000_000, 5_000
"""Above either, a browser would load more than anybody asked for."""
ENDINGS = {".html", ".css", ".js", ".json", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".woff2"}
"""What pages show or load. Some hosts read other files, such as `_headers`, and serve them to nobody."""
NOT_KEPT = {WORKER, "privacy.json"}
HIDDEN = re.compile(r"(?:^|/)[._]")
FORM = re.compile(r"questionnaires/(?!list/[^/]+/)[^/]+/")
LATER = re.compile(r"modules/(?!list/[^/]+/)[^/]+/.*|reference/.*|assets/roleclarity/search/.*|.*\.(?:png|jpe?g|webp|gif)")
EMPTY_BUILD, EMPTY_LIST = 'const BUILD = "";', "const FILES = {};"
LIST = re.compile(r"^const FILES = (\{.*\});$", re.MULTILINE)
COLOUR = "#0f5257"
"""The light main colour of our stylesheet."""
ICONS = (("icon-192.png", 192, "any"), ("icon-512.png", 512, "any"), ("icon-maskable.png", 512, "maskable"))


class Kept(NamedTuple):
    """What browsers keep of a site, and how many other files they could have kept."""

    files: dict[str, str]
    """Their places, by what the worker calls them."""
    left_out: int


def write_worker(site: Path, *, offline: bool) -> str:
    """Put the worker into a finished site, or the one that takes itself out. Gives what is to be said of it, if anything."""
    if not offline:
        (site / WORKER).write_bytes(_source("gone.js").encode())
        return ""
    kept = _kept_of(states_of(site))
    (site / WORKER).write_bytes(_worker(site, kept.files, {}))
    if not kept.left_out:
        return ""
    bound = f"{MOST_BYTES // 1_000_000} MB or {MOST_FILES:,} files"
    opens = f"Without a connection people can open {len(kept.files)} files of this site"
    return f"{opens}; the other {kept.left_out} need one, since a copy of all would be over {bound}"


def renew_worker(site: Path, states: Mapping[str, State], changed: Iterable[str]) -> None:
    """Make the worker right again after these files of the site changed, in one step. One that keeps nothing stays as it is.

    `states`: what the site holds now.
    """
    place = site / WORKER
    found = LIST.search(place.read_text(encoding="utf-8"))
    if found is None:
        return
    known = json.loads(found[1])
    for name in changed:
        known.pop(_name(name), None)
    replace_file(place, _worker(site, _kept_of(states).files, known))


def _kept_of(states: Mapping[str, State]) -> Kept:
    """The whole site if it is within bounds; else as much as is: pages and what they load, then all forms, then all else."""
    ranks: tuple[dict[str, str], ...] = ({}, {}, {})
    totals = [0, 0, 0]
    for place, state in states.items():
        if place in NOT_KEPT or HIDDEN.search(place) or os.path.splitext(place)[1] not in ENDINGS:  # noqa: PTH122
            continue
        name = _name(place)
        rank = 1 if FORM.fullmatch(name) else 2 if LATER.fullmatch(name) else 0
        ranks[rank][name] = place
        totals[rank] += state.size
    kept: dict[str, str] = {}
    room = MOST_BYTES
    for files, size in zip(ranks, totals, strict=True):
        if size <= room and len(kept) + len(files) <= MOST_FILES:
            kept |= files
            room -= size
    return Kept(dict(sorted(kept.items())), sum(map(len, ranks)) - len(kept))


def manifest(name: str, site: Mapping[str, Any], language: str) -> bytes:
    """What a device needs to know to put the site among its programs. `site` is what site.yml says."""
    told = {
        "name": name,
        "short_name": name,
        "id": "./",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "lang": language,
        "dir": "auto",
        "background_color": GROUNDS["light"][0],
        "theme_color": site.get("colours", {}).get("light", COLOUR),
        "icons": [
            {"src": f"assets/roleclarity/{file}", "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose}
            for file, side, purpose in ICONS
        ]
        + [{"src": "assets/roleclarity/icon.svg", "sizes": "any", "type": "image/svg+xml"}],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _name(path: str) -> str:
    """What a file of the site is called in the list: its address."""
    return path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path


def _worker(site: Path, files: Mapping[str, str], known: Mapping[str, str]) -> bytes:
    hashes = {name: known.get(name) or _hash((site / place).read_bytes()) for name, place in files.items()}
    listed = json.dumps(hashes, separators=(",", ":"))  # ASCII, which no host can send in another coding
    build = hashlib.sha256(listed.encode()).hexdigest()[:12]
    source = _source("sw.js").replace(EMPTY_BUILD, EMPTY_BUILD.replace('""', f'"{build}"'))
    return source.replace(EMPTY_LIST, EMPTY_LIST.replace("{}", listed)).encode()


def _hash(data: bytes) -> str:
    """Enough of the hash to tell a page from any other that a network may send in its place."""
    return base64.b64encode(hashlib.sha256(data).digest()[:12]).decode()


def _source(name: str) -> str:
    return (PACKAGE / "worker" / name).read_text(encoding="utf-8")

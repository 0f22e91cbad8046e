"""Names of files in `content/`: such as every system can hold, and no two that come to lie at one address."""

import re
from collections.abc import Iterator, Sequence
from unicodedata import normalize

from builder.diagnostics import Diagnostic, Span
from builder.places import EDITORS, EXAMPLES, LISTS, LONG, MAPS, list_pages

YAML = {"yml", "yaml"}
MAX_BYTES = 200
"""Most systems hold 255; the site puts endings and folders behind a name."""
# Windows gives these to devices, whatever stands behind a point. A form named `con` could not even be copied there.
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
# Signs that Windows refuses, characters that steer a terminal, and those that nobody can see or that reorder a name.
UNFIT = re.compile('[<>:"|?*\\\\\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]')
PAGES_OF = {"questionnaires": ("",), "modules": ("", "trainer/")}


def check_names(files: Sequence[tuple[str, str]]) -> Iterator[Diagnostic]:
    """What is wrong with the names of files, each given by its place in `content/` and as diagnostics print it."""
    first = {address: "" for uri in _ours([place for place, _ in files]) for address in _addresses(uri)}
    for place, path in files:
        fault = next(filter(None, map(_unfit, place.split("/"))), None)
        if fault:
            hint = "rename it: small letters, digits and hyphens can be held everywhere"
            yield Diagnostic(path, Span(), "file-path", fault, hint)
        others = {first.setdefault(address, path) for address in _addresses(place)} - {path}
        for other in sorted(others):
            if {_ending(other), _ending(place)} == YAML and _bare(other) == _bare(path):
                continue  # two files for one id, which discover names
            what = f"'{other}'" if other else "a page of ours"
            message = f"{what} comes to lie at the same address, at least where capitals do not count"
            yield Diagnostic(path, Span(), "file-path", message, "rename one of the two" if other else "rename the file")


def _ours(places: Sequence[str]) -> Iterator[str]:
    """Pages of ours: those to write in, the role map, and lists with the further pages that they come to for so many files."""
    yield from (*EDITORS.values(), *LISTS.values(), MAPS, EXAMPLES)
    for name in LONG:
        own = (place for place in places if place.startswith(f"{name}/") and place.count("/") == 1)
        listed = sum(_ending(place) in YAML and "@" not in place for place in own)
        yield from list_pages(name, listed)[1:]


def _bare(path: str) -> str:
    return path.rpartition(".")[0]


def _unfit(name: str) -> str | None:
    if name.partition(".")[0].rstrip().lower() in DEVICES:
        return f"Windows keeps the name '{name.partition('.')[0]}' for a device"
    if len(name.encode("utf-8", "surrogateescape")) > MAX_BYTES:
        return f"the name is longer than {MAX_BYTES} bytes"
    if UNFIT.search(name) or name.endswith((".", " ")):
        return "the name holds a sign that cannot be seen or that not every system takes"
    return None


def _ending(path: str) -> str:
    return path.rpartition(".")[2]


def _addresses(place: str) -> Iterator[str]:
    """Where the file comes to lie in the site, as a system sees it that takes `É`, `é` and `e` with an accent for one."""
    bare, ending = _bare(place), _ending(place)
    folder, _, name = bare.rpartition("/")
    if ending == "md":
        made = [f"{folder if name in {'index', 'README'} else bare}/"]
    elif ending in YAML:
        kept = "@" in name or place.count("/") != 1
        made = [] if kept else [f"{bare}/{page}" for page in PAGES_OF.get(folder, ())]
    else:
        made = [place]
    # Signs of ASCII have one form only.
    yield from (address.lower() if address.isascii() else normalize("NFC", address).casefold() for address in made)

"""B2: What of answers lies on the disk: nothing, or what the notice says and only there; and that our search would see it."""

import base64
import gzip
import json
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import answer, finish
from disk import on_disk, traces, unsnappy
from keeping import GIVEN, MARKERS, databases, fill, keep, press, profile, saved, state, visited
from playwright.sync_api import Playwright
from sites import served

PACKED = "<!doctype html><title>c</title><p>" + "packed by the host, as most do it: " * 9 + "controlpacked"
FORMS: dict[str, Callable[[str], bytes]] = {
    "letters of one byte": str.encode,
    "letters of two bytes": lambda text: text.encode("utf-16-le"),
    "letters of two bytes, the other way": lambda text: text.encode("utf-16-be"),
    "base64": lambda text: base64.b64encode(text.encode()),
    "base64 in an address": lambda text: base64.urlsafe_b64encode(text.encode("utf-16-le")),
    "figures": lambda text: text.encode().hex().encode(),
    "gzip": lambda text: b"\0head" + gzip.compress(text.encode()) + b"tail",
    "gzip that is cut": lambda text: gzip.compress(text.encode() + bytes(9000))[:-9],
    "zlib": lambda text: b"head" + zlib.compress(text.encode("utf-16-le")),
    "base64 in gzip": lambda text: gzip.compress(base64.b64encode(text.encode())),
}


@pytest.mark.parametrize("before", ["", "a", "ab", "abc"])
@pytest.mark.parametrize("form", FORMS)
def test_the_search_finds_it_in_any_form(tmp_path: Path, form: str, before: str) -> None:
    (tmp_path / "one").write_bytes(b"\xff\x78\x9c" + FORMS[form](f'{before}{{"word": "zebramarker"}}'))
    assert traces(tmp_path, "zebramarker") == [tmp_path / "one"]
    assert traces(tmp_path, "zebramarked") == []


def test_the_search_unpacks_what_a_database_packs() -> None:
    """A piece as it is, one with its length beside it, and copies from near, from far and of themselves."""
    packed = bytes([86]) + b"\x08abc" + b"\x05\x03" + b"\x0e\x03\0" + b"\xf0\x3b" + b"z" * 60 + b"\x37\x3c\0\0\0"
    assert unsnappy(packed) == b"abc" * 4 + b"z" * 74


def within(folder: Path, found: list[Path]) -> set[str]:
    """In which parts of the profile."""
    return {file.relative_to(folder / "Default").parts[0] for file in found}


def test_answers_in_the_clear_lie_where_the_notice_says_and_nowhere_else(
    playwright: Playwright, kept_clear: str, tmp_path: Path
) -> None:
    """While the form is open, closed, after a restart, when they were opened and removed, closed, and after another restart.

    Removed they are out of reach for any script, and may still lie in what the database has not yet cleared away.
    """
    folder, host = tmp_path / "profile", tmp_path / "host"
    host.mkdir()
    (host / "index.html").write_text(PACKED, encoding="utf-8")
    places = []
    with served(host, compressed=True) as control, profile(playwright, folder) as context:
        context.new_page().goto(control)
        page = visited(context.new_page(), kept_clear, "ask")
        keep(page)
        fill(page, GIVEN)
        saved(page, MARKERS[1])
        places.append(within(folder, traces(folder, *MARKERS)))
    places.append(within(folder, traces(folder, *MARKERS)))
    assert on_disk(folder, "controlpacked") == []
    assert within(folder, traces(folder, "controlpacked")) == {"Cache"}, "the search is blind to what is packed"
    with profile(playwright, folder) as context:
        page = visited(context.new_page(), kept_clear, "found")
        places.append(within(folder, traces(folder, *MARKERS)))
        press(page, "open")
        state(page, "kept")
        answer(page, "hours", "10")
        answer(page, "limits", "very")
        finish(page)
        page.locator("[data-erase]").click()
        page.locator("[data-erase-yes]").click()
        state(page, "ask")
        assert databases(page) == []
    assert places == [{"IndexedDB"}] * 3
    with profile(playwright, folder) as context:
        page = visited(context.new_page(), kept_clear, "ask")
        assert json.loads(page.evaluate("JSON.stringify([Object.keys(localStorage), document.cookie])")) == [[], ""]
        assert databases(page) == []
    assert within(folder, traces(folder, *MARKERS)) <= {"IndexedDB"}

"""B13: Files as they lie on a disk, picked, dropped, gone or changed before they are read: taken, or named in words."""

import json
from pathlib import Path
from typing import Any

import pytest
from browsing import answer, opened
from keeping import answers
from looking import PLACES
from playwright.sync_api import Page, expect
from teams import team
from test_files import give, panel, response
from test_role_map import DROP, cards, mapped

LARGEST = 1_000_000
GOOD = json.dumps(response())
TAKEN = "filled in"
PICKED: dict[str, tuple[bytes, str]] = {
    "nothing in it": (b"", "damaged"),
    "a blank": (b" ", "damaged"),
    "as large as may be": (GOOD.encode().ljust(LARGEST), TAKEN),
    "one byte more": (GOOD.encode().ljust(LARGEST + 1), "too large"),
    "two megabytes": (bytes(2_000_000), "too large"),
    "a mark of its byte order": (GOOD.encode("utf-8-sig"), TAKEN),
    "letters of two bytes": (GOOD.encode("utf-16"), "not a file of answers"),
    "letters of two bytes, the other way": (b"\xfe\xff" + GOOD.encode("utf-16-be"), "not a file of answers"),
    "letters of two bytes, unmarked": (GOOD.encode("utf-16-le"), "damaged"),
    "letters of an old kind": (GOOD.replace("very", "sehr gro\xdf").encode("latin-1"), "not a file of answers"),
    "our table": (b'\xef\xbb\xbf"kind","id"\r\n', "damaged"),
    "a workbook": (b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)), "not a file of answers"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "not a file of answers"),
    "a page": (b"<!doctype html><title>a</title>", "damaged"),
    "half of it": (GOOD[: len(GOOD) // 2].encode(), "damaged"),
    "it twice": ((GOOD + GOOD).encode(), "damaged"),
}
WAIT = """() => {
    const { arrayBuffer } = Blob.prototype;
    const held = new Promise((resolve) => { globalThis.goOn = resolve; });
    Blob.prototype.arrayBuffer = async function () { await held; return arrayBuffer.call(this); };
}"""
"""As from a slow stick: no file is read before `goOn`."""


def refused(page: Page, words: str) -> None:
    expect(panel(page)).to_be_visible()  # with the next file it goes until that is read
    expect(panel(page)).to_contain_text("We can't use this file.")
    expect(panel(page)).to_contain_text(words)
    assert answers(page) == {"word": "mine"}


@pytest.fixture
def form(page: Page, every_kind: str) -> Page:
    opened(page, every_kind)
    answer(page, "word", "mine")
    return page


def test_any_file_is_taken_or_named(form: Page, tmp_path: Path) -> None:
    """One after the other on one page, which stays as it was until somebody says yes to a file."""
    for name, (data, words) in PICKED.items():
        (tmp_path / name).write_bytes(data)
        form.locator("[data-file]").set_input_files(tmp_path / name)
        if words != TAKEN:
            refused(form, words)
            continue
        expect(panel(form)).to_contain_text("Use the answers from the file?")
        form.get_by_role("button", name="Keep the answers on this page").click()
        assert answers(form) == {"word": "mine"}
    give(form, GOOD)
    form.get_by_role("button", name="Use the answers from the file").click()
    assert answers(form) == {"tasks": "very"}


@pytest.mark.parametrize("how", ["removed", "written anew"])
def test_a_file_that_changes_before_it_is_read_is_not_read_by_half(form: Page, tmp_path: Path, how: str) -> None:
    file = tmp_path / "answers.json"
    file.write_text(GOOD, encoding="utf-8")
    form.evaluate(WAIT)
    form.locator("[data-file]").set_input_files(file)
    if how == "removed":
        file.unlink()
    else:
        file.write_text(GOOD + " " * 99, encoding="utf-8")
    form.evaluate("goOn()")
    refused(form, "It could not be read.")
    give(form, GOOD)
    expect(panel(form)).to_contain_text("Use the answers from the file?")


def test_who_picks_nothing_changes_nothing(form: Page) -> None:
    """The window for files is closed again, with and without a file before."""
    for before in ("x", GOOD):
        form.locator("[data-file]").set_input_files([])
        form.locator("[data-file]").dispatch_event("cancel")
        assert answers(form) == {"word": "mine"}
        give(form, before)
        expect(panel(form)).to_be_visible()
    form.locator("[data-file]").dispatch_event("cancel")
    form.get_by_role("button", name="Use the answers from the file").click()
    assert answers(form) == {"tasks": "very"}


def test_a_file_that_was_picked_last_counts(form: Page) -> None:
    """The one before it is still being read."""
    form.evaluate(WAIT)
    give(form, response(answers={"tasks": "a_little"}))
    give(form, GOOD)
    form.evaluate("goOn()")
    form.get_by_role("button", name="Use the answers from the file").click()
    assert answers(form) == {"tasks": "very"}


def dropped(page: Page, **data: Any) -> None:
    """As somebody lets go of it over the page."""
    session = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        given = {"items": [], "dragOperationsMask": 1, **data}
        session.send("Input.dispatchDragEvent", {"type": kind, "x": 100, "y": 400, "data": given})


def test_what_is_dropped_on_the_map_is_taken_named_or_nothing(page: Page, project_site: str, tmp_path: Path) -> None:
    """A text, an address, a folder, and files among which one is none of ours."""
    mapped(page, project_site, [])
    for kind, text in (("text/plain", "zebra"), ("text/uri-list", "https://elsewhere.example/")):
        dropped(page, items=[{"mimeType": kind, "data": text}])
    assert page.url == f"{project_site}/{PLACES['map']}"
    expect(cards(page)).to_have_count(0)
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "empty.json").touch()
    files = [tmp_path / one["name"] for one in team((1, 1, 3, 0))]
    for file, one in zip(files, team((1, 1, 3, 0)), strict=True):
        file.write_bytes(one["buffer"])
    dropped(page, files=[str(file) for file in (tmp_path / "folder.json", *files, tmp_path / "empty.json")])
    expect(page.locator("[data-status]")).to_have_text("5 files are in.")
    lines = page.locator("[data-said] [data-state=refused] li")
    expect(lines).to_have_count(2)
    expect(lines.filter(has_text="folder.json")).to_contain_text("could not be read")
    expect(lines.filter(has_text="empty.json")).to_contain_text("damaged")


def test_what_is_dropped_on_a_form_takes_nothing_away(form: Page, every_kind: str, tmp_path: Path) -> None:
    """A form has no place for files that are dropped: Chromium opens them beside it."""
    dropped(form, items=[{"mimeType": "text/uri-list", "data": "https://elsewhere.example/"}])
    (tmp_path / "answers.json").write_text(GOOD, encoding="utf-8")
    with form.context.expect_page():
        dropped(form, files=[str(tmp_path / "answers.json")])
    assert form.url == every_kind
    assert answers(form) == {"word": "mine"}


def test_two_thousand_files_at_once(page: Page, project_site: str) -> None:
    texts = [one["buffer"].decode() for one in team((400, 400, 800, 400))]
    mapped(page, project_site, [])
    page.evaluate(DROP, [*texts, "{", ""])
    expect(page.locator("[data-status]")).to_have_text("2000 files are in.")
    expect(page.locator("[data-said] [data-state=refused] li")).to_have_count(2)


def test_files_that_are_removed_while_they_are_read_do_not_come(page: Page, project_site: str) -> None:
    mapped(page, project_site, team((1, 1, 3, 0)))
    page.evaluate(WAIT)
    page.set_input_files("[data-pick]", team((2, 2, 6, 4)))
    page.locator("[data-do=removeAll]").click()
    page.evaluate("goOn()")
    page.set_input_files("[data-pick]", team((1, 1, 0, 0)))
    expect(page.locator("[data-status]")).to_have_text("2 files are in.")

"""The role charter: from an empty page to one that is signed, by keys and by clicks, on one sheet of paper."""

import re
from pathlib import Path
from typing import Any

import pytest
from browsing import shot
from editing import BOXES, CHARTER, STATE, button, edited, give, line, panel, save, status, texts, write
from looking import DESKTOP, PHONE
from paper import pages
from playwright.sync_api import Page, expect

SIZES = ["A4", "Letter"]
METER = "[data-meter]"
FITS = "This still fits on one page."
SHORT = "I help people feel less alone"
LAND = """(detail) => document.dispatchEvent(new CustomEvent("rk-charter-line", { detail }))"""


def printed(page: Page, size: str) -> list[str]:
    page.emulate_media(media="null")
    return pages(page.pdf(format=size))


def test_a_charter_by_keyboard_alone(page: Page, project_site: str) -> None:
    edited(page, project_site, "charter")
    page.locator("#c-team").focus()
    page.keyboard.type("East Side")
    page.locator('[data-list="functions"] > [data-act="add"]').focus()
    page.keyboard.press("Enter")
    page.keyboard.type("I listen")
    page.keyboard.press("Enter")
    page.keyboard.type("I stay in touch")
    assert texts(page, "functions") == ["I listen", "I stay in touch"]
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text(re.compile(r"^Move up: What I do, line 2$"))
    page.keyboard.press("Enter")
    assert texts(page, "functions") == ["I stay in touch", "I listen"]
    expect(status(page)).to_have_text("Done: a line was moved.")
    expect(page.locator(":focus")).to_have_text(re.compile(r"^Move down: What I do, line 1$"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert texts(page, "functions") == ["I listen"]
    expect(page.locator(":focus")).to_have_text(re.compile(r"^Remove: What I do, line 1$"))
    page.keyboard.press("Control+z")
    assert texts(page, "functions") == ["I stay in touch", "I listen"]
    expect(status(page)).to_have_text("Undone: a line was removed.")
    expect(page.locator(".rk-editor > .rk-sheet")).to_contain_text("I stay in touch")


def test_ready_lines_are_ticked_while_they_stand_in_their_box(page: Page, project_site: str) -> None:
    edited(page, project_site, "charter")
    box = page.locator('[data-list="functions"]')
    box.locator("summary").click()
    tick = box.get_by_role("checkbox", name=re.compile("I listen, give hope"))
    tick.check()
    assert texts(page, "functions") == ["I listen, give hope, and help people feel less alone."]
    box.get_by_role("button", name=re.compile("^Remove")).click()
    expect(tick).not_to_be_checked()
    button(page, "Undo").click()
    expect(tick).to_be_checked()
    tick.uncheck()
    assert texts(page, "functions") == []


def test_every_box_says_what_goes_there_and_takes_more_than_seven_lines(page: Page, project_site: str) -> None:
    edited(page, project_site, "charter")
    assert page.locator("[data-list]").evaluate_all("all => all.map((one) => one.dataset.list)") == BOXES
    note = page.locator('[data-list="open"] [data-many]')
    write(page, "open", *"abcdefg")
    expect(note).to_be_hidden()
    write(page, "open", "h")
    expect(note).to_be_visible()
    assert len(texts(page, "open")) == 8


def test_a_line_from_the_map_lands_in_its_box_and_is_said(page: Page, project_site: str) -> None:
    edited(page, project_site, "charter")
    page.evaluate(LAND, {"box": "functions", "text": " I\nlisten "})
    expect(status(page)).to_have_text("Added to “What I do”: I listen")
    page.evaluate(LAND, {"box": "no such box", "text": "x" * 400})
    assert texts(page, "functions") == ["I listen"]
    assert texts(page, "open") == ["x" * 300]
    page.evaluate(LAND, {"box": "functions", "text": "I listen"})
    expect(status(page)).to_have_text("This is in “What I do” already: I listen")
    for nothing in (None, {}, {"box": "open", "text": "  "}, {"box": "__proto__", "text": ""}):
        page.evaluate(LAND, nothing)
    assert texts(page, "functions") == ["I listen"]
    button(page, "Undo").click()
    assert texts(page, "open") == []


def test_a_line_goes_to_another_box(page: Page, project_site: str) -> None:
    """What was open is agreed on: it need not be written again."""
    edited(page, project_site, "charter")
    write(page, "open", "Who drives", "Who calls")
    move = page.get_by_label("Move to …: Still open, line 1")
    move.select_option(label="What we decide together")
    assert (texts(page, "open"), texts(page, "together")) == (["Who calls"], ["Who drives"])
    expect(status(page)).to_have_text("Done: a line was moved.")
    expect(line(page, "together", 1).locator("textarea")).to_be_focused()
    button(page, "Undo").click()
    assert (texts(page, "open"), texts(page, "together")) == (["Who drives", "Who calls"], [])
    move.select_option(label="Still open")
    assert texts(page, "open") == ["Who drives", "Who calls"]
    expect(move).to_have_value("")


@pytest.mark.parametrize("size", SIZES)
def test_what_the_meter_promises_is_so_on_paper(tab: Any, project_site: str, size: str) -> None:
    """Lines are added until the meter says that they do not fit; up to there all stand on one page."""
    page = edited(tab(DESKTOP), project_site, "charter")
    most = 0
    for count in range(2, 13, 2):
        give(page, {**CHARTER, "boxes": {box: [SHORT] * count for box in BOXES}})
        if most:
            button(page, "Use the file").click()
        expect(panel(page)).to_contain_text("The file is open.")
        found = printed(page, size)
        if page.locator(METER).inner_text() != FITS:
            break
        (text,) = found
        assert text.count("feellessalone") == 8 * count
        for words in ("Rolecharter:peersupportspecialist", "Team:East", "Supervisor", "Lookagainby"):
            assert words in text
        assert not re.search("Leave|Undo|Moveup|Addaline|Helpnow", text)
        most = count
    else:
        pytest.fail("nothing was too much")
    assert most >= 6, "six short lines in each box are what teams write"


@pytest.mark.parametrize("size", SIZES)
def test_large_print_takes_at_most_two_pages(tab: Any, project_site: str, size: str) -> None:
    page = edited(tab(PHONE), project_site, "charter")
    give(page, {**CHARTER, "boxes": {box: ["I listen", "I stay"] for box in BOXES}})
    page.get_by_role("checkbox", name=re.compile("Large print")).check()
    expect(page.locator(METER)).to_have_text("In large print, this fits on 2 pages.")
    found = printed(page, size)
    assert len(found) == 2
    assert "".join(found).count("Ilisten") == 8
    shot(page, "charter-large")
    page.get_by_role("checkbox", name=re.compile("Large print")).uncheck()
    expect(page.locator(METER)).to_have_text(FITS)


def test_the_button_prints_the_charter_alone(page: Page, project_site: str) -> None:
    edited(page, project_site, "charter")
    page.evaluate("window.print = () => { window.asked = document.querySelector('role-charter').hasAttribute('data-printing') }")
    button(page, "Print the charter").click()
    assert page.evaluate("asked")
    page.emulate_media(media="print")
    black = "one => [getComputedStyle(one).color, getComputedStyle(one).borderTopWidth]"
    assert page.locator(".rk-sheet__title").evaluate(black)[0] == "rgb(0, 0, 0)"
    for hidden in (".rk-header", ".rk-footer", "h1", ".rk-editor__form", ".rk-editor__bar", ".rk-keep", ".rk-editor__preview"):
        expect(page.locator(hidden).first).to_be_hidden()


def test_a_charter_goes_out_as_text_and_as_markdown(page: Page, project_site: str, tmp_path: Path) -> None:
    edited(page, project_site, "charter")
    give(page, {**CHARTER, "made": "2026-11-22", "boxes": {"functions": ["*I* <b>listen</b>", "1. I stay"]}})
    page.locator("summary", has_text="Other kinds of files").click()
    text = save(page, tmp_path, "Save as plain text").read_text(encoding="utf-8")
    assert text == (
        "Role charter: peer support specialist\n\nTeam: East\nMade on: November 22, 2026\n\n"
        "What I do\n- *I* <b>listen</b>\n- 1. I stay\n"
    )
    marked = save(page, tmp_path, "Save as Markdown")
    assert marked.name.endswith(".md")
    assert "\n## What I do\n\n- \\*I\\* &#60;b>listen&#60;/b>\n- 1\\. I stay\n" in marked.read_text(encoding="utf-8")


def test_two_charters_are_compared_in_words(page: Page, project_site: str) -> None:
    edited(page, project_site, "charter")
    give(page, CHARTER)
    button(page, "Close").click()
    page.locator("summary", has_text="Other kinds of files").click()
    before = page.evaluate(STATE)
    with page.expect_file_chooser() as chooser:
        button(page, "Compare with another charter").click()
    del chooser
    other = {"functions": ["Three", "One", "Two", "Old"], "together": ["Who drives"]}
    give(page, {**CHARTER, "made": "2026-01-02", "boxes": other})
    expect(panel(page)).to_contain_text("What is different")
    expect(panel(page)).to_contain_text("January 2, 2026")
    found = [" ".join(text.split()) for text in panel(page).locator("li").all_inner_texts()]
    assert found == [
        "Not here anymore: Old",
        "Moved from line 1 to line 3: Three",
        "Moved to “Still open”: Who drives",
        "Moved here from “What we decide together”: Who drives",
    ]
    assert page.evaluate(STATE) == before
    button(page, "Compare with another charter").click()
    give(page, CHARTER)
    expect(panel(page)).to_contain_text("Both charters say the same.")
    assert line(page, "functions", 1).is_visible()

"""The action plan: steps with a person and a day, on paper and in a calendar."""

import datetime
import re
from pathlib import Path
from typing import Any

import icalendar
import pytest
from editing import CHARTER, PLAN, button, edited, give, line, panel, save, status, texts
from looking import DESKTOP
from paper import pages
from playwright.sync_api import Page, expect

HOSTILE = "a; b, c\\n \r\n BEGIN:VALARM \U0001f600" + "ä" * 100


def test_a_plan_by_keyboard_alone(page: Page, project_site: str) -> None:
    edited(page, project_site, "plan")
    button(page, "Add a step").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Agree on two signs")
    page.keyboard.press("Tab")
    page.keyboard.type("Ana")
    page.keyboard.press("Tab")
    page.keyboard.type("12152026")
    page.get_by_role("checkbox", name="Done").first.focus()
    page.keyboard.press("Space")
    row = page.locator(".rk-editor > .rk-sheet [data-steps] tr")
    assert row.locator("td").all_inner_texts() == ["Agree on two signs", "Ana", "December 15, 2026", "Yes"]
    expect(page.locator("[data-meter]")).to_have_text("1 step. Done: 1.")
    expect(page.get_by_role("group", name="Step 1")).to_be_visible()
    button(page, "Undo").click()
    expect(page.locator("[data-meter]")).to_have_text("1 step. Done: 0.")


def test_ideas_come_from_the_forms_by_whose_view_they_are(page: Page, project_site: str) -> None:
    edited(page, project_site, "plan")
    page.locator("summary", has_text="Steps you can use").click()
    groups = page.locator(".rk-editor details h3").all_inner_texts()
    assert groups == ["For peer specialists", "For supervisors", "For people who get support", "For staff who work alongside"]
    idea = page.get_by_role("checkbox", name=re.compile("two signs of good work"))
    idea.first.check()
    assert len(texts(page, "steps")) == 1
    assert "two signs of good work" in texts(page, "steps")[0]
    idea.first.uncheck()
    assert texts(page, "steps") == []


def test_what_is_open_in_a_charter_becomes_steps(page: Page, project_site: str) -> None:
    """Views that are apart end up there."""
    edited(page, project_site, "plan")
    with page.expect_file_chooser():
        button(page, "Take open points from a charter").click()
    give(page, {**CHARTER, "boxes": {"functions": ["One"], "open": ["Who drives", "When to call"]}})
    expect(panel(page)).to_contain_text("What is still open in the charter is in your plan now.")  # the file has been read
    assert texts(page, "steps") == ["Who drives", "When to call"]
    button(page, "Close").click()
    with page.expect_file_chooser():
        button(page, "Take open points from a charter").click()
    give(page, PLAN)
    expect(panel(page)).to_contain_text("It is not a charter from this site.")
    give(page, {**CHARTER, "boxes": {}})
    expect(panel(page)).to_contain_text("Nothing is still open in that charter.")
    give(page, {**CHARTER, "boxes": {"open": ["Who drives"]}})
    assert texts(page, "steps") == ["Who drives", "When to call"], "what is there already is not added again"
    button(page, "Undo").click()
    assert texts(page, "steps") == ["Who drives"]


def test_days_go_into_a_calendar(page: Page, project_site: str, tmp_path: Path) -> None:
    edited(page, project_site, "plan")
    give(page, PLAN)
    file = save(page, tmp_path, "Save the days for a calendar")
    assert file.name.endswith(".ics")
    expect(status(page)).to_contain_text("2 steps are not in it: they have no day, or are done.")
    (event,) = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert (event["SUMMARY"], event.decoded("DTSTART")) == ("Talk (Ana)", datetime.date(2026, 12, 1))
    first = event["UID"]
    line(page, "steps", 1).locator("[data-field=by]").fill("2026-12-24")
    line(page, "steps", 3).locator("[data-field=what]").fill(HOSTILE)
    line(page, "steps", 3).locator("[data-field=by]").fill("2027-01-02")
    data = save(page, tmp_path, "Save the days for a calendar").read_bytes()
    found = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert [event.decoded("DTSTART") for event in found] == [datetime.date(2026, 12, 24), datetime.date(2027, 1, 2)]
    assert found[0]["UID"] == first, "calendars take it for a change of the same step"
    assert found[1]["SUMMARY"] == re.sub(r"\s*[\r\n]\s*", " ", HOSTILE)


def test_without_days_there_is_no_calendar(page: Page, project_site: str) -> None:
    edited(page, project_site, "plan")
    give(page, {**PLAN, "steps": [{"what": "Ask"}]})
    button(page, "Save the days for a calendar").click()
    expect(status(page)).to_have_text("No step has a day and is still to do. Pick a day first.")


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_a_plan_is_one_page(tab: Any, project_site: str, size: str) -> None:
    page = edited(tab(DESKTOP), project_site, "plan")
    give(page, PLAN)
    expect(page.locator(".rk-editor__panel")).to_be_visible()
    (text,) = pages(page.pdf(format=size))
    for words in ("Actionplan:", "Talk", "Ana", "December1,2026", "Read", "Yes", "Ask"):
        assert words in text
    assert not re.search("Leave|Undo|Addastep|Useth", text)

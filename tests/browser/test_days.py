"""B11: The day on which kept answers go, by any clock: it never comes early, and a clock that is put back does not move it."""

from pathlib import Path
from typing import NamedTuple

import pytest
from browsing import answer, finish, opened
from keeping import answers, fill, keep, news, press, profile, records, saved, state, visited
from looking import GIVEN
from playwright.sync_api import Page, Playwright


class Days(NamedTuple):
    """When answers are kept, until which day, when somebody looks, if they are there, and where the device is each time."""

    kept: str
    until: str
    seen: str
    there: bool
    zones: tuple[str, str] = ("Etc/UTC", "Etc/UTC")


NEW_YORK = ("America/New_York", "America/New_York")
EARLY, LATE = "Pacific/Kiritimati", "Pacific/Pago_Pago"  # 25 hours apart
CASES = {
    "the last minute of a leap day": Days("2028-02-28T12:00Z", "2028-02-29", "2028-02-29T23:59Z", True),
    "the day after a leap day": Days("2028-02-28T12:00Z", "2028-02-29", "2028-03-01T00:01Z", False),
    "a day in a year without a leap day": Days("2027-02-27T12:00Z", "2027-02-28", "2027-03-01T00:01Z", False),
    "the last minute of a year": Days("2027-12-30T12:00Z", "2027-12-31", "2027-12-31T23:59Z", True),
    "a new year": Days("2027-12-30T12:00Z", "2027-12-31", "2028-01-01T00:01Z", False),
    "a day of 23 hours": Days("2027-03-13T12:00-05:00", "2027-03-14", "2027-03-14T23:30-04:00", True, NEW_YORK),
    "the night after it": Days("2027-03-13T12:00-05:00", "2027-03-14", "2027-03-15T00:30-04:00", False, NEW_YORK),
    "a day of 25 hours": Days("2027-11-06T12:00-04:00", "2027-11-07", "2027-11-07T23:30-05:00", True, NEW_YORK),
    "the night after that": Days("2027-11-06T12:00-04:00", "2027-11-07", "2027-11-08T00:30-05:00", False, NEW_YORK),
    "a year later": Days("2027-05-01T12:00Z", "2027-05-20", "2028-05-01T12:00Z", False),
    "a clock a year back": Days("2027-05-01T12:00Z", "2027-05-20", "2026-05-01T12:00Z", True),
    "a device taken to where it is yesterday": Days("2027-05-01T12:00Z", "2027-05-03", "2027-05-04T10:00Z", True, (EARLY, LATE)),
    "a device taken to where it is tomorrow": Days("2027-05-01T12:00Z", "2027-05-02", "2027-05-02T11:00Z", False, (LATE, EARLY)),
}


def at(page: Page, moment: str) -> Page:
    page.clock.set_fixed_time(moment)
    return page


@pytest.mark.parametrize("name", CASES)
def test_answers_go_on_their_day(playwright: Playwright, kept_clear: str, tmp_path: Path, name: str) -> None:
    case = CASES[name]
    with profile(playwright, tmp_path, timezone_id=case.zones[0]) as context:
        page = visited(at(context.new_page(), case.kept), kept_clear, "ask")
        page.locator('[name="rk-keep"][value="clear"]').check()
        page.locator('[name="rk-until"]').fill(case.until)
        press(page, "begin")
        state(page, "kept")
        answer(page, "word", "zebramarker")
        saved(page, "zebramarker")
    with profile(playwright, tmp_path, timezone_id=case.zones[1]) as context:
        page = visited(at(context.new_page(), case.seen), kept_clear, "found" if case.there else "ask")
        if case.there:
            press(page, "open")
            state(page, "kept")
            assert answers(page) == {"word": "zebramarker"}
        else:
            news(page, "The day you chose has passed")
            assert records(page) == []


def test_a_day_that_has_come_is_not_undone(page: Page, kept_clear: str) -> None:
    """Once a page saw a later day, a clock that is put back does not bring time back."""
    visited(at(page, "2027-05-01T12:00Z"), kept_clear, "ask")
    keep(page)
    answer(page, "word", "zebramarker")
    saved(page, "zebramarker")
    at(page, "2027-05-25T12:00Z").reload()
    state(page, "found")
    at(page, "2027-05-02T12:00Z").reload()
    state(page, "found")
    assert records(page)[0]["seen"] == "2027-05-25"
    at(page, "2027-06-02T12:00Z").reload()
    state(page, "ask")
    assert records(page) == []


def test_a_form_works_while_the_clock_stands_still(page: Page, kept_clear: str) -> None:
    opened(at(page, "2027-05-01T12:00Z"), kept_clear)
    keep(page)
    fill(page, {**{name: GIVEN[name] for name in ("consent", "tasks", "limits")}, "hours": 10})
    finish(page)
    at(page, "2027-05-01T12:00Z").reload()
    state(page, "found")

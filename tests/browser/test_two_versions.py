"""B8, B10: of two versions of the answers none is lost, also if the whole browser ends before anybody has picked one."""

from pathlib import Path

import pytest
from browsing import answer
from keeping import PASSPHRASE, answers, keep, kill, press, profile, records, state, unlock, until, visited
from playwright.sync_api import Page, Playwright

KINDS = {"in the clear": None, "locked": PASSPHRASE}


def found(page: Page, address: str, passphrase: str | None, then: str) -> Page:
    """What lies here, opened again."""
    visited(page, address, "locked" if passphrase else "found")
    unlock(page) if passphrase else press(page, "open")
    state(page, then)
    return page


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("pick", ["here", "there"])
def test_both_versions_outlive_the_browser(
    playwright: Playwright, every_kind: str, kept_clear: str, tmp_path: Path, kind: str, pick: str
) -> None:
    passphrase = KINDS[kind]
    address = every_kind if passphrase else kept_clear
    with profile(playwright, tmp_path / "profile") as context:
        one = visited(context.new_page(), address, "ask")
        answer(one, "word", "first")
        keep(one, passphrase)
        other = found(context.new_page(), address, passphrase, "kept")
        revision = records(one)[0]["revision"]
        answer(one, "word", "here")
        until(one, lambda record: record["revision"] > revision)
        answer(other, "word", "there")
        state(other, "two")
        until(other, lambda record: "beside" in record)
        lain = records(other)[0]["beside"]
        answer(other, "hours", "7")
        until(other, lambda record: record["beside"] != lain)
        answer(one, "hours", "8")
        until(one, lambda record: record["revision"] > revision + 1)
        assert "beside" in records(one)[0], "what another window lays there stays"
        kill(tmp_path / "profile")
    with profile(playwright, tmp_path / "profile") as context:
        page = found(context.new_page(), address, passphrase, "two")
        assert answers(page) == {"word": "there", "hours": 7}
        press(page, pick)
        state(page, "kept")
        until(page, lambda record: "beside" not in record)
        picked = {"word": "there", "hours": 7} if pick == "here" else {"word": "here", "hours": 8}
        assert answers(page) == picked
        assert answers(found(context.new_page(), address, passphrase, "kept")) == picked

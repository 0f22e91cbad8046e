"""B9: A disk that is full for real: what was kept stays, the person is told, and keeping goes on when there is room again.

The browser's profile lies on a small disk in memory, in a namespace of its own, which not every machine allows; hence `long`.
"""

import os
from pathlib import Path

import pytest
from browsing import CHROMIUM, FLAGS, PATIENCE, answer
from keeping import answers, keep, news, press, records, saved, state, visited
from playwright.sync_api import Playwright, expect

STARTER = """#!/bin/sh
exec unshare -rm sh -c 'mount -t tmpfs -o size=60m none "{folder}" && exec {browser} "$@"' browser "$@"
"""


def disk_of(folder: Path) -> Path:
    """The small disk, as the browser sees it."""
    for process in Path("/proc").glob("[0-9]*"):
        seen = process / "root" / folder.relative_to("/")
        command = (process / "cmdline").read_bytes() if (process / "cmdline").exists() else b""
        if b"--user-data-dir=" + os.fsencode(folder) in command.split(b"\0") and b"--type=" not in command:
            return seen
    raise AssertionError("the browser does not run")


def fill_up(disk: Path) -> Path:
    """Write until nothing more can be written."""
    ballast = disk / "ballast"
    for size in (65_536, 512):
        place = os.open(ballast, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        try:
            while True:
                os.write(place, b"x" * size)
        except OSError as error:
            assert "space" in str(error)  # noqa: PT017 - it ends so or not at all
        finally:
            os.close(place)
    return ballast


@pytest.mark.long
def test_the_disk_is_full(playwright: Playwright, kept_clear: str, tmp_path: Path) -> None:
    folder, starter = tmp_path / "profile", tmp_path / "browser"
    folder.mkdir()
    starter.write_text(STARTER.format(folder=folder, browser=CHROMIUM), encoding="utf-8")
    starter.chmod(0o755)
    context = playwright.chromium.launch_persistent_context(folder, executable_path=starter, args=FLAGS)
    context.set_default_timeout(PATIENCE)
    page = visited(context.new_page(), kept_clear, "ask")
    keep(page)
    answer(page, "word", "zebrafirst")
    saved(page, "zebrafirst")
    ballast = fill_up(disk_of(folder))
    answer(page, "story", "zebrasecond " * 2_000)
    expect(page.locator("[data-news]")).to_contain_text("They are still on this page")
    assert answers(page)["word"] == "zebrafirst"
    ballast.unlink()
    answer(page, "word", "zebrathird")
    news(page, "Keeping works again")
    saved(page, "zebrathird")
    page.reload()
    state(page, "found")
    press(page, "open")
    state(page, "kept")
    assert records(page)
    assert answers(page)["word"] == "zebrathird"
    context.close()

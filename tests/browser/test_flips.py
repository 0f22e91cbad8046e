"""B12: A byte of the browser's own files is spoilt: the form works, what happened is said, and keeping can begin anew."""

import random
import shutil
from pathlib import Path

import pytest
from browsing import answer, finish, opened
from keeping import answers, fill, keep, news, panel, press, profile, records, saved
from looking import GIVEN
from playwright.sync_api import Playwright, expect

TEXT = "zebramarker"
SOUND, EMPTY, SPOILT, NONE = "found", "ask", "corrupted", "none"


@pytest.fixture(scope="module")
def kept(playwright: Playwright, kept_clear: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile in which answers are kept; closed."""
    folder = tmp_path_factory.mktemp("kept") / "profile"
    with profile(playwright, folder) as context:
        page = opened(context.new_page(), kept_clear)
        keep(page)
        answer(page, "word", TEXT)
        saved(page, TEXT)
    return folder


def spoil(folder: Path, chance: random.Random) -> str:
    """Turn one bit of one byte of the database; gives which."""
    files = [file for file in sorted(folder.rglob("*.leveldb/*")) if "IndexedDB" in file.parts and file.stat().st_size]
    assert files
    file = chance.choice(files)
    data = bytearray(file.read_bytes())
    place = chance.randrange(len(data))
    data[place] ^= 1 << chance.randrange(8)
    file.write_bytes(data)
    return f"{file.name} at {place}"


def one_flip(playwright: Playwright, address: str, kept: Path, folder: Path, seed: int) -> str:
    """Spoil a copy of the profile and use the form in it; gives the state in which keeping began."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(kept, folder, ignore=shutil.ignore_patterns("Singleton*", "*Cache*"))
    what = spoil(folder, random.Random(seed))
    with profile(playwright, folder) as context:
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        opened(page, address)
        page.locator("[data-keep][data-state]").wait_for(state="attached")
        began = str(page.locator("[data-keep]").get_attribute("data-state"))
        if began == NONE:  # without this file Chromium opens no database, and never comes back to it by itself
            assert what.startswith("CURRENT"), what
            news(page, "does not let us keep")
            fill(page, {**GIVEN, "hours": 10})
            finish(page)
            assert faults == [], what
            return began
        if began == EMPTY:
            news(page, "could not read what it kept")
        if began == SOUND:
            press(page, "open")
            expect(page.locator('[data-keep]:not([data-state="found"])')).to_have_count(1)
            if page.locator("[data-keep]").get_attribute("data-state") == "kept":
                assert answers(page).get("word", "") in {TEXT, ""}, what
        if page.locator("[data-keep]").get_attribute("data-state") == SPOILT:
            assert panel(page, SPOILT).is_visible(), what
            press(page, "remove")
            press(page, "remove")
            expect(page.locator('[data-keep][data-state="ask"]')).to_have_count(1)
        if page.locator("[data-keep]").get_attribute("data-state") == EMPTY:
            keep(page)
        fill(page, {**GIVEN, "hours": 10, "word": "zebralater"})
        saved(page, "zebralater")
        finish(page)
        assert faults == [], what
        assert records(page), what
    return began


@pytest.mark.parametrize("seed", range(4))
def test_a_spoilt_byte(playwright: Playwright, kept_clear: str, kept: Path, tmp_path: Path, seed: int) -> None:
    assert one_flip(playwright, kept_clear, kept, tmp_path / "copy", seed)


@pytest.mark.long
def test_five_hundred_spoilt_bytes(playwright: Playwright, kept_clear: str, kept: Path, tmp_path: Path) -> None:
    found = [one_flip(playwright, kept_clear, kept, tmp_path / "copy", seed) for seed in range(500)]
    print({state: found.count(state) for state in sorted(set(found))})
    assert len(found) == 500

"""Linked scripts are kept between runs, and believed only if they are whole, of the same modules, and nobody else's."""

from pathlib import Path

import pytest

import builder.link
from builder.bundled import bundled

MODULES = {"one.js": 'import { two } from "./two.js";\nconsole.log(two);\n', "two.js": "export const two = 2;\n"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ROLECLARITY_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each time that scripts were linked."""
    times: list[int] = []
    bundles = builder.link.bundles
    monkeypatch.setattr(builder.link, "bundles", lambda modules: (times.append(1), bundles(modules))[1])
    return times


def test_scripts_are_linked_once(folder: Path, linked: list[int]) -> None:
    first = bundled("pages", MODULES)
    assert first == dict(builder.link.bundles(MODULES))
    assert bundled("pages", dict(reversed(MODULES.items()))) == first
    assert len(linked) == 2, "once by us, once by this test"
    assert [file.name for file in folder.iterdir()] == ["pages.scripts.json"]


def test_other_modules_are_linked_anew(folder: Path) -> None:
    bundled("pages", MODULES)
    assert "3" in bundled("pages", MODULES | {"two.js": "export const two = 3;\n"})["one.js"]
    assert "3" not in bundled("pages", MODULES)["one.js"]


@pytest.mark.parametrize("place", [3, 40, 90, -9])
def test_what_was_spoilt_is_linked_anew(folder: Path, linked: list[int], place: int) -> None:
    first = bundled("pages", MODULES)
    (file,) = folder.iterdir()
    data = bytearray(file.read_bytes())
    data[place] ^= 1
    file.write_bytes(data)
    assert bundled("pages", MODULES) == first
    assert len(linked) == 2


def test_scripts_in_a_folder_that_others_may_write_to_are_not_published(folder: Path, linked: list[int]) -> None:
    folder.mkdir()
    folder.chmod(0o777)
    assert bundled("pages", MODULES) == bundled("pages", MODULES)
    assert len(linked) == 2
    assert list(folder.iterdir()) == []


def test_without_a_cache_folder_nothing_is_kept(monkeypatch: pytest.MonkeyPatch, linked: list[int]) -> None:
    monkeypatch.setenv("ROLECLARITY_CACHE", "")
    assert bundled("pages", MODULES) == bundled("pages", MODULES)
    assert len(linked) == 2

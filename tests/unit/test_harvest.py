"""What questionnaires hold is kept between builds, and believed only if it is whole and of the same bytes."""

import errno
import io
import os
from pathlib import Path
from typing import Any

import pytest

from builder.harvest import Harvest

ODD = "content/questionnaires/a\tb\n\udce9.yml"
"""No name that an author would give, but one that a folder may hold."""


def harvested(file: Path | None, judge: str = "judge", **lines: str) -> None:
    harvest = Harvest(file, judge)
    for path, line in lines.items():
        harvest.keep(path, "content", line)
    harvest.save()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    harvested(tmp_path / "cache" / "x.data", a='{"id":1}', b='{"id":2}', **{ODD: "[]"})
    return tmp_path / "cache" / "x.data"


def test_what_was_kept_comes_back(file: Path) -> None:
    harvest = Harvest(file, "judge")
    assert [harvest.line(path, "content") for path in ("a", "b", ODD)] == ['{"id":1}', '{"id":2}', "[]"]
    assert "a" in harvest
    assert "c" not in harvest
    assert harvest.line("c", "content") is None


def test_it_is_of_the_same_bytes_and_the_same_judge(file: Path) -> None:
    assert Harvest(file, "judge").line("a", "other content") is None
    assert Harvest(file, "another judge").line("a", "content") is None


def test_a_spoilt_line_is_not_believed_and_spoils_no_other(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b'{"id":1}', b'{"id":7}'))
    harvest = Harvest(file, "judge")
    assert harvest.line("a", "content") is None
    assert harvest.line("b", "content") == '{"id":2}'


@pytest.mark.parametrize("size", range(0, 160, 7))
def test_what_was_cut_off_is_read_anew(file: Path, size: int) -> None:
    file.write_bytes(file.read_bytes()[:size])
    found = [Harvest(file, "judge").line(path, "content") for path in ("a", "b")]
    assert found in ([None, None], ['{"id":1}', None], ['{"id":1}', '{"id":2}'])


def test_lines_of_this_build_take_the_place_of_the_last(file: Path) -> None:
    harvest = Harvest(file, "judge")
    harvest.keep("b", "newer content", "{}")
    assert Harvest(file, "judge").line("b", "content") == '{"id":2}', "in one step, at the end"
    harvest.save()
    after = Harvest(file, "judge")
    assert after.line("b", "newer content") == "{}"
    assert "a" not in after
    assert [found.name for found in file.parent.iterdir()] == ["x.data"]


def test_without_any_line_the_last_ones_stay(file: Path) -> None:
    Harvest(file, "judge").save()
    assert "a" in Harvest(file, "judge")


def test_nothing_is_kept_without_a_folder(tmp_path: Path) -> None:
    harvested(None, a="{}")
    (tmp_path / "taken").write_text("a file where the folder should be")
    harvested(tmp_path / "taken" / "x.data", a="{}")
    assert [found.name for found in tmp_path.iterdir()] == ["taken"]


def test_a_full_disk_ends_keeping_and_not_the_build(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.BytesIO):
        name = str(file.with_name("x.data.1"))

        def write(self, data: Any, /) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = file.read_bytes()
    Path(Full.name).touch()
    monkeypatch.setattr("builder.harvest._begun", lambda *_: Full())
    harvested(file, a="{}", c="{}")
    assert file.read_bytes() == before
    assert [found.name for found in file.parent.iterdir()] == ["x.data"]

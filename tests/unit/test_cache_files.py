"""What is kept comes back whole, and what a killed run left goes."""

import os
import time
from pathlib import Path

import pytest

from builder.cache import LEFT, keep, kept


def test_what_was_kept_comes_back_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    keep(tmp_path / "cache" / "one.json", {"a": [1, "ü"]})
    assert kept(tmp_path / "cache" / "one.json")["a"] == [1, "ü"]
    assert [file.name for file in (tmp_path / "cache").iterdir()] == ["one.json"]


def test_what_is_spoilt_is_not_believed(tmp_path: Path) -> None:
    keep(tmp_path / "one.json", {"a": 1})
    data = (tmp_path / "one.json").read_bytes()
    (tmp_path / "one.json").write_bytes(data.replace(b'"a":1', b'"a":2'))
    with pytest.raises(ValueError, match="not what was kept"):
        kept(tmp_path / "one.json")


def test_what_killed_runs_left_goes_a_day_later_and_others_stay(tmp_path: Path) -> None:
    names = ["one.json.1", "one.json.2", "two.json.3", "one.found.json"]
    for name in names:
        (tmp_path / name).write_bytes(b"half")
        os.utime(tmp_path / name, (0, time.time() - LEFT - 60))
    (tmp_path / "one.json.2").touch()  # of a run that is at work
    keep(tmp_path / "one.json", {})
    assert {file.name for file in tmp_path.iterdir()} == {"one.json", "one.json.2", "two.json.3", "one.found.json"}

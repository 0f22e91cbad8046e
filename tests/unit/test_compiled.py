"""Compiled templates are kept between runs, and believed only if they are whole, of the same text, and nobody else's."""

from pathlib import Path

import jinja2
import pytest
from jinja2.bccache import Bucket

from builder.compiled import Compiled


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ROLECLARITY_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def compiled(text: str, salt: str = "") -> tuple[str, bool]:
    """What a template makes, and whether it had to be compiled for that."""
    made: list[Bucket] = []

    class Watched(Compiled):
        def dump_bytecode(self, bucket: Bucket) -> None:
            made.append(bucket)
            super().dump_bytecode(bucket)

    known = jinja2.Environment(loader=jinja2.FunctionLoader(lambda _: text), bytecode_cache=Watched(salt))
    return known.get_template("page").render(), bool(made)


def test_a_template_is_compiled_once(folder: Path) -> None:
    assert compiled("{{ 1 + 1 }}") == ("2", True)
    assert compiled("{{ 1 + 1 }}") == ("2", False)
    assert compiled("{{ 1 + 2 }}") == ("3", True)
    assert compiled("{{ 1 + 2 }}", "another way to compile") == ("3", True)
    assert [file.name.endswith(".template.json") for file in folder.iterdir()] == [True]


@pytest.mark.parametrize("place", [3, 40, 90, 200, -30])
def test_what_was_spoilt_is_compiled_anew(folder: Path, place: int) -> None:
    compiled("{{ 1 + 1 }}")
    (file,) = folder.iterdir()
    data = bytearray(file.read_bytes())
    data[place] ^= 1
    file.write_bytes(data)
    assert compiled("{{ 1 + 1 }}") == ("2", True)


def test_code_in_a_folder_that_others_may_write_to_is_not_run(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)
    assert compiled("{{ 1 + 1 }}") == ("2", True)
    assert compiled("{{ 1 + 1 }}") == ("2", True)
    assert list(folder.iterdir()) == []


def test_without_a_cache_folder_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLECLARITY_CACHE", "")
    assert compiled("{{ 1 + 1 }}") == ("2", True)
    assert compiled("{{ 1 + 1 }}") == ("2", True)

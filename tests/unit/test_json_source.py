from pathlib import Path

import pytest

from builder.discover import Source
from builder.json_source import parse_json
from builder.read import Refused

# text -> where it stops, and the code
PLACES = {
    '{"a": 1,\n "a": 2}': (2, 5, "duplicate-key"),
    '{"a": tru}': (1, 7, "json-syntax"),
    "[1,\r\n2,\n,]": (3, 1, "json-syntax"),
    "[1e999]": (1, 7, "number-size"),
    '["\\ud800"]': (1, 10, "file-character"),
    "[1] 2": (1, 5, "json-syntax"),
    "": (1, 1, "json-syntax"),
    "[" * 40: (1, 34, "yaml-depth"),
    '["a\u202eb"]': (1, 4, "file-character"),
}


@pytest.mark.parametrize("text", PLACES)
def test_places(tmp_path: Path, text: str) -> None:
    file = tmp_path / "r.json"
    file.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(Refused) as refused:
        parse_json(Source("r.json", str(file), "response"))
    found = refused.value.diagnostic
    assert (found.span.line, found.span.column, found.code) == PLACES[text]


def test_a_large_file_is_read_in_bounded_time(tmp_path: Path) -> None:
    file = tmp_path / "r.json"
    file.write_text('{"a": "' + "x" * 900_000 + '"}', encoding="utf-8")
    assert len(parse_json(Source("r.json", str(file), "response")).data["a"]) == 900_000

"""F7: Our reader of responses gives what Python's gives where Python, JavaScript and the standard agree; it refuses the rest."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.discover import Source
from builder.document import Document
from builder.json_source import parse_json
from builder.read import INVISIBLE, Refused

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("json") / "response.json"


def read(file: Path, text: str) -> Document:
    file.write_text(text, encoding="utf-8", newline="")
    return parse_json(Source("response.json", str(file), "response"))


@settings(max_examples=600)
@given(DATA, st.booleans(), st.sampled_from([None, 0, 2, "\t"]))
def test_agrees_with_python(file: Path, data: Any, ascii_only: bool, indent: Any) -> None:
    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent)
    if INVISIBLE.search(text):
        with pytest.raises(Refused):
            read(file, text)
    else:
        assert same(read(file, text).data, json.loads(text))


def same(one: Any, other: Any) -> bool:
    """Equal, and of one type; -0.0 is 0."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    return type(one) is type(other) and one == other


# Most are of the kinds that JSONTestSuite calls "must refuse" or "free"; where readers are free, we refuse.
REFUSED = [
    *[
        "",
        " ",
        "[",
        "]",
        "{",
        "}",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        '{"a":1,}',
        '{"a"}',
        '{"a":}',
        "{a:1}",
        "{'a':1}",
        '{"a" 1}',
    ],
    *[
        "NaN",
        "Infinity",
        "-Infinity",
        "nan",
        "-",
        "+1",
        "01",
        "-01",
        "1.",
        ".5",
        "1e",
        "1e+",
        "0x1F",
        "1_000",
        "\uff11",
        "--1",
        "1.2.3",
    ],
    *["True", "nul", "truefalse", "true false", "undefined", "// x\n1", "/* x */ 1", "1;", "[1]]", "{}{}", '"a" "b"', "1\n2"],
    *['"', '"\\"', '"\\x41"', '"\\u12"', '"\\u12G4"', '"\\a"', '"\n"', '"\t"', '"a\\\n"', "'a'", '"\\ud800"', '"\\udc00\\ud800"'],
    *[
        '{"a":1,"a":2}',
        '{"a":1,"\\u0061":2}',
        '{"":1,"":2}',
        "9007199254740993",
        "-9007199254740993",
        "1e309",
        "1" * 400,
        "0." + "1" * 50,
    ],
    *["[" * 40 + "]" * 40, '{"a":' * 40 + "1" + "}" * 40, "\ufeff\ufeff1", "[\u00a01]", "[\u20281]", "1\x0c", "\x00", "[1]\x1a"],
]
TAKEN = [
    "0",
    "-0",
    "1e5",
    "1E-5",
    "1.0e+5",
    '"\\ud83d\\ude00"',
    '"\\/"',
    '""',
    "[]",
    "{}",
    " \r\n\t[ 1 , 2 ] ",
    '"\u202f"',
    "9007199254740992",
]


@pytest.mark.parametrize("text", REFUSED)
def test_refuses(file: Path, text: str) -> None:
    with pytest.raises(Refused):
        read(file, text)


@pytest.mark.parametrize("text", TAKEN)
def test_takes(file: Path, text: str) -> None:
    assert read(file, text).data == json.loads(text)


def test_names_the_place(file: Path) -> None:
    document = read(file, '{\r\n  "a": [1,\n  {"é😀": 2}]}')
    span = document.span(("a", 1, "é😀"))
    assert (span.line, span.column, span.end_line, span.end_column) == (3, 10, 3, 11)

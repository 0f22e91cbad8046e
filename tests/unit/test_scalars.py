import pytest

from builder.scalars import AmbiguousNumberError, NumberSizeError, resolve

VALUES = {
    "": None, "~": None, "null": None, "Null": None, "true": True, "FALSE": False, "False": False,
    "0": 0, "-0": 0, "7": 7, "+7": 7, "-7": -7, "9007199254740992": 2**53, "-9007199254740992": -(2**53),
    "1.5": 1.5, ".5": 0.5, "5.": 5.0, "-.5": -0.5, "1e5": 100000.0, "1E-7": 1e-7, "-0.0": 0.0, "010.5": 10.5,
}  # fmt: skip
TEXTS = [
    "yes",
    "no",
    "on",
    "off",
    "y",
    "n",
    "Yes",
    "12:30",
    "1:2:3",
    "2026-11-22",
    "1_000",
    "1.0.0",
    "tRUE",
    "nUll",
    "e5",
    ".",
    "-",
    "+",
    "-.",
    "1e",
    "0b1",
    "=",
    "<<",
    "\uff11",
    "1 2",
    "½",
]
AMBIGUOUS = ["010", "007", "-010", "+01", "00", "0o17", "0x1F", ".inf", "-.Inf", "+.INF", ".nan", ".NaN", ".NAN"]
TOO_LARGE = ["9007199254740993", "-9007199254740993", "9" * 17, "9" * 5000, "1e309", "-1e309", "0." + "1" * 50, "1e" + "9" * 4000]


@pytest.mark.parametrize("text", VALUES)
def test_values(text: str) -> None:
    found, expected = resolve(text), VALUES[text]
    assert (type(found), repr(found)) == (type(expected), repr(expected))


@pytest.mark.parametrize("text", TEXTS)
def test_texts(text: str) -> None:
    assert resolve(text) == text


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_ambiguous(text: str) -> None:
    with pytest.raises(AmbiguousNumberError):
        resolve(text)


@pytest.mark.parametrize("text", TOO_LARGE)
def test_too_large(text: str) -> None:
    with pytest.raises(NumberSizeError):
        resolve(text)

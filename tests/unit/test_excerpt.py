"""The line of a fault: whole if a screen holds it, else the piece around the fault, with the marks below what is meant."""

import pytest

from builder.excerpt import LONGEST, underlined

LETTERS = "".join(chr(ord("a") + number % 26) for number in range(1000))
WIDE = "名" * 1000

# line, column, end -> what stands above the marks
MEANT = {
    "a short line": ("abc", 2, 3, "b"),
    "at its end": ("abc", 4, 5, ""),
    "as long as shown": (LETTERS[:LONGEST], LONGEST, LONGEST + 1, LETTERS[LONGEST - 1]),
    "early in a long line": (LETTERS, 3, 6, "cde"),
    "far into a long line": (LETTERS, 500, 504, LETTERS[499:503]),
    "at the end of a long line": (LETTERS, 1000, 1001, LETTERS[999]),
    "behind a long line": (LETTERS, 1001, 1002, ""),
}


@pytest.mark.parametrize("name", MEANT)
def test_the_marks_are_below_what_is_meant(name: str) -> None:
    line, column, end, meant = MEANT[name]
    shown, marks = underlined(line, column, end)
    start = marks.index("^")
    assert marks == " " * start + "^" * max(1, len(meant))
    assert shown[start : start + len(marks) - start] == meant
    assert len(shown) <= LONGEST + 2


@pytest.mark.parametrize(("column", "before", "after"), [(3, False, True), (500, True, True), (1000, True, False)])
def test_what_is_cut_is_told_on_its_side(column: int, before: bool, after: bool) -> None:
    shown, _ = underlined(LETTERS, column, column + 1)
    assert (shown.startswith("…"), shown.endswith("…")) == (before, after)
    assert shown.strip("…") in LETTERS


@pytest.mark.parametrize(
    ("line", "column", "end", "marks"),
    [
        ("名前: x", 5, 6, "      ^"),
        ("名前: x", 2, 3, "  ^^"),
        ("e\u0301a", 3, 4, " ^"),
        ("a\u200db", 2, 3, " ^"),
        (f"{WIDE}x{WIDE}", 1001, 1002, " " * (1 + 2 * 60) + "^"),
    ],
    ids=["behind wide signs", "a wide sign", "behind a mark on a letter", "a sign without a shape", "between many wide signs"],
)
def test_signs_count_as_much_as_a_terminal_gives_them(line: str, column: int, end: int, marks: str) -> None:
    assert underlined(line, column, end)[1] == marks


def test_what_runs_on_is_marked_as_far_as_it_shows() -> None:
    shown, marks = underlined(LETTERS, 500, 900)
    assert len(marks) == len(shown) - 1


def test_a_place_that_the_line_no_longer_has_is_not_marked() -> None:
    assert underlined("abc", 9, 10) == ["abc"]
    assert underlined(LETTERS, 2000, 2001) == [f"{LETTERS[:LONGEST]}…"]

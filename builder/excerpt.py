"""A line of a file and a place in it -> what shows of the line, and the marks that stand below the place."""

from unicodedata import category, east_asian_width

LONGEST, BEFORE, BEHIND = 160, 60, 40
"""How many signs of a line are shown; of a longer line, how many before the place, and behind it where the line is cut there."""
CUT = "…"


def underlined(line: str, column: int, end: int) -> list[str]:
    """The line and its marks, from this column up to that one; of a long line the piece around them."""
    text = line.expandtabs(1)  # a tab is one column, as in editors
    if column > len(text) + 1:
        return [_piece(text, 0)]  # it was edited since
    first = _first(len(text), column)
    before, meant = text[first : column - 1], text[column - 1 : min(end - 1, first + LONGEST)]
    indent = (len(CUT) if first else 0) + _width(before)
    return [_piece(text, first), " " * indent + "^" * max(1, _width(meant))]


def _first(length: int, column: int) -> int:
    """How many signs are left out at the beginning."""
    if column <= LONGEST - BEHIND or length <= LONGEST:
        return 0
    return min(column - 1 - BEFORE, length - LONGEST)


def _piece(text: str, first: int) -> str:
    last = first + LONGEST
    return (CUT if first else "") + text[first:last] + (CUT if last < len(text) else "")


def _width(text: str) -> int:
    """How many columns of a terminal a text takes: two for a sign of Chinese or Japanese, none for what joins another sign."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(sign: str) -> int:
    if category(sign) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(sign) in {"W", "F"} else 1

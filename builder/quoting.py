"""Texts that needed quotes, or whose quotes end too early: what the reader of YAML takes for a missing comma or brace."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from builder.lookalikes import CURLY

NEXT_KEY = re.compile(r",\s+[a-z_]+:(?:\s|$)|\}")
NEXT_ENTRY = re.compile(r"[,\]]")
COMMENT = re.compile(r"\s#")
KEY = re.compile(r"[\w-]+:(?:\s|$)")
AFTER_KEY = re.compile(r"[ \t]*(?:- +)*[\w-]+:\s+(?=\S)")
LONGEST = 120
"""A longer text is not written out as a cure."""


class Text(NamedTuple):
    """The last text that could be read, its quote if it has one, and where it begins and ends; lines and columns from 0."""

    value: str
    quote: str
    line: int
    column: int
    end_line: int
    end_column: int


class Slip(NamedTuple):
    """Where an author's slip lies, what is said of it and what helps; line and column from 0."""

    line: int
    column: int
    message: str
    hint: str


def in_quotes(text: str) -> str:
    """The text as YAML reads it back, whatever it holds."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def quote_whole(text: str) -> str:
    """The cure for a text that YAML cuts: the same text, in quotes that hold."""
    bare = text.strip(CURLY + " ")
    if not bare or len(bare) > LONGEST:
        return "put the whole text in quotes"
    if text[:1] in CURLY:
        return f"write straight quotes around the whole text: {in_quotes(bare)}"
    return f"put the whole text in quotes: {in_quotes(bare)}"


def second_colon(line: str, column: int) -> str:
    """The cure for a line outside of brackets in which a second ': ' stands at this column; nothing if there is no first one."""
    found = AFTER_KEY.match(line)
    return quote_whole(line[found.end() :].rstrip()) if found and found.end() <= column else ""


def slip(problem: str, lines: Sequence[str], last: Text, line: int, column: int) -> Slip | None:
    """What an author did where the reader gave up at this line and column, just after the last text."""
    if last.end_line >= len(lines):
        return None  # a text without words, at the very end of the file
    if last.quote:
        return _after_quote(problem, lines, last, line, column) if line == last.end_line else None
    closing = next((sign for sign in "}]" if f"or '{sign}'" in problem), "")
    return _unquoted(lines, last, line, column, closing) if closing else None


def _after_quote(problem: str, lines: Sequence[str], last: Text, line: int, column: int) -> Slip | None:
    escaped = "''" if last.quote == "'" else '\\"'
    if last.line != last.end_line:
        message = f"the quote that is opened here ends only in line {last.end_line + 1}"
        hint = f"close it where its text ends; write {escaped} for a {last.quote} inside"
        return Slip(last.line, last.column, message, hint)
    if column > last.end_column and KEY.match(lines[line], column):
        return None  # a key follows: what is missing is the comma
    raw = _whole(lines[line], last.column, problem)
    message = "the text in quotes ends before this, but more follows"
    if len(raw) < 3 or not raw.endswith(last.quote):
        return Slip(line, column, message, quote_whole(raw))
    inner = raw[1:-1].replace(escaped, last.quote)
    other = "double each ' inside '...'" if last.quote == "'" else 'write \\" for each " inside "..."'
    return Slip(line, column, message, f"write {in_quotes(inner)}, or {other}")


def _unquoted(lines: Sequence[str], last: Text, line: int, column: int, closing: str) -> Slip | None:
    if last.line != last.end_line:
        return None  # it ran on into the next line: what is missing is the bracket
    around = "{ }" if closing == "}" else "[ ]"
    behind = lines[last.end_line][last.end_column :]
    cure = quote_whole(_whole(lines[last.line], last.column, closing))
    if COMMENT.match(behind) and line > last.end_line and re.search(rf"{re.escape(closing)}|,\s", behind):
        place = last.end_column + behind.index("#")
        return Slip(last.end_line, place, "' #' begins a comment: the rest of this line is not read", cure)
    sign = lines[line][column : column + 1] if line < len(lines) else ""
    if line != last.end_line or sign not in {":", "[", "{"}:
        return None
    if sign != ":":
        return Slip(line, column, f"a text inside {around} may not hold '{sign}'", cure)
    word = last.value.rpartition(" ")[2]
    if word != last.value and re.fullmatch("[a-z_]+", word):
        cure = f"if '{word}' is a key, write ',' before it; else {cure}"
    return Slip(line, column, f"a second ':' stands in this text inside {around}", cure)


def _whole(line: str, column: int, problem: str) -> str:
    """The text that begins here, as far as its author most likely meant it to go."""
    rest = line[column:]
    if "}" in problem or "]" in problem:
        end = (NEXT_KEY if "}" in problem else NEXT_ENTRY).search(rest)
        text = rest[: end.start()] if end else rest
        return "" if "{" in text else text.strip()
    return COMMENT.split(rest, maxsplit=1)[0].strip()

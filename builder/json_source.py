"""A JSON file from anywhere -> document with a place for each value.

Python's reader takes NaN, huge numbers and repeated keys that JavaScript's takes otherwise or not at all, and knows no
places. So the text is read once by a small reader of our own, bounded in depth.
"""

import json
import re
from typing import Any

from builder.diagnostics import Diagnostic, Span
from builder.discover import Source
from builder.document import Document, Node
from builder.read import Refused, read_text
from builder.scalars import AmbiguousNumberError, NumberSizeError, resolve

MAX_DEPTH = 32
UNCHANGED = "open the file as it was saved, unchanged"
BLANK = re.compile(r"[ \t\r\n]*")
STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"')
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
WORDS = {"true": True, "false": False, "null": None}
SURROGATE = re.compile("[\ud800-\udfff]")


def parse_json(source: Source) -> Document:
    """The document in a JSON file; raises Refused."""
    reader = _Reader(source.path, read_text(source))
    data, root = reader.value(0)
    reader.blank()
    if reader.at < len(reader.text):
        raise reader.refused("something follows after the end of the data", "remove it")
    return Document(source.path, source.kind, source.stem, data, lambda: root)


class _Reader:
    """Reads one text from left to right."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.at = 0
        self.line, self.line_start = 1, 0

    def value(self, depth: int) -> tuple[Any, Node]:
        self.blank()
        if depth > MAX_DEPTH:
            raise self.refused("nested too deep", "this is no response", "yaml-depth")
        character = self.text[self.at : self.at + 1]
        if character == "{":
            return self.mapping(depth)
        return self.sequence(depth) if character == "[" else self.scalar()

    def mapping(self, depth: int) -> tuple[Any, Node]:
        start = self.take("{")
        data: dict[str, Any] = {}
        nodes: dict[str, tuple[Node, Node]] = {}
        while not self.closes("}", first=not data):
            key, key_node = self.string()
            if key in data:
                raise self.refused(f"the key '{key[:40]}' is written twice", "keep one of the two", "duplicate-key")
            self.blank()
            self.take(":")
            value, node = self.value(depth + 1)
            data[key], nodes[key] = value, (key_node, node)
        return data, self.node(start, nodes)

    def sequence(self, depth: int) -> tuple[Any, Node]:
        start = self.take("[")
        data: list[Any] = []
        nodes: list[Node] = []
        while not self.closes("]", first=not data):
            value, node = self.value(depth + 1)
            data.append(value)
            nodes.append(node)
        return data, self.node(start, nodes)

    def closes(self, bracket: str, *, first: bool) -> bool:
        """Whether the list or mapping ends here; else takes the comma before its next entry."""
        self.blank()
        if self.text.startswith(bracket, self.at):
            self.at += 1
            return True
        if not first:
            self.take(",")
            self.blank()
        return False

    def scalar(self) -> tuple[Any, Node]:
        if self.text.startswith('"', self.at):
            return self.string()
        start = self.place()
        for word, value in WORDS.items():
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value, self.node(start, None)
        match = NUMBER.match(self.text, self.at)
        if match is None:
            raise self.refused("this is not JSON")
        self.at = match.end()
        try:
            return resolve(match.group()), self.node(start, None)
        except (NumberSizeError, AmbiguousNumberError):
            raise self.refused("the number is too large or too long", code="number-size") from None

    def string(self) -> tuple[str, Node]:
        start = self.place()
        match = STRING.match(self.text, self.at)
        if match is None:
            raise self.refused("a text in double quotes is expected here")
        self.at = match.end()
        text = str(json.loads(match.group()))
        if SURROGATE.search(text):
            raise self.refused("half a character stands in this text", code="file-character")
        return text, self.node(start, None)

    def blank(self) -> None:
        end = BLANK.match(self.text, self.at).end()  # type: ignore[union-attr]  # it matches nothing, too
        breaks = self.text.count("\n", self.at, end)
        if breaks:
            self.line += breaks
            self.line_start = self.text.rindex("\n", self.at, end) + 1
        self.at = end

    def take(self, character: str) -> tuple[int, int]:
        start = self.place()
        if not self.text.startswith(character, self.at):
            raise self.refused(f"'{character}' is expected here")
        self.at += 1
        return start

    def place(self) -> tuple[int, int]:
        return self.line, self.at - self.line_start + 1

    def node(self, start: tuple[int, int], children: Any) -> Node:
        return Node(*start, *self.place(), children)

    def refused(self, message: str, hint: str = UNCHANGED, code: str = "json-syntax") -> Refused:
        line, column = self.place()
        return Refused(Diagnostic(self.path, Span(line, column, line, column + 1), code, message, hint))

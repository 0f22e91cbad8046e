"""Parsed content with a place for each value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from sys import intern
from types import MappingProxyType
from typing import Any, NamedTuple

from builder.diagnostics import Span

Path = Sequence[str | int]
SHORT = 40
"""Characters of names and labels, at most."""


class Node(NamedTuple):
    """Where one value stands. `children`: nodes of a list; {key: (key's node, value's node)} of a mapping; else None.

    A named tuple, since one is made for every value of every file and a dataclass takes three times as long.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    children: Any

    @property
    def span(self) -> Span:
        """The place as diagnostics hold it. A mapping's is its first key: its own end lies on the next key's line."""
        if isinstance(self.children, dict) and self.children:
            first: Node = next(iter(self.children.values()))[0]
            return first.span
        return Span(self.line, self.column, self.end_line, self.end_column)


def nowhere() -> Node:
    """Stands for the places in a document of which nobody will ask."""
    return Node(1, 1, 1, 1, None)


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One parsed file. `kind` names its schema, `stem` is the file name without ending, `data` is plain JSON data.

    `tree` gives the node of all its data; it may be worked out only then. `text` is what the file holds, for what looks at all
    of it at once; nothing where the data came from elsewhere. No two documents are equal, so that what is found out of one can
    be kept by it.
    """

    path: str
    kind: str
    stem: str
    data: Any
    tree: Callable[[], Node]
    text: str = ""

    def at_rest(self) -> "Document":
        """The same data, frozen, and nothing else: ten thousand texts with the places in them would fill the memory."""
        return Document(self.path, self.kind, self.stem, freeze(self.data), nowhere)

    def span(self, path: Path = ()) -> Span:
        """The place of the value at this path; of the nearest one above it where the value was filled in."""
        return self._node(path).span

    def key_span(self, path: Path) -> Span:
        """The place of the key that the path ends in; of the value where the path ends in a list."""
        parent = self._node(path[:-1])
        if isinstance(parent.children, dict) and path[-1] in parent.children:
            key: Node = parent.children[path[-1]][0]
            return key.span
        return self.span(path)

    def in_braces(self, path: Path) -> bool:
        """Whether the mapping at this path is written in { }: then it begins before its first key."""
        node = self._node(path)
        return isinstance(node.children, dict) and bool(node.children) and node[:2] != next(iter(node.children.values()))[0][:2]

    def bare(self, path: Path) -> bool | None:
        """Whether the key that the path ends in stands without a colon; None where it stands in quotes or over several lines."""
        children = self._node(path[:-1]).children
        if not isinstance(children, dict) or path[-1] not in children:
            return None
        key, value = children[path[-1]]
        if key.end_line != key.line or key.end_column - key.column != len(str(path[-1])):
            return None
        return bool(value[:4] == (key.end_line, key.end_column, key.end_line, key.end_column))

    def _node(self, path: Path) -> Node:
        node = self.tree()
        for step in path:
            children = node.children
            if isinstance(children, dict) and step in children:
                node = children[step][1]
            elif isinstance(children, list) and isinstance(step, int) and step < len(children):
                node = children[step]
            else:
                break
        return node


def freeze(value: Any) -> Any:
    """The same JSON data, made so that nothing can change it. Short texts become one: files share most of theirs."""
    if isinstance(value, str):
        return intern(value) if len(value) <= SHORT else value
    if isinstance(value, dict):
        return MappingProxyType({intern(key): freeze(part) for key, part in value.items()})
    if isinstance(value, list):
        return tuple(freeze(part) for part in value)
    return value

"""YAML text -> where each of its values stands, read once more when somebody asks: nobody asks of a file without faults."""

from contextlib import suppress
from typing import Any

import yaml

from builder.document import Node
from builder.quoting import Text


def nodes(text: str) -> Node:
    """The node of each value of a text that the first reading found sound."""
    return _Marks(text).root()


def last_text(text: str) -> Text | None:
    """The text that stands just before the place where the reader gives up."""
    events, last = yaml.CSafeLoader(text), None
    with suppress(yaml.YAMLError):
        while (event := events.get_event()) is not None:
            last = event
    if not isinstance(last, yaml.ScalarEvent):
        return None
    start: Any = last.start_mark
    end: Any = last.end_mark
    quote = last.style if last.style in {"'", '"'} else ""
    return Text(last.value, quote, start.line, start.column, end.line, end.column)


class _Marks:
    """Turns the events of one text into nodes. Of a key that is written twice, the first counts, as in the data."""

    def __init__(self, text: str) -> None:
        self.next: Any = yaml.CSafeLoader(text).get_event
        self.anchors: dict[str, Node] = {}

    def root(self) -> Node:
        """The node of the whole text."""
        while isinstance(event := self.next(), yaml.StreamStartEvent | yaml.DocumentStartEvent):
            pass
        return self.node(event)

    def node(self, event: Any) -> Node:
        if isinstance(event, yaml.AliasEvent):
            return self.anchors[str(event.anchor)]
        if isinstance(event, yaml.ScalarEvent):
            made = _node(event, event, None)
        else:
            made = self.mapping(event) if isinstance(event, yaml.MappingStartEvent) else self.sequence(event)
        if event.anchor is not None:
            self.anchors[event.anchor] = made
        return made

    def sequence(self, start: Any) -> Node:
        children = []
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            children.append(self.node(event))
        return _node(start, event, children)

    def mapping(self, start: Any) -> Node:
        children: dict[str, tuple[Node, Node]] = {}
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            children.setdefault(event.value, (_node(event, event, None), self.node(self.next())))
        return _node(start, event, children)


def _node(first: Any, last: Any, children: Any) -> Node:
    start, end = first.start_mark, last.end_mark
    return Node(start.line + 1, start.column + 1, end.line + 1, end.column + 1, children)

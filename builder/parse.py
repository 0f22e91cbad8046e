"""Stage 2: source -> document: plain JSON data with a place for each value. The only user of yaml.

The C parser's event stream is read in one pass, with limits, before anything is composed: composing 48 kB of `? ` or 25,000
nested `[` ends the whole process with SIGSEGV, an alias bomb fills memory, and `<<` chains never end.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import yaml

from builder.diagnostics import MAX_FAULTS, Diagnostic, Related, Span
from builder.discover import Source
from builder.document import Document, Node
from builder.quoting import Text
from builder.read import INVISIBLE, Refused, read_text
from builder.scalars import AmbiguousNumberError, NumberSizeError, resolve
from builder.syntax import syntax_fault

MAX_DEPTH = 64
MAX_VALUES = 100_000


@dataclass(frozen=True, slots=True)
class Parsed:
    """The document, unless it could not be read at all, and what is wrong with it."""

    document: Document | None
    diagnostics: tuple[Diagnostic, ...]


def parse(source: Source) -> Parsed:
    """Read one YAML file. Never raises for what a file holds."""
    try:
        text = read_text(source)
    except Refused as refused:
        return Parsed(None, (refused.diagnostic,))
    return parse_text(source, text)


def parse_text(source: Source, text: str) -> Parsed:
    """Read YAML text that stands for a file."""
    builder = _Builder(source.path, text)
    try:
        data, root = builder.document()
    except Refused as refused:
        return Parsed(None, (*builder.faults, refused.diagnostic))
    except yaml.YAMLError as error:
        return Parsed(None, (*builder.faults, syntax_fault(source.path, text, error, _last_text(text))))
    return Parsed(Document(source.path, source.kind, source.stem, data, root), tuple(builder.faults))


class _Builder:
    """Turns the events of one file into data and nodes; notes faults that leave the rest readable."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.faults: list[Diagnostic] = []
        self.events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self.anchors: dict[str, tuple[Any, Node, int, int] | None] = {}
        self.values = 0
        self.deepest = 0

    def document(self) -> tuple[Any, Node]:
        """The only document of the file."""
        event = next(self.events)
        while isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            hint = "run 'roleclarity new' for a file to start from"
            raise Refused(self.fault("file-empty", Span(), "the file holds nothing", hint))
        data, root = self.value(event, 0)
        next(self.events)  # the end of the document
        event = next(self.events)
        if isinstance(event, yaml.DocumentStartEvent):
            hint = "keep one document a file: remove the line '---' or move what follows to another file"
            raise Refused(self.fault("yaml-documents", _span(event), "a second YAML document begins here", hint))
        return data, root

    def value(self, event: Any, depth: int) -> tuple[Any, Node]:
        """One value, whatever it is; anchors are noted so that aliases can repeat them."""
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event, depth)
        before, deepest = self.values, self.deepest
        self.deepest = depth
        self.count(event, depth, 1)
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        result = self.untagged(event, depth)
        if event.anchor is not None:
            self.anchors[event.anchor] = (*result, self.values - before, self.deepest - depth)
        self.deepest = max(deepest, self.deepest)
        return result

    def untagged(self, event: Any, depth: int) -> tuple[Any, Node]:
        if event.tag is not None:
            hint = "remove it; to keep text from being read as a number, put it in quotes"
            tag = _short(event.tag.replace("tag:yaml.org,2002:", "!!"))
            self.note("yaml-tag", _span(event), f"the YAML tag '{tag}' is not used here", hint)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event), _node(event, event.end_mark, None)
        return self.mapping(event, depth) if isinstance(event, yaml.MappingStartEvent) else self.sequence(event, depth)

    def scalar(self, event: Any) -> Any:
        if not event.implicit[0]:
            return self.quoted(event)
        try:
            return resolve(event.value)
        except AmbiguousNumberError:
            hint = f"write it as an ordinary number, or as text in quotes: '{event.value}'"
            self.note("ambiguous-number", _span(event), f"YAML readers disagree about '{_short(event.value)}'", hint)
        except NumberSizeError:
            message = f"the number '{_short(event.value)}' is too large or too long"
            self.note("number-size", _span(event), message, "use a smaller number, or quotes")
        return 0

    def quoted(self, event: Any) -> str:
        """The text in quotes. Escapes such as \\u202E stand for characters that the reader of the file could not see."""
        hidden = INVISIBLE.search(event.value) if event.style == '"' else None
        if hidden:
            message = f"an escape stands for the invisible character U+{ord(hidden.group()):04X}"
            self.note("file-character", _span(event), message, "remove the escape")
        return str(event.value)

    def sequence(self, start: Any, depth: int) -> tuple[Any, Node]:
        data, nodes = [], []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            value, node = self.value(event, depth + 1)
            data.append(value)
            nodes.append(node)
        return data, _node(start, event.end_mark, nodes)

    def mapping(self, start: Any, depth: int) -> tuple[Any, Node]:
        data: dict[str, Any] = {}
        nodes: dict[str, tuple[Node, Node]] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.key(event)
            value, node = self.value(next(self.events), depth + 1)
            key_node = _node(event, event.end_mark, None)
            if key in data:
                first = Related(self.path, nodes[key][0].span, "first written here")
                message = f"the key '{_short(key)}' is written twice"
                self.note("duplicate-key", key_node.span, message, "keep one of the two", first)
                continue
            data[key] = value
            nodes[key] = (key_node, node)
        return data, _node(start, event.end_mark, nodes)

    def key(self, event: Any) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            hint = "a key is one word before a colon; text that begins with [ { ? or * needs quotes"
            raise Refused(self.fault("yaml-key", _span(event), "a key must be plain text", hint))
        self.count(event, 0, 1)
        if event.value == "<<" and event.implicit[0]:
            self.note("yaml-merge", _span(event), "merge keys ('<<') are not used here", "write the keys out")
        if event.tag is not None or event.anchor is not None:
            self.note("yaml-tag", _span(event), "a key carries a YAML tag or an anchor", "remove it")
        return self.quoted(event)

    def alias(self, event: Any, depth: int) -> tuple[Any, Node]:
        known = self.anchors.get(event.anchor)
        if known is None:
            open_ = event.anchor in self.anchors
            message = f"the alias '*{event.anchor}' " + ("repeats itself" if open_ else "has no anchor")
            raise Refused(self.fault("yaml-alias", _span(event), message, "write the value out"))
        data, node, size, height = known
        self.count(event, depth + height, size)
        return data, node

    def count(self, event: Any, depth: int, values: int) -> None:
        self.values += values
        self.deepest = max(self.deepest, depth)
        if depth > MAX_DEPTH:
            hint = "this is most often a stray bracket, quote or question mark; look at the line"
            raise Refused(self.fault("yaml-depth", _span(event), f"nested deeper than {MAX_DEPTH} levels", hint))
        if self.values > MAX_VALUES:
            raise Refused(self.fault("yaml-size", _span(event), f"more than {MAX_VALUES} values in one file", "split the file"))

    def note(self, code: str, span: Span, message: str, hint: str, *related: Related) -> None:
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Diagnostic(self.path, span, code, message, hint, related=related))

    def fault(self, code: str, span: Span, message: str, hint: str) -> Diagnostic:
        return Diagnostic(self.path, span, code, message, hint)


def _last_text(text: str) -> Text | None:
    """The text that stands just before the place where the reader gives up; read again, since only faults ask for it."""
    last: Any = None
    with suppress(yaml.YAMLError):
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            last = event
    if not isinstance(last, yaml.ScalarEvent):
        return None
    start: Any = last.start_mark
    end: Any = last.end_mark
    quote = last.style if last.style in {"'", '"'} else ""
    return Text(last.value, quote, start.line, start.column, end.line, end.column)


def _node(event: Any, end: Any, children: Any) -> Node:
    start = event.start_mark
    return Node(start.line + 1, start.column + 1, end.line + 1, end.column + 1, children)


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"

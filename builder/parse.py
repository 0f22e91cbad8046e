"""Stage 2: source -> document: plain JSON data with a place for each value. With marks.py the only user of yaml.

The C parser's event stream is read in one pass, with limits, before anything is composed: composing 48 kB of `? ` or 25,000
nested `[` ends the whole process with SIGSEGV, an alias bomb fills memory, and `<<` chains never end.
"""

from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import yaml

from builder.diagnostics import MAX_FAULTS, Diagnostic, Related, Span
from builder.discover import Source
from builder.document import Document
from builder.marks import last_text, nodes
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
    reader = _Reader(source.path, text)
    try:
        data = reader.document()
    except Refused as refused:
        return Parsed(None, (*reader.faults, refused.diagnostic))
    except yaml.YAMLError as error:
        return Parsed(None, (*reader.faults, syntax_fault(source.path, text, error, last_text(text))))
    document = Document(source.path, source.kind, source.stem, data, cache(partial(nodes, text)), text)
    return Parsed(document, tuple(reader.faults))


class _Reader:
    """Turns the events of one file into data; notes faults that leave the rest readable."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.faults: list[Diagnostic] = []
        self.next: Any = yaml.CSafeLoader(text).get_event
        self.anchors: dict[str, tuple[Any, int, int] | None] = {}
        self.values = 0
        self.deepest = 0

    def document(self) -> Any:
        """The data of the only document of the file."""
        while isinstance(event := self.next(), yaml.StreamStartEvent | yaml.DocumentStartEvent):
            pass
        if isinstance(event, yaml.StreamEndEvent):
            hint = "run 'roleclarity new' for a file to start from"
            raise Refused(self.fault("file-empty", Span(), "the file holds nothing", hint))
        data = self.value(event, 0)
        self.next()  # the end of the document
        event = self.next()
        if isinstance(event, yaml.DocumentStartEvent):
            hint = "keep one document a file: remove the line '---' or move what follows to another file"
            raise Refused(self.fault("yaml-documents", _span(event), "a second YAML document begins here", hint))
        return data

    def value(self, event: Any, depth: int) -> Any:
        """One value, whatever it is."""
        if event.anchor is not None:
            return self.alias(event, depth) if isinstance(event, yaml.AliasEvent) else self.anchored(event, depth)
        return self.plain(event, depth)

    def anchored(self, event: Any, depth: int) -> Any:
        """A value that aliases can repeat; noted with the number of values in it, and how deep they go."""
        before, deepest = self.values, self.deepest
        self.deepest = depth
        self.anchors[event.anchor] = None
        data = self.plain(event, depth)
        self.anchors[event.anchor] = (data, self.values - before, self.deepest - depth)
        self.deepest = max(deepest, self.deepest)
        return data

    def plain(self, event: Any, depth: int) -> Any:
        self.values += 1
        if depth > MAX_DEPTH or self.values > MAX_VALUES:
            raise self.too_much(event, depth)
        if event.tag is not None:
            hint = "remove it; to keep text from being read as a number, put it in quotes"
            tag = _short(event.tag.replace("tag:yaml.org,2002:", "!!"))
            self.note("yaml-tag", _span(event), f"the YAML tag '{tag}' is not used here", hint)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event) if event.implicit[0] else self.quoted(event)
        return self.mapping(depth + 1) if isinstance(event, yaml.MappingStartEvent) else self.sequence(depth + 1)

    def scalar(self, event: Any) -> Any:
        try:
            return resolve(event.value)
        except AmbiguousNumberError:
            hint = f"write it as an ordinary number, or as text in quotes: '{event.value}'"
            self.note("ambiguous-number", _span(event), f"YAML readers disagree about '{_short(event.value)}'", hint)
        except NumberSizeError:
            message = f"the number '{_short(event.value)}' is too large or too long"
            self.note("number-size", _span(event), message, "use a smaller number, or quotes")
        return 0

    def quoted(self, event: Any) -> Any:
        """The text in quotes. Escapes such as \\u202E stand for characters that the reader of the file could not see."""
        hidden = INVISIBLE.search(event.value) if event.style == '"' else None
        if hidden:
            message = f"an escape stands for the invisible character U+{ord(hidden.group()):04X}"
            self.note("file-character", _span(event), message, "remove the escape")
        return event.value

    def sequence(self, depth: int) -> list[Any]:
        data: list[Any] = []
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            data.append(self.value(event, depth))
        if data:
            self.deepest = max(self.deepest, depth)
        return data

    def mapping(self, depth: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        keys: dict[str, Any] = {}
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            key = self.key(event)
            value = self.value(self.next(), depth)
            if key not in data:
                data[key], keys[key] = value, event
                continue
            first = Related(self.path, _span(keys[key]), "first written here")
            message = f"the key '{_short(key)}' is written twice"
            self.note("duplicate-key", _span(event), message, "keep one of the two", first)
        if data:
            self.deepest = max(self.deepest, depth)
        return data

    def key(self, event: Any) -> Any:
        if not isinstance(event, yaml.ScalarEvent):
            hint = "a key is one word before a colon; text that begins with [ { ? or * needs quotes"
            raise Refused(self.fault("yaml-key", _span(event), "a key must be plain text", hint))
        self.values += 1
        if self.values > MAX_VALUES:
            raise self.too_much(event)
        if event.value == "<<" and event.implicit[0]:
            self.note("yaml-merge", _span(event), "merge keys ('<<') are not used here", "write the keys out")
        if event.tag is not None or event.anchor is not None:
            self.note("yaml-tag", _span(event), "a key carries a YAML tag or an anchor", "remove it")
        return self.quoted(event)

    def alias(self, event: Any, depth: int) -> Any:
        known = self.anchors.get(event.anchor)
        if known is None:
            open_ = event.anchor in self.anchors
            message = f"the alias '*{event.anchor}' " + ("repeats itself" if open_ else "has no anchor")
            raise Refused(self.fault("yaml-alias", _span(event), message, "write the value out"))
        data, size, height = known
        self.values += size
        self.deepest = max(self.deepest, depth + height)
        if depth + height > MAX_DEPTH or self.values > MAX_VALUES:
            raise self.too_much(event, depth + height)
        return data

    def too_much(self, event: Any, depth: int = 0) -> Refused:
        if depth > MAX_DEPTH:
            hint = "this is most often a stray bracket, quote or question mark; look at the line"
            return Refused(self.fault("yaml-depth", _span(event), f"nested deeper than {MAX_DEPTH} levels", hint))
        return Refused(self.fault("yaml-size", _span(event), f"more than {MAX_VALUES} values in one file", "split the file"))

    def note(self, code: str, span: Span, message: str, hint: str, *related: Related) -> None:
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Diagnostic(self.path, span, code, message, hint, related=related))

    def fault(self, code: str, span: Span, message: str, hint: str) -> Diagnostic:
        return Diagnostic(self.path, span, code, message, hint)


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"

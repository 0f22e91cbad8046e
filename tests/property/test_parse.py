"""No text and no bytes can make a reader raise, and every place it names lies inside the text."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from builder.diagnostics import Span
from builder.discover import Source
from builder.document import Node
from builder.parse import Parsed, parse
from builder.response import read_response

GOLDEN = Path(__file__).parent.parent / "golden"
SEEDS = [file.read_text(encoding="utf-8") for file in sorted(GOLDEN.rglob("*.yml"))]
# What YAML is made of, so that random text is often nearly YAML.
PIECES = st.sampled_from(
    [
        *"[]{}?:-,#&*!|>'\"%@`\n\r\t \\~\ufeff\x85é😀",
        *[
            "\r\n",
            "- ",
            ": ",
            "? ",
            "\n  ",
            "\n- ",
            "&a ",
            "*a",
            "<<: ",
            "!!str ",
            "---\n",
            "...\n",
            "%YAML 1.2\n",
            "|\n  ",
            ">-\n  ",
        ],
        *["key", "true", "010", "1e5", ".inf", "12:30", "\\x41", "\\u202e"],
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join))


@st.composite
def broken(draw: st.DrawFn) -> str:
    """A real file with one piece of it replaced."""
    seed = draw(st.sampled_from(SEEDS))
    start = draw(st.integers(0, len(seed)))
    end = start + draw(st.integers(0, 3))
    return seed[:start] + draw(PIECES) + seed[end:]


def source(folder: Path, data: bytes, kind: str = "questionnaire") -> Source:
    file = folder / "text.yml"
    file.write_bytes(data)
    return Source("text.yml", str(file), kind)


def spans(parsed: Parsed) -> Iterator[Span]:
    yield from (diagnostic.span for diagnostic in parsed.diagnostics)
    yield from (related.span for diagnostic in parsed.diagnostics for related in diagnostic.related)
    if parsed.document:
        yield from _within(parsed.document.tree())


def _within(node: Node) -> Iterator[Span]:
    yield node.span
    children = node.children or ()
    parts = [part for pair in children.values() for part in pair] if isinstance(children, dict) else children
    for part in parts:
        yield from _within(part)


def check(parsed: Parsed, text: str) -> None:
    # A byte order mark at the beginning is no part of the text.
    lines = re.split("\r\n|\r|\n", text.removeprefix("\ufeff"))
    assert parsed.document or parsed.diagnostics
    for span in spans(parsed):
        assert 1 <= span.line <= span.end_line <= len(lines) + 1
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        assert 1 <= span.column <= len(lines[span.line - 1] if span.line <= len(lines) else "") + 1, (span, text)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("texts")


@settings(max_examples=1_000)
@given(TEXTS | broken())
@example("")
@example("\r")
@example("a: b\r\rc")
@example("? ")
@example("a:\n\tb: c")
@example('"\\')
@example("\U0001f600: 'x")
def test_any_text(folder: Path, text: str) -> None:
    check(parse(source(folder, text.encode("utf-8", "surrogatepass"))), text)


@settings(max_examples=300)
@given(st.binary())
def test_any_bytes(folder: Path, data: bytes) -> None:
    parsed = parse(source(folder, data))
    assert parsed.document or parsed.diagnostics


@settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.binary(), TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_any_response(folder: Path, data: bytes) -> None:
    """A response is read or refused with diagnostics; nothing else."""
    document, faults = read_response(source(folder, data, "response"))
    assert (document is None) == bool(faults)

"""Broken files of every kind: whatever is in them, the answer is diagnostics or pages, never an exception."""

import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import ROOT

from builder.catalog import Catalog
from builder.checks.known import Known
from builder.discover import Source, discover
from builder.examine import examine
from builder.parse import Parsed, parse
from builder.project import Project
from builder.prose import clean_page
from builder.render import render
from builder.response import score_response

GOLDEN = ROOT / "tests" / "golden"
PIECES = [
    *[piece.encode() for piece in "[]{}?:-,#&*!|>'\"%@`\n\r\t \\~\0\ufeff\x85é😀\u202e<>/&"],
    *[b"- ", b": ", b"\n  ", b"\n- ", b"&a ", b"*a", b"<<: ", b"!!str ", b"---\n", b"...\n", b"true", b"null", b"010", b"1e400"],
    *[
        b"-1",
        b"0.1",
        b"9" * 400,
        b".nan",
        b"12:30",
        b"2026-02-30",
        b"[]",
        b"{}",
        b"''",
        b"show_if: {not: ",
        b"<script>",
        b"\\u0000",
    ],
    *[
        b"javascript:x",
        b"](",
        b"![",
        b"```",
        b"\xff",
        b"\xc3",
        b"\xed\xa0\x80",
        b"__proto__",
        b"x" * 3000,
        b"[" * 70,
        b"{{",
        b"{%",
    ],
]
CONTENT = [*(ROOT / "content").rglob("*"), *GOLDEN.rglob("*"), *(ROOT / "tests/browser/content").rglob("*")]
YAML = [file.read_bytes() for file in sorted(CONTENT) if file.suffix == ".yml"]
MARKDOWN = [file.read_bytes() for file in sorted(CONTENT) if file.suffix == ".md"]
RESPONSES = [file.read_bytes() for file in sorted(GOLDEN.rglob("*.json"))]
SLOWEST = 5.0  # seconds; nothing of up to a megabyte may take as long


def mutated(seeds: list[bytes], chance: random.Random) -> bytes:
    """A real file with up to six pieces removed, doubled, replaced, put in, or brought from another file."""
    data = chance.choice(seeds)
    for _ in range(chance.choice([1, 1, 1, 2, 3, 6])):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice([0, 1, 2, 8, 40, 300]))
        other = chance.choice(seeds)
        place = chance.randrange(len(other) + 1)
        new = chance.choice(
            [b"", chance.choice(PIECES), data[start:end] * 2, other[place : place + 60], bytes([chance.randrange(256)])]
        )
        data = data[:start] + new + data[end:]
    return data


def kind_of(data: bytes, chance: random.Random) -> str:
    """Mostly the kind that the file is; its neighbours now and then."""
    likely = "questionnaire" if b"sections:" in data else "module" if b"activities:" in data else "sources"
    return chance.choice([likely] * 8 + ["questionnaire", "module", "constructs", "sources"])


class Entries:
    """The ways in, each given the bytes of one file."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.chance = folder, random.Random(0)
        shutil.copytree(ROOT / "content", folder / "content")
        discovered = discover(Project(folder))
        self.known = Known(discovered.ids("questionnaire"), discovered.ids("module"), sources=frozenset())
        self.documents = []
        for source in discovered.sources:
            parsed = examine(source, self.known)
            self.known = self.known.after(source.kind, parsed.document)
            self.documents.append(parsed.document)
        self.questionnaire = self._document("questionnaires/role-clarity-client.yml")

    def _document(self, path: str):
        (found,) = [document for document in self.documents if document and document.path == f"content/{path}"]
        return found

    def source(self, data: bytes, kind: str, ending: str = "yml") -> Source:
        file = self.folder / f"fuzzed.{ending}"
        file.write_bytes(data)
        return Source(f"content/fuzzed.{ending}", str(file), kind)

    def parse(self, data: bytes) -> None:
        self.judge(parse(self.source(data, "questionnaire")))

    def check(self, data: bytes) -> None:
        self.judge(examine(self.source(data, kind_of(data, self.chance)), self.known))

    def render(self, data: bytes) -> None:
        parsed = examine(self.source(data, kind_of(data, self.chance)), self.known)
        if parsed.document:
            others = [document for document in self.documents if document and document.kind in {"sources", "constructs"}]
            if parsed.document.kind in {"sources", "constructs"}:
                others = [document for document in others if document.kind != parsed.document.kind]
            pages, _ = render(Catalog.of([*others, parsed.document]))
            assert pages

    def response(self, data: bytes) -> None:
        assert score_response(self.source(data, "response", "json"), self.questionnaire) is not None

    def page(self, data: bytes) -> None:
        self.judge(examine(self.source(data, "page", "md"), self.known))
        clean_page(data.decode("utf-8", "replace"))

    @staticmethod
    def judge(parsed: Parsed) -> None:
        assert isinstance(parsed, Parsed)
        assert all(fault.message for fault in parsed.diagnostics)


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> Entries:
    return Entries(tmp_path_factory.mktemp("fuzz"))


WAYS = {"parse": YAML, "check": YAML, "render": YAML, "response": RESPONSES, "page": MARKDOWN}


def fuzz(way: str, entries: Entries, seeds: list[bytes], enough: Callable[[int], bool], seed: int) -> None:
    chance, enter, slowest, number = random.Random(f"{way} {seed}"), getattr(entries, way), 0.0, 0
    entries.chance = chance
    while not enough(number):
        data = mutated(seeds, chance)
        began = time.process_time()
        try:
            enter(data)
        except Exception:
            print(f"{way}, file {number} of seed {seed}: {data[:2000]!r}")
            raise
        slowest, number = max(slowest, time.process_time() - began), number + 1
    print(f"{way}: {number} files, 0 escapes, the slowest took {slowest:.2f} s")
    assert slowest < SLOWEST


@pytest.mark.parametrize(
    ("way", "count"), [("parse", 1500), ("check", 1500), ("render", 1500), ("response", 1500), ("page", 300)]
)
def test_broken_files(way: str, count: int, entries: Entries) -> None:
    fuzz(way, entries, WAYS[way], lambda number: number >= count, 1)


@pytest.mark.long
@pytest.mark.parametrize("way", WAYS)
def test_broken_files_at_length(way: str, entries: Entries) -> None:
    """A minute each, from another seed every time; the seed is printed."""
    end = time.monotonic() + 60
    fuzz(way, entries, WAYS[way], lambda _: time.monotonic() > end, random.SystemRandom().randrange(10**9))

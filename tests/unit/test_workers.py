"""One worker or three: the same faults, the same pages, the same memory."""

import json
from pathlib import Path

import pytest
from corpus import write

from builder.carried import from_line, to_line
from builder.diagnostics import Diagnostic, Related, Severity, Span
from builder.discover import Source
from builder.inspection import inspect
from builder.memory import Verdict
from builder.parse import Parsed
from builder.pipeline import build
from builder.project import Project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Forty questionnaires, every third of which has a fault or a warning, and one with an earlier version."""
    root = tmp_path_factory.mktemp("corpus")
    write(40, root)
    files = sorted((root / "content/questionnaires").glob("*.yml"))
    for number, file in enumerate(files):
        text = file.read_text(encoding="utf-8")
        if number % 6 == 3:
            file.write_text(text.replace("version:", "verzion:", 1), encoding="utf-8")
        if number % 6 == 0:
            file.write_text(text.replace("language: en", "language: de", 1), encoding="utf-8")
    first = files[1]
    first.with_name(f"{first.stem}@0.9.0.yml").write_text(
        first.read_text(encoding="utf-8").replace("version: 1.0.0", "version: 0.9.0"), encoding="utf-8"
    )
    return Project(root)


def test_the_same_faults(project: Project) -> None:
    alone, together = (inspect(project, workers=count) for count in (1, 3))
    assert alone == together
    assert {fault.severity for fault in alone} == set(Severity)


def test_the_same_pages(project: Project) -> None:
    alone, together = (build(project, draft=True, workers=count) for count in (1, 3))
    assert [page.source for page in alone.pages] == [page.source for page in together.pages]
    assert (alone.diagnostics, alone.refused) == (together.diagnostics, together.refused)


def test_the_same_memory(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for count in (1, 3):
        monkeypatch.setenv("ROLECLARITY_CACHE", str(tmp_path / str(count)))
        inspect(project, workers=count)
        (file,) = (tmp_path / str(count)).iterdir()
        found.append(json.loads(file.read_bytes()))
    assert found[0] == found[1]
    assert len(found[0]["files"]) > 20


def test_what_is_carried_comes_back() -> None:
    related = Related("b.yml", Span(7, 8, 9, 10), "first\nhere")
    fault = Diagnostic("a.yml", Span(1, 2, 3, 4), "unknown-key", "message \u2028", "hint", Severity.WARNING, (related,))
    source = Source("a.yml", "a.yml", "questionnaire")
    line = to_line(Parsed(None, (fault,)), Verdict("a", "b", ("c", "d")))
    assert "\n" not in line
    assert from_line(source, line) == (Parsed(None, (fault,)), Verdict("a", "b", ("c", "d")))
    assert from_line(source, to_line(Parsed(None, ()), None)) == (Parsed(None, ()), None)

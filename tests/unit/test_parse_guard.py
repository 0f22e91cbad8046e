from pathlib import Path

import yaml

from builder.diagnostics import MAX_FAULTS, Span
from builder.discover import Source
from builder.parse import parse_text
from builder.syntax import syntax_fault

SOURCE = Source("content/a.yml", Path("content/a.yml"), "questionnaire")


def test_notes_end_at_the_limit_and_the_rest_is_read() -> None:
    parsed = parse_text(SOURCE, "".join(f"key{number}: 010\n" for number in range(MAX_FAULTS + 5)))
    assert len(parsed.diagnostics) == MAX_FAULTS
    assert len(parsed.document.data) == MAX_FAULTS + 5


def test_a_reader_that_gives_no_place_means_the_end() -> None:
    assert syntax_fault("a.yml", "one\nlast", yaml.YAMLError()).span == Span(2, 1, 2, 5)
    assert syntax_fault("a.yml", "", yaml.YAMLError()).span == Span(1, 1, 1, 1)

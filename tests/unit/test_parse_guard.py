import pytest
import yaml

import builder.parse
from builder.diagnostics import MAX_FAULTS, Span
from builder.discover import Source
from builder.parse import parse_text
from builder.syntax import syntax_fault

SOURCE = Source("content/a.yml", "content/a.yml", "questionnaire")


def test_notes_end_at_the_limit_and_the_rest_is_read() -> None:
    parsed = parse_text(SOURCE, "".join(f"key{number}: 010\n" for number in range(MAX_FAULTS + 5)))
    assert len(parsed.diagnostics) == MAX_FAULTS
    assert len(parsed.document.data) == MAX_FAULTS + 5


def test_a_reader_that_gives_no_place_means_the_end() -> None:
    assert syntax_fault("a.yml", "one\nlast", yaml.YAMLError()).span == Span(2, 1, 2, 5)
    assert syntax_fault("a.yml", "", yaml.YAMLError()).span == Span(1, 1, 1, 1)


@pytest.mark.parametrize("text", ["a: 1\nb: 2\nc: {d: [3]}\n", "a: &x [1, 2, {b: 3}]\nc: *x\nd: [*x, *x]\n"])
def test_the_limit_of_values_holds_wherever_it_is_reached(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a value, at a key, or at an alias that repeats many."""
    whole = parse_text(SOURCE, text).document
    for limit in range(40):
        monkeypatch.setattr(builder.parse, "MAX_VALUES", limit)
        parsed = parse_text(SOURCE, text)
        codes = [fault.code for fault in parsed.diagnostics]
        assert (codes, parsed.document) == (["yaml-size"], None) or (codes == [] and parsed.document.data == whole.data)
    assert codes == []

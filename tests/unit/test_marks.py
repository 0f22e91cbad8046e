import pytest

from builder.diagnostics import Span
from builder.discover import Source
from builder.document import Document
from builder.parse import parse_text

SOURCE = Source("content/a.yml", "content/a.yml", "questionnaire")
TEXT = """# a head
one: {two: [a, "b"]}
three: &three
  - four: 5
six: *three
"""


def document(text: str) -> Document:
    found = parse_text(SOURCE, text).document
    assert found
    return found


@pytest.mark.parametrize(
    ("path", "span"),
    [
        ((), Span(2, 1, 2, 4)),
        (("one",), Span(2, 7, 2, 10)),
        (("one", "two"), Span(2, 12, 2, 20)),
        (("one", "two", 1), Span(2, 16, 2, 19)),
        (("three", 0, "four"), Span(4, 11, 4, 12)),
        (("six", 0, "four"), Span(4, 11, 4, 12)),
        (("three", 0, "filled in"), Span(4, 5, 4, 9)),
    ],
)
def test_places(path: tuple[str | int, ...], span: Span) -> None:
    assert document(TEXT).span(path) == span


def test_of_a_key_written_twice_the_first_counts() -> None:
    found = document("a: &x 1\nb: 2\na: &y [3]\nc: *y\n")
    assert found.data == {"a": 1, "b": 2, "c": [3]}
    assert (found.span(("a",)), found.span(("c",))) == (Span(1, 4, 1, 8), Span(3, 4, 3, 10))


def test_places_are_looked_for_once_and_only_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    times = []
    monkeypatch.setattr("builder.parse.nodes", times.append)
    found = document(TEXT)
    assert times == []
    assert found.tree() is found.tree()
    assert times == [TEXT]

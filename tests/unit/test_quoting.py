"""What authors do to texts and quotes, and the place and the cure that they are shown."""

import pytest
import yaml

from builder.discover import Source
from builder.parse import parse_text
from builder.quoting import in_quotes

SOURCE = Source("content/a.yml", "content/a.yml", "questionnaire")
# what stands in the file -> line and column, words of the message, words of the hint
SLIPS = {
    "a: {text: Plan: how ready, b: 1}\n": (1, 15, "a second ':'", 'put the whole text in quotes: "Plan: how ready"'),
    "a: {text: My plan: ready, now, b: 1}\n": (1, 18, "a second ':'", "if 'plan' is a key, write ',' before it; else"),
    "a: {id: x text: Foo, b: 1}\n": (1, 15, "a second ':'", "if 'text' is a key, write ',' before it; else"),
    "a: {text: Plan #1}\n": (1, 16, "' #' begins a comment", '"Plan #1"'),
    "a: [Plan #1, b]\n": (1, 10, "' #' begins a comment", '"Plan #1"'),
    "a: {id: x # the id\n    text: y}\n": (1, 4, "the '{' here is not closed", "add ','"),
    "a: {text: 'I'm not sure', b: 1}\n": (1, 14, "the text in quotes ends before this", 'write "I\'m not sure", or double each'),
    "a: 'I'm not sure'\nb: 2\n": (1, 7, "the text in quotes ends before this", 'write "I\'m not sure"'),
    'a: "He said "no" to it"\n': (1, 14, "the text in quotes ends before this", 'write \'He said "no" to it\', or write \\" for'),
    'a: {text: "No" she said, b: 1}\n': (1, 16, "the text in quotes ends before this", "'\"No\" she said'"),
    "a: {id: 'x' text: Foo}\n": (1, 4, "the '{' here is not closed", "add ','"),
    "a: {id: x, text: Foo\nb: c\n": (1, 4, "the '{' here is not closed", "'}' at its end"),
    "a: {text: foo [bar], b: 1}\n": (1, 15, "may not hold '['", '"foo [bar]"'),
    "a: {text: foo {bar} baz, b: 1}\n": (1, 15, "may not hold '{'", "put the whole text in quotes"),
    "a: {text: “Ready: now?”, b: 1}\n": (1, 17, "a second ':'", 'write straight quotes around the whole text: "Ready: now?"'),
    "a: “Plan: foo”\n": (1, 9, "a second ':'", 'write straight quotes around the whole text: "Plan: foo"'),
    "a:\n  - text: Plan: foo\n": (2, 15, "a second ':'", '"Plan: foo"'),
    'a: 1\nb: "First week\nc: 1\nd: "More"\n': (2, 4, "the quote that is opened here ends only in line 4", 'write \\" for'),
    "b: 'First week\nc: 1\nd: I'm x\n": (1, 4, "the quote that is opened here ends only in line 3", "write '' for"),
    "b: 'First week\nc: 1\n": (1, 4, "a quote is opened and never closed", "close it"),
    "a: {text: ?, b: 1}\n": (1, 11, "a text may not begin with '?'", "put it in quotes"),
    "a: {id: x, # text: y}\n": (2, 1, "a '[' or '{' is still open", "look for a '#'"),
    "a: [\n": (2, 1, "a '[' or '{' is still open", "close it"),
    "a: %x\n": (1, 4, "a text may not begin with '%'", "put it in quotes"),
    "a:\n\t- {id: x}\n": (2, 1, "a tab stands in the indentation", "indent with spaces"),
    "a:\n  \u2013 id: a\n    l: b\n": (2, 3, "'\u2013' (en dash, U+2013)", "write '-' in place of '\u2013'"),
    "a:\n  - id: a\n    l: b\n  \u2014 id: c\n    l: d\n": (4, 3, "'\u2014' (em dash, U+2014)", "write '-'"),
    "a:\u00a0b\nc: d\n": (1, 3, "(no-break space, U+00A0)", "type an ordinary space"),
    "a: |\n  \u2013 one: two\nb: c: d\n": (3, 5, "a second ':'", '"c: d"'),
}


@pytest.mark.parametrize("text", SLIPS)
def test_slips(text: str) -> None:
    line, column, message, hint = SLIPS[text]
    (found,) = parse_text(SOURCE, text).diagnostics
    assert (found.span.line, found.span.column) == (line, column), found
    assert message in found.message
    assert hint in found.hint


@pytest.mark.parametrize("text", ["plain", "it's", 'say "no"', 'it\'s "no"', "a \\ b", "a: b, c # d", "'", '"', "{}"])
def test_in_quotes_is_read_back(text: str) -> None:
    assert yaml.safe_load(in_quotes(text)) == text

import json

import pytest

from builder.codes import MEANINGS
from builder.console import FORMATS, as_github, as_json, as_sarif, as_text
from builder.diagnostics import Diagnostic, Related, Severity, Span, in_order

LINES = {3: "  title: First week", 4: "\ttab", 5: "\x1b]0;owned\x07 text", 6: "x" * 500}
FAULT = Diagnostic(
    "content/a b%.yml",
    Span(3, 10, 3, 15),
    "unknown-key",
    "unknown key 'First'",
    "did you mean 'Last'?",
    related=(Related("content/c.yml", Span(1, 2, 1, 3), "first written here"),),
)
# a diagnostic -> its text
TEXTS = {
    "all parts": (
        FAULT,
        """\
content/a b%.yml:3:10: error: unknown key 'First' [unknown-key]
  |   title: First week
  |          ^^^^^
  = first written here: content/c.yml:1:2
  = help: did you mean 'Last'?""",
    ),
    "a warning without help": (
        Diagnostic("a.yml", Span(3, 3, 3, 8), "unused-answer-set", "nobody", severity=Severity.WARNING),
        "a.yml:3:3: warning: nobody [unused-answer-set]\n  |   title: First week\n  |   ^^^^^",
    ),
    "over several lines": (
        Diagnostic("a.yml", Span(3, 10, 9, 1), "wrong-type", "m"),
        "a.yml:3:10: error: m [wrong-type]\n  |   title: First week\n  |          ^^^^^^^^^^",
    ),
    "at the end of a line": (
        Diagnostic("a.yml", Span(3, 20, 3, 20), "wrong-type", "m"),
        "a.yml:3:20: error: m [wrong-type]\n  |   title: First week\n  |                    ^",
    ),
    "a line that is not there": (Diagnostic("a.yml", Span(99, 1, 99, 2), "wrong-type", "m"), "a.yml:99:1: error: m [wrong-type]"),
    "a tab is one column": (
        Diagnostic("a.yml", Span(4, 2, 4, 5), "wrong-type", "m"),
        "a.yml:4:2: error: m [wrong-type]\n  |  tab\n  |  ^^^",
    ),
    "nothing steers the terminal": (
        Diagnostic("a.yml", Span(5, 1, 5, 2), "wrong-type", "m\x1b[2J\nn", "h\x9b"),
        "a.yml:5:1: error: m�[2J n [wrong-type]\n  | �]0;owned� text\n  | ^\n  = help: h�",
    ),
    "a long line is cut": (
        Diagnostic("a.yml", Span(6, 1, 6, 500), "wrong-type", "m"),
        f"a.yml:6:1: error: m [wrong-type]\n  | {'x' * 160}…\n  | {'^' * 160}",
    ),
    "beyond the cut": (
        Diagnostic("a.yml", Span(6, 300, 6, 301), "wrong-type", "m"),
        f"a.yml:6:300: error: m [wrong-type]\n  | …{'x' * 160}…\n  | {' ' * 61}^",
    ),
    "not in the line any more": (
        Diagnostic("a.yml", Span(6, 600, 6, 601), "wrong-type", "m"),
        f"a.yml:6:600: error: m [wrong-type]\n  | {'x' * 160}…",
    ),
}


def lines(_path: str, number: int) -> str | None:
    return LINES.get(number)


@pytest.mark.parametrize("name", TEXTS)
def test_text(name: str) -> None:
    """F11: What an author wrote steers no terminal."""
    fault, text = TEXTS[name]
    assert as_text([fault], lines) == text


def test_json() -> None:
    (found,) = json.loads(as_json([FAULT], lines))
    assert found == {
        "path": "content/a b%.yml",
        "line": 3,
        "column": 10,
        "end_line": 3,
        "end_column": 15,
        "severity": "error",
        "code": "unknown-key",
        "message": "unknown key 'First'",
        "hint": "did you mean 'Last'?",
        "related": [
            {"path": "content/c.yml", "line": 1, "column": 2, "end_line": 1, "end_column": 3, "message": "first written here"}
        ],
    }


def test_github() -> None:
    assert as_github([FAULT], lines) == (
        "::error file=content/a b%25.yml,line=3,endLine=3,col=10,endColumn=15,title=unknown-key"
        "::unknown key 'First' (did you mean 'Last'?)"
    )
    hostile = Diagnostic("a,b:c.yml", Span(), "wrong-type", "one\r\n::error::two 100%")
    assert as_github([hostile], lines) == (
        "::error file=a%2Cb%3Ac.yml,line=1,endLine=1,col=1,endColumn=1,title=wrong-type::one%0D%0A::error::two 100%25"
    )


def test_sarif() -> None:
    """What SARIF 2.1.0 requires, and what code scanning needs besides."""
    warning = Diagnostic("a.yml", Span(), "unused-answer-set", "m", severity=Severity.WARNING)
    log = json.loads(as_sarif([FAULT, warning], lines))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"] == "roleclarity"
    assert [(rule["id"], rule["shortDescription"]["text"]) for rule in rules] == [
        (code, MEANINGS[code]) for code in ("unknown-key", "unused-answer-set")
    ]
    first, second = run["results"]
    assert [rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"]] == [True, True]
    assert (first["level"], second["level"]) == ("error", "warning")
    assert first["message"]["text"] == "unknown key 'First' (did you mean 'Last'?)"
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/a%20b%25.yml"
    assert place["region"] == {"startLine": 3, "startColumn": 10, "endLine": 3, "endColumn": 15}
    assert first["relatedLocations"][0]["message"]["text"] == "first written here"
    assert "relatedLocations" not in second


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_to_say(name: str) -> None:
    text = FORMATS[name]([], lines)
    assert text == "" if name in {"text", "github"} else json.loads(text) is not None


def test_order_and_repetition() -> None:
    one, two = Diagnostic("a", Span(2, 1, 2, 1), "wrong-type", "m"), Diagnostic("a", Span(10, 1, 10, 1), "wrong-type", "m")
    assert in_order([two, one, two]) == (one, two)


def test_a_code_must_be_explained() -> None:
    with pytest.raises(KeyError):
        Diagnostic("a", Span(), "no-such-code", "m")

"""The charter and the plan without a browser: undoing, comparing, reading files, and what goes out as text or for a calendar."""

import datetime
import html
import json
import re
from collections import Counter
from typing import Any

import icalendar
import markdown
import pytest
from hostile import STRINGS
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from scripts import script

from builder.schemas import load_schemas

BOXES = ["functions", "not_role", "setting", "call", "together", "good_work", "people_view", "open"]
RUN = """(start, steps) => {
    const history = new Edits(start), seen = [start];
    for (const [kind, value, place] of steps) {
        if (kind === "change") { if (history.change(value, "label", place)) seen.push(history.present); }
        else history[kind]();
    }
    const last = history.present;
    let undone = 0;
    while (history.undo() !== undefined) undone += 1;
    const first = history.present;
    while (history.redo() !== undefined) undone -= 1;
    return { first, last, again: history.present, undone };
}"""
READ = """(kind, text) => {
    globalThis.crypto ??= { getRandomValues: (bytes) => bytes.map(() => Math.floor(Math.random() * 256)) };
    const [read, state, data] = kind === "charter" ? [readCharter, stateOfCharter, charterOf] : [readPlan, stateOfPlan, planOf];
    try { return { data: data(state(read(text)), { language: "en" }) }; }
    catch (error) { if (!(error instanceof Refused)) throw error; return { code: error.message }; }
}"""
READERS = ("charter-file", "plan-file", "strict-json")
LINES = st.lists(st.text("ab ", min_size=1, max_size=3), max_size=8)
STEPS = st.tuples(st.sampled_from(["change", "change", "undo", "redo"]), LINES, st.sampled_from(["", "", "a", "b"]))
CHARTER = {
    "format": "roleclarity-charter-1",
    "language": "en",
    "team": "East",
    "made": "2026-11-22",
    "boxes": {"open": ["a", "b"]},
}
STEP = {"id": "0123456789ab", "what": "Talk", "who": "Ana", "by": "2026-12-01", "done": True}
PLAN = {"format": "roleclarity-plan-1", "language": "en", "made": "2026-11-22", "steps": [STEP]}
WHOLE = {"charter": CHARTER, "plan": PLAN}


def read(kind: str, data: Any) -> Any:
    return script(READ, *READERS)(kind, data if isinstance(data, str) else json.dumps(data))


# --- undoing -------------------------------------------------------------------------------------------------------------


@given(LINES, st.lists(STEPS, max_size=30))
def test_undoing_all_gives_the_beginning_and_redoing_all_the_end(start: list[str], steps: list[Any]) -> None:
    found = script(RUN, "edits")(start, steps)
    assert found["first"] == start
    if not any(kind == "undo" for kind, _, _ in steps):
        assert found["again"] == found["last"]
        assert found["undone"] == 0


def test_what_is_typed_into_one_place_is_one_step() -> None:
    typed = [["change", text, "team"] for text in ("a", "ab", "abc")]
    run = """(steps) => { const history = new Edits(""); for (const [, ...rest] of steps) history.change(rest[0], "", rest[1]);
        history.undo(); return history.present; }"""
    assert script(run, "edits")(typed) == ""
    assert script(run, "edits")([*typed, ["change", "abcd", "other"]]) == "abc"


# --- comparing -----------------------------------------------------------------------------------------------------------

BOXED = st.dictionaries(st.sampled_from(BOXES[:3]), st.lists(st.sampled_from("abcdef"), max_size=8))
DIFFERENCE = "(before, after, boxes) => difference(before, after, boxes)"


@given(BOXED, BOXED)
def test_a_difference_accounts_for_every_line(before: dict[str, list[str]], after: dict[str, list[str]]) -> None:
    found = {box["box"]: box for box in script(DIFFERENCE, "difference")(before, after, BOXES)}
    for box in BOXES:
        old, new = before.get(box, []), after.get(box, [])
        if box not in found:
            assert old == new
            continue
        added, removed = (Counter(line["text"] for line in found[box][what]) for what in ("added", "removed"))
        assert Counter(old) - removed + added == Counter(new)
        assert not added & removed, "a line that stays is neither"
        for line in found[box]["moved"]:
            assert old[line["from"] - 1] == new[line["to"] - 1] == line["text"]


@given(BOXED)
def test_nothing_differs_from_itself(boxes: dict[str, list[str]]) -> None:
    assert script(DIFFERENCE, "difference")(boxes, boxes, BOXES) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"open": ["a", "b", "c"]}, {"open": ["c", "a", "b"]}, {"moved": [{"text": "c", "from": 3, "to": 1}]}),
        ({"open": ["a", "b"]}, {"open": ["b", "x"]}, {"added": ["x"], "removed": ["a"]}),
        ({"open": ["a", "a"]}, {"open": ["a"]}, {"removed": ["a"]}),
    ],
)
def test_the_fewest_lines_are_said_to_have_moved(before: Any, after: Any, expected: dict[str, Any]) -> None:
    (found,) = script(DIFFERENCE, "difference")(before, after, BOXES)
    assert [line["text"] for line in found["added"]] == expected.get("added", [])
    assert [line["text"] for line in found["removed"]] == expected.get("removed", [])
    assert found["moved"] == expected.get("moved", [])


def test_a_line_that_went_to_another_box_is_said_to_have_moved_there() -> None:
    found = script(DIFFERENCE, "difference")({"open": ["a"]}, {"together": ["a"]}, BOXES)
    assert found == [
        {"box": "together", "added": [{"text": "a", "other": "open"}], "removed": [], "moved": []},
        {"box": "open", "added": [], "removed": [{"text": "a", "other": "together"}], "moved": []},
    ]


# --- files ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", WHOLE)
def test_a_file_comes_back_as_it_was(kind: str) -> None:
    assert read(kind, WHOLE[kind]) == {"data": WHOLE[kind]}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"format": "roleclarity-{kind}-2"}, "newer"),
        ({"format": "roleclarity-response-1"}, "kind"),
        ({"format": 1}, "kind"),
        ({"team": ""}, "schema"),
        ({"team": "a\nb"}, "schema"),
        ({"team": "x" * 301}, "schema"),
        ({"made": "2026-02-31"}, "schema"),
        ({"language": "x" * 41}, "schema"),
        ({"made": "2026-11-22T00:00"}, "schema"),
        ({"extra": 1}, "schema"),
        ({"__proto__": {"team": "x"}}, "schema"),
        ({"constructor": 1}, "schema"),
        ({"boxes": None, "steps": None}, "schema"),
        ({"boxes": {"open": "a"}, "steps": [1]}, "schema"),
        ({"boxes": {"open": ["x"] * 61}, "steps": [{"what": "x"}] * 201}, "schema"),
        ({"boxes": {"__proto__": ["x"]}, "steps": [{"what": "x", "__proto__": 1}]}, "schema"),
        ({"boxes": {"other": ["x"]}, "steps": [{"who": "x"}]}, "schema"),
        ({"boxes": {"open": [" "]}, "steps": [{"what": "x", "done": "yes"}]}, "schema"),
    ],
)
@pytest.mark.parametrize("kind", WHOLE)
def test_files_from_elsewhere_are_refused(kind: str, change: dict[str, Any], code: str) -> None:
    whole = WHOLE[kind]
    other = {"charter": "steps", "plan": "boxes"}[kind]
    fields = {name: value for name, value in change.items() if name != other}
    fields = {
        name: value.format(kind=kind) if name == "format" and isinstance(value, str) else value for name, value in fields.items()
    }
    assert read(kind, {**whole, **fields}) == {"code": code}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"a":1,"a":2}', "[" * 40, '{"format":"roleclarity-charter-1"} x', "NaN"]
)
def test_what_is_no_json_of_ours_is_refused(text: str) -> None:
    for kind in WHOLE:
        assert read(kind, text)["code"] in {"text", "kind"}


ODD = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["", " ", "x", "2026-11-22", "0123456789ab", "x" * 301]),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.sampled_from([*STEP, *BOXES[:2], "x"]), part, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("kind", WHOLE)
@given(data=st.data())
def test_the_page_takes_what_the_schema_allows(kind: str, data: st.DataObject) -> None:
    """Of dates the page asks more: that there is such a day."""
    name = data.draw(st.sampled_from([*WHOLE[kind], "engine", "again", "x"]))
    mutant = {**WHOLE[kind], name: data.draw(ODD)}
    explainer: Draft202012Validator = load_schemas().explainers[kind]
    assert ("data" in read(kind, mutant)) == explainer.is_valid(mutant)


def test_no_two_steps_have_one_id() -> None:
    found = read("plan", {**PLAN, "steps": [STEP, STEP, {"what": "x"}]})["data"]["steps"]
    assert found[0]["id"] == STEP["id"]
    assert len({step["id"] for step in found}) == 3


# --- what goes out -------------------------------------------------------------------------------------------------------

MARKDOWN = """(lines) => asMarkdown({ title: lines[0], facts: lines.slice(0, 1), boxes: [{ title: lines[0], lines }] })"""
SIGNS = st.text("ab1.-+#>*_`~[]()<&|\\:/@!={}$w ", min_size=1, max_size=20).filter(str.strip)
HTML_LINE = re.compile(r"<li>(.*?)</li>", re.DOTALL)


def shown(lines: list[str]) -> list[str]:
    """The lines as a reader of the Markdown sees them; fails if anything became more than text."""
    made = markdown.markdown(script(MARKDOWN, "charter-text")(lines), extensions=["tables", "fenced_code"])
    assert set(re.findall(r"</?(\w+)", made)) <= {"h1", "h2", "p", "ul", "li", "br"}, made
    return [html.unescape(line) for line in HTML_LINE.findall(made)]


@given(st.lists(SIGNS.map(str.strip), min_size=1, max_size=4))
def test_markdown_shows_what_was_written(lines: list[str]) -> None:
    assert [re.sub(" +", " ", line) for line in shown(lines)] == [re.sub(" +", " ", line) for line in lines]


def test_hostile_lines_stay_text_in_markdown() -> None:
    lines = [
        line.strip()
        for line in STRINGS
        if line.strip() and len(line) < 300 and not re.search(r"[\n\r\x00-\x1f\x85\u2028\u2029]", line)
    ]
    assert len(lines) > 100
    for line in lines:
        shown([line])


TIME = "2026-11-22T10:20:30.456Z"
CALENDAR = "(steps) => asCalendar(steps, new Date(" + json.dumps(TIME) + "))"


def events(*steps: dict[str, Any]) -> tuple[str, list[Any]]:
    text = script(CALENDAR, "calendar")(list(steps))
    return text, icalendar.Calendar.from_ical(text.encode()).walk("VEVENT")


def test_a_calendar_has_an_event_for_each_step() -> None:
    text, found = events({**STEP, "id": "a" * 12}, {**STEP, "id": "b" * 12, "who": "", "by": "2028-02-29"})
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert "\n" not in text.replace("\r\n", "")
    assert [event.decoded("DTSTART") for event in found] == [datetime.date(2026, 12, 1), datetime.date(2028, 2, 29)]
    assert "DTSTART;VALUE=DATE:20261201\r\n" in text
    assert found[0].decoded("DTSTAMP") == datetime.datetime(2026, 11, 22, 10, 20, 30, tzinfo=datetime.UTC)
    assert [event["SUMMARY"] for event in found] == ["Talk (Ana)", "Talk"]
    assert [event["UID"] for event in found] == ["a" * 12 + "@roleclarity", "b" * 12 + "@roleclarity"]


BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


def as_read(text: str) -> str:
    """What a calendar shows of a text: breaks of any kind as one, and nothing that cannot be seen."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", BREAK.sub("\n", whole))


@given(st.text(max_size=200) | st.text(';,\\\r\n:nN"ä€\U0001f600 ', max_size=200))
def test_any_text_comes_back_from_a_calendar(what: str) -> None:
    """F11: No break and no long line leads out of its field."""
    holds(what)


def test_hostile_text_comes_back_from_a_calendar() -> None:
    """F11: Lone breaks, other fields, letters of four bytes at the fold."""
    extra = [
        "a\rBEGIN:VALARM",
        "x\r\nEND:VEVENT",
        "\\n\\N\\;",
        "a" * 75,
        "\U0001f468\u200d\U0001f469" * 30,
        "\x1c\x1d\x1e\x0b\x0c",
    ]
    for what in [*STRINGS, *extra]:
        holds(what)


def holds(what: str) -> None:
    text, found = events({**STEP, "what": what})
    assert len(found) == 1
    assert str(found[0]["SUMMARY"]) == as_read(f"{what} (Ana)")
    for line in text.split("\r\n"):
        assert len(line.encode()) <= 75
        assert not re.search("[\n\r]", line)

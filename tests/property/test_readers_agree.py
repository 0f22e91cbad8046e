"""F7: The reader of files in the page says what Python's says: of every kind of JSON, of real responses, of many mutants."""

import json
import random
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hostile import STRINGS
from hypothesis import given, settings
from json_kinds import REFUSED, TAKEN
from scripts import script
from sites import EVERY_KIND, ROOT
from test_json_agrees import DATA, same

from builder.discover import Source, discover
from builder.document import Document
from builder.engines import by_python
from builder.examine import examine_all
from builder.json_source import parse_json
from builder.key import scoring_key
from builder.memory import Memory
from builder.project import Project
from builder.read import Refused
from builder.response import check_response, read_response, score_response
from builder.schemas import load_schemas

READ = """(text) => {
    try { return { data: readJson(text) }; }
    catch (error) { if (!(error instanceof Refused)) throw error; return { code: error.message }; }
}"""
OPEN = """(text, about, key) => {
    let version;
    try {
        const data = readResponse(text);
        version = data.questionnaire.version;
        const { answers, lost } = fitting({ about, key }, data);
        const { shown, answers: given } = examine(key, data.answers);
        return { version, answers, lost, scores: score(key, shown, given) };
    } catch (error) { if (!(error instanceof Refused)) throw error; return { version, code: error.message }; }
}"""
SAVE = """(about, key, answers, date) => writeJson(responseOf({ about, key, situation: examine(key, answers) }, date))"""
ENGINE = ("response", "strict-json", "visibility", "scoring")
QUESTIONNAIRES = {
    parsed.document.stem: parsed.document
    for root in (ROOT, EVERY_KIND)
    for parsed in examine_all(discover(Project(root)), Memory(None))
    if parsed.document and parsed.document.kind == "questionnaire"
}
FORM = QUESTIONNAIRES["all-kinds"]
KEY = scoring_key(FORM.data)
FULL = {
    "tasks": "mostly",
    "limits": "dont_know",
    "helper": "very",
    "alone": "often",
    "asked_other": "prefer_not_to_say",
    "setting": "crisis",
    "crisis_alone": "yes",
    "nights": 12,
    "tools": ["supervision", "peers"],
    "consent": "no",
    "hours": 37.5,
    "word": "bridge",
    "story": "two\nlines, \u540c \U0001f600",
    "since": "2020-02-29",
    "order": ["limits_first", "help_first", "tasks_first"],
    "night_help": "a_little",
    "night_rest": "yes",
}


def about(form: Document) -> dict[str, Any]:
    """What a page knows of its form. The hashes only have to differ."""
    questions = {entry["id"]: sha256(entry["id"].encode()).hexdigest()[:12] for entry in scoring_key(form.data)["questions"]}
    named = {name: form.data[name] for name in ("id", "version", "language")}
    return {**named, "hash": "0123456789ab", "questions": questions, "engine": "0.1.0"}


def saved(form: Document, answers: Mapping[str, Any]) -> str:
    return script(SAVE, *ENGINE)(about(form), scoring_key(form.data), answers, "2026-11-22")


def opened(text: str) -> dict[str, Any]:
    """What the page makes of a file. A browser takes one byte order mark off."""
    return script(OPEN, *ENGINE)(text.removeprefix("\ufeff"), about(FORM), KEY)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("agree") / "answers.json"


def source(file: Path, text: str) -> Source:
    file.write_text(text, encoding="utf-8", newline="")
    return Source("answers.json", str(file), "response")


def by_page(text: str) -> dict[str, Any]:
    return script(READ, "strict-json")(text.removeprefix("\ufeff"))


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: repr(text[:40]))
def test_both_refuse(file: Path, text: str) -> None:
    with pytest.raises(Refused):
        parse_json(source(file, text))
    assert by_page(text) == {"code": "text"}


@pytest.mark.parametrize("text", TAKEN, ids=lambda text: repr(text[:40]))
def test_both_take(file: Path, text: str) -> None:
    data = parse_json(source(file, text)).data
    assert data == json.loads(text.removeprefix("\ufeff"))
    assert alike(by_page(text)["data"], data)


@settings(max_examples=400)
@given(DATA)
def test_both_read_alike_what_the_page_writes(file: Path, data: Any) -> None:
    text = script("writeJson", "strict-json")(data)
    try:
        there = parse_json(source(file, text)).data
    except Refused:  # whole numbers of the size at which JavaScript skips some
        assert by_page(text) == {"code": "text"}
        assert re.search("[0-9]{16}", text)
    else:
        assert alike(by_page(text)["data"], there)
        assert alike(there, data)


def alike(one: Any, other: Any) -> bool:
    """Equal; JavaScript has one kind of numbers, and puts keys such as "0" first."""
    one, other = (json.loads(json.dumps(data, default=dict, sort_keys=True), parse_int=float) for data in (one, other))
    return same(one, other)


@pytest.mark.parametrize("name", QUESTIONNAIRES)
def test_a_saved_file_is_scored_by_python_as_on_the_page(file: Path, name: str) -> None:
    form = QUESTIONNAIRES[name]
    for example in form.data["examples"]:
        text = saved(form, example["answers"])
        here = json.loads(text)
        there = score_response(source(file, text), form)
        assert isinstance(there, dict), there
        assert here["scores"] == {
            scale: {k: v for k, v in score.items() if k != "title"} for scale, score in there["scores"].items()
        }
        assert here["answers"] == by_python(scoring_key(form.data), example["answers"])["answers"]


def test_hidden_answers_wrong_answers_and_alerts_are_in_no_file() -> None:
    answers = {**FULL, "setting": "community", "hours": 900, "since": "yesterday"}
    text = saved(FORM, answers)
    assert set(json.loads(text)["answers"]) == set(FULL) - {
        "crisis_alone",
        "nights",
        "night_help",
        "night_rest",
        "hours",
        "since",
    }
    assert "forced" not in text
    assert "alert" not in text


@pytest.mark.parametrize("start", range(0, len(STRINGS), 100))
def test_any_text_comes_back(file: Path, start: int) -> None:
    extra = ["\x00", "\ud800", "a\udc00b", "\ufeff", "\u200b\u2028", "\U000e0041", "\\u0000", '"', "\x7f\x85", "\uffff"]
    for words in [*STRINGS[start : start + 100], *extra]:
        if words.strip(" \t\r\n"):
            text = saved(FORM, {"story": words})
            assert isinstance(score_response(source(file, text), FORM), dict)
            whole = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            assert opened(text)["answers"] == {"story": whole}


def test_of_another_version_what_is_asked_alike_is_taken() -> None:
    data = json.loads(saved(FORM, FULL))
    data["questionnaire"]["version"] = "0.9.0"
    data["questions"]["tasks"] = "f" * 12
    data["answers"]["long_gone"] = "x"
    data["answers"]["hours"] = 900
    found = opened(json.dumps(data))
    assert sorted(found["lost"]) == [["hours", 900], ["long_gone", "x"], ["tasks", "mostly"]]
    assert found["answers"] == {name: answer for name, answer in FULL.items() if name not in {"hours", "tasks"}}
    del data["questions"]
    assert opened(json.dumps(data))["code"] == "version"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"format": "roleclarity-response-2"}, "newer"),
        ({"format": "other"}, "kind"),
        ({"format": 1}, "kind"),
        ({"format": "roleclarity-draft-1"}, "kind"),
        ({"questionnaire": {"id": "another", "version": "1.0.0"}}, "questionnaire"),
        ({"questionnaire": {"id": "all-kinds"}}, "schema"),
        ({"answers": {"tasks": "middle"}}, "answer"),
        ({"answers": {"hours": 81}}, "answer"),
        ({"answers": {"constructor": "x"}}, "answer"),
        ({"answers": {"__proto__": {"x": 1}}}, "schema"),
        ({"extra": 1}, "schema"),
        ({"toString": 1}, "schema"),
    ],
)
def test_why_a_file_is_refused(change: dict[str, Any], code: str) -> None:
    assert opened(json.dumps({**json.loads(saved(FORM, FULL)), **change}))["code"] == code


@pytest.mark.parametrize("text", ["[]", "null", "1", '"roleclarity-response-1"', "{}"])
def test_other_json_is_of_another_kind(text: str) -> None:
    assert opened(text)["code"] == "kind"


# Mutants: whatever is done to a real file, both say the same of it.

NAMES = [
    "__proto__",
    "constructor",
    "toString",
    "",
    "a",
    "a" * 64,
    "a" * 65,
    "A",
    "tasks",
    "hours",
    "order",
    "format",
    "extra",
    "\u00e9",
    "scores",
    "band",
]
VALUES: list[Any] = [
    *[
        None,
        True,
        False,
        0,
        -0.0,
        1,
        -1,
        1.5,
        80,
        81,
        500,
        501,
        1e9,
        1e300,
        2**53,
        12.0,
        "",
        " ",
        "x",
        "yes",
        "very",
        "none_of_these",
        "dont_know",
    ],
    *[
        "1.0.0",
        "1.0",
        "01.0.0",
        "en",
        "EN",
        "pt-BR",
        "2026-11-22",
        "2026-02-30",
        "2026-13-01",
        "3.50",
        "-3",
        "1e5",
        "0123456789ab",
        "0123456789AB",
    ],
    *[
        "a\nb",
        "a\n",
        "\u200b",
        "\ud800",
        "\x00",
        "x" * 80,
        "x" * 81,
        "\U0001f600" * 80,
        "x" * 10000,
        "x" * 10001,
        "\U0001f600" * 10000,
        "<img src=x onerror=ran(1)>",
    ],
    *[
        [],
        {},
        [[]],
        ["a"],
        ["a", "a"],
        ["A"],
        [1],
        ["supervision"],
        ["supervision", "supervision"],
        ["supervision", "dont_know"],
        ["a"] * 61,
    ],
    *[
        {"a": 1},
        {"a": {}},
        {"__proto__": {"polluted": 1}},
        {f"q{number}": 1 for number in range(501)},
        ["tasks_first", "limits_first", "help_first"],
    ],
]
PIECES = [
    "",
    *"[]{}:,\"'-+.e0\\/\t\n \x00\u202e\ufeff\u00e9",
    "\U0001f600",
    "\\ud800",
    "\\u0041",
    "null",
    "NaN",
    "1e999",
    '"a":1,',
    "[" * 40,
    "9" * 20,
    "//",
]


def places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in nested data: what holds it, and under which key."""
    for key in list(data) if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ():
        yield data, key
        yield from places(data[key])


def changed(data: Any, chance: random.Random) -> Any:
    """Real data with up to three places taken out, renamed, added to or replaced."""
    data = json.loads(json.dumps(data))
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        found = list(places(data))
        if not found:
            return data
        home, key = chance.choice(found)
        way = chance.randrange(4)
        if way == 0:
            del home[key]
        elif way == 1:
            home[key] = deepcopy(chance.choice(VALUES))
        elif isinstance(home, dict):
            value = home[key] if way == 2 else deepcopy(chance.choice(VALUES))
            if way == 2:
                del home[key]
            home[chance.choice(NAMES)] = value
        else:
            home.append(deepcopy(chance.choice(VALUES)))  # else it would hold itself one day
    return data


def damaged(text: str, chance: random.Random) -> str:
    """A text with up to three pieces removed, doubled or replaced."""
    for _ in range(chance.choice([1, 1, 2, 3])):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice([0, 1, 1, 2, 8, 40]))
        text = text[:start] + chance.choice([*PIECES, text[start:end] * 2]) + text[end:]
    return text


def mutant(seeds: list[Any], chance: random.Random) -> tuple[Any, str]:
    data = changed(chance.choice(seeds), chance)
    text = json.dumps(data, ensure_ascii=chance.random() < 0.5 or "\\ud800" in json.dumps(data), indent=chance.choice([None, 2]))
    return data, damaged(text, chance) if chance.random() < 0.4 else text


def agree(file: Path, text: str) -> str:
    """Fails unless both say the same of a file; how the page took it."""
    document, faults = read_response(source(file, text))
    there = {fault.code for fault in (faults if document is None else check_response(document, FORM.data, KEY))}
    here = opened(text)
    if here.get("version") not in {None, FORM.data["version"]} and here.get("code") in {None, "version"}:
        assert "response-mismatch" in there, text
        return "other version"
    if here.get("code") not in {None, "version"}:
        assert there, f"{here['code']}: {text}"
        return "refused"
    assert not there, f"{there}: {text}"
    if "scores" in here:
        assert here["scores"] == by_python(KEY, document.data["answers"])["scores"]
        assert {**here["answers"], **dict(here["lost"])} == document.data["answers"]
    return "taken"


MUTANTS, SHARES = 5_000, 5
"""How many of real responses, and in how many shares, which workers take side by side."""


@pytest.mark.parametrize("share", range(SHARES))
def test_both_judge_mutants_alike(file: Path, share: int) -> None:
    chance, count = random.Random(share), MUTANTS // SHARES
    seeds = [json.loads(saved(FORM, answers)) for answers in ({}, FULL, *(one["answers"] for one in FORM.data["examples"]))]
    judge = load_schemas().judges["response"]
    fits = script("(data) => isResponse(data)", "shape")
    ends = []
    for _ in range(count):
        data, text = mutant(seeds, chance)
        ends.append(agree(file, text))
        if "\\ud800" not in json.dumps(data):
            assert fits(data) == judge.is_valid(data), data
    assert min(ends.count("taken"), ends.count("refused")) > count / 20, "mutants of one kind prove nothing"

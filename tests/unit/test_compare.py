"""`roleclarity compare`: the role map of saved responses, in every format, with nothing of a small group in any of them."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import html5lib
import pytest
import yaml
from click.testing import CliRunner, Result

from builder.cli import main

ROOT = Path(__file__).resolve().parents[2]
FORMS = {
    file.stem.removeprefix("role-clarity-"): yaml.safe_load(file.read_text())
    for file in (ROOT / "content/questionnaires").glob("*.yml")
}
TEAM = [(name, example["answers"]) for name, form in FORMS.items() for example in form["examples"] if example.get("sample")]
FORMATS = ("text", "json", "csv", "html")


def saved(folder: Path, name: str, form: str, answers: Any, **more: Any) -> Path:
    questionnaire = {"id": f"role-clarity-{form}", "version": FORMS[form]["version"]} | more.pop("questionnaire", {})
    file = folder / f"{name}.json"
    file.write_text(json.dumps({"format": "roleclarity-response-1", "questionnaire": questionnaire, "answers": answers} | more))
    return file


@pytest.fixture
def team(tmp_path: Path) -> list[Path]:
    """A peer specialist, a supervisor, six clients and six co-workers."""
    return [saved(tmp_path, str(number), *one) for number, one in enumerate(TEAM)]


def run(files: list[Path], *words: str) -> Result:
    return CliRunner(env={"COLUMNS": "100"}).invoke(main, ["compare", "--project", str(ROOT), *map(str, files), *words])


def test_the_map_in_words(team: list[Path]) -> None:
    result = run(team)
    assert (result.exit_code, result.stderr) == (0, "14 files counted\n")
    begin, *parts = result.stdout.split("\n\n")
    assert begin == "Role map. Everywhere."
    assert parts[0].splitlines() == [
        "  Peer specialists  1 person",
        "  Supervisors       1 person",
        "  People supported  6 people",
        "  Colleagues        6 people",
    ]
    when = next(part for part in parts if part.startswith("When to call"))
    assert when.splitlines()[1:] == [
        "  Peer specialists  “A little clear”",
        "  Supervisors       “Mostly clear”",
        "  Colleagues        in the middle: “Not clear at all” (6 people)",
        "  Views are far apart",
    ]


def test_the_same_as_data(team: list[Path]) -> None:
    found = json.loads(run(team, "--format", "json").stdout)
    assert found["map"]["groups"]["client"] == {"state": "group", "people": 6}
    assert [row["id"] for row in found["map"]["rows"]] == [row["id"] for row in found["rows"]]
    when = next(row for row in found["map"]["rows"] if row["id"] == "construct:when-to-call")
    assert when["difference"] == {"size": 7500, "tag": "far", "low": ["non_peer_staff"], "high": ["supervisor"]}


def test_the_same_as_a_table(team: list[Path]) -> None:
    head, shared, *rows = csv.reader(io.StringIO(run(team, "--format", "csv").stdout.removeprefix("\ufeff")))
    assert head == [
        "Part of the role",
        "Question",
        "Peer specialists",
        "Supervisors",
        "People supported",
        "Colleagues",
        "Side by side",
    ]
    assert shared == ["", "", "1 person", "1 person", "6 people", "6 people", ""]
    page = html5lib.parse(run(team, "--format", "html").stdout, namespaceHTMLElements=False)
    cells = [["".join(cell.itertext()) for cell in row] for row in page.findall(".//tbody/tr")]
    assert [[row[1] or row[0], *row[2:]] for row in rows] == cells


def hidden(folder: Path, answer: str) -> list[Path]:
    """A peer specialist, and four clients who all give one answer to everything."""
    answers = dict.fromkeys(("daily_life", "hard_feelings", "own_story", "as_equals", "who_to_ask"), answer)
    clients = [saved(folder, f"{number}-{answer}", "client", answers, date=f"2026-11-0{number}") for number in range(1, 5)]
    peer = next(one for one in TEAM if one[0] == "peer-specialist")
    return [saved(folder, "peer", *peer), *clients]


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize("more", [(), ("--setting", "hospital"), ("--smallest", "9")], ids=["all", "a setting", "more people"])
def test_what_a_hidden_group_answers_is_nowhere(style: str, more: tuple[str, ...], tmp_path: Path) -> None:
    outputs = {run(hidden(tmp_path, answer), "--format", style, *more).stdout for answer in ("not_at_all", "very", "dont_know")}
    assert len(outputs) == 1
    assert len(outputs.pop()) > 500


Spoil = Callable[[Path], Path]
BROKEN: dict[str, tuple[Spoil, str]] = {
    "no JSON": (lambda folder: _written(folder, "no"), "json-syntax"),
    "another thing": (lambda folder: _written(folder, "{}"), "response-kind"),
    "no format": (lambda folder: _written(folder, '{"questionnaire": {}, "answers": {}}'), "missing-key"),
    "an answer that is not there": (lambda folder: saved(folder, "bad", "client", {"errands": "sideways"}), "response-answer"),
    "another questionnaire": (
        lambda folder: saved(folder, "bad", "client", {}, questionnaire={"id": "elsewhere"}),
        "response-mismatch",
    ),
    "a version that asks all otherwise": (
        lambda folder: saved(folder, "bad", "client", {"errands": "often"}, questionnaire={"version": "0.1.0"}),
        "response-mismatch",
    ),
}


def _written(folder: Path, text: str) -> Path:
    file = folder / "bad.json"
    file.write_text(text)
    return file


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_named_and_the_rest_counts(name: str, team: list[Path], tmp_path: Path) -> None:
    spoil, code = BROKEN[name]
    result = run([*team, spoil(tmp_path)])
    assert result.exit_code == 1
    assert "bad.json" in result.stderr
    assert f"[{code}]" in result.stderr
    assert "14 files counted" in result.stderr
    assert "14" not in result.stdout


def test_where_no_file_can_be_used_each_is_named(tmp_path: Path) -> None:
    table = tmp_path / "answers.csv"
    table.write_text("kind,id,text,answer,words\nquestion,errands,Errands,sideways,Sideways\n")
    result = run([table])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "answers.csv:1:1: error: this is a table, which cannot be checked or counted [response-kind]\n" in result.stderr
    assert result.stderr.endswith("none of these files is a response to a questionnaire of a family of this project\n")
    assert "  | " not in result.stderr, "of answers nothing is quoted"


def test_the_same_answers_twice_count_once(team: list[Path], tmp_path: Path) -> None:
    again = tmp_path / "again.json"
    again.write_bytes(team[0].read_bytes())
    result = run([*team, again])
    assert result.exit_code == 0
    assert "[response-repeated]" in result.stderr
    assert "  | " not in result.stderr, "of answers nothing is quoted"
    assert "14 files counted" in result.stderr
    assert "14" not in result.stdout


def test_of_an_earlier_version_what_is_asked_in_the_same_way_counts(tmp_path: Path) -> None:
    from builder.examine import examine_one  # noqa: PLC0415
    from builder.form import form_of  # noqa: PLC0415
    from builder.project import open_project  # noqa: PLC0415
    from builder.wording import fingerprint  # noqa: PLC0415

    form = examine_one(open_project(ROOT), ROOT / "content/questionnaires/role-clarity-supervisor.yml").document
    hashes = fingerprint(form_of(form.data))["questions"]
    answers = {"written_down": "very", "limits": "very"}
    questions = {"written_down": hashes["written_down"], "limits": "0" * 12}
    file = saved(tmp_path, "old", "supervisor", answers, questionnaire={"version": "1.0.0"}, questions=questions)
    rows = {row["id"]: row for row in json.loads(run([file], "--format", "json").stdout)["map"]["rows"]}
    assert rows["question:written_down"]["cells"]["supervisor"] == {"state": "alone", "at": 10_000}
    assert rows["question:limits"]["cells"]["supervisor"] == {"state": "alone", "out": ""}


def test_what_was_asked_in_other_words_does_not_count_though_the_version_is_the_same(tmp_path: Path) -> None:
    """As on the page: whoever edits a form without a new version must not have answers put to other questions."""
    answers = {"written_down": "very", "limits": "very"}
    file = saved(tmp_path, "edited", "supervisor", answers, questions={"limits": "0" * 12})
    rows = {row["id"]: row for row in json.loads(run([file], "--format", "json").stdout)["map"]["rows"]}
    assert rows["question:written_down"]["cells"]["supervisor"] == {"state": "alone", "at": 10_000}
    assert rows["question:limits"]["cells"]["supervisor"] == {"state": "alone", "out": ""}


def test_who_had_no_answer_says_so_in_the_words_of_their_own_form(tmp_path: Path) -> None:
    files = [saved(tmp_path, view, view, {"errands": "does_not_apply"}) for view in ("peer-specialist", "supervisor")]
    said = run(files).stdout
    assert "no answer: “This is not part of my role”" in said


REFUSED = {
    "no family": (("--family", "nobody"), "there is no family 'nobody'"),
    "no setting": (("--setting", "moon"), "these questionnaires know no setting 'moon'"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_there_is_said(name: str, team: list[Path]) -> None:
    words, message = REFUSED[name]
    result = run(team, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_fewer_than_five_are_never_shown(team: list[Path]) -> None:
    assert run(team, "--smallest", "4").exit_code == 2

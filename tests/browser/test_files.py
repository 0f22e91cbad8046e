"""Saving answers as a file and opening one again, by mouse, keyboard, on a small screen. Files from elsewhere do nothing."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from browsing import answer, finish, opened, shot
from judging import Judge
from looking import CLIPPED, DESKTOP, PHONE, SMALL, WIDER
from playwright.sync_api import Page, expect
from sites import EVERY_KIND, run

HASHES = "(hashes) => { document.querySelector('role-questionnaire').about.questions = hashes; }"
GIVEN: dict[str, Any] = {
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
    "word": "=1+1",
    "story": "two\nlines; -3, \u540c \u200b\U0001f600",
    "since": "2020-02-29",
    "night_help": "a_little",
}
STATE = "(({ answers, situation }) => [answers, situation.shown])(document.querySelector('role-questionnaire'))"
COUNT = """() => {
    globalThis.told = 0;
    document.querySelector("role-questionnaire").addEventListener("answered", () => { told += 1; });
}"""
ORDER = ["limits_first", "tasks_first", "help_first"]


def response(**changes: Any) -> dict[str, Any]:
    named = {"id": "all-kinds", "version": "1.0.0"}
    return {"format": "roleclarity-response-1", "questionnaire": named, "answers": {"tasks": "very"}, **changes}


def fill(page: Page) -> None:
    for question, value in GIVEN.items():
        if question == "story":
            page.locator('[data-question="story"] textarea').fill(value)
        else:
            answer(page, question, value)
    page.locator('[data-choice="limits_first"] [data-move="up"]').click()


def state(page: Page) -> Any:
    return page.evaluate(STATE)


def save(page: Page, folder: Path, button: str = "Save as a file") -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button, exact=True).click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file


def give(page: Page, content: bytes | str | dict[str, Any], name: str = "answers.json") -> None:
    text = json.dumps(content) if isinstance(content, dict) else content
    data = text.encode() if isinstance(text, str) else text
    page.locator("[data-file]").set_input_files({"name": name, "mimeType": "application/json", "buffer": data})


def panel(page: Page) -> Any:
    return page.locator("[data-file-panel]")


def test_a_saved_file_is_scored_by_the_command_as_on_the_page(page: Page, every_kind: str, tmp_path: Path) -> None:
    opened(page, every_kind)
    fill(page)
    finish(page)
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    file = save(page, tmp_path)
    assert re.fullmatch(r"answers-20\d\d-\d\d-\d\d\.json", file.name)
    expect(page.locator("[data-saved]").last).to_contain_text("Look in your downloads")
    data = json.loads(file.read_text(encoding="utf-8"))
    assert data["answers"] == {**GIVEN, "order": ORDER}
    assert "alert" not in file.read_text(encoding="utf-8")
    result = run("score", "--project", EVERY_KIND, "all-kinds", file)
    assert result.returncode == 0, result.stderr
    for scale, score in json.loads(result.stdout)["scores"].items():
        assert data["scores"][scale] == {name: part for name, part in score.items() if name != "title"}
        if "value" in score:
            value = page.locator(f'section[aria-labelledby="r-{scale}.title"] [data-slot="value"]').text_content()
            assert re.search(rf"\b{re.escape(score['value'])}\b", value)
    assert [url for url in seen if not url.startswith("blob:")] == []


def test_half_a_form_can_be_saved_and_what_does_not_fit_is_said(page: Page, every_kind: str, tmp_path: Path) -> None:
    opened(page, every_kind)
    page.get_by_role("button", name="Save as a file").click()
    expect(page.locator("[data-saved]").last).to_contain_text("nothing to save")
    answer(page, "tasks", "very")
    answer(page, "hours", 900)
    file = save(page, tmp_path)
    assert json.loads(file.read_text(encoding="utf-8"))["answers"] == {"tasks": "very"}
    expect(page.locator("[data-saved]").last).to_contain_text("1 answer does not fit")


def test_a_file_brings_every_kind_of_answer_back(page: Page, every_kind: str, tmp_path: Path) -> None:
    opened(page, every_kind)
    fill(page)
    before = state(page)
    file = save(page, tmp_path)
    opened(page, every_kind)
    page.evaluate(COUNT)
    page.locator("[data-file]").set_input_files(file)
    expect(panel(page)).to_be_focused()
    expect(panel(page)).to_contain_text("Your answers from the file are filled in.")
    assert state(page) == before
    assert page.evaluate("told") == 1
    expect(page.locator('[data-question="night_help"]')).to_be_visible()
    finish(page)
    # The same file again, now over answers: it asks first, and leaving it leaves everything, the result too.
    page.locator("[data-file]").set_input_files(file)
    expect(panel(page)).to_contain_text("Use the answers from the file?")
    page.get_by_role("button", name="Keep the answers on this page").click()
    expect(panel(page)).to_be_hidden()
    expect(page.locator("[data-result]")).to_be_visible()
    assert state(page) == before


def test_opening_asks_before_it_replaces(page: Page, every_kind: str) -> None:
    opened(page, every_kind)
    answer(page, "word", "mine")
    answer(page, "limits", "very")
    finish_state = state(page)
    give(page, response())
    expect(panel(page)).to_be_focused()
    assert state(page) == finish_state
    page.get_by_role("button", name="Use the answers from the file").click()
    expect(panel(page)).to_contain_text("filled in")
    answers, _ = state(page)
    assert {name: value for name, value in answers.items() if value} == {"tasks": "very"}
    page.locator("[data-erase]").click()
    page.locator("[data-erase-yes]").click()
    expect(panel(page)).to_be_hidden()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("x" * 1_000_001, "too large"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "not a file of answers"),
        ("\ufffe", "damaged"),
        (b'{"a": "\xed\xa0\x80"}', "not a file of answers"),
        ('{"format": "roleclarity-response-1", "format": "x"}', "damaged"),
        ("[" * 100_000, "damaged"),
        ("", "damaged"),
        ("[]", "not a file of answers"),
        (response(format="roleclarity-response-2"), "newer version"),
        (response(format="<img src=x onerror=ran(1)>"), "not a file of answers"),
        (response(questionnaire={"id": "another-form", "version": "1.0.0"}), "another form: another-form."),
        (response(questionnaire={"id": "<img src=x onerror=ran(1)>", "version": "1.0.0"}), "not as we write it"),
        (response(questionnaire={"id": "all-kinds", "version": "0.9.0"}), "another version"),
        (response(answers={"hours": 81}), "The answer in it to Question 9 is not one"),
        (response(answers={"hours": 1e300}), "to Question 9 is not"),
        ('{"format": "roleclarity-response-1", "answers": {"hours": 1e999}}', "damaged"),
        (response(answers={"tasks": "<script>ran(1)</script>"}), "to Question 1 is not"),
        (response(answers={"constructor": "x"}), "to constructor is not"),
        (
            json.dumps(response(answers={"__proto__": {"polluted": "yes"}})),
            "not as we",
        ),
        ('{"__proto__":{"format":"roleclarity-response-1","polluted":"yes"}}', "not a file of answers"),
    ],
    ids=lambda given: repr(given)[:40],
)
def test_what_is_no_file_of_ours_changes_nothing(page: Page, every_kind: str, content: Any, words: str) -> None:
    """B13, F7: Said in words, and nothing of it reaches the page."""
    opened(page, every_kind)
    answer(page, "word", "mine")
    answer(page, "tasks", "mostly")
    answer(page, "hours", 10)
    answer(page, "consent", "yes")
    answer(page, "limits", "very")
    finish(page)
    before = state(page)
    page.evaluate("void (globalThis.ran = () => { globalThis.pwned = true; })")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    give(page, content)
    expect(panel(page)).to_be_focused()
    expect(panel(page)).to_contain_text("We can't use this file.")
    expect(panel(page)).to_contain_text(words)
    expect(panel(page)).to_contain_text("Nothing on this page changed.")
    expect(panel(page).locator("[data-file-ask]")).to_be_hidden()
    assert state(page) == before
    expect(page.locator("[data-result]")).to_be_visible()
    assert page.evaluate("[globalThis.pwned, ({}).polluted]") == [None, None]
    assert panel(page).locator("img, script").count() == 0
    assert requests == []


def test_fifty_megabytes_are_not_read(page: Page, every_kind: str, tmp_path: Path) -> None:
    """B13: Its size is known before its bytes are."""
    big = tmp_path / "big.json"
    with big.open("wb") as stream:
        stream.truncate(50_000_000)
    opened(page, every_kind)
    page.evaluate("void (Blob.prototype.arrayBuffer = () => { throw new Error('read'); })")
    page.locator("[data-file]").set_input_files(big)
    expect(panel(page)).to_contain_text("too large")


def test_a_file_that_went_away_is_said(page: Page, every_kind: str) -> None:
    """B13: As a browser says it; a file that is really gone is in test_picked_files.py."""
    opened(page, every_kind)
    page.evaluate("void (Blob.prototype.arrayBuffer = async () => { throw new DOMException('gone', 'NotFoundError'); })")
    give(page, response())
    expect(panel(page)).to_contain_text("It could not be read.")


def test_script_in_texts_stays_text(page: Page, every_kind: str) -> None:
    evil = '<img src=x onerror="ran(1)"></textarea><script>ran(1)</script>'
    opened(page, every_kind)
    page.evaluate("void (globalThis.ran = () => { globalThis.pwned = true; })")
    give(page, response(answers={"story": evil, "word": "javascript:ran(1)"}))
    expect(page.locator('[data-question="story"] textarea')).to_have_value(evil)
    assert page.evaluate("globalThis.pwned") is None


def test_of_another_version_the_rest_is_listed(page: Page, every_kind: str) -> None:
    opened(page, every_kind)
    hashes = {"tasks": "a" * 12, "limits": "b" * 12, "story": "c" * 12, "night_help": "d" * 12}
    page.evaluate(HASHES, hashes)
    old = {"tasks": "very", "limits": "a_little", "story": "<b>old</b>", "night_help": "very", "long_gone": "x"}
    given = response(answers=old, questions={**hashes, "limits": "0" * 12, "story": "0" * 12, "night_help": "0" * 12})
    give(page, {**given, "questionnaire": {"id": "all-kinds", "version": "0.9.0"}})
    expect(panel(page)).to_contain_text("This form has changed since.")
    answers, _ = state(page)
    assert {name: value for name, value in answers.items() if value} == {"tasks": "very"}
    lines = panel(page).locator("li").all_inner_texts()
    assert lines[0] == "... what you do not do?\nYour old answer: A little clear"
    assert lines[1].endswith("Your old answer: <b>old</b>")
    assert [line for line in lines if "long_gone" in line]
    assert len(lines) == 4
    panel(page).get_by_role("link", name="... what you do not do?").click()
    expect(page.locator('[data-question="limits"] input').first).to_be_focused()


def test_the_table_has_words_and_no_formulas(page: Page, every_kind: str, tmp_path: Path) -> None:
    opened(page, every_kind)
    fill(page)
    answer(page, "night_rest", "no")
    file = save(page, tmp_path, "Save as a table (CSV)")
    assert re.fullmatch(r"answers-20\d\d-\d\d-\d\d\.csv", file.name)
    text = file.read_bytes().decode()
    assert text.startswith('\ufeff"kind","id","text","answer","words"\r\n"form","all-kinds","Every kind of question","1.0.0"')
    rows = {(row[0], row[1]): row[2:] for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))}
    assert rows["question", "word"][1] == "'=1+1"
    assert rows["question", "tools"] == [
        "What helps you at work?",
        "supervision, peers",
        "Talks with my supervisor, Other peer specialists",
    ]
    assert rows["question", "order"][1:] == ["limits_first, tasks_first, help_first", "Limits, Tasks, Whom to ask"]
    assert rows["question", "limits"][1:] == ["dont_know", "I'm not sure"]
    assert ("question", "note") not in rows
    assert rows["score", "load"] == ["What is put on me", "0.00", "scored, much"]
    assert '"How many nights a month?",12,"12"' in text


def test_a_file_is_opened_by_keyboard_alone(page: Page, every_kind: str) -> None:
    page.on("filechooser", lambda _: None)  # from now on: a chooser that is waited for later may come first
    opened(page, every_kind)
    page.locator("[data-open-file]").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Open a file")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Open a file")).to_be_focused()
    with page.expect_file_chooser() as waiting:
        page.keyboard.press("Enter")
    waiting.value.set_files({"name": "a.json", "mimeType": "application/json", "buffer": json.dumps(response()).encode()})
    expect(page.get_by_role("group", name="Your answers from the file are filled in.")).to_be_focused()


def test_back_does_not_bring_a_files_answers(page: Page, every_kind: str) -> None:
    opened(page, every_kind)
    answer(page, "word", "mine")
    give(page, response())
    expect(panel(page)).to_be_visible()
    page.goto(every_kind.replace("questionnaires/all-kinds/", ""))
    page.go_back()
    page.locator("role-questionnaire[data-ready]").wait_for(state="attached")
    expect(panel(page)).to_be_hidden()


@pytest.mark.parametrize("size", [SMALL, PHONE, DESKTOP], ids=["small", "phone", "desktop"])
@pytest.mark.parametrize("view", ["light", "dark"])
def test_every_state_fits_and_has_no_barrier(tab: Any, every_kind: str, judge: Judge, size: tuple[int, int], view: str) -> None:
    page = opened(tab(size, view), every_kind)
    name = f"{size[0]}-{view}"
    page.locator("[data-open-file]").click()
    shot(page, f"files-{name}")
    found = judge(page, "file")
    page.evaluate(HASHES, {"tasks": "a" * 12, "word": "b" * 12})
    states = {
        "refused": "x",
        "opened": response(
            questionnaire={"id": "all-kinds", "version": "0.9.0"},
            questions={"tasks": "a" * 12},
            answers={"tasks": "very", "word": "x" * 300, "gone": 1},
        ),
        "ask": response(),
    }
    for kind, content in states.items():
        give(page, content)
        expect(page.locator(f'[data-file-panel][data-state="{kind}"]')).to_be_focused()
        shot(page, f"files-{kind}-{name}")
        found += judge(page, f"file-{kind}")
        assert not page.evaluate(WIDER), kind
        assert not page.evaluate(CLIPPED), kind
    buttons = page.get_by_role("button", name=re.compile("file|table")).locator("visible=true")
    assert min(button.bounding_box()["height"] for button in buttons.all()) >= 44
    assert not found, "\n".join(found)

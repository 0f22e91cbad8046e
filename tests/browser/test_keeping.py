"""Keeping answers in the browser, chosen and in the clear: what is there after closing, killing, wiping, and what is gone."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from browsing import answer, opened
from disk import traces
from judging import Judge
from keeping import (
    EACH_KIND,
    FULL_DISK,
    GIVEN,
    MARKERS,
    PASSPHRASE,
    answers,
    databases,
    fill,
    keep,
    kill,
    news,
    no_database,
    panel,
    press,
    profile,
    put,
    records,
    saved,
    state,
    visited,
)
from playwright.sync_api import BrowserContext, Page, Playwright, expect

DRAFT = '{format: "roleclarity-draft-1", id: "all-kinds", answers: {word: "zebramarker"}, questions: {}}'
SOON = (date.today() + timedelta(days=3)).isoformat()
RECORD = f'{{format: "roleclarity-kept-1", revision: 1, expires: "{SOON}", seen: "2026-01-01", text: JSON.stringify({DRAFT})}}'
SEALED = "iterations: 600000, salt: new Uint8Array(16), iv: new Uint8Array(12), data: new Uint8Array(1040)"
SPOILT = {
    "a text": '"zebramarker"',
    "nothing in it": "{}",
    "another format": RECORD.replace("kept-1", "kept-2"),
    "no revision": RECORD.replace("revision: 1", 'revision: "1"'),
    "no day": RECORD.replace(SOON, "never"),
    "a day that is none": RECORD.replace(SOON, "2099-99-99"),
    "two kinds at once": RECORD.replace("text:", "sealed: {}, text:"),
    "bytes for text": RECORD.replace(f"JSON.stringify({DRAFT})", "new Uint8Array(9)"),
    "rounds for an hour": RECORD.replace(f"text: JSON.stringify({DRAFT})", f"sealed: {{{SEALED}}}").replace("600000", "2 ** 31"),
    "rounds that are half": RECORD.replace(f"text: JSON.stringify({DRAFT})", f"sealed: {{{SEALED}}}").replace(
        "600000", "600000.5"
    ),
    "too few rounds": RECORD.replace(f"text: JSON.stringify({DRAFT})", f"sealed: {{{SEALED}}}").replace("600000", "1"),
    "short salt": RECORD.replace(f"text: JSON.stringify({DRAFT})", f"sealed: {{{SEALED}}}").replace("(16)", "(15)"),
    "no data": RECORD.replace(f"text: JSON.stringify({DRAFT})", f"sealed: {{{SEALED}}}").replace("(1040)", "(16)"),
}
BROKEN_DRAFTS = {
    "cut": RECORD.replace(f"JSON.stringify({DRAFT})", f"JSON.stringify({DRAFT}).slice(0, -9)"),
    "of another form": RECORD.replace('id: "all-kinds"', 'id: "other"'),
    "a list": RECORD.replace('answers: {word: "zebramarker"}', 'answers: ["zebramarker"]'),
}


def noon(days: int) -> str:
    return f"{date.today() + timedelta(days=days)}T12:00:00"


def test_every_kind_of_answer_goes_back_into_the_form(page: Page, every_kind: str) -> None:
    opened(page, every_kind)
    form = page.locator("role-questionnaire")
    for given in (EACH_KIND, {"order": "dont_know", "tools": ["none_of_these"]}, {}):
        form.evaluate("(form, given) => form.fill(given)", given)
        assert answers(page) == given
    expect(form.locator("[data-question] input:checked")).to_have_count(0)


def test_answers_that_no_control_can_hold_are_left_out(page: Page, every_kind: str) -> None:
    opened(page, every_kind)
    wrong = {"tasks": "nonsense", "tools": "peers", "hours": ["ten"], "word": 5, "since": "soon", "order": ["help_first"], "x": 1}
    more = {"tasks": ["very"], "order": ["help_first"] * 3, "story": None, "setting": {"a": 1}, "note": "text"}
    for given in (wrong, more):
        page.locator("role-questionnaire").evaluate("(form, given) => form.fill(given)", given)
        assert answers(page) == {}


def test_nothing_is_there_unless_chosen(playwright: Playwright, kept_clear: str, tmp_path: Path) -> None:
    """B2: Neither answers nor an empty database: looking for what was kept leaves no trace."""
    with profile(playwright, tmp_path / "profile") as context:
        page = visited(context.new_page(), kept_clear, "ask")
        fill(page, GIVEN)
        page.locator('[name="rk-keep"][value="no"]').check()
        answer(page, "word", "zebralast")
        assert databases(page) == []
        page.reload()
        state(page, "ask")
        assert answers(page) == {}
        expect(page.locator('[name="rk-keep"]:checked')).to_have_count(0)
    assert traces(tmp_path / "profile", *MARKERS, "zebralast", "roleclarity /") == []


def test_kept_answers_are_there_after_the_browser_was_closed(playwright: Playwright, kept_clear: str, tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    with profile(playwright, folder) as context:
        page = visited(context.new_page(), kept_clear, "ask")
        answer(page, "word", "before")
        keep(page)
        fill(page, EACH_KIND)
        saved(page, EACH_KIND["since"])
    with profile(playwright, folder) as context:
        page = visited(context.new_page(), kept_clear, "found")
        assert answers(page) == {}, "the next person sees nothing unasked"
        press(page, "open")
        state(page, "kept")
        assert answers(page) == EACH_KIND
        answer(page, "word", "afterwards")
        saved(page, "afterwards")
        page.locator("[data-erase]").click()
        page.locator("[data-erase-yes]").click()
        expect(page.locator("[data-message]")).to_contain_text("from this browser")
        state(page, "ask")
        no_database(page)
    with profile(playwright, folder) as context:
        visited(context.new_page(), kept_clear, "ask")


def test_kept_answers_outlive_a_kill(playwright: Playwright, kept_clear: str, tmp_path: Path) -> None:
    """B8: What the database took is there, however the browser ends."""
    folder = tmp_path / "profile"
    for turn in range(3):
        with profile(playwright, folder) as context:
            page = visited(context.new_page(), kept_clear, "found" if turn else "ask")
            if turn:
                press(page, "open")
                state(page, "kept")
                assert answers(page) == {"word": f"zebra{turn - 1}"}
            else:
                keep(page)
            answer(page, "word", f"zebra{turn}")
            saved(page, f"zebra{turn}")
            kill(folder)


@pytest.mark.long
def test_kept_answers_outlive_kills_while_typing(playwright: Playwright, kept_clear: str, tmp_path: Path) -> None:
    """B8: Three hundred kills at any moment: what is read afterwards is what was typed a second before, or later."""
    folder = tmp_path / "profile"
    for turn in range(300):
        typed = f"{turn}:"
        with profile(playwright, folder) as context:
            page = visited(context.new_page(), kept_clear, "found" if turn else "ask")
            if turn:
                press(page, "open")
                state(page, "kept")
                assert answers(page)["word"].startswith(f"{turn - 1}:abc")
            else:
                keep(page)
            answer(page, "word", typed)
            page.locator('[name="q-word"]').press_sequentially("abc")
            page.wait_for_timeout(1000)
            page.locator('[name="q-word"]').press_sequentially("defghijklmnopqrstuvwxyz"[: turn % 24])
            kill(folder)


@pytest.mark.parametrize("frozen", [False, True], ids=["loaded anew", "as it was left"])
def test_leaving_saves_no_blanks_and_back_shows_nothing(
    playwright: Playwright, kept_clear: str, tmp_path: Path, frozen: bool
) -> None:
    """The form is wiped on the way out; Back brings the page from the browser's memory, or from the host."""
    options = {"ignore_default_args": ["--disable-back-forward-cache"]} if frozen else {}
    with profile(playwright, tmp_path / "profile", **options) as context:
        page = visited(context.new_page(), kept_clear, "ask")
        page.evaluate("() => { window.stayed = true }")
        keep(page)
        fill(page, GIVEN)
        saved(page, MARKERS[1])
        home = kept_clear.replace("questionnaires/all-kinds/", "")
        page.goto(home)
        page.evaluate("() => { setTimeout(() => history.back()) }")
        state(page, "found")
        assert bool(page.evaluate("window.stayed")) == frozen, "the test would prove nothing"
        assert answers(page) == {}
        press(page, "open")
        state(page, "kept")
        assert answers(page) == GIVEN
        page.reload()
        state(page, "found")
        page.evaluate("() => { setTimeout(() => history.forward()) }")  # from the browser's memory, nothing is loaded
        expect(page).to_have_url(home)
        assert "zebramarker" in records(page)[0]["text"]


def test_the_day_that_was_chosen(page: Page, kept_clear: str) -> None:
    visited(page, kept_clear, "ask")
    last = page.locator('[name="rk-until"]')
    page.locator('[name="rk-keep"][value="clear"]').check()
    assert last.input_value() == (date.today() + timedelta(days=30)).isoformat()
    for wrong in ("", date.today().isoformat(), (date.today() + timedelta(days=31)).isoformat()):
        last.fill(wrong)
        press(page, "begin")
        expect(last).to_be_focused()
        expect(page.locator("#k-until\\.error")).to_be_visible()
        assert databases(page) == []
    last.fill(SOON)
    answer(page, "word", "zebramarker")
    press(page, "begin")
    state(page, "kept")
    assert records(page)[0]["expires"] == SOON
    page.clock.set_fixed_time(f"{SOON}T23:59:00")
    page.reload()
    state(page, "found")
    page.clock.set_fixed_time(noon(4))
    page.reload()
    state(page, "ask")
    news(page, "The day you chose has passed")
    no_database(page)


def test_the_day_passes_while_the_page_is_open(page: Page, kept_clear: str) -> None:
    visited(page, kept_clear, "ask")
    keep(page)
    page.clock.set_fixed_time(noon(40))
    answer(page, "word", "zebramarker")
    state(page, "ask")
    news(page, "not kept anymore")
    no_database(page)


def test_a_clock_that_is_put_back_keeps_nothing_longer(page: Page, kept_clear: str) -> None:
    """B11: The day on which it was last seen counts, not the clock."""
    visited(page, kept_clear, "ask")
    put(page, RECORD.replace("2026-01-01", "2099-01-01"))
    page.reload()
    state(page, "ask")
    news(page, "has passed")
    no_database(page)


def test_records_of_other_forms_are_removed_on_their_day(page: Page, kept_clear: str) -> None:
    visited(page, kept_clear, "ask")
    page.evaluate(
        """() => new Promise((resolve) => {
            const opening = indexedDB.open("roleclarity /", 1);
            opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore("kept"));
            opening.addEventListener("success", () => {
                const transaction = opening.result.transaction("kept", "readwrite");
                const days = { expires: "2026-01-02", seen: "2026-01-01" };
                const record = { format: "roleclarity-kept-1", revision: 1, text: "{}", ...days };
                transaction.objectStore("kept").put(record, "another-form");
                transaction.addEventListener("complete", () => { opening.result.close(); resolve(); });
            });
        })"""
    )
    page.reload()
    state(page, "ask")
    no_database(page)


@pytest.mark.parametrize("kind", [*SPOILT, *BROKEN_DRAFTS])
def test_what_cannot_be_read_is_never_thrown_away_unasked(page: Page, kept_clear: str, kind: str) -> None:
    """B6: A neighbour on the host may have written it; it goes out as a file, and only a person removes it."""
    visited(page, kept_clear, "ask")
    put(page, {**SPOILT, **BROKEN_DRAFTS}[kind])
    before = records(page)
    page.reload()
    if kind in BROKEN_DRAFTS:
        state(page, "found")
        press(page, "open")
    state(page, "corrupted")
    answer(page, "word", "new")
    with page.expect_download() as started:
        press(page, "raw")
    text = started.value.path().read_text(encoding="utf-8")
    draft = before[0]["text"] if isinstance(before[0], dict) and isinstance(before[0].get("text"), str) else None
    assert text == draft if draft else json.loads(text) == before[0]
    assert records(page)[0] | {"seen": ""} == before[0] | {"seen": ""} if isinstance(before[0], dict) else records(page) == before
    press(page, "remove")
    news(page, "Press the button once more")
    press(page, "remove")
    state(page, "ask")
    assert answers(page) == {"word": "new"}
    keep(page)
    saved(page, "new")


def test_what_cannot_be_read_has_no_barrier(page: Page, kept_clear: str, judge: Judge) -> None:
    visited(page, kept_clear, "ask")
    put(page, next(iter(SPOILT.values())))
    page.reload()
    state(page, "corrupted")
    assert judge.on_screens(page, "keep-corrupted") == []


def test_a_full_disk_is_said_and_what_was_kept_stays(page: Page, kept_clear: str, judge: Judge) -> None:
    """B9: Said once, tried again with the next answer, and a file can be saved meanwhile."""
    visited(page, kept_clear, "ask")
    keep(page)
    answer(page, "word", "before")
    saved(page, "before")
    page.evaluate(FULL_DISK)
    answer(page, "story", "long " * 2000)
    news(page, "no room left")
    expect(page.locator("[data-news]")).to_be_in_viewport()
    assert judge.everywhere(page, "keep-full") == []
    assert "before" in records(page)[0]["text"]
    with page.expect_download() as started:
        press(page, "file")
    assert "long long" in started.value.path().read_text(encoding="utf-8")
    press(page, "hush")
    answer(page, "story", "again " * 2000)
    expect(page.locator("[data-news]")).to_be_empty()
    page.evaluate("makeRoom()")
    answer(page, "hours", "12")
    news(page, "works again")
    saved(page, "again again")


def test_storage_that_is_wiped_under_us_is_said_and_not_written_anew(page: Page, kept_clear: str) -> None:
    """B12: As the browser's own dialogue for site data does it."""
    visited(page, kept_clear, "ask")
    keep(page)
    answer(page, "word", "zebramarker")
    saved(page, "zebramarker")
    origin = page.evaluate("location.origin")
    page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "indexeddb"})
    answer(page, "word", "zebralater")
    news(page, "gone from this browser")
    state(page, "ask")
    assert answers(page) == {"word": "zebralater"}
    assert records(page) == []
    keep(page)
    saved(page, "zebralater")


@pytest.mark.parametrize("found", [True, False], ids=["found", "kept"])
def test_erasing_takes_what_is_kept_along(page: Page, kept_clear: str, found: bool) -> None:
    visited(page, kept_clear, "ask")
    keep(page)
    fill(page, GIVEN)
    saved(page, MARKERS[1])
    if found:
        page.reload()
        state(page, "found")
    page.locator("[data-erase]").click()
    page.locator("[data-erase-yes]").click()
    expect(page.locator("[data-message]")).to_contain_text("removed from this page and from this browser")
    expect(page.locator("[data-message]")).to_be_focused()
    state(page, "ask")
    assert answers(page) == {}
    no_database(page)
    answer(page, "word", "later")
    assert databases(page) == []


def test_stopping_removes_what_is_kept_and_leaves_the_page(page: Page, kept_clear: str) -> None:
    visited(page, kept_clear, "ask")
    fill(page, GIVEN)
    keep(page)
    press(page, "remove")
    state(page, "ask")
    expect(panel(page, "ask")).to_be_focused()
    news(page, "removed from this browser")
    no_database(page)
    assert answers(page) == GIVEN


BLOCKED = {
    "throws": "Object.defineProperty(self, 'indexedDB', { get() { throw new DOMException('no', 'SecurityError'); } })",
    "refuses": "IDBFactory.prototype.databases = () => Promise.reject(new DOMException('no', 'InvalidStateError'))",
    "is missing": "Object.defineProperty(self, 'indexedDB', { value: undefined })",
}


@pytest.mark.parametrize("how", BLOCKED)
def test_a_browser_that_keeps_nothing_says_so_at_once(page: Page, kept_clear: str, how: str) -> None:
    page.add_init_script(BLOCKED[how])
    visited(page, kept_clear, "none")
    news(page, "does not let us keep answers")
    answer(page, "word", "zebramarker")
    page.locator("[data-erase]").click()
    page.locator("[data-erase-yes]").click()
    assert answers(page) == {}


def test_a_browser_that_refuses_only_to_write(page: Page, kept_clear: str) -> None:
    page.add_init_script("IDBFactory.prototype.open = () => { throw new DOMException('no', 'UnknownError'); }")
    visited(page, kept_clear, "ask")
    page.locator('[name="rk-keep"][value="clear"]').check()
    press(page, "begin")
    news(page, "does not let us keep answers")
    state(page, "ask")


def test_inside_a_frame_there_is_a_way_to_the_form_and_no_form(context: BrowserContext, kept_clear: str) -> None:
    page = context.new_page()
    page.route(
        "**/frame.html", lambda route: route.fulfill(body=f'<iframe src="{kept_clear}"></iframe>', content_type="text/html")
    )
    page.goto(kept_clear.replace("questionnaires/all-kinds/", "frame.html"))
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("link", name="Open this form on its own page")).to_be_visible()
    expect(frame.locator("role-questionnaire :is(input, textarea, form)")).to_have_count(0)
    with context.expect_page() as opening:
        frame.get_by_role("link", name="Open this form on its own page").click()
    state(opening.value, "ask")


def with_hashes(page: Page, hashes: dict[str, str]) -> None:
    """Let the host send the form in a version in which some questions have another wording; None takes one out of the list."""

    def changed(route: Any) -> None:
        body = route.fetch().text()
        start = body.index("data-about>") + len("data-about>")
        end = body.index("</script>", start)
        about = json.loads(body[start:end])
        about["questions"] |= hashes
        about["questions"] = {name: value for name, value in about["questions"].items() if value}
        route.fulfill(body=body[:start] + json.dumps(about) + body[end:], content_type="text/html; charset=utf-8")

    page.unroute_all()
    page.route("**/all-kinds/", changed)


def test_a_new_version_of_the_form(page: Page, kept_clear: str, judge: Judge) -> None:
    """Answers to the same words come back; the others are listed, stay in the draft, and go when they are answered or dropped."""
    with_hashes(page, {"word": "aaa", "tools": "bbb", "hours": "ccc", "since": "", "crisis_alone": ""})
    visited(page, kept_clear, "ask")
    fill(page, GIVEN)
    keep(page)
    with_hashes(page, {"word": "aaa", "tools": "b2b", "hours": "c2c", "since": "new", "crisis_alone": "new"})
    visited(page, kept_clear, "found")
    assert judge.on_screens(page, "keep-found") == []
    press(page, "open")
    state(page, "kept")
    fits = {name: value for name, value in GIVEN.items() if name not in ("tools", "hours")}
    assert answers(page) == fits
    version = page.locator("[data-version]")
    expect(version).to_contain_text("4 answers still fit")
    assert judge.on_screens(page, "keep-version") == []
    expect(version).to_contain_text("Your old answer: Other peer specialists, Written rules")
    expect(version).to_contain_text("Your old answer: 37.5")
    expect(page.locator('[data-question="crisis_alone"]')).to_be_hidden()
    expect(version).not_to_contain_text("not asked anymore")
    assert version.get_by_text(page.locator('[data-question="crisis_alone"] [data-text]').inner_text()).count() == 1
    expect(version).to_contain_text("Since when do you work in this role?")
    with page.expect_download() as started:
        version.locator('[data-do="raw"]').click()
    assert json.loads(started.value.path().read_text())["answers"] == GIVEN
    seen = page.evaluate("dispatchEvent(new Event('pagehide')), document.querySelector('[data-keep]').innerText.trim()")
    assert seen == "", "what is left for the next person to see, for as long as it takes to look again"
    page.reload()
    state(page, "found")
    press(page, "open")
    version.locator("a").first.click()
    answer(page, "hours", "20")
    saved(page, '"hours":20')
    page.reload()
    state(page, "found")
    press(page, "open")
    state(page, "kept")
    assert answers(page) == fits | {"hours": 20}
    expect(version).to_contain_text("Written rules")
    expect(version).not_to_contain_text("37.5")
    version.locator('[data-do="drop"]').click()
    expect(version).to_be_hidden()
    answer(page, "word", "done")
    saved(page, "done")
    assert "rules" not in records(page)[0]["text"]


def two_tabs(context: BrowserContext, address: str) -> tuple[Page, Page]:
    one = visited(context.new_page(), address, "ask")
    answer(one, "word", "first")
    keep(one)
    other = visited(context.new_page(), address, "found")
    press(other, "open")
    state(other, "kept")
    answer(one, "word", "here")
    saved(one, "here")
    answer(other, "word", "there")
    state(other, "two")
    return one, other


@pytest.mark.parametrize("pick", ["here", "there"])
def test_two_windows_offer_both_versions(context: BrowserContext, kept_clear: str, pick: str) -> None:
    """B10: The one that comes later writes over nothing."""
    one, other = two_tabs(context, kept_clear)
    expect(other.locator("[data-news]")).to_be_in_viewport()
    assert answers(other) == {"word": "there"}
    assert '"here"' in records(other)[0]["text"], "nothing is overwritten before the person picks"
    with other.expect_download() as started:
        press(other, "other")
    assert json.loads(started.value.path().read_text())["answers"] == {"word": "here"}
    press(other, "choose")
    expect(panel(other, "two")).to_be_focused()
    other.locator(f'[data-do="{pick}"]').click()
    state(other, "kept")
    assert answers(other) == {"word": "there" if pick == "here" else "here"}
    answer(other, "hours", "7")
    saved(other, '"hours":7')
    answer(one, "hours", "8")
    state(one, "two")


def test_closing_asks_while_one_of_two_versions_lies_in_this_page_alone(context: BrowserContext, kept_clear: str) -> None:
    one, other = two_tabs(context, kept_clear)
    with other.expect_event("dialog") as asked:
        other.once("dialog", lambda dialog: dialog.dismiss())
        other.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    assert answers(other) == {"word": "there"}, "who stays finds everything"
    press(other, "here")
    saved(other, "there")
    for page in (one, other):
        page.on("dialog", lambda dialog: pytest.fail("what is kept holds nobody up"))
        with page.expect_event("close"):
            page.close(run_before_unload=True)


@pytest.mark.parametrize("safe", ["in a file", "there are none"])
def test_closing_asks_nothing_where_nothing_is_lost(context: BrowserContext, kept_clear: str, safe: str) -> None:
    _, other = two_tabs(context, kept_clear)
    other.on("dialog", lambda dialog: pytest.fail("nothing is lost"))
    if safe == "in a file":
        with other.expect_download():
            other.locator('[data-action="saveFile"]:visible').click()
    else:
        answer(other, "word", "")
    with other.expect_event("close"):
        other.close(run_before_unload=True)


def test_closing_asks_while_there_is_no_room_to_keep_the_last_answers(page: Page, kept_clear: str) -> None:
    visited(page, kept_clear, "ask")
    answer(page, "word", "first")
    keep(page)
    page.evaluate(FULL_DISK)
    answer(page, "word", "second")
    news(page, "no room left")
    with page.expect_event("dialog") as asked:
        page.once("dialog", lambda dialog: dialog.accept())
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"


def test_who_goes_on_all_the_same_is_asked_once(context: BrowserContext, kept_clear: str) -> None:
    _, other = two_tabs(context, kept_clear)
    other.on("dialog", lambda dialog: pytest.fail("it was said already"))
    other.locator("a.rk-logo:visible").first.click()
    other.locator('[data-staying] [data-action="go"]').click()
    other.wait_for_url("**/")
    expect(other.locator("role-questionnaire")).to_have_count(0)


def test_leaving_the_site_asks_nothing_even_then(context: BrowserContext, kept_clear: str) -> None:
    _, other = two_tabs(context, kept_clear)
    other.on("dialog", lambda dialog: pytest.fail("whoever leaves is in a hurry"))
    other.route("https://**", lambda route: route.abort())
    with other.expect_request(lambda request: request.url.startswith("https://")):
        other.locator(".rk-button--leave:visible").click()


def test_erasing_in_one_window_ends_keeping_in_the_other(context: BrowserContext, kept_clear: str) -> None:
    """B10: No window writes it back."""
    one = visited(context.new_page(), kept_clear, "ask")
    keep(one)
    other = visited(context.new_page(), kept_clear, "found")
    third = visited(context.new_page(), kept_clear, "found")
    press(other, "open")
    state(other, "kept")
    answer(other, "word", "zebramarker")
    one.locator("[data-erase]").click()
    one.locator("[data-erase-yes]").click()
    state(other, "ask")
    news(other, "removed from this page and from this browser")
    assert answers(other) == {}, "the next person finds nothing in another tab"
    state(third, "ask")
    answer(other, "word", "zebralater")
    no_database(one)
    assert answers(other) == {"word": "zebralater"}


@pytest.mark.parametrize("phrase", [None, PASSPHRASE], ids=["in the clear", "locked"])
def test_closed_answers_go_at_the_second_press_only(page: Page, kept_clear: str, phrase: str | None) -> None:
    visited(page, kept_clear, "ask")
    answer(page, "word", "zebra")
    keep(page, phrase)
    page.reload()
    closed = "locked" if phrase else "found"
    state(page, closed)
    press(page, "remove")
    news(page, "Press the button once more")
    state(page, closed)
    assert len(records(page)) == 1
    press(page, "remove")
    state(page, "ask")
    no_database(page)


def test_the_other_of_two_versions_is_a_file_that_opens_again(context: BrowserContext, kept_clear: str, tmp_path: Path) -> None:
    _, other = two_tabs(context, kept_clear)
    with other.expect_download() as started:
        press(other, "other")
    started.value.save_as(tmp_path / "other.json")
    fresh = visited(context.browser.new_context().new_page(), kept_clear, "ask")
    fresh.locator("input[data-file]").set_input_files(tmp_path / "other.json")
    expect(fresh.locator("[data-file-panel]")).to_have_attribute("data-state", "opened")
    assert answers(fresh) == {"word": "here"}
    fresh.context.close()


def test_what_was_kept_does_not_replace_what_is_typed_unasked(page: Page, kept_clear: str) -> None:
    visited(page, kept_clear, "ask")
    answer(page, "word", "before")
    keep(page)
    visited(page, kept_clear, "found")
    answer(page, "word", "typed now")
    press(page, "open")
    state(page, "two")
    assert answers(page) == {"word": "typed now"}
    press(page, "hush")
    press(page, "here")
    state(page, "kept")
    saved(page, "typed now")

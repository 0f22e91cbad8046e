"""Taking a self-assessment: fill in, score, correct, by mouse and by keyboard alone, without JavaScript, on a small screen."""

import json
import re
from collections.abc import Iterator

import pytest
from browsing import answer, finish, opened, shot
from corpus import edit
from looking import DESKTOP, PHONE
from playwright.sync_api import Browser, Page, expect
from sites import EVERY_KIND, ROOT, build_site, every_kind_in, served

from builder.discover import discover
from builder.engines import by_python
from builder.examine import examine_all
from builder.key import scoring_key
from builder.memory import Memory
from builder.project import Project

FAMILY = ["role-clarity-client", "role-clarity-non-peer-staff", "role-clarity-peer-specialist", "role-clarity-supervisor"]
FOCUSED = "(({ name, type, dataset }) => ({ name, type, submit: 'submit' in dataset }))(document.activeElement)"
HEIGHTS = "tiles => tiles.map((tile) => tile.getBoundingClientRect().height).filter((height) => height < 44)"
SEEN = """(() => {
    const focused = document.activeElement;
    const { left, top, width, height } = focused.getBoundingClientRect();
    const found = document.elementFromPoint(left + Math.min(width, innerWidth) / 2, top + height / 2);
    const own = focused.closest("label") ?? focused.labels?.[0] ?? focused;
    return focused === document.body || (found && (own.contains(found) || found.contains(focused)));
})()"""
WATCH_CHANGES = """() => {
    globalThis.changed = [];
    const watcher = new MutationObserver((changes) => {
        const places = changes.map(({ target }) => target.closest("[data-question]")?.dataset.question ?? target.outerHTML);
        changed.push(...new Set(places));
    });
    watcher.observe(document.querySelector("role-questionnaire"), { subtree: true, attributes: true, childList: true });
}"""
PATHS = ["", "questionnaires/", "questionnaires/role-clarity-peer-specialist/", "modules/four-key-functions/", "library/"]
QUESTIONNAIRES = {
    p.document.stem: p.document.data
    for root in (ROOT, EVERY_KIND)
    for p in examine_all(discover(Project(root)), Memory(None))
    if p.document
}
PLACES = """[...document.querySelectorAll("[data-question]:not([hidden])")]
    .map((one) => Math.round(one.getBoundingClientRect().top + scrollY))"""
FRAMES = """async () => {
    for (const _ of "many") await new Promise(requestAnimationFrame);
}"""
"""What a change of the window brings about is done."""
SKIPPED = """() => [...document.querySelectorAll("[data-question]")].some((one) =>
    !one.firstElementChild.checkVisibility({ contentVisibilityAuto: true }))"""


@pytest.mark.parametrize("name", FAMILY)
def test_the_browser_scores_every_example_as_python_does(page: Page, project_site: str, name: str) -> None:
    questionnaire = QUESTIONNAIRES[name]
    key = scoring_key(questionnaire)
    for example in questionnaire["examples"]:
        opened(page, f"{project_site}/questionnaires/{name}/")
        for question, value in example["answers"].items():
            answer(page, question, value)
        finish(page)
        for scale, score in by_python(key, example["answers"])["scores"].items():
            card = page.locator(f'section[aria-labelledby="r-{scale}.title"]')
            scored = score["state"] != "not_scored"
            expect(card.locator("[data-strip]")).to_be_visible(visible=scored)
            if scored:
                card.locator("summary").click()
                expect(card.locator('[data-slot="value"]')).to_contain_text(re.compile(rf"\b{re.escape(score['value'])}\b"))
                expect(card.locator("[data-rows] tr")).to_have_count(score["asked"])
            else:
                expect(card).to_contain_text("No result")
    shot(page, f"result-{name}")


def test_conditions_alerts_and_numbering_follow_the_answers(page: Page, every_kind: str) -> None:
    opened(page, every_kind)
    hidden = page.locator('[data-question="crisis_alone"]')
    expect(hidden).to_be_hidden()
    total = page.locator("[data-number]").first
    before = total.inner_text()
    answer(page, "setting", "crisis")
    expect(hidden).to_be_visible()
    assert total.inner_text() != before
    answer(page, "consent", "no")
    expect(page.get_by_text("You do not have to do this")).to_be_visible()
    answer(page, "consent", "yes")
    expect(page.get_by_text("You do not have to do this")).to_be_hidden()
    answer(page, "setting", "community")
    expect(hidden).to_be_hidden()


@pytest.mark.parametrize("view", ["one_page", "one_question"])
def test_help_that_an_answer_calls_for_comes_below_that_answer(browser: Browser, every_kind: str, view: str) -> None:
    """Not below the last question that it could be about, which may be a screen away."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    opened(page, every_kind)
    page.locator(f'[name="view"][value="{view}"]').evaluate("radio => radio.click()")
    question = page.locator('[data-question="alone"]')
    while not question.is_visible():
        page.locator("[data-step-next]").click()
    question.locator("label", has_text="Often").last.click()
    alert = page.locator("[data-alert]:visible", has_text="Being alone with it is hard")
    expect(alert.locator("h3")).to_be_in_viewport()
    assert question.evaluate("question => question.nextElementSibling.dataset.alert")
    context.close()


@pytest.mark.parametrize("path", PATHS)
def test_at_four_times_the_size_nothing_is_wider_than_the_screen(browser: Browser, project_site: str, path: str) -> None:
    """1280 by 1024 at 400 % (WCAG 1.4.10). What has the focus lies behind nothing (2.4.11)."""
    context = browser.new_context(viewport={"width": 320, "height": 256}, device_scale_factor=4)
    page = context.new_page()
    page.goto(f"{project_site}/{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for _ in range(25):
        page.keyboard.press("Tab")
        assert page.evaluate(SEEN), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
    for leave in page.locator(".rk-button--leave").all():  # on pages with a form
        expect(leave).to_be_in_viewport(ratio=1)
    context.close()


def test_words_for_paper_do_not_show_on_a_screen_that_hides_what_does_not_apply(page: Page, every_kind: str) -> None:
    opened(page, every_kind)
    answer(page, "setting", "crisis")
    answer(page, "crisis_alone", "yes")  # a part of the form that has a condition comes
    expect(page.locator(".rk-section > .rk-only-if")).to_have_count(1)
    expect(page.locator(".rk-only-if:visible")).to_have_count(0)
    page.emulate_media(media="print")
    expect(page.locator(".rk-section > .rk-only-if")).to_be_visible()


def test_an_answer_moves_nothing_below_it(page: Page, every_kind: str) -> None:
    opened(page, every_kind)
    height = "document.documentElement.scrollHeight"
    before = page.evaluate(height)
    answer(page, "limits", "very")
    expect(page.locator('[data-question="limits"] .rk-clear')).to_be_visible()
    assert page.evaluate(height) == before


def keeps_its_places(page: Page) -> bool:
    """Whether no question moves once those far from the window are left out, whoever looks at them."""
    page.evaluate(FRAMES)
    page.wait_for_function(SKIPPED)
    before = page.evaluate(PLACES)
    seen = []
    for _ in range(12):
        page.mouse.wheel(0, page.viewport_size["height"])
        page.evaluate(FRAMES)
        seen.append(page.evaluate(PLACES) == before)
    page.evaluate("scrollTo(0, 0)")
    return all(seen)


def test_nothing_moves_when_only_what_is_near_the_window_is_laid_out(page: Page, project_site: str) -> None:
    """What is far away keeps its true place; so a click meets what it was meant for, and links lead where they should."""
    opened(page, f"{project_site}/questionnaires/{FAMILY[0]}/")
    for size in (PHONE, DESKTOP, PHONE[::-1]):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        assert keeps_its_places(page)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert keeps_its_places(page)


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The form with every kind of question, said to be in Arabic and shown in steps."""
    folder = tmp_path_factory.mktemp("arabic")
    every_kind_in(folder / "project")
    edit(folder / "project", "language: en", "language: ar\nlayout: steps", "content/questionnaires/all-kinds.yml")
    with served(build_site(folder / "project", folder / "site")) as address:
        yield f"{address}/questionnaires/all-kinds/"


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_a_form_is_written_as_its_language_is(page: Page, arabic: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    opened(page, arabic)
    direction = "one => getComputedStyle(one).direction"
    assert page.locator("[data-question] .rk-tile:visible").first.evaluate(direction) == "rtl"
    assert page.locator(".rk-form h1").evaluate(direction) == "rtl"
    ours = page.locator(".rk-keep, .rk-views, .rk-end, .rk-errors, .rk-privacy, .rk-start > .rk-small, .rk-only-if, .rk-clear")
    assert {one.evaluate(direction) for one in ours.all()} == {"ltr"}
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    shot(page, f"arabic-{size[0]}")


def test_what_was_never_on_the_screen_is_laid_out_when_it_comes(page: Page, arabic: str) -> None:
    opened(page, arabic)
    page.locator("role-questionnaire[data-settled]").wait_for(state="attached")
    page.locator("[data-views] summary").click()
    page.locator('[data-views] input[value="one_page"]').check()
    assert keeps_its_places(page)


def test_an_answer_changes_nothing_at_other_questions(page: Page, every_kind: str) -> None:
    """What is set again as it was, browsers lay out and paint again: with a hundred questions that took most of the time."""
    opened(page, every_kind)
    page.evaluate(WATCH_CHANGES)
    answer(page, "limits", "very")
    answer(page, "tools", ["peers", "rules"])
    assert page.evaluate("changed.splice(0)") == ["limits", "tools"]
    answer(page, "setting", "crisis")
    assert set(page.evaluate("changed")) > {"setting", "crisis_alone", "limits"}


def test_required_questions_are_asked_for_in_words(page: Page, every_kind: str) -> None:
    opened(page, every_kind)
    page.locator("[data-submit]").click()
    summary = page.locator("[data-errors]")
    expect(summary).to_be_visible()
    expect(summary).to_be_focused()
    # Focus alone has it read; with a live region it would be read twice.
    expect(page.get_by_role("group", name=summary.locator("h2").inner_text())).to_be_focused()
    assert summary.evaluate("part => part.closest('[role=alert], [role=status], [aria-live]')") is None
    expect(summary.locator("a")).to_have_count(2)
    assert page.title().startswith("Error:")
    expect(page.locator("[data-result]")).to_be_hidden()
    shot(page, "errors")
    summary.locator("a").first.click()
    assert page.evaluate("document.activeElement.closest('[data-question]').dataset.question") == "consent"
    answer(page, "consent", "yes")
    answer(page, "hours", "37.5")
    finish(page)
    expect(summary).to_be_hidden()
    assert not page.title().startswith("Error:")


@pytest.mark.parametrize(
    ("typed", "read"),
    [("7,5", 7.5), (" 7.5 ", 7.5), (".5", 0.5), ("7,500", None), ("3.7.1", None), ("1e1", None), ("seven", None)],
)
def test_a_number_is_read_as_it_was_typed_or_refused_in_words(
    page: Page, every_kind: str, typed: str, read: float | None
) -> None:
    """A browser's own field for numbers made 75 of 7,5, and the mouse wheel changed what stood in it."""
    opened(page, every_kind)
    field = page.locator('[data-question="hours"] input')
    field.press_sequentially(typed)
    field.hover()
    page.mouse.wheel(0, 100)
    expect(field).to_have_value(typed)
    assert page.evaluate("document.querySelector('role-questionnaire').answers.hours") == (typed if read is None else read)
    page.locator("[data-submit]").click()
    told = re.compile(
        r"^A number from 0 to 80\. hours a week"
        + (r"$" if read is not None else r" Question \d+: write a number from 0 to 80\.$")
    )
    expect(field).to_have_accessible_description(told)
    expect(page.locator('[data-question="hours"] .rk-error')).to_have_count(0 if read is not None else 1)


def test_no_field_hands_what_is_typed_to_a_spelling_service(page: Page, every_kind: str) -> None:
    """Some browsers send texts away to check or to finish them, and keep others for forms to come."""
    opened(page, every_kind)
    fields = page.locator("role-questionnaire").locator("textarea, input:not([type=radio], [type=checkbox], [type=file])")
    assert fields.count() > 3
    for field in fields.all():
        assert field.evaluate("field => [field.spellcheck, field.closest('[writingsuggestions=false]') !== null]") == [
            False,
            True,
        ]
        assert field.evaluate("field => (field.autocomplete || field.form.autocomplete)") == "off"


def test_a_result_is_never_older_than_the_answers(page: Page, every_kind: str) -> None:
    opened(page, every_kind)
    for question, value in {"consent": "yes", "hours": "10", "tasks": "very", "limits": "very"}.items():
        answer(page, question, value)
    finish(page)
    answer(page, "limits", "not_at_all")
    expect(page.locator("[data-result]")).to_be_hidden()
    finish(page)
    card = page.locator('section[aria-labelledby="r-clarity.title"]')
    card.locator("summary").click()
    expect(card.locator('[data-slot="value"]')).to_contain_text("3.0")


def test_erasing_takes_a_second_word_and_leaves_nothing(page: Page, every_kind: str) -> None:
    opened(page, every_kind)
    for question, value in {"consent": "yes", "hours": "10", "word": "friend", "tools": ["peers", "rules"]}.items():
        answer(page, question, value)
    finish(page)
    page.locator("[data-erase]").click()
    page.locator("[data-erase-no]").click()
    expect(page.locator("[data-result]")).to_be_visible()
    page.locator("[data-erase]").click()
    page.locator("[data-erase-yes]").click()
    expect(page.locator("[data-result]")).to_be_hidden()
    assert page.locator("form input:checked").count() == 0
    assert page.locator("[data-question] .rk-input").evaluate_all("fields => fields.map((field) => field.value).join('')") == ""


def test_the_whole_form_is_done_by_keyboard_alone(page: Page, project_site: str) -> None:
    opened(page, f"{project_site}/questionnaires/role-clarity-client/")
    reached: list[str] = []
    for _ in range(200):
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUSED)
        if now["submit"]:
            break
        question = now["type"] == "radio" and re.fullmatch(r"q\d+", now["name"])
        if question and now["name"] not in reached:
            reached.append(now["name"])
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")
            assert page.evaluate("document.activeElement.checked")
    else:
        pytest.fail("Tab never reached the button")
    assert len(reached) == page.locator("fieldset[data-question]:visible").count()
    page.keyboard.press("Enter")
    expect(page.locator("[data-result] h2").first).to_be_focused()


def test_a_ranking_is_made_with_buttons(page: Page, every_kind: str) -> None:
    opened(page, every_kind)
    ranking = page.locator('[data-question="order"]')
    lines = ranking.locator("[data-ranking] > *")
    first = lines.nth(0).get_attribute("data-choice")
    lines.nth(1).get_by_role("button").first.click()
    assert lines.nth(0).get_attribute("data-choice") != first
    focused = page.evaluate("document.activeElement.closest('[data-choice]')?.dataset.choice")
    assert focused == lines.nth(0).get_attribute("data-choice")


def test_without_javascript_the_form_is_whole_and_can_be_scored_by_hand(browser: Browser, every_kind: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(every_kind)
    for question in QUESTIONNAIRES["all-kinds"]["sections"][-1]["questions"]:
        expect(page.locator(f'[data-question="{question["id"]}"]')).to_be_visible()
    page.locator('[data-question="tasks"] input[value="very"]').check()
    expect(page.locator("[data-submit]")).to_be_hidden()
    key = page.locator(".rk-key, [data-paper-key]").first
    expect(key).to_contain_text("How clear my work is")
    shot(page, "no-script")
    context.close()


@pytest.mark.parametrize(
    "path", ["", "questionnaires/", "questionnaires/role-clarity-peer-specialist/", "modules/four-key-functions/", "library/"]
)
def test_nothing_is_wider_than_a_small_phone(browser: Browser, project_site: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 568})
    page = context.new_page()
    page.goto(f"{project_site}/{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    if "role-clarity" in path:
        page.locator("[data-submit]").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        small = page.locator(".rk-tile:visible").evaluate_all(HEIGHTS)
        assert not small
    context.close()


def test_the_key_in_the_page_is_the_key_that_python_scores_with(page: Page, every_kind: str) -> None:
    page.goto(every_kind)
    embedded = json.loads(page.locator("script[data-key]").text_content() or "")
    assert embedded == json.loads(json.dumps(scoring_key(QUESTIONNAIRES["all-kinds"])))


@pytest.mark.parametrize(("question", "most"), [("word", 40), ("story", 2000)])
def test_how_much_a_text_may_hold_is_said_before_the_browser_takes_no_more(
    page: Page, every_kind: str, question: str, most: int
) -> None:
    opened(page, every_kind)
    field = page.locator(f'[data-question="{question}"] :is(input, textarea)')
    expect(field).to_have_accessible_description(f"Room for {most} characters.")
    field.fill("x" * most)
    field.press_sequentially("yz")
    expect(field).to_have_value("x" * most)
    page.emulate_media(media="print")
    expect(page.get_by_text(f"Room for {most} characters.")).to_be_hidden()

"""The form in steps: all on one page, a part at a time, a question at a time; and the review of the answers."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import PATIENCE, answer, finish, opened, shot
from judging import Judge
from looking import DESKTOP, PHONE, RING, SMALL, VIEWS, WIDER
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from sites import EVERY_KIND, build_site, served
from test_weight import PAINTED, TWO_FRAMES, WATCH

LAYOUTS = {"all-kinds": "one_page", "in-steps": "steps", "one-by-one": "one_question"}
WITHOUT_SCALES = """
id: without-scales
title: Without a result
version: 1.0.0
language: en
layout: steps
summary: Two parts and no score, for tests.
minutes: 1
licence: CC-BY-4.0
sources: [our-own-work]
validation: {status: not_validated, statement: Nobody has studied these questions., sources: [our-own-work]}
sections:
  - {id: one, title: One, questions: [{id: word, type: short_text, text: Which word?, required: true}]}
  - {id: two, title: Two, questions: [{id: more, type: short_text, text: Which other word?}]}
"""
NEEDED = {"consent": "yes", "hours": "37.5"}
VISIBLE = "[data-question]:visible"
HEADING = ".rk-section > h2:visible, .rk-review h2:visible"


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """From the name of a form to its address: every kind of question in each layout, and one without scales."""
    project: Path = tmp_path_factory.mktemp("views")
    shutil.copytree(EVERY_KIND / "content", project / "content")
    shutil.copy(EVERY_KIND / "mkdocs.yml", project)
    folder = project / "content" / "questionnaires"
    every_kind = (folder / "all-kinds.yml").read_text(encoding="utf-8")
    for name, layout in LAYOUTS.items():
        text = every_kind.replace("id: all-kinds\n", f"id: {name}\nlayout: {layout}\n", 1)
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    (folder / "without-scales.yml").write_text(WITHOUT_SCALES, encoding="utf-8")
    with served(build_site(project, tmp_path_factory.mktemp("views-site") / "site")) as address:
        yield lambda name: f"{address}/questionnaires/{name}/"


def tab_to(page: Page, name: str) -> None:
    """Move the focus forward to a button or link with these words, by keyboard."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    pytest.fail(f"Tab never reached {name!r}")


def press(page: Page, name: str) -> None:
    tab_to(page, name)
    page.keyboard.press("Enter")


def pick(page: Page, question: str) -> None:
    """Pick the first answer of a question by keyboard."""
    for _ in range(60):
        if page.evaluate("document.activeElement.closest('[data-question]')?.dataset.question") == question:
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.checked")


def go_on(page: Page, times: int = 1) -> None:
    for _ in range(times):
        page.get_by_role("button", name="Continue").click()


def shown(page: Page) -> list[str]:
    return page.locator(VISIBLE).evaluate_all("all => all.map((one) => one.dataset.question)")


def show_as(page: Page, words: str) -> None:
    if not page.locator("[data-views][open]").count():
        page.locator("[data-views] summary").click()
    page.get_by_role("radio", name=words).check()


def heading(page: Page) -> str:
    return " ".join(page.locator(HEADING).inner_text().split())


def test_the_layout_is_the_authors_and_the_default_is_one_page(page: Page, forms: Callable[[str], str]) -> None:
    counts = {}
    for name, layout in LAYOUTS.items():
        opened(page, forms(name))
        assert page.locator("role-questionnaire").get_attribute("data-view") == layout
        expect(page.locator(f'[name=view][value="{layout}"]')).to_be_checked()
        counts[layout] = len(shown(page))
        assert page.evaluate("history.length") <= len(counts) + 1, "nothing is pushed on load"
    assert counts == {"one_page": 14, "steps": 5, "one_question": 1}


def test_parts_are_walked_by_keyboard_alone(page: Page, forms: Callable[[str], str]) -> None:
    opened(page, forms("in-steps"))
    assert heading(page) == "Part 1 of 3 How clear it is"
    expect(page.locator("[data-submit]")).to_be_hidden()
    expect(page.get_by_role("button", name="Back", exact=True)).to_be_hidden()
    pick(page, "tasks")
    press(page, "Continue")
    assert heading(page) == "Part 2 of 3 Picking"
    expect(page.locator(HEADING)).to_be_focused()
    expect(page.locator(HEADING)).to_be_in_viewport()
    expect(page.locator(".rk-start")).to_be_hidden()
    press(page, "Continue")  # what this part needs is missing
    assert heading(page) == "Part 2 of 3 Picking"
    expect(page.locator("[data-errors]")).to_be_focused()
    expect(page.locator("[data-errors] a")).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    pick(page, "consent")
    press(page, "Continue")
    expect(page.locator("[data-errors]")).to_be_hidden()
    assert heading(page) == "Part 3 of 3 Writing"
    page.keyboard.press("Tab")
    page.keyboard.type("37.5")
    page.keyboard.press("Enter")  # goes on, as it would on any form
    assert heading(page) == "Check your answers"
    expect(page.locator(HEADING)).to_be_focused()
    press(page, "See my picture")
    expect(page.locator("[data-result] h2").first).to_be_focused()


def test_one_question_at_a_time_keeps_the_words_above_it(page: Page, forms: Callable[[str], str]) -> None:
    opened(page, forms("one-by-one"))
    page.keyboard.press("Tab")
    seen = shown(page)
    while page.get_by_role("button", name="Continue").is_visible():
        (now,) = shown(page)
        for name in ("Save as a table (CSV)", "Print an empty form"):
            expect(page.get_by_role("button", name=name)).to_be_hidden()
        for name in ("Save as a file", "Erase my answers"):
            expect(page.get_by_role("button", name=name)).to_be_visible()
        expect(page.locator("form h2").locator("visible=true")).to_have_count(1)
        expect(page.locator("#s-clear .rk-stem")).to_be_visible(
            visible=now in {"tasks", "limits", "helper", "alone", "asked_other"}
        )
        expect(page.locator(".rk-grid__title")).to_be_visible(visible=now in {"alone", "asked_other"})
        if now in NEEDED:
            answer(page, now, NEEDED[now])
        press(page, "Continue")
        seen += shown(page)
        inside = "document.activeElement.matches('.rk-section > h2, .rk-legend, .rk-information, .rk-review h2')"
        assert page.evaluate(inside), now
    keys = page.locator("[data-question]:not([hidden])").evaluate_all("all => all.map((one) => one.dataset.question)")
    assert seen == keys
    finish(page)
    for name in ("Save as a table (CSV)", "Print an empty form", "Print my answers", "Print my result"):
        expect(page.get_by_role("button", name=name)).to_be_visible()
    expect(page.locator(".rk-earlier")).to_be_visible()


@pytest.mark.parametrize("name", ["in-steps", "one-by-one"])
def test_back_and_forward_move_a_step_and_lose_nothing(page: Page, forms: Callable[[str], str], name: str) -> None:
    opened(page, forms(name))
    address, before = page.url, page.evaluate("history.length")
    first = shown(page)
    answer(page, "tasks", "very")
    go_on(page)
    second = shown(page)
    go_on(page, 0 if name == "in-steps" else 1)
    page.go_back()
    if name == "one-by-one":
        assert shown(page) == second
        page.go_back()
    assert shown(page) == first
    expect(page.locator('[data-question="tasks"] [value="very"]')).to_be_checked()
    page.go_forward()
    assert shown(page) == second
    expect(page.locator(HEADING if name == "in-steps" else ".rk-legend:visible")).to_be_focused()
    length = page.evaluate("history.length")
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.get_by_role("button", name="Back", exact=True)).to_be_hidden()
    assert shown(page) == first
    assert (page.evaluate("history.length"), page.url) == (length, address), "back is the browser's own way back"
    assert length <= before + 2
    assert "very" not in str(page.evaluate("history.state"))


@pytest.mark.parametrize("since", ["another view", "a reload", "erasing"])
def test_steps_of_before_are_no_steps(page: Page, forms: Callable[[str], str], since: str) -> None:
    """Back went to the review of an empty form, or on to a question that whoever sits here now has not seen."""
    opened(page, forms("one-by-one"))
    go_on(page)
    expect(page.get_by_role("button", name="Back", exact=True)).to_be_visible()
    if since == "another view":
        page.evaluate("document.querySelector('[data-views] [value=one_page]').click()")
    elif since == "a reload":
        opened(page, page.url)
    else:
        page.evaluate("document.querySelector('role-questionnaire').erase()")
    here = shown(page)
    page.go_back()
    assert shown(page) == here
    expect(page.locator("[data-review]")).to_be_hidden()


def test_a_link_within_the_page_is_no_step(page: Page, forms: Callable[[str], str]) -> None:
    opened(page, forms("in-steps"))
    go_on(page)
    second = shown(page)
    page.evaluate("document.querySelector('.rk-skip').click()")
    assert page.url.endswith("#rk-content")
    assert shown(page) == second
    page.go_back()
    assert shown(page) == second
    page.go_back()
    assert shown(page) != second


def test_parts_come_and_go_with_the_answers(page: Page, forms: Callable[[str], str]) -> None:
    opened(page, forms("in-steps"))
    go_on(page)
    for question, value in {"setting": "crisis", "crisis_alone": "yes", "nights": "12", "consent": "yes"}.items():
        answer(page, question, value)
    assert heading(page) == "Part 2 of 4 Picking"
    go_on(page)
    answer(page, "hours", "10")
    go_on(page)
    assert heading(page) == "Part 4 of 4 More about nights"
    page.go_back()
    page.go_back()
    answer(page, "setting", "community")
    go_on(page, 2)
    assert heading(page) == "Check your answers"
    page.go_back()
    assert heading(page) == "Part 3 of 3 Writing"


def test_help_shows_at_once_also_where_its_question_comes_later(page: Page, forms: Callable[[str], str]) -> None:
    for name, steps in {"in-steps": 0, "one-by-one": 3}.items():
        opened(page, forms(name))
        go_on(page, steps)
        answer(page, "alone", "often")
        alert = page.locator('[data-alert="alone_often"]')
        expect(alert).to_contain_text("988")
        expect(alert.locator(".rk-alert__body")).to_be_visible()
        assert alert.get_attribute("role") == "status"


def test_at_the_end_all_is_checked_and_the_first_fault_is_shown(page: Page, forms: Callable[[str], str]) -> None:
    opened(page, forms("in-steps"))
    go_on(page)
    answer(page, "consent", "yes")
    go_on(page)
    answer(page, "hours", "10")
    go_on(page)
    page.go_back()
    page.locator('[data-question="hours"] input').fill("100")
    page.go_back()
    page.locator('[data-question="consent"] .rk-clear').click()
    page.go_forward()
    page.go_forward()
    page.locator("[data-submit]").click()
    assert heading(page) == "Part 2 of 3 Picking"
    expect(page.locator("[data-errors]")).to_be_focused()
    links = page.locator("[data-errors] a")
    expect(links).to_have_count(2)
    links.nth(1).click()
    assert heading(page) == "Part 3 of 3 Writing"
    expect(page.locator('[data-question="hours"] input')).to_be_focused()
    expect(page.locator("[data-result]")).to_be_hidden()


ALL = {
    "tasks": "very",
    "limits": "dont_know",
    "alone": "often",
    "setting": "crisis",
    "crisis_alone": "yes",
    "nights": "3",
    "tools": ["supervision", "rules"],
    "consent": "no",
    "hours": "37.5",
    "word": "friend <b>",
    "since": "2020-02-29",
}
IN_WORDS = {
    "tasks": ["Very clear"],
    "limits": ["I'm not sure"],
    "helper": ["No answer"],
    "alone": ["Often"],
    "asked_other": ["No answer"],
    "setting": ["In a crisis service"],
    "crisis_alone": ["Yes"],
    "nights": ["3 nights"],
    "tools": ["Talks with my supervisor", "Written rules"],
    "consent": ["No, I had to"],
    "hours": ["37.5 hours a week"],
    "word": ["friend <b>"],
    "story": ["One line.\nAnd another."],
    "since": ["February 29, 2020"],
    "order": ["1. Limits", "2. Tasks", "3. Whom to ask"],
    "night_help": ["No answer"],
}


def reviewed(page: Page) -> dict[str, list[str]]:
    """What the review says of each question."""
    rows = page.locator("[data-answers] dl > div").evaluate_all(
        """rows => rows.map((row) => [row.querySelector("[data-back]").dataset.back,
            [...row.querySelectorAll("dd")].slice(0, -1).map((one) => one.textContent)])"""
    )
    return dict(rows)


def give_all(page: Page) -> None:
    for question, value in ALL.items():
        answer(page, question, value)
    page.locator('[data-question="story"] textarea').fill("One line.\nAnd another.")
    page.locator('[data-question="order"] [data-choice="limits_first"] [data-move="up"]').click()


def test_the_review_says_every_answer_in_words(page: Page, forms: Callable[[str], str]) -> None:
    opened(page, forms("all-kinds"))
    give_all(page)
    page.get_by_role("button", name="Check my answers").click()
    expect(page.locator(HEADING)).to_be_focused()
    assert page.locator(VISIBLE).count() == 0
    assert reviewed(page) == IN_WORDS
    texts = page.locator("[data-answers] dt").all_text_contents()
    assert texts == page.locator("[data-place]:not([hidden]) [data-text]").all_text_contents()
    titles = [" ".join(text.split()) for text in page.locator("[data-answers] summary").all_inner_texts()]
    assert titles == [
        "How clear it is 3 of 5 answered",
        "Picking 5 of 5 answered",
        "Writing 5 of 5 answered",
        "More about nights 0 of 1 answered",
    ]
    opened_parts = page.locator("[data-answers] details").evaluate_all("all => all.map((one) => one.open)")
    assert opened_parts == [True, False, False, True], "what is answered in full is folded"
    expect(page.locator("[data-answers] .rk-stem").first).to_be_visible()
    shot(page, "review")


def test_answers_that_come_from_elsewhere_show_in_the_review(page: Page, forms: Callable[[str], str]) -> None:
    opened(page, forms("all-kinds"))
    answer(page, "word", "mine")
    page.get_by_role("button", name="Check my answers").click()
    expect(page.locator("[data-answers]")).to_contain_text("mine")
    page.locator("role-questionnaire").evaluate("(form) => form.fill({ word: 'from a file' })")
    expect(page.locator("[data-answers]")).to_contain_text("from a file")


def test_what_was_picked_instead_is_said_too(page: Page, forms: Callable[[str], str]) -> None:
    opened(page, forms("all-kinds"))
    for question, value in {
        "tools": "none_of_these",
        "order": "dont_know",
        "setting": "prefer_not_to_say",
        "hours": "99",
    }.items():
        answer(page, question, value)
    page.get_by_role("button", name="Check my answers").click()
    said = reviewed(page)
    assert said["tools"] == ["None of these"]
    assert said["order"] == ["I'm not sure"]
    assert said["setting"] == ["I would rather not say"]
    assert said["hours"] == ["99 hours a week", "Needs another look"]
    assert "crisis_alone" not in said


@pytest.mark.parametrize("name", LAYOUTS)
def test_an_answer_is_changed_from_the_review_and_back(page: Page, forms: Callable[[str], str], name: str) -> None:
    opened(page, forms(name))
    if name == "all-kinds":
        page.get_by_role("button", name="Check my answers").click()
    else:
        while page.get_by_role("button", name="Continue").is_visible():
            for question, value in NEEDED.items():
                if question in shown(page):
                    answer(page, question, value)
            go_on(page)
    change = page.get_by_role("button", name="Change the answer to: ... what you do not do?")
    change.focus()
    page.keyboard.press("Enter")
    assert "limits" in shown(page)
    assert page.evaluate("document.activeElement.closest('[data-question]').dataset.question") == "limits"
    page.keyboard.press("Space")
    press(page, "Back to my answers")
    expect(change).to_be_focused()
    expect(change).to_be_in_viewport()
    assert reviewed(page)["limits"] == ["Not clear at all"]
    expect(page.get_by_role("button", name="Back to my answers")).to_have_count(0)


def test_a_form_without_scales_ends_with_the_review(page: Page, forms: Callable[[str], str]) -> None:
    opened(page, forms("without-scales"))
    go_on(page)
    expect(page.locator("[data-errors]")).to_be_focused()
    answer(page, "word", "friend")
    go_on(page)
    assert heading(page) == "Part 2 of 2 Two"
    expect(page.get_by_text("This form has no result.")).to_be_hidden()
    go_on(page)
    assert reviewed(page) == {"word": ["friend"], "more": ["No answer"]}
    expect(page.get_by_text("This form has no result.")).to_be_visible()


def test_the_person_can_switch_and_nothing_is_kept_of_it(page: Page, forms: Callable[[str], str]) -> None:
    opened(page, forms("all-kinds"))
    answer(page, "consent", "yes")
    show_as(page, "One part at a time")
    assert heading(page) == "Part 1 of 3 How clear it is"
    go_on(page)
    expect(page.locator('[data-question="consent"] [value="yes"]')).to_be_checked()
    show_as(page, "One question at a time")
    assert shown(page) == ["setting"], "the first of this part"
    go_on(page, 2)
    show_as(page, "Everything on one page")
    assert len(shown(page)) == 14
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    page.reload()
    page.locator("role-questionnaire[data-ready]").wait_for(state="attached")
    expect(page.locator('[name=view][value="one_page"]')).to_be_checked()
    assert len(shown(page)) == 14
    assert page.locator("form input:checked").count() == 0


def test_the_next_person_begins_at_the_first_step(page: Page, forms: Callable[[str], str]) -> None:
    opened(page, forms("in-steps"))
    first = shown(page)
    answer(page, "tasks", "very")
    go_on(page)
    page.reload()
    page.locator("role-questionnaire[data-ready]").wait_for(state="attached")
    assert shown(page) == first
    answer(page, "tasks", "very")
    go_on(page)
    page.locator("[data-erase]").click()
    page.locator("[data-erase-yes]").click()
    assert shown(page) == first
    assert page.locator("form input:checked").count() == 0


def test_the_result_stays_with_the_last_step(page: Page, forms: Callable[[str], str]) -> None:
    opened(page, forms("in-steps"))
    go_on(page)
    answer(page, "consent", "yes")
    go_on(page)
    answer(page, "hours", "10")
    go_on(page)
    finish(page)
    page.go_back()
    expect(page.locator("[data-result]")).to_be_hidden()
    page.go_forward()
    expect(page.locator("[data-result]")).to_be_visible()
    page.locator("[data-blank] a").first.click()
    assert heading(page) == "Part 1 of 3 How clear it is"


@pytest.mark.parametrize("name", LAYOUTS)
def test_before_its_script_and_without_it_everything_shows(browser: Browser, forms: Callable[[str], str], name: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.route("**/questionnaire.js", lambda route: route.abort())
    page.goto(forms(name))
    assert page.locator(VISIBLE).count() == page.locator("[data-question]").count()
    context.close()


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_nothing_moves_when_the_script_comes(
    browser: Browser, forms: Callable[[str], str], name: str, size: tuple[int, int]
) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.add_init_script(WATCH)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/questionnaire.js", hold)
    page.goto(forms(name), wait_until="commit")
    page.wait_for_function(PAINTED)
    page.evaluate(TWO_FRAMES)
    for script in held:
        script.continue_()
    page.locator("role-questionnaire[data-ready]").wait_for(state="attached")
    page.evaluate(TWO_FRAMES)
    moved = sum(shift[0] for shift in page.evaluate("shifts"))
    print(f"{name} at {size}: {moved}")
    assert moved <= (0.01 if name == "all-kinds" else 0.1)
    context.close()


def states(page: Page, forms: Callable[[str], str]) -> Iterator[str]:
    """Every state of the steps, one after the other."""
    opened(page, forms("in-steps"))
    page.locator("[data-views] summary").click()
    yield "switch"
    go_on(page)
    yield "part"
    go_on(page)
    yield "fault"
    answer(page, "consent", "yes")
    go_on(page)
    answer(page, "hours", "99")
    answer(page, "story", "Rollenklarheitsfragebogenauswertung für Genesungsbegleitungsfachkräfte")
    show_as(page, "Everything on one page")
    page.get_by_role("button", name="Check my answers").click()
    for part in page.locator("[data-answers] details:not([open]) summary").all():
        part.click()
    yield "review"
    page.locator("[data-back=limits]").click()
    yield "change"
    opened(page, forms("one-by-one"))
    go_on(page, 3)
    answer(page, "alone", "often")
    yield "question"


@pytest.fixture(params=[(size, view) for size in (SMALL, DESKTOP) for view in VIEWS], ids=str)
def screen(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[Page, str]]:
    """A tab of each size and view, with motion reduced."""
    (width, height), view = request.param
    context: BrowserContext = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce", **VIEWS[view]
    )
    context.set_default_timeout(PATIENCE)
    yield context.new_page(), f"{width}-{view}"
    context.close()


SHORT = """() => [...document.querySelectorAll("role-questionnaire :is(button, summary, .rk-tile)")]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.9)
    .map((one) => one.outerHTML.slice(0, 120))"""


def test_every_state_can_be_used_by_everyone(screen: tuple[Page, str], forms: Callable[[str], str], judge: Judge) -> None:
    """No violation that axe finds, nothing wider than the screen in either direction, targets high enough, focus seen."""
    page, name = screen
    found: list[Any] = []
    for state in states(page, forms):
        shot(page, f"views-{state}-{name}")
        found += judge(page, f"steps-{state}")
        found += [(state, "wide", one) for one in page.evaluate(WIDER)]
        found += [(state, "short", one) for one in page.evaluate(SHORT)]
        page.keyboard.press("Tab")
        if not page.evaluate(RING):
            found.append((state, "focus", page.evaluate("document.activeElement.outerHTML.slice(0, 120)")))
        page.evaluate("document.documentElement.dir = document.body.dir = 'rtl'")
        shot(page, f"views-{state}-{name}-rtl")
        found += [(state, "wide in RTL", one) for one in page.evaluate(WIDER)]
        page.evaluate("document.documentElement.dir = document.body.dir = 'ltr'")
    assert not found, "\n".join(map(str, found))

"""An empty form, the answers, and the result, on both sizes of paper: all of it there, nothing cut, no page empty."""

import re
from typing import Any

import pytest
from browsing import answer, finish, opened
from looking import DESKTOP, PHONE
from paper import pages
from playwright.sync_api import Page, expect

SIZES = ["A4", "Letter"]
FORMS = [f"role-clarity-{whose}" for whose in ("peer-specialist", "supervisor", "client", "non-peer-staff")]
A_SHEET = 4
"""Questions: what comes on a sheet at least, the key for adding up included."""
THIRD = """all => all.forEach((one) => [...one.querySelectorAll("[type=radio]")].slice(0, 3).at(-1)?.click())"""
GIVEN = {"tasks": "very", "alone": "never", "consent": "yes", "hours": "37.5", "word": "zebra"}
LONELY = 60
"""Letters: a page with fewer would be all but empty."""


def printed(page: Page, size: str, what: str = "") -> list[str]:
    """The words of each page, as if the button for it had been pressed."""
    if what:
        page.evaluate("what => { document.querySelector('role-questionnaire').dataset.print = what }", what)
    page.emulate_media(media="null")  # a medium that an earlier test asked for holds for paper too
    pdf = page.pdf(format=size, tagged=True, outline=True)
    assert b"/MarkInfo" in pdf
    assert re.search(rb"/StructTreeRoot", pdf)
    found = pages(pdf)
    assert all(len(text) >= LONELY for text in found), [text[:80] for text in found]
    expect(page.locator("role-questionnaire[data-print]")).to_have_count(0)
    return found


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def whole(parts: list[str], sheets: list[str]) -> str:
    """The first sheet that holds all of them."""
    holding = [text for text in sheets if all(part in text for part in parts)]
    assert parts
    assert holding, parts
    return holding[0]


def texts(page: Page, selector: str) -> list[str]:
    return [squeezed(text) for text in page.locator(selector).all_text_contents()]


def fill(page: Page) -> None:
    for question, value in GIVEN.items():
        answer(page, question, value)
    page.locator('[data-question="story"] textarea').fill("line\n" * 19 + "lastline")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("size", SIZES)
def test_an_empty_form_takes_few_sheets_and_cuts_nothing(tab: Any, project_site: str, size: str, form: str) -> None:
    page = opened(tab(DESKTOP), f"{project_site}/questionnaires/{form}/")
    found = printed(page, size, "blank")
    questions = page.locator("[data-question]:has([data-text])")
    assert len(found) <= -(-questions.count() // A_SHEET)
    assert re.search(r"Version\d\.\d\.\d", found[0]), "sheets come apart"
    for question in questions.all():
        whole([squeezed(text) for text in question.locator("[data-text], [data-label]").all_text_contents()], found)
    for scale in page.locator(".rk-key").all():
        whole([squeezed(text) for text in scale.locator("h3, th, td, p, li").all_text_contents()], found)
    for heading in texts(page, ".rk-section > h2"):
        (holding,) = [text for text in found if f"{heading}" in text and not text.endswith(heading)][:1]
        assert holding


@pytest.mark.parametrize("size", SIZES)
def test_help_stands_below_a_question(tab: Any, project_site: str, every_kind: str, size: str) -> None:
    """And not on a sheet of its own, which gets lost."""
    for address in [f"{project_site}/questionnaires/{form}/" for form in FORMS] + [every_kind]:
        page = opened(tab(DESKTOP), address)
        helping = whole(texts(page, ".rk-end .rk-contacts strong"), printed(page, size, "blank")[::-1])
        assert re.search(r"Question\d+of\d+", helping), address


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("size", SIZES)
def test_a_result_cuts_no_sentence_and_no_table(tab: Any, project_site: str, size: str, form: str) -> None:
    page = opened(tab(DESKTOP), f"{project_site}/questionnaires/{form}/")
    page.locator("[data-question]").evaluate_all(THIRD)
    finish(page)
    found = printed(page, size, "result")
    parts = page.locator("[data-cards] .rk-card > :is(div, details):visible")
    assert parts.count() > 3
    for part in parts.all():
        whole([squeezed(text) for text in part.locator("p, h4, summary, th, td").all_text_contents() if text.strip()], found)


@pytest.mark.parametrize("size", SIZES)
def test_an_empty_form_holds_no_answer_and_takes_none_away(tab: Any, every_kind: str, size: str) -> None:
    page = opened(tab(PHONE), every_kind)
    fill(page)
    page.emulate_media(media="print")
    page.evaluate("document.querySelector('role-questionnaire').dataset.print = 'blank'; dispatchEvent(new Event('beforeprint'))")
    look = "one => getComputedStyle(one).appearance"
    assert page.locator('[data-question="tasks"] [value="very"]').evaluate(look) == "none"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="null")
    found = "".join(printed(page, size, "blank"))
    assert "Areyouonyourownthereatnight?" in found, "what does not apply on the screen too"
    assert not re.search("zebra|lastline", found), "nor hidden in the file"
    expect(page.locator('[data-question="tasks"] [value="very"]')).to_be_checked()
    expect(page.locator('[data-question="word"] .rk-input')).to_have_value("zebra")


@pytest.mark.parametrize("size", SIZES)
def test_the_answers_are_on_paper_once_and_whole(tab: Any, every_kind: str, size: str) -> None:
    page = opened(tab(PHONE), every_kind)
    fill(page)
    found = printed(page, size, "answers")
    text = "".join(found)
    assert len(found) <= 2
    for words in ("Everykindofquestion", "Myanswers", "Veryclear", "37.5hoursaweek", "lastline", "Noanswer"):
        assert words in text
    assert text.count("zebra") == 1
    assert "Areyouonyourownthereatnight?" not in text
    assert "Notclearatall" not in text
    assert "Change" not in text


@pytest.mark.parametrize("size", SIZES)
def test_a_form_that_is_printed_as_it_stands_cuts_no_answer(tab: Any, every_kind: str, size: str) -> None:
    page = opened(tab(PHONE), every_kind)
    fill(page)
    text = "".join(printed(page, size))
    assert "lastline" in text
    assert "zebra" in text


@pytest.mark.parametrize("size", SIZES)
def test_a_result_is_on_paper_alone(tab: Any, every_kind: str, size: str) -> None:
    page = opened(tab(PHONE), every_kind)
    expect(page.get_by_role("button", name="Print my result")).to_be_hidden()
    fill(page)
    finish(page)
    expect(page.get_by_role("button", name="Print my result")).to_be_visible()
    text = "".join(printed(page, size, "result"))
    assert "Yourpicturetoday" in text
    assert "Wheredoyouwork?" not in text
    assert "Myanswers" in "".join(printed(page, size, "answers"))
    assert "Yourpicturetoday" not in "".join(printed(page, size, "blank"))
    assert printed(page, size) == printed(page, size, "result")


def test_steps_print_whole(tab: Any, every_kind: str) -> None:
    page = opened(tab(PHONE), every_kind)
    page.locator("[data-views] summary").click()
    page.get_by_role("radio", name="One question at a time").check()
    text = "".join(printed(page, "A4"))
    for words in texts(page, "[data-text]"):
        assert words in text


@pytest.mark.parametrize("what", ["blank", "answers"])
def test_a_button_prints_what_it_says(tab: Any, every_kind: str, what: str) -> None:
    page = opened(tab(PHONE), every_kind)
    page.evaluate("window.print = () => { window.asked = document.querySelector('role-questionnaire').dataset.print }")
    page.locator(f"[data-on-paper={what}]").click()
    assert page.evaluate("asked") == what

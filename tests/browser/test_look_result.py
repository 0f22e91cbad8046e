"""How results and paper look, and what people ask of their device: order of words, print, other scripts, no movement."""

import re
from typing import Any

import pytest
from browsing import answer, finish, opened
from looking import DESKTOP, FORM, PHONE, PLACES, SMALL, WALL, box, faults
from playwright.sync_api import Page, expect


def test_a_result_says_words_before_picture_before_number(filled: Page) -> None:
    card = filled.locator('section[aria-labelledby="r-clarity.title"]')
    tops = [card.locator(part).bounding_box()["y"] for part in ("h3", '[data-slot="sentence"]', "[data-strip]", "summary")]
    assert tops == sorted(tops)
    expect(card.locator('[data-slot="value"]')).to_be_hidden()
    assert "4.5" not in card.inner_text()
    card.locator("summary").click()
    expect(card.locator('[data-slot="value"]')).to_contain_text("4.5")


def test_a_result_ranks_nothing_and_praises_nothing(filled: Page) -> None:
    expect(filled.locator("[data-cards] > .rk-card")).to_have_count(5)
    words = filled.locator("[data-result]").inner_text().lower()
    assert not [
        word for word in ("total", "rank", "percentile", "best", "worst", "badge", "well done", "✓", "✗") if word in words
    ]
    expect(filled.locator("[data-result] :is(img, svg, canvas, meter, progress)")).to_have_count(0)


def test_the_order_of_the_cards_is_that_of_the_form(filled: Page) -> None:
    titles = filled.locator("[data-cards] h3").all_inner_texts()
    assert titles == ["How clear my work is", "What is put on me", "Nights", "What helps me", "All or nothing"]


def test_a_card_without_a_result_looks_like_the_others(filled: Page) -> None:
    looks = """card => { const { color, opacity, backgroundColor, borderTopColor, width } = getComputedStyle(card);
        const sentence = getComputedStyle([...card.querySelectorAll(".rk-sentence")].at(0));
        return [color, opacity, backgroundColor, borderTopColor, width, sentence.color, sentence.fontSize]; }"""
    scored, without = (filled.locator(f'section[aria-labelledby="r-{name}.title"]') for name in ("clarity", "help"))
    assert scored.evaluate(looks) == without.evaluate(looks)
    expect(without).to_contain_text("not a low result")


@pytest.mark.parametrize("size", [SMALL, DESKTOP], ids=str)
def test_the_result_comes_into_view(tab: Any, project_site: str, size: tuple[int, int]) -> None:
    page = opened(tab(size), f"{project_site}/{FORM}")
    finish(page)
    expect(page.locator("#r-result")).to_be_focused()
    header, heading = (box(page, selector) for selector in (".rk-header", "#r-result"))
    assert header["y"] + header["height"] <= heading["y"] <= size[1] / 2


def test_nothing_touches_the_cards(tab: Any, every_kind: str) -> None:
    page = opened(tab(DESKTOP), every_kind)
    answer(page, "consent", "no")
    answer(page, "hours", "10")
    finish(page)
    gap = page.locator("[data-cards]").evaluate(
        """cards => cards.nextElementSibling.getBoundingClientRect().top
            - Math.max(...[...cards.children].map((card) => card.getBoundingClientRect().bottom))"""
    )
    assert gap >= 16


def test_every_strip_has_words_at_both_ends(filled: Page) -> None:
    for strip in filled.locator("[data-strip]").locator("visible=true").all():
        assert all(end.strip() for end in strip.locator(".rk-line__ends span").all_inner_texts())


def test_ends_and_spread_are_said_in_words(filled: Page) -> None:
    card = filled.locator('section[aria-labelledby="r-clarity.title"]')
    assert card.locator(".rk-line__ends span").all_inner_texts() == ["Not clear", "Very clear"]
    expect(card.locator("[data-spread]")).to_be_visible()
    expect(card.locator('[data-slot="spread"]')).to_contain_text("wide part")


def test_a_printed_result_is_the_result_alone(filled: Page) -> None:
    filled.emulate_media(media="print")
    filled.evaluate("dispatchEvent(new Event('beforeprint'))")
    for hidden in (".rk-header", ".rk-footer", ".rk-button", ".rk-questions", ".rk-clear", "[data-paper-key]"):
        expect(filled.locator(hidden).locator("visible=true")).to_have_count(0)
    card = filled.locator('section[aria-labelledby="r-clarity.title"]')
    expect(card.locator('[data-slot="value"]')).to_be_visible()
    mark = card.locator(".rk-line__mark").evaluate(
        "one => [getComputedStyle(one).borderTopColor, getComputedStyle(one).borderTopWidth]"
    )
    assert mark[0] == "rgb(0, 0, 0)", "edges print, grounds do not"
    filled.emulate_media(media="screen")


def test_a_printed_blank_form_is_whole(tab: Any, every_kind: str) -> None:
    page = opened(tab(PHONE), every_kind)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for hidden in (".rk-header", ".rk-footer", ".rk-button", ".rk-clear", "[data-result]"):
        expect(page.locator(hidden).locator("visible=true")).to_have_count(0)
    expect(page.locator('[data-question="crisis_alone"]')).to_be_visible()
    expect(page.locator("[data-paper-key] table").first).to_be_visible()
    page.emulate_media(media="screen")


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_paper_is_not_wasted(tab: Any, project_site: str, paper: str) -> None:
    page = opened(tab(DESKTOP), f"{project_site}/{FORM}")
    questions = page.locator("[data-number]").locator("visible=true").count()
    assert sheets(page, paper) <= 0.45 * questions, "the form with its key, two questions side by side"
    for tile in page.locator("[value=fairly]").locator("visible=true").all():
        tile.check()
    finish(page)
    assert sheets(page, paper) <= page.locator("[data-cards] > .rk-card").count(), "the result, with how it was worked out"


def sheets(page: Page, paper: str) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper)))


def test_marks_print(tab: Any, project_site: str) -> None:
    page = tab(DESKTOP)
    page.goto(project_site)
    page.emulate_media(media="print")
    kept = page.locator("#who-are-you + ul > li").evaluate_all(
        "all => all.map((one) => getComputedStyle(one, '::before').printColorAdjust)"
    )
    page.emulate_media(media="screen")
    assert kept == ["exact"] * 4, "grounds print only on request"


def test_pages_mirror_without_growing(seen: Any) -> None:
    assert faults(seen, "mirrored", SMALL, DESKTOP, WALL) == []
    assert all(found["logo"] > 640 for (_, size), found in seen.items() if size == DESKTOP)


def test_a_strip_mirrors_with_its_ends(filled: Page) -> None:
    places = """card => {
        const line = card.querySelector(".rk-line").getBoundingClientRect();
        const middle = (selector) => {
            const { left, right } = card.querySelector(selector).getBoundingClientRect();
            return (left + right) / 2;
        };
        const [low, high] = ["first", "last"].map((end) => middle(`.rk-line__ends :${end}-child`));
        return [(middle(".rk-line__mark") - line.left) / line.width, low < high];
    }"""
    card = filled.locator('section[aria-labelledby="r-clarity.title"]')
    mark, low_first = card.evaluate(places)
    assert low_first
    assert mark == pytest.approx(0.875, abs=0.02)
    filled.evaluate("document.documentElement.dir = document.body.dir = 'rtl'")
    mirrored, low_first = card.evaluate(places)
    assert not low_first
    assert mirrored == pytest.approx(1 - mark, abs=0.02)
    assert filled.evaluate("document.documentElement.scrollWidth") <= 390


def test_nothing_moves_for_those_who_ask_for_that(tab: Any, project_site: str) -> None:
    page = opened(tab(PHONE), f"{project_site}/{FORM}")
    page.emulate_media(reduced_motion="reduce")
    moving = page.locator("body *").evaluate_all(
        """all => all.filter((one) => { const { transitionDuration, transitionProperty, animationName } = getComputedStyle(one);
            return animationName !== "none" || (transitionProperty !== "none" && parseFloat(transitionDuration) > 0); }).length"""
    )
    page.emulate_media(reduced_motion="no-preference")
    assert moving == 0


def test_on_a_wall_text_reads_from_the_back(tab: Any, project_site: str) -> None:
    page = tab(WALL, "dark")
    page.goto(f"{project_site}/{PLACES['trainer']}")
    size, ground = page.evaluate(
        """() => [parseFloat(getComputedStyle(document.querySelector(".rk-activity__text p")).fontSize),
            getComputedStyle(document.body).backgroundColor]"""
    )
    assert size >= 24
    assert min(int(part) for part in ground.strip("rgb()").split(",")) > 200, "light, whatever the device asks for"
    expect(page.locator(".rk-notes").first).to_be_visible()
    page.goto(f"{project_site}/{PLACES['module']}")
    expect(page.locator(".rk-notes")).to_have_count(0)

"""How questions look and behave, as far as a program can tell: order, picked answers, focus, problems."""

from typing import Any

import pytest
from browsing import opened
from looking import DESKTOP, FORM, PHONE, PLACE, RING, VIEWS, box
from playwright.sync_api import Page, expect


def test_options_run_down_and_carry_words(tab: Any, project_site: str) -> None:
    page = opened(tab(DESKTOP), f"{project_site}/{FORM}")
    groups = (
        page.locator(".rk-question:has(.rk-tile)")
        .locator("visible=true")
        .evaluate_all(
            """all => all.map((one) => [...one.querySelectorAll(".rk-tile")].map((tile) => {
            const { left, top } = tile.getBoundingClientRect();
            return [left, top, tile.textContent.trim()];
        }))"""
        )
    )
    for tiles in groups:
        assert len({round(left) for left, _, _ in tiles}) == 1
        assert [top for _, top, _ in tiles] == sorted({top for _, top, _ in tiles})
        assert all(sum(letter.isalpha() for letter in words) >= 2 for _, _, words in tiles)


def test_ways_out_stand_apart(tab: Any, every_kind: str) -> None:
    page = opened(tab(PHONE), every_kind)
    question = page.locator('[data-question="tasks"]')
    expect(question.locator(".rk-or")).to_be_visible()
    edges = question.locator(".rk-tile").evaluate_all("tiles => tiles.map((tile) => getComputedStyle(tile).borderTopStyle)")
    assert edges == ["solid"] * 5 + ["dashed"] * 2
    order = question.locator(".rk-or, .rk-tile").evaluate_all("all => all.map((one) => one.className)")
    assert order.index("rk-or") == 5


def test_nothing_is_picked_on_load(tab: Any, project_site: str) -> None:
    page = opened(tab(PHONE), f"{project_site}/{FORM}")
    expect(page.locator("form input:checked")).to_have_count(0)


@pytest.mark.parametrize("view", VIEWS)
def test_a_picked_tile_is_more_than_a_colour(tab: Any, project_site: str, view: str) -> None:
    page = opened(tab(PHONE, view), f"{project_site}/{FORM}")
    tiles = page.locator(".rk-question").first.locator(".rk-tile")
    before = tiles.locator("input").evaluate_all(PLACE)
    tiles.nth(1).locator("input").check()
    page.mouse.move(0, 0)
    style = "tile => [parseFloat(getComputedStyle(tile).borderTopWidth), Number(getComputedStyle(tile).fontWeight)]"
    (edge, weight), (other_edge, other_weight) = tiles.nth(1).evaluate(style), tiles.nth(0).evaluate(style)
    assert edge > other_edge
    assert weight > other_weight
    assert before == tiles.locator("input").evaluate_all(PLACE), "nothing jumps"


@pytest.mark.parametrize("view", VIEWS)
def test_focus_shows(tab: Any, every_kind: str, view: str) -> None:
    page = opened(tab(DESKTOP, view), every_kind)
    page.locator("body").press("Tab")  # from here on the browser takes it that a keyboard is used
    for selector in (
        ".rk-logo",
        ".rk-button--leave",
        ".rk-nav a",
        ".rk-start summary",
        ".rk-tile input",
        ".rk-input",
        "[data-submit]",
    ):
        page.locator(selector).locator("visible=true").first.focus()
        assert page.evaluate(RING), selector
    page.goto(every_kind.replace("questionnaires/all-kinds/", "library/"))
    page.locator("body").press("Tab")
    page.locator(".rk-entry a").first.focus()
    assert page.evaluate(RING)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=str)
def test_going_back_by_keyboard_never_ends_under_the_header(tab: Any, every_kind: str, size: tuple[int, int]) -> None:
    page = opened(tab(size), every_kind)
    page.locator("[data-submit]").focus()
    for _ in range(25):
        page.keyboard.press("Shift+Tab")
        top, ours, bottom = page.evaluate(
            """() => {
                const focused = document.activeElement.closest(".rk-tile") ?? document.activeElement;
                return [focused.getBoundingClientRect().top, !focused.closest(".rk-header"),
                    document.querySelector(".rk-header").getBoundingClientRect().bottom];
            }"""
        )
        assert not ours or top >= bottom


def test_questions_are_counted_in_words_and_without_a_bar(tab: Any, every_kind: str) -> None:
    page = opened(tab(PHONE), every_kind)
    numbers = page.locator("[data-number]").locator("visible=true").all_text_contents()
    assert numbers == [f"Question {place} of {len(numbers)}" for place in range(1, len(numbers) + 1)]
    expect(page.locator("progress, meter, [role=progressbar], table:visible")).to_have_count(0)
    assert "%" not in page.locator("form.rk-questions").text_content()


def test_a_skipped_question_stays_calm(filled: Page) -> None:
    looks = """one => ["color", "borderTopColor", "backgroundColor", "borderInlineStartWidth"]
        .map((name) => getComputedStyle(one)[name])"""
    skipped, given = (filled.locator(f'[data-question="{name}"]') for name in ("helper", "tasks"))
    assert skipped.evaluate(looks) == given.evaluate(looks)
    assert "*" not in skipped.inner_text()
    expect(skipped.locator(".rk-error")).to_have_count(0)


def test_problems_come_first_with_the_focus_and_the_same_words(tab: Any, every_kind: str) -> None:
    page = opened(tab(PHONE), every_kind)
    page.locator("[data-submit]").click()
    summary = page.locator("[data-errors]")
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()
    assert box(page, "[data-errors]")["y"] < box(page, ".rk-section")["y"]
    for text in summary.locator("li").all_inner_texts():
        expect(page.locator(".rk-error", has_text=text).locator("visible=true")).to_have_count(1)

"""How pages look, as far as a program can tell: the first view, sizes of text, edges, colours."""

from typing import Any

import pytest
from browsing import opened, shot
from looking import CLIPPED, COVERED, DESKTOP, FORM, LONG, PHONE, PLACES, SMALL, SPACING, TEXTS, WALL, WIDER, box, faults, restyle
from playwright.sync_api import Page

AROUND = """() => {
    const asked = [...document.querySelectorAll("meta[name=theme-color]")].find(({ media }) => matchMedia(media).matches).content;
    const [, ...shown] = /rgb\\((\\d+), (\\d+), (\\d+)\\)/.exec(getComputedStyle(document.documentElement).backgroundColor);
    return [asked, "#" + shown.map((part) => Number(part).toString(16).padStart(2, "0")).join("")];
}"""
"""The colour that the page asks for, and the one it has."""


def test_the_first_view_of_home_holds_what_counts(tab: Any, project_site: str) -> None:
    page = tab(SMALL)
    page.goto(project_site)
    for selector in (".rk-logo", "h1", ".rk-hero__words p:has-text('stay on this')", ".rk-hero .rk-button"):
        place = box(page, selector)
        assert place["y"] + place["height"] <= 568, selector


@pytest.mark.parametrize("size", [SMALL, PHONE, (768, 1024), DESKTOP, WALL], ids=str)
def test_the_way_out_is_whole_and_never_covered(tab: Any, project_site: str, size: tuple[int, int]) -> None:
    page = opened(tab(size), f"{project_site}/{FORM}")
    for depth in (0, 0.4, 1):
        page.evaluate("depth => scrollTo(0, depth * document.documentElement.scrollHeight)", depth)
        place = box(page, ".rk-button--leave")
        assert 44 <= place["height"] < 60, "one line, and as tall as a thumb"
        assert 0 <= place["y"] < 20
        assert place["x"] + place["width"] > size[0] * 0.75
        assert not page.evaluate(COVERED)


def test_there_is_at_most_one_solid_main_button(seen: Any) -> None:
    assert {place: found["solid"] for (place, size), found in seen.items() if size == DESKTOP and found["solid"]} == {
        "home": 1,
        "form": 1,
        "map": 1,
        "charter": 1,
        "plan": 1,
    }


def test_the_way_out_is_where_something_is_at_stake_and_nowhere_else(seen: Any) -> None:
    assert {place for (place, _), found in seen.items() if found["leave"]} == {"form", "map", "example", "charter", "plan"}


def test_nothing_of_the_stock_theme_is_left_over(seen: Any) -> None:
    assert faults(seen, "stock", SMALL, DESKTOP, WALL) == []


# Type and layout


def test_no_text_is_small(seen: Any) -> None:
    assert faults(seen, "small", SMALL, DESKTOP, WALL) == []


def test_lines_are_short_enough_to_find_the_next(seen: Any) -> None:
    assert faults(seen, "lines", DESKTOP, WALL) == []
    assert faults(seen, "narrow", DESKTOP, WALL) == []


def test_no_heading_ends_in_a_single_word(seen: Any) -> None:
    assert faults(seen, "orphan", SMALL) == []


def test_the_header_keeps_to_one_line_on_a_small_phone(seen: Any) -> None:
    assert {place: found["header"] for (place, size), found in seen.items() if size == SMALL and found["header"] > 62} == {}


def test_links_for_the_keyboard_stay_out_of_sight(seen: Any) -> None:
    assert faults(seen, "skip", SMALL, DESKTOP) == []


def test_no_page_prints_what_only_a_screen_can_use(seen: Any) -> None:
    assert faults(seen, "paper", SMALL, DESKTOP, WALL) == []


def test_each_point_of_view_has_a_shape_of_its_own(tab: Any, project_site: str) -> None:
    page = tab(DESKTOP)
    page.goto(f"{project_site}/questionnaires/")
    shapes = page.locator("h2 .rk-mark").evaluate_all("marks => marks.map((mark) => mark.innerHTML)")
    assert len(shapes) == len(set(shapes)) == 4


def test_nothing_is_wider_than_the_screen(seen: Any) -> None:
    assert faults(seen, "plain", SMALL, DESKTOP, WALL) == []


def test_spaced_text_fits_a_small_phone(seen: Any) -> None:
    assert faults(seen, "spaced", SMALL, DESKTOP) == []


def test_text_at_200_percent_is_not_clipped(seen: Any) -> None:
    assert faults(seen, "large", DESKTOP, WALL) == []


def test_no_text_of_a_result_is_small(filled: Page) -> None:
    for summary in filled.locator("summary").locator("visible=true").all():
        summary.click()
    assert not [found for found in filled.evaluate(TEXTS) if found[0] < 15]


def test_long_words_fit_a_small_phone(tab: Any, every_kind: str) -> None:
    page = opened(tab(SMALL), every_kind)
    page.evaluate(
        """(long) => { for (const text of document.querySelectorAll(
            "h1, h2, [data-text], [data-label], .rk-end .rk-button, summary, .rk-tile__help"
        )) text.textContent = long }""",
        LONG,
    )
    restyle(page, SPACING)
    shot(page, "long-words")
    assert page.evaluate(WIDER) == []
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_header_keeps_to_one_line_on_a_desktop(tab: Any, project_site: str) -> None:
    page = tab((1220, 800))
    for place in ("", FORM):
        page.goto(f"{project_site}/{place}")
        assert box(page, ".rk-header")["height"] < 80


def test_questions_stand_out_from_their_answers(tab: Any, project_site: str) -> None:
    page = opened(tab(PHONE), f"{project_site}/{FORM}")
    gaps = page.evaluate(
        """() => {
            const [first, second] = document.querySelectorAll(".rk-question");
            const tiles = [...first.querySelectorAll(".rk-tile")].map((tile) => tile.getBoundingClientRect());
            const next = second.querySelector(".rk-legend").getBoundingClientRect();
            const size = (selector) => parseFloat(getComputedStyle(document.querySelector(selector)).fontSize);
            return {
                answers: tiles[1].top - tiles[0].bottom,
                questions: next.top - tiles.at(-1).bottom,
                legend: size(".rk-legend"), option: size(".rk-tile__text"),
            };
        }"""
    )
    assert gaps["questions"] >= 3 * gaps["answers"]
    assert gaps["legend"] > gaps["option"]


@pytest.mark.parametrize("size", [SMALL, PHONE], ids=str)
def test_left_edges_line_up(tab: Any, project_site: str, size: tuple[int, int]) -> None:
    page = opened(tab(size), f"{project_site}/{FORM}")
    selectors = ("h1", ".rk-section h2", ".rk-legend", "[data-question] .rk-tile", "[data-submit]", ".rk-logo")
    edges = {box(page, selector)["x"] for selector in selectors}
    assert max(edges) - min(edges) < 1.5
    texts = (
        page.locator("[data-question] .rk-tile__text")
        .locator("visible=true")
        .evaluate_all("texts => texts.map((text) => text.getBoundingClientRect().left)")
    )
    assert max(texts) - min(texts) < 1.5


def test_dark_is_neither_black_nor_glowing(tab: Any, project_site: str) -> None:
    page = opened(tab(PHONE, "dark"), f"{project_site}/{FORM}")
    grounds = page.locator("html, body, .rk-header, .rk-tile, .rk-note, .rk-footer").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).backgroundColor.match(/[0-9.]+/g).map(Number))"
    )
    assert all(0 < max(ground[:3]) < 90 for ground in grounds if len(ground) == 3 or ground[3])
    page.goto(project_site)
    fills = page.locator(".rk-logo [class*='rk-mark--']").evaluate_all(
        "marks => marks.map((mark) => getComputedStyle(mark).fill)"
    )
    assert len(set(fills)) == 4


@pytest.mark.parametrize("view", ["light", "dark"])
def test_what_a_phone_puts_around_a_page_has_its_colour(tab: Any, project_site: str, view: str) -> None:
    """A trainer's page stays light when the device is dark."""
    page = tab(PHONE, view)
    for name, path in PLACES.items():
        page.goto(f"{project_site}/{path}")
        asked, shown = page.evaluate(AROUND)
        assert asked == shown, name

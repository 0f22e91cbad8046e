"""How pages look and behave, as far as a program can tell: sizes, edges, order, focus, paper, other scripts and sizes of text."""

from collections.abc import Iterator
from typing import Any

import pytest
from browsing import PATIENCE, answer, finish, opened, shot
from playwright.sync_api import Browser, BrowserContext, Page, expect

FORM = "questionnaires/role-clarity-peer-specialist/"
PLACES = {
    "home": "",
    "list": "questionnaires/",
    "form": FORM,
    "module": "modules/four-key-functions/",
    "trainer": "modules/four-key-functions/trainer/",
    "library": "library/",
    "glossary": "library/glossary/",
    "evidence": "library/evidence/",
    "guide": "guides/onboarding/",
    "not-found": "no-such-page/",
}
PHONE, SMALL, DESKTOP, WALL = (390, 844), (320, 568), (1280, 800), (1920, 1080)
VIEWS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}
LONG = "Rollenklarheitsfragebogenauswertung für Genesungsbegleitungsfachkräfte"
GIVEN = {"consent": "no", "hours": "10", "tasks": "mostly", "limits": "very", "alone": "often", "night_help": "a_little"}
"""`clarity` is scored from two of three, `nights` asks nothing, `help` and `strict` have too few."""
SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } \
p { margin-block-end: 2em !important }"  # WCAG 1.4.12

TEXTS = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        if (!walker.currentNode.textContent.trim() || !parent.checkVisibility({ visibilityProperty: true })) continue;
        if (parent.closest(".md-search, .rk-unseen, .rk-skip, script, style")) continue;
        found.push([parseFloat(getComputedStyle(parent).fontSize), walker.currentNode.textContent.trim().slice(0, 60)]);
    }
    return found;
}"""
LONGEST_LINES = """() => [...document.querySelectorAll(".rk p, .rk li, .rk dd")].flatMap((block) => {
    if (!block.checkVisibility() || block.matches(".rk-facts *") || block.querySelector("p, li, ul, table")) return [];
    const range = document.createRange(), lines = new Map();
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const { textContent } = walker.currentNode;
        for (let at = 0; at < textContent.length; at += 1) {
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + 1);
            const { bottom, width } = range.getBoundingClientRect();
            if (width) lines.set(Math.round(bottom / 8), (lines.get(Math.round(bottom / 8)) ?? 0) + 1);
        }
    }
    const longest = Math.max(0, ...lines.values());
    return longest > 75 ? [[longest, block.textContent.trim().slice(0, 60)]] : [];
})"""
WIDER = """() => [...document.querySelectorAll("body *")].filter((element) => {
    if (!element.checkVisibility() || element.closest(".md-search, .rk-skip, .rk-unseen, pre")) return false;
    const { left, right, width } = element.getBoundingClientRect();
    return width && (left < -1 || right > innerWidth + 1);
}).map((element) => element.outerHTML.slice(0, 120))"""
CLIPPED = """() => [...document.querySelectorAll(".rk-button, .rk-tile, .rk-legend, .rk h1, .rk h2, summary, .rk-header li a")]
    .filter((element) => element.checkVisibility()
        && (element.scrollWidth > element.clientWidth + 4 || element.scrollHeight > element.clientHeight + 4)
        && getComputedStyle(element).display !== "inline")
    .map((element) => element.outerHTML.slice(0, 120))"""
RING = """() => {
    const focused = document.activeElement.closest(".rk-tile") ?? document.activeElement;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(focused);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
}"""
PLACE = "all => all.map((one) => Math.round(one.getBoundingClientRect().top + scrollY))"
SOLID = ".rk-button:not(.rk-button--second, .rk-button--erase, .rk-button--leave)"
STOCK = ".md-sidebar, .md-source, .md-tabs, .md-top, .md-clipboard, .md-content__button, .headerlink"
COVERED = """() => {
    const { x, y, width, height } = document.querySelector(".rk-button--leave").getBoundingClientRect();
    const spots = [[x + 4, y + 4], [x + width / 2, y + height / 2], [x + width - 4, y + height - 4]];
    return spots.some(([left, top]) => !document.elementFromPoint(left, top)?.matches(".rk-button--leave"));
}"""


@pytest.fixture(scope="module")
def tabs(browser: Browser) -> Iterator[dict[tuple[Any, ...], Page]]:
    """Tabs that tests share, by size and view; opening one for each test would take minutes."""
    made: dict[tuple[Any, ...], Page] = {}
    yield made
    for page in made.values():
        page.context.close()


@pytest.fixture
def tab(browser: Browser, tabs: dict[tuple[Any, ...], Page]) -> Any:
    """A tab of this size and view."""

    def get(size: tuple[int, int], view: str = "light") -> Page:
        if (size, view) not in tabs:
            width, height = size
            made: BrowserContext = browser.new_context(viewport={"width": width, "height": height}, **VIEWS[view])
            made.set_default_timeout(PATIENCE)
            tabs[size, view] = made.new_page()
        return tabs[size, view]

    return get


@pytest.fixture
def filled(tab: Any, every_kind: str) -> Page:
    """A result on a phone."""
    page = opened(tab(PHONE), every_kind)
    for question, value in GIVEN.items():
        if page.locator(f'[data-question="{question}"]').is_visible():
            answer(page, question, value)
    finish(page)
    return page


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).locator("visible=true").first.bounding_box()
    assert found
    return found


@pytest.fixture(scope="module")
def seen(browser: Browser, project_site: str) -> dict[tuple[str, tuple[int, int]], dict[str, Any]]:
    """What was measured on each page at each size. Each is opened once, since opening takes longer than measuring."""
    found = {}
    for size in (SMALL, DESKTOP, WALL):
        context = browser.new_context(viewport={"width": size[0], "height": size[1]})
        page = context.new_page()
        for name in ("home", "module", "trainer", "guide") if size == WALL else PLACES:
            page.goto(f"{project_site}/{PLACES[name]}")
            found[name, size] = measured(page)
        context.close()
    return found


def measured(page: Page) -> dict[str, Any]:
    found = {
        "small": [text for text in page.evaluate(TEXTS) if text[0] < 15],
        "lines": page.evaluate(LONGEST_LINES),
        "solid": page.locator(SOLID).locator("visible=true").count(),
        "leave": page.locator(".rk-button--leave").locator("visible=true").count(),
        "stock": page.locator(STOCK).locator("visible=true").count() + page.locator("img:not(.rk-logo img)").count(),
        "plain": page.evaluate(WIDER),
    }
    page.evaluate("document.documentElement.dir = document.body.dir = 'rtl'")
    found["mirrored"] = page.evaluate(WIDER)
    found["logo"] = box(page, ".rk-logo")["x"]
    page.evaluate("document.documentElement.dir = document.body.dir = 'ltr'")
    restyle(page, SPACING)
    found["spaced"] = page.evaluate(WIDER)
    page.evaluate("document.adoptedStyleSheets = []")
    restyle(page, "html { font-size: 250% !important }")
    found["large"] = page.evaluate(CLIPPED)
    return found


def faults(seen: dict[tuple[str, tuple[int, int]], dict[str, Any]], what: str, *sizes: tuple[int, int]) -> list[Any]:
    return [(place, size, found[what]) for (place, size), found in seen.items() if size in sizes and found[what]]


def restyle(page: Page, css: str) -> None:
    """Add rules as a reader's own tools do; the page's policy bars style elements."""
    page.evaluate(
        """(css) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets.push(sheet); }""",
        css,
    )


# First view


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
    }


def test_the_way_out_is_where_something_is_at_stake_and_nowhere_else(seen: Any) -> None:
    assert {place for (place, _), found in seen.items() if found["leave"]} == {"form"}


def test_nothing_of_the_stock_theme_is_left_over(seen: Any) -> None:
    assert faults(seen, "stock", SMALL, DESKTOP, WALL) == []


# Type and layout


def test_no_text_is_small(seen: Any) -> None:
    assert faults(seen, "small", SMALL, DESKTOP, WALL) == []


def test_lines_are_short_enough_to_find_the_next(seen: Any) -> None:
    assert faults(seen, "lines", DESKTOP, WALL) == []


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
            const [one, two] = [...first.querySelectorAll(".rk-tile")].map((tile) => tile.getBoundingClientRect());
            const size = (selector) => parseFloat(getComputedStyle(document.querySelector(selector)).fontSize);
            return {
                answers: two.top - one.bottom,
                questions: second.getBoundingClientRect().top - first.getBoundingClientRect().bottom,
                legend: size(".rk-legend"), option: size(".rk-tile__text"),
            };
        }"""
    )
    assert gaps["questions"] >= 3 * gaps["answers"]
    assert gaps["legend"] > gaps["option"]


@pytest.mark.parametrize("size", [SMALL, PHONE], ids=str)
def test_left_edges_line_up(tab: Any, project_site: str, size: tuple[int, int]) -> None:
    page = opened(tab(size), f"{project_site}/{FORM}")
    edges = {
        box(page, selector)["x"] for selector in ("h1", ".rk-section h2", ".rk-legend", ".rk-tile", "[data-submit]", ".rk-logo")
    }
    assert max(edges) - min(edges) < 1.5
    texts = (
        page.locator(".rk-tile__text")
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


# Questions


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
    expect(page.locator("input:checked")).to_have_count(0)


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
    numbers = page.locator("[data-number]").locator("visible=true").all_inner_texts()
    assert numbers == [f"Question {place} of {len(numbers)}" for place in range(1, len(numbers) + 1)]
    expect(page.locator("progress, meter, [role=progressbar], table:visible")).to_have_count(0)
    assert "%" not in page.locator("form").inner_text()


def test_a_skipped_question_stays_calm(filled: Page) -> None:
    looks = """one => ["color", "borderTopColor", "backgroundColor", "borderInlineStartWidth"]
        .map((name) => getComputedStyle(one)[name])"""
    skipped, given = (filled.locator(f'[data-question="{name}"]') for name in ("helper", "tasks"))
    assert skipped.evaluate(looks) == given.evaluate(looks)
    assert "*" not in skipped.inner_text()
    expect(skipped.locator("[data-error]")).to_be_hidden()


def test_problems_come_first_with_the_focus_and_the_same_words(tab: Any, every_kind: str) -> None:
    page = opened(tab(PHONE), every_kind)
    page.locator("[data-submit]").click()
    summary = page.locator("[data-errors]")
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()
    assert box(page, "[data-errors]")["y"] < box(page, ".rk-section")["y"]
    for text in summary.locator("li").all_inner_texts():
        expect(page.locator("[data-error]", has_text=text).locator("visible=true")).to_have_count(1)


# Result


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


def test_ends_and_spread_are_said_in_words(filled: Page) -> None:
    card = filled.locator('section[aria-labelledby="r-clarity.title"]')
    assert card.locator(".rk-line__ends span").all_inner_texts() == ["Not clear", "Very clear"]
    expect(card.locator("[data-spread]")).to_be_visible()
    expect(card.locator('[data-slot="spread"]')).to_contain_text("wide part")


# Paper, other scripts, other wishes


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

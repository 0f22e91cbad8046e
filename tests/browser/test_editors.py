"""What holds for the charter and the plan alike: undo, files, what stays behind, every look."""

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from browsing import shot
from editing import STATE, TAGS, WHOLE, button, edited, give, panel, save, status
from looking import CLIPPED, DESKTOP, LONG, PHONE, SMALL, SPACING, VIEWS, WIDER, restyle, violations
from paper import pages
from playwright.sync_api import Browser, BrowserContext, Page, expect
from test_recorder import KEPT, NOTHING

WEATHER: Any = {"body": "<!doctype html><title>Weather</title>", "content_type": "text/html"}
WARNED = """() => {
    const event = new Event("beforeunload", { cancelable: true });
    dispatchEvent(event);
    return event.defaultPrevented;
}"""
BACK = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
both = pytest.mark.parametrize("name", TAGS)


def fill(page: Page, name: str) -> None:
    """Something of each kind."""
    give(page, WHOLE[name])
    expect(panel(page)).to_contain_text("The file is open.")
    button(page, "Close").click()


def sheet(page: Page) -> str:
    return " ".join(page.locator(".rk-editor > .rk-sheet").inner_text().split())


# --- undo ----------------------------------------------------------------------------------------------------------------


def at_random(page: Page, chance: random.Random) -> None:
    """Anything a person may do that changes the page."""
    wanted = chance.choice(["add", "up", "down", "remove", "field", "field", "tick", "clear"])
    if wanted == "field":
        fields = page.locator(".rk-editor__form [data-field]:visible")
        field = fields.nth(chance.randrange(fields.count()))
        kind = field.get_attribute("type")
        if kind == "checkbox":
            field.click()
        else:
            field.fill(chance.choice(["2026-12-24", "2027-01-02", ""]) if kind == "date" else chance.choice(["a", "b c", ""]))
        return
    if wanted == "tick":
        page.locator("[data-starter]").nth(chance.randrange(10)).evaluate("box => box.click()")
        return
    found = button(page, "Clear all") if wanted == "clear" else page.locator(f'[data-act="{wanted}"]:visible')
    if found.count() and (wanted != "clear" or chance.random() < 0.3):
        found.nth(chance.randrange(found.count())).click()


@pytest.mark.parametrize("seed", range(3))
@both
def test_undoing_all_gives_the_beginning_back(page: Page, project_site: str, name: str, seed: int) -> None:
    edited(page, project_site, name)
    fill(page, name)
    for _ in range(2):
        button(page, "Undo").click()
    start, seen = page.evaluate(STATE), sheet(page)
    chance = random.Random(seed)
    for _ in range(40):
        at_random(page, chance)
    end, seen_last = page.evaluate(STATE), sheet(page)
    while "nothing" not in status(page).inner_text():
        button(page, "Undo").click()
    assert (page.evaluate(STATE), sheet(page)) == (start, seen)
    button(page, "Redo").click()
    while "nothing" not in status(page).inner_text():
        button(page, "Redo").click()
    assert (page.evaluate(STATE), sheet(page)) == (end, seen_last)


@both
def test_keys_undo_outside_of_fields(page: Page, project_site: str, name: str) -> None:
    edited(page, project_site, name)
    fill(page, name)
    whole = page.evaluate(STATE)
    button(page, "Clear all").click()
    assert page.evaluate(STATE) != whole
    page.keyboard.press("Control+z")
    assert page.evaluate(STATE) == whole
    page.keyboard.press("Control+Shift+z")
    assert page.evaluate(STATE) != whole


# --- files ---------------------------------------------------------------------------------------------------------------


@both
def test_a_file_comes_back(page: Page, project_site: str, name: str, tmp_path: Path) -> None:
    edited(page, project_site, name)
    button(page, "Save as a file").click()
    expect(status(page)).to_have_text("There is nothing to save yet. Write a line first.")
    fill(page, name)
    file = save(page, tmp_path)
    assert re.fullmatch(r"(role-charter|action-plan)-20\d\d-\d\d-\d\d\.json", file.name)
    expect(status(page)).to_contain_text("Look in your downloads")
    data, seen = json.loads(file.read_text(encoding="utf-8")), sheet(page)
    page.reload()
    page.locator(".rk-editor[data-ready]").wait_for()
    give(page, file.read_bytes())
    expect(panel(page)).to_be_focused()
    assert sheet(page) == seen
    assert json.loads(save(page, tmp_path).read_text(encoding="utf-8")) == data


@both
def test_what_is_here_is_not_replaced_unasked(page: Page, project_site: str, name: str) -> None:
    edited(page, project_site, name)
    page.locator("[data-field=team]").fill("West")
    before = page.evaluate(STATE)
    give(page, WHOLE[name])
    expect(panel(page)).to_contain_text("Use what is in the file?")
    assert page.evaluate(STATE) == before
    button(page, "Keep what is on this page").click()
    expect(panel(page)).to_be_hidden()
    assert page.evaluate(STATE) == before
    give(page, WHOLE[name])
    button(page, "Use the file").click()
    assert page.evaluate(STATE) != before
    button(page, "Undo").click()
    assert page.evaluate(STATE) == before


HOSTILE: dict[str, tuple[bytes | str | dict[str, Any], str]] = {
    "other": ({"format": "roleclarity-response-1"}, "It is not a"),
    "newer": ({"format": "roleclarity-{}-2"}, "newer version"),
    "damaged": ("{", "damaged"),
    "polluting": ('{"format": "roleclarity-{}-1", "__proto__": {"polluted": 1}, "boxes": {}, "steps": []}', "not as we write it"),
    "deep": ("[" * 100_000, "damaged"),
    "no text": (b"\xff\xfe\x00", "It is not a"),
    "two megabytes": (b" " * 2_000_001, "too large"),
    "a million lines": ("[" + "1," * 450_000 + "1]", "It is not a"),
}


@pytest.mark.parametrize("kind", HOSTILE)
@both
def test_a_file_from_elsewhere_changes_nothing(page: Page, project_site: str, name: str, kind: str) -> None:
    """B13: The charter and the plan refuse what the form refuses."""
    content, why = HOSTILE[kind]
    if isinstance(content, bytes):
        given: bytes | str = content
    else:
        given = (content if isinstance(content, str) else json.dumps(content)).replace("{}-", f"{name}-")
    edited(page, project_site, name)
    page.locator("[data-field=team]").fill("West")
    before = page.evaluate(STATE)
    give(page, given)
    expect(panel(page)).to_contain_text("We can't use this file.")
    expect(panel(page)).to_contain_text(why)
    expect(panel(page)).to_contain_text("Nothing on this page changed.")
    expect(panel(page)).to_be_focused()
    assert page.evaluate(STATE) == before
    assert page.evaluate("({}).polluted") is None


@both
def test_markup_in_a_file_stays_text(page: Page, project_site: str, name: str) -> None:
    edited(page, project_site, name)
    bad = "<img src=x onerror=alert(1)>"
    give(
        page,
        {
            **WHOLE[name],
            "team": bad,
            **({"steps": [{"what": bad, "who": bad}]} if name == "plan" else {"boxes": {"open": [bad]}}),
        },
    )
    expect(panel(page)).to_contain_text("The file is open.")
    assert page.locator(".rk-editor img").count() == 0
    assert sheet(page).count(bad) == (3 if name == "plan" else 2)


# --- what stays behind ---------------------------------------------------------------------------------------------------


@both
def test_nothing_is_asked_for_and_nothing_stays(context: BrowserContext, project_site: str, name: str, tmp_path: Path) -> None:
    page = edited(context.new_page(), project_site, name)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route("**/*", lambda route: route.abort())
    fill(page, name)
    page.locator("[data-field=team]").fill("zebramarker")
    save(page, tmp_path)
    button(page, "Clear all").click()
    assert page.evaluate(KEPT) == NOTHING
    assert [url for url in asked if not url.startswith("blob:")] == []


@both
def test_what_is_kept_by_choice_comes_back_and_goes(context: BrowserContext, project_site: str, name: str) -> None:
    page = edited(context.new_page(), project_site, name)
    page.locator("[name=rk-keep][value=sealed]").check()
    for field in ("phrase", "again"):
        page.locator(f"[name=rk-{field}]").fill("four words that differ")
    page.locator("[data-do=begin]").click()
    page.locator('[data-keep][data-state="kept"]').wait_for()
    expect(page.locator("[data-panel=kept]")).to_contain_text("What you write is kept in this browser until")
    fill(page, name)
    whole = page.evaluate(STATE)
    assert not page.evaluate(WARNED)
    edited(page, project_site, name)
    page.locator("[name=rk-unlock]").fill("four words that differ")
    page.locator("[data-do=unlock]").click()
    page.locator('[data-keep][data-state="kept"]').wait_for()
    found = page.evaluate(STATE)
    assert (found["fields"], found["lists"]) == (whole["fields"], whole["lists"])
    page.locator("[data-panel=kept] [data-do=remove]").click()
    expect(page.locator("[data-news]")).to_have_text("What was kept was removed from this browser.")
    page.wait_for_function("indexedDB.databases().then((all) => !all.length)")


@both
def test_closing_asks_only_about_what_nobody_saved(page: Page, project_site: str, name: str, tmp_path: Path) -> None:
    edited(page, project_site, name)
    assert not page.evaluate(WARNED)
    fill(page, name)
    assert not page.evaluate(WARNED), "it is in the file"
    page.locator("[data-field=team]").fill("West")
    assert page.evaluate(WARNED)
    save(page, tmp_path)
    assert not page.evaluate(WARNED)
    page.locator("[data-field=team]").fill("North")
    button(page, "Undo").click()
    assert not page.evaluate(WARNED)


@both
def test_the_next_person_finds_nothing(page: Page, project_site: str, name: str) -> None:
    edited(page, project_site, name)
    start = page.evaluate(STATE)
    fill(page, name)
    page.evaluate(BACK)
    assert page.evaluate(STATE) == start
    button(page, "Undo").click()
    assert page.evaluate(STATE) == start
    expect(status(page)).to_have_text("There is nothing to undo.")


@both
def test_leaving_covers_and_wipes_without_a_question(page: Page, project_site: str, name: str) -> None:
    edited(page, project_site, name)
    page.locator("[data-field=team]").fill("West")
    page.on("dialog", lambda dialog: pytest.fail(dialog.type))
    page.route("https://www.weather.gov/", lambda route: route.fulfill(**WEATHER))
    page.locator(".rk-button--leave").click()
    expect(page).to_have_title("Weather")


# --- looks ---------------------------------------------------------------------------------------------------------------


def in_states(page: Page, site: str, name: str) -> Any:
    """The page in each state that looks different, by its name."""
    edited(page, site, name)
    yield "fresh"
    for summary in page.locator(".rk-editor details:not(.rk-help) > summary").all():
        summary.click()
    yield "open"
    page.locator("[data-list] > [data-act=add]").first.click()
    fill(page, name)
    page.locator("[data-starter]").first.check()
    yield "filled"
    give(page, "{")
    yield "refused"
    give(page, WHOLE[name])
    yield "asked"
    page.locator("[name=rk-keep][value=sealed]").check()
    yield "keeping"


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=str)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@both
def test_axe_finds_nothing(browser: Browser, project_site: str, name: str, scheme: str, size: tuple[int, int]) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    found = []
    for state in in_states(page, project_site, name):
        page.evaluate("scrollTo(0, 0)")
        shot(page, f"{name}-{state}-{size[0]}-{scheme}")
        found += [f"{state}: {fault}" for fault in violations(page)]
    context.close()
    assert not found, "\n".join(found)


@both
def test_it_fits_a_small_phone_in_both_directions_with_long_words(tab: Any, project_site: str, name: str) -> None:
    page = edited(tab(SMALL), project_site, name)
    page.emulate_media(media="screen")
    steps = [{"what": LONG, "who": LONG, "by": "2026-12-01"}]
    give(page, {**WHOLE[name], "team": LONG, **({"steps": steps} if name == "plan" else {"boxes": {"functions": [LONG] * 8}})})
    expect(panel(page)).to_be_visible()
    for direction in ("ltr", "rtl"):
        page.evaluate("(dir) => { document.documentElement.dir = document.body.dir = dir }", direction)
        assert page.evaluate(WIDER) == []
        assert page.evaluate(CLIPPED) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        shot(page, f"{name}-small-{direction}")
    restyle(page, SPACING)
    assert page.evaluate(WIDER) == []
    page.evaluate("document.adoptedStyleSheets = []; document.documentElement.dir = document.body.dir = 'ltr'")


@both
def test_buttons_keep_an_edge_in_forced_colours(tab: Any, project_site: str, name: str) -> None:
    assert VIEWS["forced"]
    page = edited(tab(PHONE, "forced"), project_site, name)
    fill(page, name)
    shot(page, f"{name}-forced")
    edges = page.locator(".rk-editor .rk-button:visible").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).borderTopWidth)"
    )
    assert set(edges) == {"2px"}


@both
def test_what_has_the_focus_is_not_behind_the_bar(tab: Any, project_site: str, name: str) -> None:
    page = edited(tab(PHONE), project_site, name)
    fill(page, name)
    page.locator("[data-field=team]").focus()
    for _ in range(30):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            """() => {
                const [bar] = document.querySelectorAll(".rk-editor__bar");
                const { top, bottom } = document.activeElement.getBoundingClientRect();
                const edge = bar.getBoundingClientRect();
                return !bar.contains(document.activeElement) && bottom > edge.top + 1 && top < edge.bottom;
            }"""
        )
        assert not hidden, page.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize("size", ["A4", "Letter"])
@both
def test_without_scripts_it_is_one_page_to_fill_in_by_hand(browser: Browser, project_site: str, name: str, size: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{project_site}/{name}/")
    expect(page.locator("noscript p").filter(has_text="fill it in by hand")).to_be_visible()
    expect(page.locator(".rk-editor__form")).to_be_hidden()
    (text,) = pages(page.pdf(format=size))
    assert text.startswith({"charter": "Rolecharter:", "plan": "Actionplan:"}[name])
    assert "Leave" not in text
    assert "byhand" not in text
    context.close()

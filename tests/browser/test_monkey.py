"""B5: Somebody who presses anything in any order, while the network refuses everything: nothing is asked for, nothing breaks."""

import random

import pytest
from looking import PLACES
from playwright.sync_api import BrowserContext, Page, Request
from teams import SIZES, team
from test_recorder import KEPT, told

FORMS = ("peer-specialist", "client", "supervisor", "non-peer-staff")
PAGES = [
    *(f"questionnaires/role-clarity-{form}/" for form in FORMS),
    *(PLACES[name] for name in ("example", "charter", "plan", "map")),
]
ACT = """([which, kind]) => {
    const found = [...document.querySelectorAll("main :is(button, input, textarea, select, summary)")]
        .filter((one) => one.checkVisibility() && !one.disabled && one.type !== "file");
    if (!found.length) return "";
    const one = found[Math.floor(which * found.length)];
    const typed = ["zebramarker", "0", "<b>", "\\u202e", "2026-12-01", ""][Math.floor(kind * 6)];
    one.focus();
    if (one.matches("select")) one.selectedIndex = Math.floor(kind * one.options.length);
    else if (one.matches("textarea, input:not([type=radio], [type=checkbox])")) one.value = typed;
    else one.click();
    if (one.matches("select, textarea, input")) {
        for (const name of ["input", "change"]) one.dispatchEvent(new Event(name, { bubbles: true }));
    }
    return one.tagName + " " + (one.name || one.textContent).trim().slice(0, 40);
}"""
KEEPS = {"cookies", "localStorage", "sessionStorage", "caches"}


def press_anything(context: BrowserContext, site: str, place: str, actions: int) -> list[str]:
    """What went wrong, after so many actions on a page."""
    page: Page = context.new_page()
    page.add_init_script("window.print = () => {}")
    page.goto(f"{site}/{place}")
    page.wait_for_load_state("networkidle")
    wrong: list[str] = []
    allowed = {f"{site}/{one['file']}" for one in told(site)["requests"]["after_load"]}

    def asked(request: Request) -> None:
        if request.url not in allowed and not request.url.startswith(("blob:", "data:")):
            wrong.append(f"asked for {request.url}")

    page.on("request", asked)
    page.on("pageerror", lambda error: wrong.append(f"error {error}"))
    page.on("console", lambda message: wrong.append(f"said {message.text}") if message.type == "error" else None)
    page.on("dialog", lambda dialog: dialog.accept())
    if place == PLACES["map"]:
        page.set_input_files("[data-pick]", team(SIZES[12]))  # else there is next to nothing to press
    chance = random.Random(place)
    done = [page.evaluate(ACT, [chance.random(), chance.random()]) for _ in range(actions)]
    assert len(set(done)) > actions / 40, "it pressed the same again and again"
    stored = page.evaluate(KEPT)
    wrong += [f"left {name}: {stored[name]}" for name in KEEPS if stored[name]]
    page.evaluate(
        "document.querySelectorAll('role-questionnaire, role-charter, action-plan, role-map').forEach((one) => one.wipe())"
    )
    page.close()
    return wrong


@pytest.mark.parametrize("place", PAGES)
def test_whatever_is_pressed(context: BrowserContext, project_site: str, place: str) -> None:
    assert press_anything(context, project_site, place, 60) == []


@pytest.mark.long
@pytest.mark.parametrize("place", PAGES)
def test_whatever_is_pressed_five_thousand_times(context: BrowserContext, project_site: str, place: str) -> None:
    assert press_anything(context, project_site, place, 5_000 // len(PAGES)) == []

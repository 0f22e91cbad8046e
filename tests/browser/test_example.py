"""The worked example: one click from the home page to the role map and the charter of a made-up team."""

import re
from typing import Any

from browsing import shot
from editing import button, texts
from looking import PHONE
from paper import pages
from playwright.sync_api import Browser, BrowserContext, Page, expect
from teams import SIZES, file, response, team
from test_recorder import KEPT, NOTHING

DROP = """(text) => {
    const files = new DataTransfer();
    files.items.add(new File([text], "one.json"));
    dispatchEvent(Object.assign(new Event("drop", { cancelable: true }), { dataTransfer: files }));
}"""


def example(page: Page, site: str) -> Page:
    page.goto(f"{site}/example/")
    page.locator("role-map[data-ready]").wait_for(state="attached")
    return page


def test_one_click_from_home_shows_a_map_and_a_charter(page: Page, project_site: str) -> None:
    page.goto(project_site)
    page.get_by_role("link", name="a worked example").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A worked example")
    expect(page.locator("main")).to_contain_text("This team is made up")
    shared = [" ".join(text.split()) for text in page.locator("[data-shared] li").all_inner_texts()]
    assert shared == ["Peer specialist 1 person", "Supervisor 1 person", "People supported 6 people", "Colleagues 6 people"]
    assert page.locator("[data-cards] > .rk-card").count() > 5
    assert page.locator("[data-out=far] li").count() > 0
    assert page.locator("[data-topics=differences] .rk-topic").count() == 5
    expect(page.locator(".rk-editor > .rk-sheet")).to_contain_text("Harbor Street team (made up)")
    expect(page.locator(".rk-editor > .rk-sheet")).to_contain_text("Made on: November 20, 2026")
    expect(page.locator(".rk-map-files")).to_be_hidden()
    shot(page, "example")


def test_whatever_is_tried_there_asks_for_nothing_and_stays_nowhere(context: BrowserContext, project_site: str) -> None:
    page = example(context.new_page(), project_site)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("[data-order]").select_option("difference")
    page.locator("[data-cards] [data-do=charter]").first.click()
    expect(page.locator("[data-message]")).to_contain_text("Added to “Still open”")
    expect(page.locator('[data-list="open"]')).to_be_visible()
    assert len(texts(page, "open")) == 2
    button(page, "Undo").click()
    assert len(texts(page, "open")) == 1
    assert page.evaluate(KEPT) == NOTHING
    assert asked == []
    page.go_back()
    page.go_forward()
    assert len(texts(page, "open")) == 1, "the example is as it was"


def test_files_dropped_on_it_do_not_mix_with_the_made_up(page: Page, project_site: str) -> None:
    example(page, project_site)
    before = page.locator("[data-shared]").inner_text()
    one = file("one.json", response("role-clarity-client", {"errands": "often"}))
    page.evaluate(DROP, one["buffer"].decode())
    page.locator("[data-order]").select_option("difference")
    assert page.locator("[data-shared]").inner_text() == before


def test_each_thing_prints_alone(page: Page, project_site: str) -> None:
    example(page, project_site)
    map_alone, charter_alone = on_paper(page, "printMap"), on_paper(page, "print")
    assert "Fairlyclear" in map_alone
    assert "HarborStreet" not in map_alone
    assert "HarborStreet" in charter_alone
    assert "Fairlyclear" not in charter_alone


def on_paper(page: Page, what: str) -> str:
    """What comes out of the printer when the page itself asks for it."""
    owner = "role-map" if what == "printMap" else "role-charter"
    mark = "print" if what == "printMap" else "printing"
    page.evaluate("([owner, mark]) => { document.querySelector(owner).dataset[mark] = 'map' }", [owner, mark])
    page.emulate_media(media="null")
    text = "".join(pages(page.pdf(format="A4")))
    page.evaluate("([owner, mark]) => { delete document.querySelector(owner).dataset[mark] }", [owner, mark])
    return text


def test_without_scripts_the_charter_can_be_read(browser: Browser, project_site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": PHONE[0], "height": PHONE[1]})
    page = context.new_page()
    page.goto(f"{project_site}/example/")
    expect(page.locator(".rk-editor > .rk-sheet")).to_contain_text("I listen, give hope, and help people feel less alone.")
    expect(page.locator("summary", has_text="change this charter")).to_be_hidden()
    expect(page.get_by_role("heading", name=re.compile("charter that they agreed on"))).to_be_visible()
    context.close()


def test_links_jump_to_the_parts_of_a_long_page(page: Page, project_site: str) -> None:
    example(page, project_site)
    jumps: list[Any] = page.locator(".rk-jump a").all()
    assert len(jumps) == 5
    for jump in jumps:
        target = page.locator(jump.get_attribute("href") or "none")
        jump.click()
        expect(target).to_be_in_viewport()


def test_leaving_wipes_the_map_and_the_charter_before_anything_is_asked(page: Page, project_site: str) -> None:
    """Words that nobody saved yet would else bring up a question, on a page that is covered."""
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.route("https://www.weather.gov/", lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
    page.goto(f"{project_site}/role-map/")
    page.locator("role-map[data-ready]").wait_for(state="attached")
    page.set_input_files("[data-pick]", team(SIZES[2]))
    page.locator("[data-cards] > .rk-card > [data-do=charter]").first.click()
    page.locator("#c-team").fill("zebramarker")
    page.locator("[data-leave]").last.click()
    expect(page).to_have_title("Weather")
    assert asked == []

"""Long lists as a person uses them: pages of a hundred without a script, and a filter with one."""

import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import shot
from corpus import write
from judging import Judge
from looking import VIEWS, WIDER
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sites import build_site, served

COUNT = 230
TOPICS = ["expectations", "limits", "support"]
PLACES = ["community", "act", "prison"]
RECORDS = "assets/roleclarity/catalogue-questionnaires.json"
Record = dict[str, Any]


def varied(folder: Path) -> None:
    """The generated project, with content for every facet."""
    chance = random.Random(4)
    write(COUNT, folder)
    library = "".join(f"  - {{id: {topic}, title: On {topic}, meaning: The job.}}\n" for topic in TOPICS)
    (folder / "content/library/constructs.yml").write_text(f"constructs:\n{library}", encoding="utf-8")
    for number, file in enumerate(sorted((folder / "content/questionnaires").glob("*.yml"))):
        text = file.read_text(encoding="utf-8").replace("construct: expectations", f"construct: {chance.choice(TOPICS)}")
        text = re.sub("minutes: .*", f"minutes: {chance.choice([4, 9, 25, 45, 90])}", text, count=1)
        text = text.replace("language: en", "language: es", 1) if number % 40 == 0 else text
        text = re.sub("perspective: .*\n", "", text, count=1) if number % 9 == 0 else text
        text = text.replace("licence:", f"settings: [{chance.choice(PLACES)}]\nlicence:", 1) if number % 3 else text
        text = text.replace("title: Generated", "title: <b>Überblick</b> &amp;", 1) if number % 50 == 1 else text
        file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("long")
    varied(project / "project")
    return build_site(project / "project", project / "site")


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    with served(folder) as address:
        yield f"{address}/questionnaires/"


@pytest.fixture(scope="module")
def records(folder: Path) -> list[Record]:
    found = json.loads((folder / RECORDS).read_bytes())
    values = found["values"]
    return [
        {"id": entry[0], "text": f"{entry[1]} {entry[2]}", "minutes": entry[3]}
        | {name: [values[name][place] for place in places] for name, places in zip(values, entry[4:], strict=True)}
        for entry in found["entries"]
    ]


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.locator("[data-filter][data-ready]").wait_for(state="attached")
    if not page.locator("[data-filter][open]").count():
        page.locator("[data-filter] summary").click()
    return page


def sentence(page: Page):
    return page.locator("[data-said]")


def rows(page: Page):
    return page.locator("[data-rows] .rk-row")


def said(count: int) -> str:
    return f"{count} of {COUNT} questionnaires"


def is_whole(page: Page) -> None:
    expect(page.locator("section[data-whole]").first).to_be_visible()
    expect(rows(page)).to_have_count(0)
    expect(sentence(page)).to_be_empty()


ANSWERS: dict[tuple[str, str, str], Callable[[Record], bool]] = {
    ("Who it is for", "For supervisors", "perspective=supervisor"): lambda one: (
        not one["perspective"] or "supervisor" in one["perspective"]
    ),
    ("Where it is used", "ACT teams", "setting=act"): lambda one: not one["setting"] or "act" in one["setting"],
    ("What it is about", "On limits", "topic=limits"): lambda one: "limits" in one["topic"],
    ("How long it takes", "Up to 10 minutes", "minutes=10"): lambda one: one["minutes"] <= 10,
    ("How long it takes", "More than 60 minutes", "minutes=over-60"): lambda one: one["minutes"] > 60,
    ("Language", "español", "language=es"): lambda one: one["language"] == ["es"],
}


@pytest.mark.parametrize("asked", ANSWERS, ids=lambda asked: asked[2])
def test_each_facet(asked: tuple[str, str, str], page: Page, site: str, records: list[Record]) -> None:
    label, option, fragment = asked
    wanted = [one["id"] for one in records if ANSWERS[asked](one)]
    assert 0 < len(wanted) < COUNT
    opened(page, site)
    page.get_by_label(label).select_option(label=option)
    expect(sentence(page)).to_have_text(said(len(wanted)))
    assert page.url == f"{site}#{fragment}"
    while page.locator("[data-more]").is_visible():
        place = rows(page).count()
        assert place % 100 == 0
        page.locator("[data-more]").click()
        expect(rows(page).nth(place).locator("a").first).to_be_focused()
    assert [link.get_attribute("href") for link in page.locator("[data-rows] h3 a").all()] == [
        f"{site}{name}/" for name in wanted
    ]
    expect(page.locator("[data-whole]").first).to_be_hidden()


def test_all_at_once_and_none(page: Page, site: str, records: list[Record]) -> None:
    opened(page, f"{site}list/2/")
    page.get_by_label("Who it is for").select_option("supervisor")
    page.get_by_label("What it is about").select_option("limits")
    page.get_by_label("Words in").fill("questionnaire TWENTY")
    wanted = [
        one for one in records if "limits" in one["topic"] and (not one["perspective"] or "supervisor" in one["perspective"])
    ]
    wanted = [one for one in wanted if "questionnaire" in one["text"]]
    expect(sentence(page)).to_have_text(said(len(wanted)))
    page.get_by_label("Words in").fill("zebra")
    expect(sentence(page)).to_contain_text("Nothing fits all of this. Set one choice back")
    expect(rows(page)).to_have_count(0)
    expect(page.locator("[data-more]")).to_be_hidden()
    page.get_by_role("button", name="Show all again").click()
    is_whole(page)
    assert page.url == f"{site}list/2/"
    expect(page.locator("[data-filter] summary")).to_be_focused()
    expect(page.get_by_label("Who it is for")).to_have_value("")


def test_a_row_looks_as_in_the_list(page: Page, site: str) -> None:
    """But that it says whom it is for, which the heading above it says otherwise."""
    opened(page, site)
    plain = {
        row.locator("a").get_attribute("href").split("/")[-2]: row.inner_text()
        for row in page.locator("[data-whole] .rk-row").all()
    }
    page.get_by_label("Words in").fill("uberblick")
    expect(sentence(page)).to_have_text(said(5))
    for row in rows(page).all():
        name = row.locator("a").get_attribute("href").split("/")[-2]
        text = re.sub(r"\s+", " ", re.sub(r"^ ?For .*\n", "", row.inner_text(), flags=re.MULTILINE))
        assert "<b>Überblick</b> &amp;" in text
        assert text == re.sub(r"\s+", " ", plain.get(name, text))
    assert plain.keys() & {row.locator("a").get_attribute("href").split("/")[-2] for row in rows(page).all()}


def test_a_row_says_in_which_language_it_is(page: Page, site: str) -> None:
    tongues = "all => all.map((row) => [row.querySelector('a').lang, row.querySelector('p').lang, row.querySelector('li').lang])"
    opened(page, f"{site}#language=es")
    expect(rows(page).first).to_be_visible()
    assert {tuple(row) for row in rows(page).evaluate_all(tongues)} == {("es", "es", "")}
    opened(page, f"{site}#language=en")
    expect(sentence(page)).to_have_text(re.compile(r"\d+ of"))
    assert {tuple(row) for row in rows(page).evaluate_all(tongues)} == {("", "", "")}


def test_back_and_forward(page: Page, site: str) -> None:
    opened(page, site)
    page.get_by_label("Where it is used").select_option("act")
    expect(page.locator("section[data-whole]").first).to_be_hidden()
    first = sentence(page).inner_text()
    page.get_by_label("Words in").press_sequentially("plans", delay=0)
    expect(sentence(page)).not_to_have_text(first)
    both = sentence(page).inner_text()
    page.go_back()
    expect(sentence(page)).to_have_text(first)
    expect(page.get_by_label("Words in")).to_have_value("")
    page.go_back()
    is_whole(page)
    expect(page.get_by_label("Where it is used")).to_have_value("")
    page.go_forward()
    page.go_forward()
    expect(sentence(page)).to_have_text(both)
    rows(page).first.locator("a").first.click()
    page.wait_for_url("**/generated-*/")
    page.go_back()
    expect(sentence(page)).to_have_text(both)
    page.reload()
    expect(sentence(page)).to_have_text(both)


HOSTILE = [
    "setting=<img src=x onerror=alert(1)>&topic=constructor",
    "perspective=__proto__&minutes=1e9",
    "minutes=&language=xx&nothing=1&words=",
    "setting",
    "%E0%A4%A&=&==",
    "s-supervisor",
    "toString=1&fields=2&length=9",
]


@pytest.mark.parametrize("fragment", HOSTILE)
def test_an_address_cannot_choose_what_is_not_offered(fragment: str, page: Page, site: str) -> None:
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    opened(page, f"{site}#{fragment}")
    is_whole(page)
    assert not [url for url in urls if url.endswith(".json")]


def test_words_of_an_address_are_text(page: Page, site: str) -> None:
    opened(page, f"{site}#words=%3Cimg%20src%3Dx%3E" + "y" * 5000)
    expect(sentence(page)).to_contain_text("Nothing fits")
    assert len(page.get_by_label("Words in").input_value()) == 100
    assert page.locator("img[src=x]").count() == 0


def test_by_keys(page: Page, site: str) -> None:
    page.goto(site)
    page.locator("[data-filter][data-ready]").wait_for(state="attached")
    page.locator("[data-filter] summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Words in")).to_be_focused()
    page.keyboard.type("plans")
    expect(sentence(page)).to_contain_text(" of 230")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Who it is for")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Who it is for")).to_have_value("peer_specialist")
    expect(page).to_have_url(f"{site}#words=plans&perspective=peer_specialist")
    for _ in range(5):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Show all again")).to_be_focused()
    page.keyboard.press("Enter")
    is_whole(page)
    expect(page.locator("[data-filter] summary")).to_be_focused()


def test_one_file_and_only_when_it_is_used(page: Page, site: str) -> None:
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    opened(page, site)
    page.wait_for_load_state("networkidle")
    assert not [url for url in urls if url.endswith(".json")]
    before = len(urls)
    for value in ("act", "prison", "community"):
        page.get_by_label("Where it is used").select_option(value)
        expect(page).to_have_url(f"{site}#setting={value}")
    page.get_by_label("Words in").fill("secret")
    expect(sentence(page)).to_contain_text("Nothing fits")
    asked = [url for url in urls[before:] if not url.endswith("icon.svg")]  # the browser's own, at each new address
    assert asked == [site.replace("questionnaires/", RECORDS)]


def test_without_a_network(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = opened(context.new_page(), site)
    context.set_offline(True)
    page.get_by_label("Where it is used").select_option("act")
    expect(sentence(page)).to_contain_text("this is the whole list. Check that you are online")
    expect(page.locator("section[data-whole]").first).to_be_visible()
    context.set_offline(False)
    page.get_by_label("Where it is used").select_option("prison")
    expect(sentence(page)).to_contain_text(f"of {COUNT}")
    context.close()


def test_without_scripts_the_lists_are_whole(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    found: list[str] = []
    for number in range(1, 4):
        expect(page.locator("[data-filter]")).to_be_hidden()
        expect(page.get_by_text("You can filter this list in a newer browser")).to_be_visible()
        expect(page.get_by_text(f"Page {number} of 3").first).to_be_visible()
        found += [link.get_attribute("href").split("/")[-2] for link in page.locator(".rk-row h3 a").all()]
        if number < 3:
            page.get_by_role("link", name="Next page").last.click()
            page.wait_for_url(f"**/list/{number + 1}/")
    assert len(found) == len(set(found)) == COUNT
    page.get_by_role("link", name="I run a program").click()
    expect(page.locator("h2:target")).to_have_text(re.compile("I run a program"))
    context.close()


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("size", [(320, 568), (1280, 800)], ids=str)
def test_every_state_is_accessible(browser: Browser, site: str, judge: Judge, view: str, size: tuple[int, int]) -> None:
    context: BrowserContext = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", **VIEWS[view]
    )
    states = {"whole": "list/2/", "some": "#setting=act&minutes=30", "none": "#words=zebra"}
    for name, place in states.items():
        page = opened(context.new_page(), f"{site}{place}")
        expect(page.locator("[data-rows], [data-whole], [data-all]").locator("visible=true").first).to_be_visible()
        assert judge(page, f"filter-{name}") == []
        assert page.evaluate(WIDER) == []
        shot(page, f"catalogue-{name}-{view}-{size[0]}")
        page.close()
    context.close()


def test_paper_shows_the_rows_and_not_the_filter(page: Page, site: str) -> None:
    opened(page, f"{site}#setting=act")
    expect(rows(page).first).to_be_visible()
    page.emulate_media(media="print")
    for part in ("[data-filter]", "[data-all]", "[data-more]", ".rk-paging"):
        expect(page.locator(part).first).to_be_hidden()
    expect(rows(page).first).to_be_visible()


@pytest.mark.parametrize("what", ["setting", "topic", "minutes", "language"])
def test_without_scripts_other_orders_are_a_link_away(what: str, browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    named = {"setting": "Where it is used", "topic": "What it is about", "minutes": "How long it takes", "language": "Language"}
    page.get_by_role("navigation", name="The same list in another order").get_by_role("link", name=named[what]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Questionnaires: {named[what]}")
    expect(page.locator("section li").first).to_be_visible()
    page.get_by_role("link", name="The whole list, with what each is about").click()
    assert page.url == site
    context.close()


def test_nothing_is_found_in_a_list_by_something(page: Page, site: str, judge: Judge) -> None:
    page.goto(f"{site}list/setting/")
    assert page.evaluate(WIDER) == []
    assert judge.on_screens(page, "list-by") == []
    shot(page, "list-by")

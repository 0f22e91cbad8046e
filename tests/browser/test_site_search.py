"""The search as a person uses it: by keys, by pointer, on a small phone, without a network; and what it costs."""

import gzip
import shutil
from collections.abc import Iterator

import pytest
from browsing import shot
from judging import Judge
from looking import VIEWS, WIDER
from playwright.sync_api import Browser, BrowserContext, Page, expect
from searching import FOLDER, index_of, pages, searched
from sites import EVERY_KIND, build_site, served

from builder.search import search_assets
from builder.search_words import split_words

MOST_BYTES = 150_000
"""For a first search: script, manifest and shards, as they are sent."""
MANY = 4000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small site with the index of a large one."""
    site = build_site(EVERY_KIND, tmp_path_factory.mktemp("large") / "site")
    shutil.rmtree(site / FOLDER)
    for asset in search_assets(pages(MANY)):
        (site / asset.uri).parent.mkdir(exist_ok=True)
        (site / asset.uri).write_bytes(asset.data)
    with served(site) as address:
        yield address


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.locator(".rk-search summary").click()
    expect(field(page)).to_be_focused()
    page.locator("[data-search][data-ready]").wait_for()  # its script is loaded only now, and keys before that do nothing
    return page


def field(page: Page):
    return page.get_by_role("searchbox", name="Search this site")


def found(page: Page):
    return page.locator(".rk-search__found a")


def said(page: Page):
    return page.locator(".rk-search [role=status]")


def asked_for(page: Page) -> list[str]:
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    return urls


def test_by_keys(context: BrowserContext, project_site: str) -> None:
    page = context.new_page()
    page.goto(project_site)
    page.locator(".rk-search summary").focus()
    page.keyboard.press("Enter")
    expect(field(page)).to_be_focused()
    page.keyboard.type("peer supervisor")
    expect(said(page)).to_contain_text("pages found.")
    assert found(page).count() > 1
    expect(page.locator(".rk-search__found mark").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(found(page).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(found(page).first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(field(page)).to_have_value("")
    expect(found(page)).to_have_count(0)
    page.keyboard.press("Escape")
    expect(field(page)).to_be_hidden()
    expect(page.locator(".rk-search summary")).to_be_focused()


def test_enter_goes_to_the_first_or_nowhere(context: BrowserContext, project_site: str) -> None:
    page = opened(context.new_page(), project_site)
    field(page).fill("zzzz")
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("No page has all of these words")
    assert page.url == f"{project_site}/"
    field(page).fill("onboarding")
    page.keyboard.press("Enter")
    page.wait_for_url("**/guides/onboarding/**")
    assert "?" not in page.url


def test_leaving_it_closes_it(context: BrowserContext, project_site: str) -> None:
    page = opened(context.new_page(), project_site)
    page.locator("h1").click(position={"x": 5, "y": 5}, force=True)
    page.mouse.click(380, 800)
    expect(field(page)).to_be_hidden()


def test_no_page_loads_anything_of_it_before_it_is_used(context: BrowserContext, project_site: str) -> None:
    page = context.new_page()
    urls = asked_for(page)
    for place in ("", "questionnaires/", "guides/onboarding/", "questionnaires/role-clarity-peer-specialist/"):
        page.goto(f"{project_site}/{place}")
        page.wait_for_load_state("networkidle")
    assert [url for url in urls if "search" in url or "worker" in url] == []


def test_a_first_search_is_small(context: BrowserContext, large: str) -> None:
    # One word, two, the fewest letters, four that are on most pages, one that is on all; and typed so slowly that each letter
    # is a search of its own.
    for query, pause in (("clamiso", 0), ("inbake tulen", 0), ("st", 0), ("ba ke mi so", 0), ("made", 0), ("clamiso", 400)):
        page = context.new_page()
        page.goto(large)
        page.wait_for_load_state("networkidle")
        sizes: dict[str, int] = {}
        page.on("response", lambda response, sizes=sizes: sizes.update({response.url: len(gzip.compress(response.body(), 9))}))
        page.locator(".rk-search summary").click()
        expect(field(page)).to_be_focused()
        field(page).press_sequentially(query, delay=pause)
        expect(said(page)).not_to_contain_text("Type a word")
        assert all(url.startswith(f"{large}/assets/roleclarity/") for url in sizes)
        assert 0 < sum(sizes.values()) <= MOST_BYTES, (query, sizes)
        page.close()


def test_it_finds_what_the_index_holds(context: BrowserContext, large: str) -> None:
    made = list(pages(MANY))
    index = index_of(made)
    page = opened(context.new_page(), large)
    for entry in made[:: MANY // 2]:
        query = " ".join(split_words(entry.text)[:2])
        field(page).fill(query)
        wanted = searched(index, query)[:20]
        expect(found(page).first).to_have_attribute("href", f"{large}/{wanted[0][0]}")
        assert [link.get_attribute("href") for link in found(page).all()] == [f"{large}/{record[0]}" for record in wanted]


def test_words_in_the_address(context: BrowserContext, project_site: str) -> None:
    page = context.new_page()
    urls = asked_for(page)
    page.goto(f"{project_site}/?q=peer+<b>role")
    expect(field(page)).to_have_value("peer <b>role")
    expect(found(page).first).to_be_visible()
    field(page).fill("zebra")
    expect(found(page)).to_have_count(0)
    assert all(url.startswith(project_site) for url in urls)
    assert not [url for url in urls if "zebra" in url]
    assert page.url.endswith("/?q=peer+%3Cb%3Erole")


def test_without_a_network(browser: Browser, large: str) -> None:
    context = browser.new_context()
    page = opened(context.new_page(), large)
    field(page).fill("clamiso")
    expect(page.locator(".rk-search__sentence")).not_to_contain_text("Type a word")
    context.set_offline(True)
    field(page).fill("vor gro ess")
    expect(said(page)).to_contain_text("Check that you are online")
    context.set_offline(False)
    field(page).fill("vor gro ess")
    expect(said(page)).not_to_contain_text("Check that you are online")
    context.close()


def test_without_a_network_from_the_start(browser: Browser, large: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(large)
    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    page.locator(".rk-search summary").click()
    expect(said(page)).to_contain_text("Check that you are online")
    context.set_offline(False)
    field(page).fill("clamiso")
    expect(said(page)).to_contain_text("found.")
    context.close()


def test_an_old_manifest(context: BrowserContext, large: str) -> None:
    """It names files that a newer site does not have; the new one is read then."""
    page = context.new_page()
    old = {"sizes": [1], "firsts": ["a"], "shards": ["0" * 12], "chunk": 40, "records": ["0" * 12]}
    page.route("**/search/index.json", lambda route: route.fulfill(json=old), times=1)
    opened(page, large)
    field(page).fill("made")
    expect(found(page)).to_have_count(20)


def test_a_manifest_cannot_name_other_places(context: BrowserContext, large: str) -> None:
    page = context.new_page()
    urls = asked_for(page)
    bad = {"sizes": [1], "firsts": ["a"], "shards": ["../../../secret"], "chunk": 40, "records": []}
    page.route("**/search/index.json", lambda route: route.fulfill(json=bad))
    opened(page, large)
    field(page).fill("made")
    expect(said(page)).to_contain_text("did not load")
    assert not [url for url in urls if "secret" in url]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("size", [(320, 568), (1280, 800)], ids=str)
def test_every_state_is_accessible(browser: Browser, project_site: str, judge: Judge, view: str, size: tuple[int, int]) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", **VIEWS[view])
    page = opened(context.new_page(), project_site)
    for state, query, words in (("open", "", "Type a word"), ("none", "zzzz", "No page"), ("some", "peer", "found")):
        field(page).fill(query)
        expect(said(page)).to_contain_text(words)
        assert judge(page, f"search-{state}") == []
        assert page.evaluate(WIDER) == []
        shot(page, f"search-{state}-{view}-{size[0]}")
    place = page.locator(".rk-search__panel").bounding_box()
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= size[0]
    context.close()


def test_without_scripts_there_is_no_field(browser: Browser, project_site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(project_site)
    expect(page.locator(".rk-search")).to_be_hidden()
    context.close()

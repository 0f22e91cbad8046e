"""What a page costs: bytes on the first visit and on the next, scripts that hold it up, things that move while it loads."""

import gzip
import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import corpus
import pytest
from browsing import PATIENCE
from looking import DESKTOP, PHONE, PLACES
from playwright.sync_api import Browser, CDPSession, Page, Route
from sites import build_site, served

FIRST, NEXT, AROUND = 120_000, 15_000, 21_000
"""Bytes: all of a first visit and all of the next page, compressed, and the HTML of a page around its form, as it is."""
MAP, BEYOND, MAP_ALONE = "role-map/role-clarity/", 25_000, 27_000
"""What a role map may weigh beyond a form, each as a first visit; and what it adds to a form before, without its charter."""
HEAD = 300
"""What stands before a file on the wire."""
CHARTER = re.compile(r"<section class=\"rk-map-charter.*</section>", re.DOTALL)
FORM = re.compile(r"<role-questionnaire.*</role-questionnaire>", re.DOTALL)
BLOCKING = """() => [
    ...[...document.querySelectorAll("script[src]:not([type=module], [defer], [async])")].map((script) => script.src),
    ...performance.getEntriesByType("resource")
        .filter((entry) => entry.renderBlockingStatus === "blocking" && !entry.name.endsWith(".css")).map((entry) => entry.name),
]"""
WATCH = """window.shifts = [];
new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value, sources }) =>
    [value, ...sources.map(({ node }) => (node?.outerHTML ?? node?.textContent ?? "").slice(0, 80))])))
    .observe({ type: "layout-shift", buffered: true });"""
PAINTED = "() => document.readyState !== 'loading' && performance.getEntriesByName('first-contentful-paint').length"
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
PUSH = "() => document.body.prepend(Object.assign(document.createElement('pre'), { textContent: 'x\\n'.repeat(9) }))"
WITH_SCRIPTS = {"form": ["role-questionnaire"], "map": ["role-map"], "example": ["role-map"], "charter": ["role-charter"]}
"""The pages that scripts of their own upgrade, and the elements that tell when that is done."""
SCRIPTS = re.compile(r"/(?:questionnaire|role-map|charter)\.js$")
SLOW = 4
"""How many times slower than this machine a phone is."""


@pytest.fixture(scope="module")
def sites(our_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[str, Path]]]:
    """The site of this project and a generated one whose questionnaires have 20 questions, as web spaces serve them."""
    folder = tmp_path_factory.mktemp("weight")
    corpus.write(60, folder / "generated")
    generated = build_site(folder / "generated", folder / "twenty")
    with served(our_site, compressed=True) as one, served(generated, compressed=True) as other:
        yield {"ours": (one, our_site), "twenty": (other, generated)}


def forms(site: Path) -> list[str]:
    """The addresses of the questionnaires, the largest page first."""
    pages = sorted(site.glob("questionnaires/*/index.html"), key=lambda page: page.stat().st_size, reverse=True)
    return [page.parent.relative_to(site).as_posix() + "/" for page in pages]


def transferred(network: CDPSession, page: Page, address: str, what: str = "role-questionnaire") -> int:
    """Bytes that came over the wire for a page, heads of answers included, once nothing more comes."""
    lengths: list[int] = []

    def finished(event: dict[str, Any]) -> None:
        lengths.append(event["encodedDataLength"])

    network.on("Network.loadingFinished", finished)
    page.goto(address)
    page.locator(f"{what}[data-ready]").wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    network.remove_listener("Network.loadingFinished", finished)
    return sum(lengths)


def icon(page: Page) -> int:
    """Bytes of the icon, which a browser without windows does not fetch."""
    with urllib.request.urlopen(page.locator('link[rel="icon"]').evaluate("link => link.href")) as answer:
        return len(answer.read())


@pytest.mark.parametrize("name", ["ours", "twenty"])
def test_a_form_and_the_next_one_are_light(browser: Browser, page: Page, sites: dict[str, tuple[str, Path]], name: str) -> None:
    address, site = sites[name]
    largest, other, *_ = (f"{address}/{form}" for form in forms(site))
    page.goto(largest)
    first = visits(browser, largest)[0] + icon(page)
    _, following, again = visits(browser, other, largest, other)
    print(f"{name}: first visit {first}, next page {following}, back {again}")
    assert (site / forms(site)[0] / "index.html").stat().st_size / 10 < first <= FIRST
    assert 0 < following <= NEXT
    assert again <= NEXT


def test_a_role_map_after_a_form_is_light(browser: Browser, sites: dict[str, tuple[str, Path]]) -> None:
    """Whoever comes from a form has the stylesheet and the frame; the map's page, script and style come on top."""
    address, site = sites["ours"]
    form, after = visits(browser, f"{address}/{forms(site)[0]}", f"{address}/{MAP}")
    (first,) = visits(browser, f"{address}/{MAP}")
    page = (site / MAP / "index.html").read_text("utf-8")
    frame = size(re.sub(r"<role-map.*</role-map>", "", CHARTER.sub("", page), flags=re.DOTALL))
    charter = size(page) - size(CHARTER.sub("", page))
    charter += sum(size((site / "assets/roleclarity" / name).read_text("utf-8")) for name in ("charter.js", "charter.css"))
    print(f"form {form}, role map alone {first}, after a form {after}: {frame} frame of any page, {charter} charter")
    assert form < first <= form + BEYOND
    assert frame + charter < after <= MAP_ALONE + frame + charter + 2 * HEAD


def size(text: str) -> int:
    return len(gzip.compress(text.encode(), 6))


def visits(browser: Browser, *addresses: str) -> list[int]:
    """Bytes for pages that somebody opens one after another, in a browser that was never here."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    found = [
        transferred(network, page, address, "role-map" if address.endswith(MAP) else "role-questionnaire")
        for address in addresses
    ]
    context.close()
    return found


def test_little_html_stands_around_the_form(sites: dict[str, tuple[str, Path]]) -> None:
    sizes = {}
    for _, site in sites.values():
        for form in forms(site):
            around, found = FORM.subn("", (site / form / "index.html").read_text(encoding="utf-8"))
            assert found == 1
            sizes[form] = len(around.encode())
    print(f"HTML around a form: {max(sizes.values())}")
    assert {form: size for form, size in sizes.items() if size > AROUND} == {}


def test_no_script_holds_a_page_up(page: Page, sites: dict[str, tuple[str, Path]]) -> None:
    address, _ = sites["ours"]
    found = {}
    for name, path in PLACES.items():
        page.goto(f"{address}/{path}")
        found[name] = page.evaluate(BLOCKING)
    assert len(found) == len(PLACES)
    assert not any(found.values()), found


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
@pytest.mark.parametrize("name", ["form", "list", "module", "glossary", "guide", "map", "example", "charter"])
def test_nothing_moves_while_loading(
    browser: Browser, sites: dict[str, tuple[str, Path]], name: str, size: tuple[int, int]
) -> None:
    """On a slow device, with scripts that come only after the page has been seen without them."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
    page.add_init_script(WATCH)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(SCRIPTS, hold)
    page.goto(f"{sites['ours'][0]}/{PLACES[name]}", wait_until="commit")
    page.wait_for_function(PAINTED)
    page.evaluate(TWO_FRAMES)
    assert bool(held) == (name in WITH_SCRIPTS)
    assert page.locator("[data-ready]").count() == 0
    for script in held:
        script.continue_()
    for element in WITH_SCRIPTS.get(name, ()):
        page.locator(f"{element}[data-ready]").first.wait_for(state="attached")
    page.wait_for_load_state()
    page.evaluate(TWO_FRAMES)
    assert page.evaluate("shifts") == []
    page.evaluate(PUSH)
    page.wait_for_function("() => shifts.length > 0")  # what would have been noticed
    context.close()

"""What the tests of the look share: which pages and sizes, and what is measured on a page."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

FORM = "questionnaires/role-clarity-peer-specialist/"
PLACES = {
    "home": "",
    "list": "questionnaires/",
    "form": FORM,
    "map": "role-map/role-clarity/",
    "example": "example/",
    "module": "modules/four-key-functions/",
    "trainer": "modules/four-key-functions/trainer/",
    "library": "library/",
    "glossary": "library/glossary/",
    "evidence": "library/evidence/",
    "guide": "guides/onboarding/",
    "charter": "charter/",
    "plan": "plan/",
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
        if (parent.closest(".rk-unseen, .rk-skip, script, style")) continue;
        found.push([parseFloat(getComputedStyle(parent).fontSize), walker.currentNode.textContent.trim().slice(0, 60)]);
    }
    return found;
}"""
MEASURE = 66
"""Letters in a line of prose: from there on the eye loses the next line (WCAG 1.4.8 allows 80, typographers ask for 45 to 75)."""
NARROW = ":root { --rk-font: 'DejaVu Sans Condensed', Arimo, 'Liberation Sans', Arial, sans-serif !important }"
"""Letters about as narrow as those of most phones; the first that a machine has."""
PROSE = ".rk :is(p, li, dd, h1, h2, h3, legend, .rk-tile__text), .rk-footer p"
LONGEST_LINES = """([prose, most]) => [...document.querySelectorAll(prose)].flatMap((block) => {
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
    return longest > most ? [[longest, block.textContent.trim().slice(0, 60)]] : [];
})"""
WIDER = """() => [...document.querySelectorAll("body *")].filter((element) => {
    if (!element.checkVisibility()) return false;
    if (element.closest(".rk-skip, .rk-unseen, pre, [inert], .rk-scroll *")) return false;
    const { left, right, width } = element.getBoundingClientRect();
    return width && (left < -1 || right > innerWidth + 1);
}).map((element) => element.outerHTML.slice(0, 120))"""
SCROLLED = """() => [...document.querySelectorAll(".rk-scroll")]
    .filter((table) => table.checkVisibility() && table.scrollWidth > table.clientWidth + 1)
    .map((table) => table.textContent.trim().slice(0, 60))"""
"""Tables that scroll on their own; only text that a reader has spaced out may come to that."""
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
ORPHAN = """() => [...document.querySelectorAll("h1")].flatMap((heading) => {
    const range = document.createRange(), words = [];
    const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) for (const { 0: word, index } of walker.currentNode.textContent.matchAll(/\\S+/g)) {
        range.setStart(walker.currentNode, index);
        range.setEnd(walker.currentNode, index + word.length);
        words.push([word, Math.round(range.getBoundingClientRect().bottom)]);
    }
    const last = words.filter(([, bottom]) => bottom === words.at(-1)[1]);
    return words.length > 2 && last.length === 1 ? [words.map(([word]) => word).join(" ")] : [];
})"""
SOLID = ".rk-button:not(.rk-button--second, .rk-button--erase, .rk-button--leave)"
STOCK = ".md-sidebar, .md-source, .md-tabs, .md-top, .md-clipboard, .md-content__button, .headerlink"
NOT_ON_PAPER = ".rk-header, .rk-footer, .rk-button, .rk-skip, .rk-clear, .rk-search"
COVERED = """() => {
    const { x, y, width, height } = document.querySelector(".rk-button--leave").getBoundingClientRect();
    const spots = [[x + 4, y + 4], [x + width / 2, y + height / 2], [x + width - 4, y + height - 4]];
    return spots.some(([left, top]) => !document.elementFromPoint(left, top)?.matches(".rk-button--leave"));
}"""

AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # else a third of the time goes into describing each element that is in order
}
READ_COLOURS_ONCE = """() => {
    const known = new Map(), { prototype } = axe.commons.color.Color, { parseString } = prototype;
    prototype.parseString = function (text) {
        if (!known.has(text)) {
            const { r, g, b, alpha } = parseString.call(this, text);
            known.set(text, { r, g, b, alpha });
        }
        return Object.assign(this, known.get(text));
    };
}"""
"""A page has seven colours, which axe reads anew for each element and all around it: a third of what is left."""
JUDGED = "(options) => axe.run(options).then(({ passes, violations }) => [passes.length, violations])"


def violations(page: Page) -> list[str]:
    """What axe finds, from the top of the page: what is half behind the header would seem too small to hit."""
    page.evaluate("scrollTo(0, 0)")
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
        page.evaluate(READ_COLOURS_ONCE)
    passed, faults = page.evaluate(JUDGED, AXE)
    assert passed
    return [f"{fault['id']}: {node['html'][:200]} {node['failureSummary'][:300]}" for fault in faults for node in fault["nodes"]]


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).locator("visible=true").first.bounding_box()
    assert found
    return found


def measured(page: Page) -> dict[str, Any]:
    found = {
        "small": [text for text in page.evaluate(TEXTS) if text[0] < 15],
        "lines": page.evaluate(LONGEST_LINES, [PROSE, MEASURE]),
        "orphan": page.evaluate(ORPHAN),
        "header": box(page, ".rk-header")["height"],
        "solid": page.locator(SOLID).locator("visible=true").count(),
        "leave": page.locator(".rk-button--leave").locator("visible=true").count(),
        "stock": page.locator(STOCK).locator("visible=true").count() + page.locator("img:not(.rk-logo img)").count(),
        "plain": page.evaluate(WIDER) + page.evaluate(SCROLLED),
    }
    page.evaluate("document.documentElement.dir = document.body.dir = 'rtl'")
    found["mirrored"] = page.evaluate(WIDER) + page.evaluate(SCROLLED)
    found["logo"] = box(page, ".rk-logo")["x"]
    page.evaluate("document.documentElement.dir = document.body.dir = 'ltr'")
    restyle(page, SPACING)
    found["spaced"] = page.evaluate(WIDER)
    page.evaluate("document.adoptedStyleSheets = []")
    restyle(page, "html { font-size: 250% !important }")
    found["large"] = page.evaluate(CLIPPED)
    found["skip"] = page.locator(".rk-skip").evaluate_all(
        "all => all.filter((one) => one.getBoundingClientRect().right > 0).length"
    )
    page.evaluate("document.adoptedStyleSheets = []")
    restyle(page, NARROW)
    found["narrow"] = page.evaluate(LONGEST_LINES, [PROSE, MEASURE])
    page.emulate_media(media="print")
    found["paper"] = page.locator(NOT_ON_PAPER).locator("visible=true").count()
    page.emulate_media(media="screen")
    return found


def faults(seen: dict[tuple[str, tuple[int, int]], dict[str, Any]], what: str, *sizes: tuple[int, int]) -> list[Any]:
    return [(place, size, found[what]) for (place, size), found in seen.items() if size in sizes and found[what]]


def restyle(page: Page, css: str) -> None:
    """Add rules as a reader's own tools do; the page's policy bars style elements."""
    page.evaluate(
        """(css) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets.push(sheet); }""",
        css,
    )

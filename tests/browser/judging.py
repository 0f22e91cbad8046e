"""What axe and the HTML Standard say of a page in the state in which it is, and what was judged so."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from conforming import own_faults
from looking import DESKTOP, PHONE, READ_COLOURS_ONCE
from playwright.sync_api import Page
from tested import FRESH, HOW, recorded, take_down

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Of what holds, only which rules were looked at; what axe would fetch again for it is for a rule that is not asked for.
OPTIONS = {"runOnly": TAGS, "resultTypes": ["violations", "incomplete"], "preload": False}
RUN = """async (options) => {
    scrollTo(0, 0);  // what lies half under the header would count as too small to hit
    const found = await axe.run(document, options);
    const { violations, incomplete, passes, inapplicable } = found;
    return {
        version: found.testEngine.version,
        rules: [violations, incomplete, passes, inapplicable].flat().map(({ id }) => id),
        undecided: incomplete.map(({ id }) => id),
        faults: violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) =>
            `${id}: ${html.slice(0, 200)} ${failureSummary.slice(0, 300)}`)),
    };
}"""
VIEW = """() => {
    const looks = ["print", "(forced-colors: active)", "(prefers-color-scheme: dark)"];
    return [innerWidth, looks.find((look) => matchMedia(look).matches) ?? "", document.documentElement.dir];
}"""
LOOKS = {"print": "paper", "(forced-colors: active)": "forced", "(prefers-color-scheme: dark)": "dark", "": "light"}
READ: set[str] = set()
"""States whose HTML was read already: it is the same in each view."""
Screen = tuple[tuple[int, int], dict[str, str]]
SCREENS: list[Screen] = [
    (size, {"color_scheme": scheme, "reduced_motion": "reduce"}) for size in (PHONE, DESKTOP) for scheme in ("light", "dark")
]
"""Sizes and colours in which each page is judged."""


class Judge:
    """Judges pages for one test, and takes down which states of which pages it saw in which views."""

    def __init__(self) -> None:
        self.seen: dict[str, list[str]] = {}
        self.told: list[dict[str, Any]] = []

    def __call__(self, page: Page, state: str) -> list[str]:
        """The faults of a page as it is now; none is what every test wants."""
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_SCRIPT)
            page.evaluate(READ_COLOURS_ONCE)
        told, view = page.evaluate(RUN, OPTIONS), view_of(page)
        self.seen.setdefault(state, []).append(view)
        found = list(told["faults"])
        if state not in READ:
            READ.add(state)
            found += own_faults(page.content())
        self.told.append({**told, "browser": page.context.browser.version if page.context.browser else ""})
        return [f"{state}, {view}: {fault}" for fault in found]

    def on_screens(self, page: Page, state: str) -> list[str]:
        """The same on a phone and on a desktop, in light and in dark."""
        found = []
        for (width, height), media in SCREENS:
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(**media)
            found += self(page, state)
        return found

    def everywhere(self, page: Page, state: str) -> list[str]:
        """On screens, and on a phone also in forced colours and from right to left."""
        found = self.on_screens(page, state)
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        page.emulate_media(color_scheme="light", forced_colors="active")
        found += self(page, state)
        page.emulate_media(color_scheme="light", forced_colors="none")
        page.evaluate("document.documentElement.dir = document.body.dir = 'rtl'")
        found += self(page, state)
        page.evaluate("document.documentElement.dir = document.body.dir = 'ltr'")
        return found

    @property
    def views(self) -> dict[str, str]:
        """How each state was seen, in one line."""
        return {state: ", ".join(views) for state, views in self.seen.items()}

    def agree(self, name: str) -> None:
        """Hold what a test judged against the record; a page that tells of it must not tell of less or more."""
        record = recorded().get("axe", {"judged": {}, "rules": []})
        assert self.views == record["judged"].get(name), f"the record of what is tested says otherwise; {HOW}"
        assert set(record["rules"]) <= set(self.told[-1]["rules"]), f"fewer rules were asked than the record says; {HOW}"

    def record(self, name: str) -> None:
        """Let the record say what a test judged, and by what."""
        before = FRESH.get("axe", {})
        found = [rule for told in self.told for rule in told["undecided"]]
        take_down(
            "axe",
            version=self.told[-1]["version"],
            browser=before.get("browser") or self.told[-1]["browser"],
            tags=TAGS,
            rules=sorted(self.told[-1]["rules"]),
            undecided=sorted({*before.get("undecided", []), *found}),
            violations=before.get("violations", 0) + sum(len(told["faults"]) for told in self.told),
            judged={**before.get("judged", {}), name: self.views},
        )


def view_of(page: Page) -> str:
    """How somebody sees the page, such as `390 dark` or `390 light rtl`."""
    width, look, direction = page.evaluate(VIEW)
    return f"{width} {LOOKS[look]}{' rtl' if direction == 'rtl' else ''}"

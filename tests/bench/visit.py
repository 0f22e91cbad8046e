"""One visit to a page on a slow phone, in Chromium: what it takes until the page can be used, what it holds, how it answers."""

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from browsing import PATIENCE
from looking import PHONE
from playwright.sync_api import Browser, CDPSession, Page

SLOW = 4
"""How many times slower than this machine a phone is."""
LEAST = 16
"""Milliseconds below which the browser reports no event."""
WATCH = """
const ready = () => document.readyState !== "loading" && document.querySelector("[data-ready]");
const message = (then) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", then, { once: true });
    port1.start();
    port2.postMessage(0);
};
(function look() {
    if (ready()) message(() => { globalThis.usable = performance.now(); });
    else requestAnimationFrame(look);
})();
globalThis.clicks = [];
new PerformanceObserver((list) => {
    const found = list.getEntries().filter(({ name, interactionId }) => name === "click" && interactionId);
    clicks.push(...found.map(({ duration }) => duration));
}).observe({ type: "event", durationThreshold: 16 });
"""
"""When the page is ready and the frame that shows it is made; and for each click, the time until the next frame is presented."""
IDLE = """(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    if (registration) await navigator.serviceWorker.ready;
    await new Promise((done) => requestIdleCallback(() => requestIdleCallback(done)));
})()"""
"""Nothing is left to do, in the page or behind it."""
TILE = """((number) => {
    const names = new Set([...document.querySelectorAll(QUESTIONS)].map(({ name }) => name));
    const inputs = document.querySelectorAll(`[name="${CSS.escape([...names][number])}"]`);
    const label = inputs[number % inputs.length].closest("label");
    label.scrollIntoView({ block: "center" });
    const { x, y, width, height } = label.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
})"""
COUNT = "document.querySelectorAll(QUESTIONS).length"
CHECKED = "[...document.querySelectorAll(QUESTIONS)].filter((input) => input.checked).length"


class Taken(NamedTuple):
    """What one visit took."""

    usable: float
    """Milliseconds from asking for the page until all questions are there, the script is done and a frame shows it."""
    script: float
    """Milliseconds of running and compiling scripts until nothing is left to do."""
    heap: float
    """Megabytes of JavaScript objects then, without garbage."""
    answer: float
    """Milliseconds from a tap on an answer to the next frame, the median of many."""
    scripts: float
    """Kilobytes of scripts as they came over the wire, without heads of answers."""
    styles: float


@contextmanager
def phone(browser: Browser, rate: int, script: str = "") -> Iterator[tuple[Page, CDPSession]]:
    """A tab with nothing in its cache, on a phone so many times slower than this machine."""
    context = browser.new_context(
        viewport={"width": PHONE[0], "height": PHONE[1]}, device_scale_factor=2, is_mobile=True, has_touch=True
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    for domain in ("Performance", "Network", "Page"):
        session.send(f"{domain}.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    session.send("Page.addScriptToEvaluateOnNewDocument", {"source": script})
    yield page, session
    context.close()


def told(session: CDPSession, expression: str) -> Any:
    """What the page says. Playwright's own way leaves objects in the page's memory, which is to be measured."""
    done = session.send("Runtime.evaluate", {"expression": expression, "returnByValue": True, "awaitPromise": True})
    assert "exceptionDetails" not in done, done
    return done["result"].get("value")


def visit(browser: Browser, address: str, questions: str, answers: int) -> Taken:
    """Open the page and give so many answers. `questions` selects the radio buttons of the form."""
    with phone(browser, SLOW, WATCH) as (page, session):
        sizes: dict[str, float] = {"Script": 0, "Stylesheet": 0}

        def came(event: dict[str, Any]) -> None:
            if event["type"] in sizes:
                sizes[event["type"]] += int(event["response"]["headers"]["Content-Length"]) / 1000

        session.on("Network.responseReceived", came)
        page.goto(address)
        told(session, IDLE)
        usable = told(session, "usable")
        metrics = {entry["name"]: entry["value"] for entry in session.send("Performance.getMetrics")["metrics"]}
        for _ in range(3):
            session.send("HeapProfiler.collectGarbage")
        heap = session.send("Runtime.getHeapUsage")["usedSize"] / 1e6
        assert told(session, COUNT.replace("QUESTIONS", repr(questions))) == 500
        return Taken(
            usable=usable,
            script=1000 * (metrics["ScriptDuration"] + metrics["V8CompileDuration"]),
            heap=heap,
            answer=_answer(page, session, questions, answers),
            scripts=sizes["Script"],
            styles=sizes["Stylesheet"],
        )


def _answer(page: Page, session: CDPSession, questions: str, answers: int) -> float:
    """The median over many answers, from the first question to the last."""
    for number in range(answers):
        tile = TILE.replace("QUESTIONS", repr(questions))
        place = told(session, f"{tile}({number * 100 // answers})")
        told(session, IDLE)
        page.touchscreen.tap(*place)
        told(session, IDLE)
    assert told(session, CHECKED.replace("QUESTIONS", repr(questions))) == answers
    found = told(session, "clicks")
    return statistics.median([*found, *[LEAST] * (answers - len(found))])

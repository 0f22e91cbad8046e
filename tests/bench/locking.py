"""What locking answers with a passphrase takes on our page: the key, once, and each save after that."""

import statistics
from typing import NamedTuple

from browsing import opened
from keeping import PASSPHRASE, keep, state
from playwright.sync_api import Browser
from visit import phone, told

SLOWER = 6
"""How many times slower than this machine an old phone is."""
WATCH = """
globalThis.derived = 0;
const { deriveKey } = SubtleCrypto.prototype;
SubtleCrypto.prototype.deriveKey = async function (...given) {
    const start = performance.now();
    const key = await deriveKey.apply(this, given);
    derived = performance.now() - start;
    return key;
};
let answered;
globalThis.saves = [];
addEventListener("input", ({ target }) => { if (target.closest("[data-question]")) answered = performance.now(); }, true);
const { postMessage } = BroadcastChannel.prototype;
BroadcastChannel.prototype.postMessage = function (...given) {
    if (answered) saves.push(performance.now() - answered);
    answered = undefined;
    return postMessage.apply(this, given);
};
addEventListener("click", ({ target }) => {
    if (target.closest('[data-do="begin"]')) globalThis.pressed = performance.now();
}, true);
new MutationObserver(() => {
    if (document.querySelector('[data-keep][data-state="kept"]')) globalThis.kept ??= performance.now();
}).observe(document, { attributeFilter: ["data-state"], subtree: true });
"""
"""How long the key took, the whole beginning, and each save: from the answer until the page tells other windows of it."""

ANSWER = """new Promise((done) => {
    const input = document.querySelectorAll("[data-question]")[NUMBER].querySelector("input");
    input.checked = true;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    (function look() { saves[NUMBER] ? done() : setTimeout(look); })();
})"""
"""As a program gives it: after a tap a browser first makes the frame that shows it."""


class Locked(NamedTuple):
    """Seconds from "keep" to "kept", and milliseconds of a save, the median of many."""

    begin: float
    save: float


def locked(browser: Browser, address: str, answers: int) -> Locked:
    """Lock the answers of a form, then give so many."""
    with phone(browser, SLOWER, WATCH) as (page, session):
        opened(page, address)
        state(page, "ask")
        keep(page, PASSPHRASE)
        # Chromium slows the page's own thread; the key is made in another one.
        begin = told(session, "kept - pressed") + (SLOWER - 1) * told(session, "derived")
        session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        for number in range(answers):
            told(session, ANSWER.replace("NUMBER", str(number)))
        return Locked(begin / 1000, statistics.median(told(session, "saves")))

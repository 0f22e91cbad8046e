"""B10: Several windows with the same form, over the browser's real storage: no answer is lost in silence, and none comes back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from playwright.sync_api import Browser, Page, Route
from sites import ROOT
from windows import ONE, Model, setups, steps

HERE = Path(__file__).parent
ADDRESS = "http://windows.localhost/a/b/"
"""Two folders deep, as pages of forms are. Names below `localhost` count as safe, so that answers can be locked."""


def alone(*acts: str) -> list[list[Any]]:
    """Acts of the only window, each until its end; an edit names its question."""
    return [[0, act.split()[0], act.split()[-1], 4] for act in acts]


SESSIONS = {
    "kept": alone("edit a", "begin", "edit b", "edit a", "edit b", "mend", "reload", "open", "begin", "edit a"),
    "ask": alone("edit a", "begin", "edit b", "erase", "mend", "reload", "remove"),
}
"""What somebody does while it fails, and once it works again as far as the page offers it, by the state in the end."""
TOLD = {"full", "failed", "none"}


@pytest.fixture(scope="module")
def stage(browser: Browser) -> Iterator[Page]:
    """A page with the modules as they are written, and with `windows.js`, which plays."""

    def send(route: Route) -> None:
        name = route.request.url.removeprefix(ADDRESS)
        if not name:
            return route.fulfill(body="<!doctype html><title>windows</title>", content_type="text/html")
        folder = HERE if name == "windows.js" else ROOT / "builder" / "runtime"
        return route.fulfill(body=(folder / name).read_text(encoding="utf-8"), content_type="text/javascript")

    context = browser.new_context()
    page = context.new_page()
    page.route("**/*", send)
    fresh(page)
    yield page
    context.close()


def fresh(stage: Page) -> None:
    stage.goto(ADDRESS)
    stage.evaluate("import('./windows.js').then(() => null)")


def play(stage: Page, *given: Any) -> dict[str, Any]:
    try:
        return stage.evaluate("(given) => play(...given)", given)
    except Exception:
        fresh(stage)  # what never ended must not be blamed on the next
        raise


def report(failing: object, faults: list[Any], found: dict[str, Any]) -> str:
    return "\n".join(map(str, [failing, *faults, *found["trace"]]))


def check(stage: Page, setup: list[dict[str, Any]], acts: list[list[Any]]) -> None:
    found = play(stage, setup, acts)
    faults = Model().read(found)
    assert not faults, report(None, faults, found)


@settings(max_examples=60)
@given(setups(), steps())
def test_no_answer_is_lost_in_silence_and_none_comes_back(stage: Page, setup: Any, acts: Any) -> None:
    check(stage, setup, acts)


@pytest.mark.long
@settings(max_examples=2000, derandomize=False, suppress_health_check=list(HealthCheck))
@given(setups(), steps())
def test_two_thousand_stories_of_windows(stage: Page, setup: Any, acts: Any) -> None:
    check(stage, setup, acts)


@pytest.mark.parametrize("mode", ["clear", "passphrase"])
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("how", ["throws", "aborts"])
@pytest.mark.parametrize("end", SESSIONS)
def test_each_call_of_a_session_fails(stage: Page, mode: str, lasting: bool, how: str, end: str) -> None:
    """B9: What was kept stays until the new is safe; it is said once; afterwards all answers are saved, or all are removed."""
    for at in range(1, 1000):
        failing = {"at": at, "how": how, "lasting": lasting}
        found = play(stage, [{"mode": mode, **ONE}], SESSIONS[end], failing)
        faults = Model(failing=True).read(found)
        news = [entry["news"] for entry in found["trace"] if entry["what"] == "state"]
        told = [one for one in news if one in TOLD]
        assert not faults, report(failing, faults, found)
        assert len(told) <= 1, report(failing, told, found)
        assert found["ends"][0]["state"] == end, report(failing, found["ends"], found)
        assert bool(found["records"]) == (end == "kept"), report(failing, found["records"], found)
        if found["calls"] < at:
            break
    print(f"{how}, lasting {lasting}, {mode}, {end}: {at - 1} calls")
    assert at > 3


TWO_WINDOWS = """async () => {
    const [{ Keeping }, { Store }] = await Promise.all([import("./keep.js"), import("./store.js")]);
    const about = { id: "a-form", version: "1.0.0", language: "en", questions: { a: "1" } };
    const made = (answers) => new Keeping({ about, answers, fill() {}, wipe() {} }, "clear", () => {});
    const [one, other] = [made({ a: "x" }), made({})];
    await one.start();
    await one.begin(new Date(Date.now() + 86400000).toISOString().slice(0, 10));
"""
"""One keeps its answers, and the other has not looked yet."""

REMOVED_WHILE_LOOKING = (
    TWO_WINDOWS
    + """    const kept = one.state;
    const hear = other.hear;
    const heard = new Promise((resolve) => { other.hear = (said) => (resolve(), hear.call(other, said)); });
    const read = Store.prototype.read;
    let first = true;
    Store.prototype.read = async function (id) {
        const found = await read.call(this, id);
        if (this === other.store && first) {
            first = false;
            await one.forget(false);
            await heard;
        }
        return found;
    };
    await other.start();
    for (let looks = 0; looks < 600 && other.state !== "ask"; looks += 1) await new Promise(requestAnimationFrame);
    Store.prototype.read = read;
    const ends = [kept, other.state];
    for (const each of [one, other]) each.leave();
    return ends;
}"""
)


ERASED_TWICE = """async () => {
    const [{ Keeping }, { Store }] = await Promise.all([import("./keep.js"), import("./store.js")]);
    const about = { id: "a-form", version: "1.0.0", language: "en", questions: { a: "1" } };
    const form = { about, answers: { a: "first" }, fill() {}, wipe() {} };
    const one = new Keeping(form, "clear", () => {});
    const day = new Date(Date.now() + 86400000).toISOString().slice(0, 10);
    await one.start();
    await one.begin(day);
    const { store } = one;
    let late = 0;
    store.remove = async (...given) => {
        await Store.prototype.remove.apply(store, given);
        await new Promise((go) => setTimeout(go, 50 * late++));
    };
    const [first, second] = [one.forget(true), one.forget(true)];
    await first;
    await Promise.all([one.begin(day), second]);
    form.answers = { a: "afterwards" };
    await one.save();
    const ends = [one.state, (await store.read("a-form")).text.includes("afterwards")];
    await one.forget(true);
    one.leave();
    return ends;
}"""


OPENED_WHILE_LOOKING = (
    TWO_WINDOWS
    + """    await other.start();
    const { store, look } = other;
    let go;
    const gate = new Promise((resolve) => { go = resolve; });
    const looked = new Promise((resolve) => { other.look = (...given) => resolve([look.apply(other, given)]); });
    store.read = async (id) => (await gate, Store.prototype.read.call(store, id));
    await one.save();
    const [looking] = await looked;
    delete store.read;
    await other.open();
    const opened = other.state;
    go();
    await looking;
    const ends = [opened, other.state];
    await one.forget(true);
    for (const each of [one, other]) each.leave();
    return ends;
}"""
)


def test_what_is_opened_while_a_window_looks_stays_open(stage: Page) -> None:
    """Another window had saved: the look that followed came to its end after the passphrase, and closed what was open."""
    fresh(stage)
    assert stage.evaluate(OPENED_WHILE_LOOKING) == ["kept", "kept"]


def test_what_is_begun_after_erasing_twice_is_kept(stage: Page) -> None:
    """The second removal ended what was begun after the first: written down, while the page said that nothing is kept."""
    fresh(stage)
    assert stage.evaluate(ERASED_TWICE) == ["kept", True]


def test_what_is_removed_while_a_window_looks_for_it_is_not_offered(stage: Page) -> None:
    """Said before the window had found it, the removal went unheard, and the window offered to open what was gone."""
    fresh(stage)
    assert stage.evaluate(REMOVED_WHILE_LOOKING) == ["kept", "ask"]

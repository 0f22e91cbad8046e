"""Keeping answers under a passphrase: nothing readable reaches the disk, and nothing but the passphrase opens it."""

import json
from pathlib import Path
from typing import Any

import pytest
from browsing import answer, shot
from disk import on_disk, traces
from judging import Judge
from keeping import (
    EACH_KIND,
    GIVEN,
    MARKERS,
    PASSPHRASE,
    answers,
    databases,
    fill,
    keep,
    kill,
    news,
    panel,
    press,
    profile,
    records,
    state,
    unlock,
    visited,
)
from locking import BYTES, VECTORS, with_module
from looking import WIDER
from playwright.sync_api import Browser, Page, Playwright, expect


@pytest.fixture
def module(page: Page, every_kind: str) -> Page:
    """The module that seals, alone on a page."""
    return with_module(page, every_kind)


def test_known_answers(module: Page) -> None:
    """F8: What another implementation locked is opened, also where a keyboard writes the passphrase in another way."""
    for vector in VECTORS:
        found = module.evaluate(
            f"""async (vector) => {{
                {BYTES}
                const {{ keyFor, unseal, isSealed }} = await import("/seal-alone.js");
                const sealed = read(vector);
                const key = await keyFor(vector.passphrase.normalize("NFD"), sealed);
                return [isSealed(sealed), key.key.extractable, await unseal(key, sealed, vector.context)];
            }}""",
            vector,
        )
        assert found[:2] == [True, False]
        assert found[2].rstrip(" ") == vector["text"]


def test_no_bit_of_it_can_be_changed(module: Page) -> None:
    """F8: Each bit of salt, iv, the data's first and last 32 bytes, and one more round, another day, revision, form or site."""
    opened_after = module.evaluate(
        f"""async (vector) => {{
            {BYTES}
            const {{ keyFor, unseal }} = await import("/seal-alone.js");
            const right = read(vector);
            const key = await keyFor(vector.passphrase, right);
            const changed = [];
            for (const part of ["salt", "iv", "data"]) for (let bit = 0; bit < right[part].length * 8; bit += 1) {{
                if (bit >= 256 && bit < right[part].length * 8 - 256) continue;
                const other = right[part].slice();
                other[bit >> 3] ^= 1 << (bit & 7);
                changed.push([{{ ...right, [part]: other }}, vector.context]);
            }}
            changed.push([{{ ...right, iterations: right.iterations + 1 }}, vector.context]);
            for (let at = 0; at < vector.context.length; at += 1) {{
                const sign = String.fromCharCode(vector.context.charCodeAt(at) ^ 1);
                changed.push([right, vector.context.slice(0, at) + sign + vector.context.slice(at + 1)]);
            }}
            changed.push([{{ ...right, data: right.data.slice(0, -1) }}, vector.context]);
            const tried = changed.map(([sealed, context]) => unseal(key, sealed, context).then(() => 1, () => 0));
            const outcomes = await Promise.all(tried);
            const control = await unseal(key, right, vector.context);
            return [outcomes.length, outcomes.reduce((sum, one) => sum + one), control.length > 0];
        }}""",
        VECTORS[0],
    )
    assert opened_after[0] > 700
    assert opened_after[1:] == [0, True]


@pytest.mark.parametrize(
    "rounds", ["0", "1", "599999", "2000001", "2 ** 31", "2 ** 53", "-1", "600000.5", "NaN", "'600000'", "true"]
)
def test_rounds_out_of_bounds_are_refused_before_any_work(module: Page, rounds: str) -> None:
    """F8: A record may be anybody's making, and 2^31 rounds would hold up the page for minutes."""
    fits = f"""async () => {{
        const {{ isSealed }} = await import("/seal-alone.js");
        const sealed = {{ iterations: {rounds}, salt: new Uint8Array(16), iv: new Uint8Array(12), data: new Uint8Array(32) }};
        return [isSealed(sealed), isSealed({{ ...sealed, iterations: 600000 }})];
    }}"""
    assert module.evaluate(fits) == [False, True]


def test_sealing_twice_gives_other_bytes_of_the_same_length(module: Page) -> None:
    """F8: Neither the bytes nor their number tell what was written."""
    found = module.evaluate(
        """async () => {
            const { newKey, seal, unseal, madePassphrase } = await import("/seal-alone.js");
            const key = await newKey("a passphrase of ours");
            const [one, two] = [await seal(key, "short", "x"), await seal(key, "longer ".repeat(90), "x")];
            const text = await unseal(key, one, "x");
            const fresh = one.iv.join() !== two.iv.join();
            return [fresh, one.data.length, two.data.length, text.trim(), madePassphrase(), madePassphrase()];
        }"""
    )
    assert found[:4] == [True, 1040, 1040, "short"]
    assert found[4] != found[5]
    assert len(found[4]) == 23


def test_nothing_readable_reaches_the_disk(playwright: Playwright, every_kind: str, tmp_path: Path) -> None:
    """B2: Typed, kept, killed, opened again, erased, looked at once more: the whole profile is searched each time."""
    folder = tmp_path / "profile"
    with profile(playwright, folder) as context:
        page = visited(context.new_page(), every_kind, "ask")
        fill(page, GIVEN)
        keep(page, PASSPHRASE)
        assert "sealed" in records(page)[0]
        assert "text" not in records(page)[0]
        kill(folder)
    assert on_disk(folder, "roleclarity-kept-1"), "the record itself must be there, or the search proves nothing"
    assert traces(folder, *MARKERS, PASSPHRASE) == []
    with profile(playwright, folder) as context:
        page = visited(context.new_page(), every_kind, "locked")
        unlock(page, "another passphrase")
        expect(page.locator('[name="rk-unlock"]')).to_be_focused()
        expect(page.locator("#k-unlock\\.error")).to_contain_text("did not open")
        assert answers(page) == {}
        unlock(page)
        state(page, "kept")
        assert answers(page) == GIVEN
        revision = records(page)[0]["revision"]
        answer(page, "story", "zebrathird")
        while records(page)[0]["revision"] == revision:
            page.wait_for_timeout(50)
        page.locator("[data-erase]").click()
        page.locator("[data-erase-yes]").click()
        state(page, "ask")
        assert databases(page) == []
    with profile(playwright, folder) as context:
        visited(context.new_page(), every_kind, "ask")
    assert traces(folder, *MARKERS, "zebrathird", PASSPHRASE) == []


def test_a_passphrase_must_be_long_and_typed_twice(page: Page, every_kind: str) -> None:
    visited(page, every_kind, "ask")
    expect(page.locator('[name="rk-keep"][value="clear"]')).to_have_count(0)
    page.locator('[name="rk-keep"][value="sealed"]').check()
    first, second = page.locator('[name="rk-phrase"]'), page.locator('[name="rk-again"]')
    for one, two, wrong in (("short", "short", first), (PASSPHRASE, PASSPHRASE + "x", second)):
        first.fill(one)
        second.fill(two)
        press(page, "begin")
        expect(wrong).to_be_focused()
        assert wrong.get_attribute("aria-invalid") == "true"
        assert databases(page) == []
    assert first.get_attribute("type") == "password"
    press(page, "make")
    assert first.get_attribute("type") == "text"
    made = first.input_value()
    press(page, "begin")
    state(page, "kept")
    assert first.input_value() == second.input_value() == "", "no passphrase stays in the page"
    visited(page, every_kind, "locked")
    unlock(page, made)
    state(page, "kept")


def test_after_three_tries_a_way_out_is_shown(page: Page, every_kind: str) -> None:
    visited(page, every_kind, "ask")
    keep(page, PASSPHRASE)
    visited(page, every_kind, "locked")
    for _ in range(3):
        expect(panel(page, "locked").locator('[data-do="raw"]')).to_be_hidden()
        unlock(page, "wrong wrong wrong wrong")
        expect(page.locator("#k-unlock\\.error")).to_be_visible()
        expect(page.locator('[data-keep]:not([aria-busy="true"])')).to_have_count(1)
    expect(page.locator("#k-unlock\\.error")).to_contain_text("may be damaged")
    with page.expect_download() as started:
        press(page, "raw")
    assert "sealed" in json.loads(started.value.path().read_text())


HELD = """() => {
    const { encrypt } = SubtleCrypto.prototype;
    const held = new Promise((resolve) => { globalThis.goOn = resolve; });
    SubtleCrypto.prototype.encrypt = async function (...given) { await held; return encrypt.apply(this, given); };
}"""
"""As on a slow phone: no save ends before `goOn` is called."""


def held_up(page: Page, address: str) -> None:
    visited(page, address, "ask")
    answer(page, "word", "first")
    keep(page, PASSPHRASE)
    page.evaluate(HELD)


def test_a_reload_during_a_save_waits_for_the_last_letters(page: Page, every_kind: str) -> None:
    held_up(page, every_kind)
    page.locator('[data-question="word"] input').press("End")
    page.keyboard.type(" and last")
    with page.expect_event("dialog") as asked:
        page.once("dialog", lambda dialog: dialog.dismiss())
        page.evaluate("() => { setTimeout(() => location.reload()); }")
    assert asked.value.type == "beforeunload"
    assert answers(page) == {"word": "first and last"}
    revision = records(page)[0]["revision"]
    page.evaluate("goOn()")
    while records(page)[0]["revision"] < revision + 2:  # the one that was held, and the one of all letters since
        page.wait_for_timeout(50)
    page.on("dialog", lambda dialog: pytest.fail("what is kept holds nobody up"))
    page.reload()
    unlock(page)
    state(page, "kept")
    assert answers(page) == {"word": "first and last"}


def test_leaving_waits_for_no_save(page: Page, every_kind: str) -> None:
    held_up(page, every_kind)
    page.locator('[data-question="word"] input').press_sequentially("and last")
    page.on("dialog", lambda dialog: pytest.fail("nothing may ask now"))
    page.route("https://**", lambda route: route.abort())
    with page.expect_request(lambda request: request.url.startswith("https://")):
        page.locator(".rk-button--leave:visible").click()


def test_two_windows_with_the_same_passphrase(page: Page, every_kind: str) -> None:
    visited(page, every_kind, "ask")
    answer(page, "word", "first")
    keep(page, PASSPHRASE)
    other = visited(page.context.new_page(), every_kind, "locked")
    unlock(other)
    state(other, "kept")
    revision = records(other)[0]["revision"]
    answer(other, "word", "there!")
    while records(other)[0]["revision"] == revision:
        other.wait_for_timeout(50)
    revision = records(other)[0]["revision"]
    answer(other, "hours", "7")
    while records(other)[0]["revision"] == revision:
        other.wait_for_timeout(50)
    answer(page, "word", "here")
    state(page, "two")
    press(page, "hush")
    press(page, "there")
    state(page, "kept")
    assert answers(page) == {"word": "there!", "hours": 7}


def test_without_a_safe_connection_nothing_is_kept(playwright: Playwright, every_kind: str, tmp_path: Path) -> None:
    """B3: There the browser has a database and no way to lock: it must not come to the clear."""
    port = every_kind.split("/")[2].partition(":")[2]
    with profile(playwright, tmp_path / "profile", "--host-resolver-rules=MAP peers.test 127.0.0.1") as context:
        page = visited(context.new_page(), f"http://peers.test:{port}/questionnaires/all-kinds/", "none")
        news(page, "has no safe connection")
        answer(page, "word", "zebramarker")
        assert databases(page) == []


def walk(page: Page, until: str, most: int = 40) -> None:
    """Press Tab until the focus is on this."""
    for _ in range(most):
        if page.evaluate("(until) => document.activeElement.matches(until)", until):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way by keyboard to {until}")


def test_by_keyboard_alone(page: Page, every_kind: str) -> None:
    visited(page, every_kind, "ask")
    walk(page, '[name="rk-keep"]')
    page.keyboard.press("ArrowDown")
    walk(page, '[name="rk-phrase"]')
    page.keyboard.type(PASSPHRASE)
    walk(page, '[name="rk-again"]')
    page.keyboard.type(PASSPHRASE)
    page.keyboard.press("Enter")
    state(page, "kept")
    expect(panel(page, "kept")).to_be_focused()
    page.reload()
    state(page, "locked")
    walk(page, '[name="rk-unlock"]')
    page.keyboard.type(PASSPHRASE)
    page.keyboard.press("Enter")
    state(page, "kept")
    walk(page, '[data-panel="kept"] [data-do="remove"]')
    page.keyboard.press("Enter")
    state(page, "ask")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_every_state_has_no_barrier_and_fits(browser: Browser, every_kind: str, judge: Judge, scheme: Any, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    found: list[str] = []

    def look(name: str) -> None:
        found.extend(judge(page, f"keep-{name}"))
        found.extend(f"{name} is too wide: {part}" for part in page.evaluate(WIDER))
        shot(page, f"keep-{name}-{width}-{scheme}")

    visited(page, every_kind, "ask")
    look("ask")
    page.locator('[name="rk-keep"][value="sealed"]').check()
    press(page, "begin")
    look("ask-wrong")
    fill(page, EACH_KIND)
    keep(page, PASSPHRASE)
    look("kept")
    visited(page, every_kind, "locked")
    unlock(page, "wrong")
    expect(page.locator("#k-unlock\\.error")).to_be_visible()
    look("locked")
    answer(page, "word", "typed")
    unlock(page)
    state(page, "two")
    look("two")
    context.close()
    assert not found, "\n".join(found)

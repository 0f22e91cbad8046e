"""F8: What is locked opens for its passphrase alone: whole, as it was, in its own place; nothing else is even tried."""

import random

import pytest
from browsing import answer
from keeping import PASSPHRASE, STORE, answers, keep, press, records, state, unlock, visited
from locking import BYTES, VECTORS, with_module
from playwright.sync_api import Page, expect

OPENED = f"""async ([vector, passphrases]) => {{
    {BYTES}
    const {{ keyFor, unseal }} = await import("/seal-alone.js");
    const sealed = read(vector), opened = [];
    for (const passphrase of passphrases) {{
        const key = await keyFor(passphrase, sealed);
        if (await unseal(key, sealed, vector.context).then(() => true, () => false)) opened.push(passphrase);
    }}
    return opened;
}}"""
CUT = f"""async (vector) => {{
    {BYTES}
    const {{ keyFor, unseal, isSealed }} = await import("/seal-alone.js");
    const right = read(vector), {{ data }} = right;
    const key = await keyFor(vector.passphrase, right);
    const cuts = [...data.keys()].flatMap((at) => [data.slice(0, at), data.slice(at + 1)]);
    const longer = [new Uint8Array([...data, 0]), new Uint8Array([0, ...data]), new Uint8Array([...data, ...data])];
    const opened = [...cuts, ...longer].filter((one) => isSealed({{ ...right, data: one }}))
        .map((one) => unseal(key, {{ ...right, data: one }}, vector.context).then(() => 1, () => 0));
    const sum = (await Promise.all(opened)).reduce((before, one) => before + one);
    return [cuts.length + longer.length, opened.length, sum, (await unseal(key, right, vector.context)).length];
}}"""
SHAPES = """async () => {
    const { isSealed } = await import("/seal-alone.js");
    const right = { iterations: 600000, salt: new Uint8Array(16), iv: new Uint8Array(12), data: new Uint8Array(17) };
    const others = (size) => [undefined, null, true, size, "x".repeat(size), Array(size).fill(0), new ArrayBuffer(size),
        new Uint16Array(size), new Int8Array(size), new DataView(new ArrayBuffer(size)), { length: size }];
    const taken = [];
    for (const [name, part] of Object.entries(right)) {
        const size = part.length ?? 9;
        const lengths = name === "data" ? [0, 16, 2_000_017] : [...Array(64).keys()].filter((other) => other !== size);
        const bytes = name === "iterations" ? [] : lengths.map((length) => new Uint8Array(length));
        for (const other of [...others(size), ...bytes]) {
            if (other !== 9 && isSealed({ ...right, [name]: other })) taken.push([name, String(other)]);
        }
    }
    return [isSealed(right), taken, [undefined, null, "x", 1, [], {}, [right], () => right].filter(isSealed).length];
}"""
MANY = """async (count) => {
    const { newKey, seal } = await import("/seal-alone.js");
    const key = await newKey("a passphrase of ours"), seen = new Set();
    for (let at = 0; at < count; at += 100) {
        const made = await Promise.all(Array.from({ length: 100 }, () => seal(key, "x", "y")));
        for (const { iv } of made) seen.add(iv.join());
    }
    return seen.size;
}"""
COUNT = """() => {
    globalThis.derived = [];
    const { deriveKey } = SubtleCrypto.prototype;
    const held = new Promise((resolve) => { globalThis.goOn = resolve; });
    SubtleCrypto.prototype.deriveKey = async function (way, ...given) {
        derived.push(way.iterations);
        if (globalThis.slow) await held;
        return deriveKey.call(this, way, ...given);
    };
}"""
"""Tells how often a key was made, and lets it take as long as on a slow phone."""
SWAP = """{
        const reading = store.get(write[0]);
        reading.addEventListener("success", () => store.put(reading.result, write[1]));
    }"""
CHANGES = {
    "another day": "record.expires = '2099-01-01'",
    "a later save": "record.revision += 1",
    "one more round": "record.sealed.iterations += 1",
    "another salt": "record.sealed.salt[0] ^= 1",
    "another beginning": "record.sealed.iv[11] ^= 128",
    "another letter": "record.sealed.data[0] ^= 1",
    "another mark": "record.sealed.data[record.sealed.data.length - 1] ^= 1",
    "cut short": "record.sealed.data = record.sealed.data.slice(0, -1)",
}
UNFIT = ["record.sealed.iterations = 2 ** 31", "record.sealed.iterations = 599999", "record.sealed.salt = new Uint8Array(15)"]
UNDO = "Object.assign(record, structuredClone(record.right))"


def change(page: Page, code: str) -> None:
    """As a neighbour on the host might, who shares the storage. `right` beside it is nothing that is read."""
    write = f"""{{
        const reading = store.get("all-kinds");
        reading.addEventListener("success", () => {{
            const record = reading.result;
            record.right ??= structuredClone(record);
            {code};
            store.put(record, "all-kinds");
        }});
    }}"""
    page.evaluate(STORE.replace('store.put(RECORD, "all-kinds")', write), ["", True])


def stored(page: Page) -> str:
    return str(page.evaluate(STORE, ["", False]))


@pytest.fixture
def module(page: Page, every_kind: str) -> Page:
    """The module that seals, alone on a page."""
    return with_module(page, every_kind)


@pytest.fixture
def locked(page: Page, every_kind: str) -> Page:
    """A form whose answers are kept and closed; it counts the keys that it makes."""
    visited(page, every_kind, "ask")
    answer(page, "word", "zebramarker")
    keep(page, PASSPHRASE)
    page.add_init_script(f"({COUNT})()")
    return visited(page, every_kind, "locked")


def test_no_part_of_it_and_nothing_longer_opens(module: Page) -> None:
    tried, fit, opened, whole = module.evaluate(CUT, VECTORS[0])
    assert tried > fit > 2000
    assert opened == 0
    assert whole, "the right one opens"


def test_nothing_of_another_shape_is_ours(module: Page) -> None:
    assert module.evaluate(SHAPES) == [True, [], 0]


def test_no_beginning_comes_twice_in_ten_thousand_saves(module: Page) -> None:
    """Two texts under one key with the same beginning would tell both."""
    assert module.evaluate(MANY, 10_000) == 10_000


def test_the_same_letters_open_however_a_keyboard_writes_them(module: Page) -> None:
    """Composed, in wide letters, with a hard space, as one sign for two letters."""
    right = str(VECTORS[0]["passphrase"])
    ways = [
        right.replace("é", "e\u0301"),
        right.replace(" ", "\u00a0"),
        right.replace("c", "\uff43"),
        right.replace("st", "\ufb06"),
    ]
    assert len({*ways, right}) == 5
    assert module.evaluate(OPENED, [VECTORS[0], ways]) == ways


def near(right: str, count: int) -> list[str]:
    """Passphrases one letter away from the right one."""
    chance, made = random.Random(8), {right + " ", " " + right, right.upper(), right.replace(" ", ""), right[:-1], ""}
    while len(made) < count:
        at = chance.randrange(len(right))
        made.add(right[:at] + chance.choice("abcdefghijklmnopqrstuvwxyz ") + right[at + chance.randrange(2) :])
    return sorted(made - {right})


@pytest.mark.parametrize("count", [8, pytest.param(1000, marks=pytest.mark.long)])
def test_no_other_passphrase_opens_it(module: Page, count: int) -> None:
    vector = {**VECTORS[0], "iterations": 600_000}
    for some in (near(str(vector["passphrase"]), count)[at : at + 20] for at in range(0, count, 20)):
        assert module.evaluate(OPENED, [vector, some]) == []


def test_what_a_neighbour_changed_does_not_open(locked: Page) -> None:
    """It stays there, as it is, until its person removes it."""
    for how, code in CHANGES.items():
        change(locked, code)
        before = stored(locked)
        unlock(locked)
        expect(locked.locator('[data-keep]:not([aria-busy="true"])')).to_have_count(1)
        expect(locked.locator("#k-unlock\\.error")).to_contain_text("not open")
        assert (answers(locked), stored(locked)) == ({}, before), how
        change(locked, UNDO)
    unlock(locked)
    state(locked, "kept")


def test_what_cannot_be_ours_is_not_tried(locked: Page, every_kind: str) -> None:
    """Changed while the page waits for the passphrase: no key is made for it, and it can be taken out as a file."""
    for code in UNFIT:
        change(locked, code)
        unlock(locked)
        state(locked, "corrupted")
        assert locked.evaluate("derived") == [], code
        with locked.expect_download():
            press(locked, "raw")
        assert len(records(locked)) == 1
        change(locked, UNDO)
        visited(locked, every_kind, "locked")


def test_what_is_locked_for_one_form_does_not_open_in_another(page: Page, project_site: str) -> None:
    """Both lie in one database, under one passphrase."""
    one, other = (f"role-clarity-{name}" for name in ("supervisor", "client"))
    visited(page, f"{project_site}/questionnaires/{one}/", "ask")
    page.locator("[data-question] input").first.check()
    keep(page, PASSPHRASE)
    page.evaluate(STORE.replace('store.put(RECORD, "all-kinds")', SWAP), ["", [one, other]])
    visited(page, f"{project_site}/questionnaires/{other}/", "locked")
    unlock(page)
    expect(page.locator("#k-unlock\\.error")).to_contain_text("did not open")
    assert answers(page) == {}
    visited(page, f"{project_site}/questionnaires/{one}/", "locked")
    unlock(page)
    state(page, "kept")


def test_a_key_is_made_once_for_all_saves(locked: Page) -> None:
    """B14: It takes a slow phone seconds, and says meanwhile that it is at work; a save takes next to nothing."""
    locked.evaluate("slow = true")
    unlock(locked)
    expect(locked.locator('[data-keep][aria-busy="true"]')).to_have_count(1)
    locked.evaluate("goOn()")
    state(locked, "kept")
    expect(locked.locator('[data-keep][aria-busy="true"]')).to_have_count(0)
    for hours in range(5):
        revision = records(locked)[0]["revision"]
        answer(locked, "hours", str(hours))
        while records(locked)[0]["revision"] == revision:
            locked.wait_for_timeout(50)
    assert locked.evaluate("derived") == [600_000]

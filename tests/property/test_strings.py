"""No text of an author becomes more than text: every slot of the schemas, read as browsers read pages.

A page with hostile strings in all its slots has the same tree as the page with `x` in them. Prose may add what Markdown
makes of it, cleaned; nothing else.
"""

from collections.abc import Iterable

import pytest
from authors import Documents, at, documents, expected, fitting, hostile, pages, places, plain, value, written
from hostile import NAMES
from slots import KINDS, declared, found, judge, put
from trees import tags

QUICK_TURNS = range(0, 10_000, 251)


@pytest.mark.parametrize("kind", KINDS)
def test_every_slot_is_filled(kind: str) -> None:
    """A slot that is added to a schema is tried without anybody thinking of it."""
    assert {text.slot for text in found(kind, documents()[kind])} == declared(kind)


def check(turns: Iterable[int]) -> None:
    base = [page.body for page in pages(written(plain))]
    for turn in turns:
        data = written(hostile(turn))
        for page, plain_body in zip(pages(data), base, strict=True):
            if tags(page.body) != expected(plain_body, data):
                pytest.fail("\n".join([f"turn {turn}, {page.uri}", *culprits(turn, page.uri)]))


def culprits(turn: int, uri: str) -> list[str]:
    """Which places make the page another one, each tried alone."""
    named = []
    for wanted, place in enumerate(places()):
        texts = hostile(turn)
        data = written(lambda number, where, only=wanted, texts=texts: (texts if number == only else plain)(number, where))
        one = next(page.body for page in pages(data) if page.uri == uri)
        base = next(page.body for page in pages(written(plain)) if page.uri == uri)
        if tags(one) != expected(base, data):
            named.append(f"{place.found.slot}: {at(data, wanted)!r}")
    return named


def test_strings_stay_text() -> None:
    """Each string in some of the places, all places at once."""
    check(QUICK_TURNS)


@pytest.mark.long
def test_each_string_in_each_slot_stays_text() -> None:
    check(range(max(len(fitting(place.found.slot)) for place in places())))


def test_names_cannot_take_the_place_of_what_scripts_ask_for() -> None:
    """Ids such as `location` or `__proto__` where the schema allows them: the same page, with prefixes before each name."""
    base = [tags(page.body) for page in pages(written(plain))]
    known = {value for page in base for tag in page for name, value in tag.attributes if name in {"id", "name"}}
    names = [name for name in dict.fromkeys([*NAMES, *(f"{name}-{n}" for n in range(3) for name in NAMES)]) if takes(name)]
    for turn in range(0, len(NAMES), 4):
        for page, plain_tags in zip(pages(renamed(names[turn:] + names[:turn])), base, strict=True):
            made = tags(page.body)
            assert [(tag.name, *(name for name, _ in tag.attributes)) for tag in made] == [
                (tag.name, *(name for name, _ in tag.attributes)) for tag in plain_tags
            ]
            used = {value for tag in made for name, value in tag.attributes if name in {"id", "name"}}
            assert not (used - known) & set(names)


def takes(name: str) -> bool:
    return judge("common#/$defs/local_id")(name) and judge("common#/$defs/document_id")(name)


def renamed(names: list[str]) -> Documents:
    """All ids of all documents replaced by these names, each id by one, wherever it is used."""
    made = written(plain)
    texts = {(kind, text.path): text for kind in KINDS for text in found(kind, made[kind])}
    old = {where: value(made[where[0]], where[1]) for where in texts}
    ids = dict.fromkeys(name for where, name in old.items() if where[1][-1] == "id")
    new = dict(zip(ids, (name for name in names if name not in ids), strict=False))
    assert len(new) == len(ids)
    for (kind, path), text in texts.items():
        if old[kind, path] in new and not judge(text.slot)("A line of text"):
            put(made[kind], path, new[old[kind, path]])
    return made

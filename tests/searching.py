"""What the tests of the search share: made-up pages, a search in Python, and the shipped JavaScript in QuickJS."""

import itertools
import json
import random
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from scripts import script

from builder.render import Asset
from builder.search import MANIFEST, Entry, entries, search_assets
from builder.search_words import split_words

FOLDER = MANIFEST.rpartition("/")[0]
PARTS = ["ba", "ke", "mi", "so", "tu", "len", "ra", "pe", "st", "on", "ti", "cla", "gro", "in", "vor", "ess"]


def files(assets: Iterable[Asset]) -> dict[str, Any]:
    """The files of an index by their bare names, read."""
    return {asset.uri.removeprefix(f"{FOLDER}/").removesuffix(".json"): json.loads(asset.data) for asset in assets}


def postings(index: Mapping[str, Any]) -> dict[str, dict[int, int]]:
    """For each word its entries with their weights, straight from the shards."""
    found: dict[str, dict[int, int]] = {}
    for name in index["index"]["shards"]:
        for word, *codes in index[name]:
            assert word not in found
            found[word] = dict(decoded(codes))
    return found


def decoded(codes: list[int]) -> Iterator[tuple[int, int]]:
    entry, left = -1, iter(codes)
    for code in left:
        entry += abs(code)
        yield entry, next(left) if code < 0 else 1


def records(index: Mapping[str, Any]) -> list[list[str]]:
    return [record for name in index["index"]["records"] for record in index[name]]


def pages(count: int, seed: int = 1) -> Iterator[Entry]:
    """Entries of pages as long and as rich in words as real ones: of 8000 words, few are common and most are rare."""
    chance = random.Random(seed)
    words = ["".join(chance.choices(PARTS, k=chance.randint(1, 5))) for _ in range(8000)]
    often = list(itertools.accumulate(1 / place for place in range(1, len(words) + 1)))
    for number in range(count):
        text = chance.choices(words, cum_weights=often, k=110)
        body = f'<h1>x</h1><p>{" ".join(text[4:70])}.</p><h2 id="about">About {text[70]}</h2><p>{" ".join(text[70:])}.</p>'
        yield from entries(f"questionnaires/made-{number:05}/", f"Made {' '.join(text[:4])} {number}", body)


def by_script(call: str, *given: Any) -> Any:
    """What a function of the shipped script gives."""
    return script("(call, ...given) => ({ splitWords, piecesOf, shardsOf, ranked })[call](...given)", "search-find")(call, *given)


def searched(index: Mapping[str, Any], query: str) -> list[list[str]]:
    """All records that a query leads to, as the page's script finds them."""
    manifest = index["index"]
    asked = by_script("splitWords", query)
    rows = [row for place in by_script("shardsOf", asked, manifest["firsts"]) for row in index[manifest["shards"][place]]]
    shown = records(index)
    return [shown[hit["entry"]] for hit in by_script("ranked", asked, rows, manifest["sizes"])]


def by_hand(found: Iterable[Entry], query: str) -> set[str]:
    """The addresses of the pages that have every word of the query, the last one perhaps only as a beginning. No index."""
    *whole, last = split_words(query)
    words: dict[str, set[str]] = {}
    for entry in found:
        words.setdefault(entry.page, set()).update(split_words(f"{entry.part or entry.title} . {entry.text}"))
    return {page for page, own in words.items() if own.issuperset(whole) and any(word.startswith(last) for word in own)}


def index_of(found: Iterable[Entry]) -> dict[str, Any]:
    return files(search_assets(found))

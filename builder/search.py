"""What the search of the site reads: pages -> a few small files. Its other half is `runtime/search.js`.

All is sorted, so that the order in which pages come changes nothing. A word's row is `["word", code, ...]`. A code is how far
the next entry with this word lies from the one before; below zero, a weight other than 1 follows it.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from builder.compact import compact
from builder.render import ASSETS, Asset
from builder.search_words import split_words

FOLDER = f"{ASSETS}/search"
MANIFEST = f"{FOLDER}/index.json"
EXCLUDED = "data-search-exclude"
TITLE, HEADING, TEXT = 8, 4, 1
"""What a word counts by where it stands."""
MOST_WORDS = 300
"""Of the text of one entry; what follows is not found."""
EXCERPT = 120
SHARD_SIZE = 30_000
"""Characters, about 10 kB when sent. A longer row than that has a shard for itself."""
CHUNK = 25
"""Entries in one file of what is shown of them."""

HEADINGS = re.compile(r"<h([1-3])((?:\s[^<>]*)?)>")
ID = re.compile(r'\sid="([^"]+)"')
LANGUAGE = re.compile(r'<div[^<>]*\slang="([\w-]+)"')
# Tags inside a word leave it whole; all others end it.
INLINE = re.compile(r"</?(?:a|abbr|b|bdi|code|em|i|kbd|mark|s|small|span|strong|sub|sup|wbr)(?:\s[^<>]*)?>")
TAG = re.compile(r"<[^<>]*>")


class Entry(NamedTuple):
    """A page, or a part of it below a heading. `url` is from the beginning of the site; `part` is empty for the page."""

    page: str
    url: str
    title: str
    part: str
    text: str
    language: str = ""
    """Only where it is another than that of the site."""


def entries(url: str, title: str, body: str) -> Iterator[Entry]:
    """What can be found of one page: the page, and each part with an address of its own. Nothing if all of it is excluded."""
    kept = without_excluded(body)
    if body.strip() and not kept.strip():
        return
    found = LANGUAGE.match(body)
    language = found.group(1) if found else ""
    first, *pieces = HEADINGS.split(kept)
    address, part, texts = url, "", [first]
    for level, attributes, rest in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
        heading, _, below = rest.partition(f"</h{level}>")
        anchor = ID.search(attributes)
        if level == "1" and plain_text(heading).startswith(title):
            title, heading = plain_text(heading), ""  # it may say more, such as that a page is for trainers
        if level == "1" or not anchor:
            texts += [heading, " ", below]
            continue
        yield Entry(url, address, title, part, _start("".join(texts)), language)
        address, part, texts = f"{url}#{unescape(anchor.group(1))}", plain_text(heading), [below]
    yield Entry(url, address, title, part, _start("".join(texts)), language)


def without_excluded(body: str) -> str:
    """The body without the elements that carry EXCLUDED. By finding, since such a body is long and most of it goes."""
    kept, place, looked = [], 0, 0
    while (at := body.find(EXCLUDED, looked)) >= 0:
        looked = at + len(EXCLUDED)
        start = body.rfind("<", place, at)
        name = re.match(r"[a-z][a-z0-9-]*", body[start + 1 : start + 40])
        if start < 0 or not name or body.find(">", start, at) >= 0:
            continue  # these letters in a text
        kept.append(body[place:start])
        place = looked = _end(body, start, name.group())
    return "".join([*kept, body[place:]])


def _end(body: str, start: int, name: str) -> int:
    place, depth = start + 1, 1
    while depth:
        close = body.find(f"</{name}>", place)
        if close < 0:
            return len(body)
        depth += body.count(f"<{name}>", place, close) + body.count(f"<{name} ", place, close) - 1
        place = close + len(name) + 3
    return place


def plain_text(html: str) -> str:
    """The text of a piece of HTML, on one line."""
    return " ".join(unescape(TAG.sub(" ", INLINE.sub("", html))).split())


def _start(html: str) -> str:
    words = plain_text(html).split(" ", MOST_WORDS)
    return " ".join(words[:MOST_WORDS])


def search_assets(found: Iterable[Entry]) -> Iterator[Asset]:
    """The manifest and all that it names. Names are made from contents, so a file never changes under its name."""
    ordered = sorted(found, key=attrgetter("page"))
    shards = list(_shards(ordered))
    chunks = [_asset(_json([_record(entry) for entry in ordered[at : at + CHUNK]])) for at in range(0, len(ordered), CHUNK)]
    manifest = {
        "sizes": [len(list(group)) for _, group in groupby(ordered, key=attrgetter("page"))],
        "firsts": [first for first, _ in shards],
        "shards": [_name(asset) for _, asset in shards],
        "chunk": CHUNK,
        "records": [_name(asset) for asset in chunks],
    }
    yield from {asset.uri: asset for asset in [*(asset for _, asset in shards), *chunks]}.values()
    yield Asset(MANIFEST, _json(manifest))


def _record(entry: Entry) -> list[str]:
    excerpt = entry.text[:EXCERPT]
    if len(entry.text) > EXCERPT:
        excerpt = (excerpt.rpartition(" ")[0] or excerpt) + " \u2026"
    record = [entry.url, entry.title, entry.part, excerpt]
    return [*record, entry.language] if entry.language else record


def _shards(ordered: Iterable[Entry]) -> Iterator[tuple[str, Asset]]:
    rows = _rows(ordered)
    held: list[str] = []
    first, size = "", 0
    # JavaScript compares texts by these units.
    for word in sorted(rows, key=lambda word: word.encode("utf-16-be")):
        row = f'["{word}",{str(rows[word][1:])[1:-1]}]'.replace(" ", "")
        if held and size + len(row) > SHARD_SIZE:
            yield first, _shard(held)
            held, size = [], 0
        first = first if held else word
        held.append(row)
        size += len(row)
    if held:
        yield first, _shard(held)


def _rows(ordered: Iterable[Entry]) -> dict[str, list[int]]:
    """For each word the number of the last entry with it, then the codes."""
    rows: dict[str, list[int]] = {}
    for number, entry in enumerate(ordered):
        weights = dict.fromkeys(split_words(entry.text), TEXT)
        for word in set(split_words(entry.part or entry.title)):
            weights[word] = weights.get(word, 0) + (HEADING if entry.part else TITLE)
        for word, weight in weights.items():
            row = rows.setdefault(word, [-1])
            row += [number - row[0]] if weight == TEXT else [row[0] - number, weight]
            row[0] = number
    return rows


def _shard(rows: Iterable[str]) -> Asset:
    return _asset(f"[{','.join(rows)}]".encode())


def _asset(data: bytes) -> Asset:
    return Asset(f"{FOLDER}/{hashlib.sha256(data).hexdigest()[:12]}.json", data)


def _name(asset: Asset) -> str:
    return asset.uri.rpartition("/")[2].removesuffix(".json")


def _json(value: Any) -> bytes:
    # Without a tag in it, whatever a server or a browser takes it for.
    return compact(value).replace("<", "\\u003c").encode()

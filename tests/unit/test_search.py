"""What of a page is found, and how the index is cut into files."""

import gzip
import random
from html import escape

import pytest
from hostile import STRINGS
from searching import FOLDER, index_of, pages, postings, records, searched

from builder.search import CHUNK, MANIFEST, SHARD_SIZE, Entry, entries, search_assets, without_excluded
from builder.search_words import split_words

WORDS = {
    "Peer SPECIALIST, re-entry": ["peer", "specialist", "re", "entry"],
    "don\u2019t a I 1 12": ["don", "12"],
    "Stra\u00dfe \u1e9eUNG caf\u00e9 cafe\u0301 \u00c5ngstr\u00f6m": ["strasse", "ssung", "cafe", "cafe", "angstrom"],
    "\u039f\u0394\u039f\u03a3 \u03bf\u03b4\u03cc\u03c2": ["\u03bf\u03b4\u03bf\u03c3", "\u03bf\u03b4\u03bf\u03c3"],
    "\u0130stanbul istanbul \ufb01nal co\u00adoperate": ["istanbul", "istanbul", "final", "cooperate"],
    "\u0645\u064f\u0633\u064e\u0627\u0639\u062f\u0629": ["\u0645\u0633\u0627\u0639\u062f\u0629"],
    "\u540c\u4f34\u652f\u63f4ABC \u4eba": ["\u540c\u4f34", "\u4f34\u652f", "\u652f\u63f4", "\u63f4", "abc", "\u4eba"],
    "\u0917\u094d\u0930\u093e\u092e": ["\u0917\u094d\u0930\u093e\u092e"],
    "hope\u2764\ufe0fcare __proto__ constructor": ["hope", "care", "proto", "constructor"],
    "": [],
}
BODY = """<div class="rk" lang="de"><h1>Title &amp; more</h1><p>Lead <em>w</em>ord<br>next.</p><h3>No id</h3><p>under</p>
<role-questionnaire data-search-exclude><h2 id="hidden">Hidden</h2><p>secret</p></role-questionnaire>
<h2 class="a" id="part-1">First &lt;part&gt;</h2><p>below <b>it</b></p><h3 id="x&quot;y">Deep</h3></div>"""


@pytest.mark.parametrize("text", WORDS)
def test_words(text: str) -> None:
    assert split_words(text) == WORDS[text]


def test_a_page_and_its_parts() -> None:
    about = ("a/", "Title & more")
    assert list(entries(*about, BODY)) == [
        Entry("a/", "a/", "Title & more", "", "Lead word next. No id under", "de"),
        Entry("a/", "a/#part-1", "Title & more", "First <part>", "below it", "de"),
        Entry("a/", 'a/#x"y', "Title & more", "Deep", "", "de"),
    ]


def test_a_main_heading_that_is_not_the_title_is_found() -> None:
    assert [entry.text for entry in entries("a/", "Title", "<h1>Other</h1><p>text</p>")] == ["Other text"]


def test_a_main_heading_that_says_more_than_the_title_is_the_title() -> None:
    found = list(entries("a/", "Title", "<p>For you.</p><h1>Title: notes</h1><p>text</p><h2 id='x'>y</h2>"))
    assert [(entry.title, entry.text) for entry in found] == [("Title: notes", "For you. text y")]


def test_text_is_cut() -> None:
    assert [len(entry.text.split()) for entry in entries("a/", "T", "<p>" + "word " * 1000)] == [300]


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("a<p data-search-exclude>b</p>c", "ac"),
        ("a<ul class='x' data-search-exclude><li><ul><li>b</li></ul></li></ul>c", "ac"),
        ("a<p data-search-exclude>b</p>c<p data-search-exclude>d</p>", "ac"),
        ("<p>data-search-exclude</p>", "<p>data-search-exclude</p>"),
        ("data-search-exclude <b>a</b>", "data-search-exclude <b>a</b>"),
        ("a<p data-search-exclude>b", "a"),
    ],
)
def test_what_is_left_out(body: str, kept: str) -> None:
    assert without_excluded(body) == kept


def test_a_page_that_is_all_left_out_is_not_found() -> None:
    """Such as one that says what is wrong with a draft."""
    assert list(entries("a/", "Fault", "<div data-search-exclude><h1>Fault</h1></div>\n")) == []
    assert [entry.title for entry in entries("a/", "Empty", "")] == ["Empty"]


def test_hostile_strings_are_only_text() -> None:
    made = [Entry(f"{n}/", f"{n}/", text, "", text) for n, text in enumerate(STRINGS)]
    index = index_of(made)
    assert [record[1] for record in sorted(records(index), key=lambda record: int(record[0][:-1]))] == list(STRINGS)
    assert all(word.isprintable() and '"' not in word and "\\" not in word for word in postings(index))
    for text in STRINGS:
        body = f"<p>{escape(text)}</p><h2 id='a'>{escape(text)}</h2>"
        assert [entry.text for entry in entries("a/", "T", body)] == [" ".join(f"{text} {text}".split())]


def test_order_changes_nothing() -> None:
    made = list(pages(300))
    mixed = [made[place : place + 2] for place in range(0, len(made), 2)]
    random.Random(7).shuffle(mixed)
    assert list(search_assets(made)) == list(search_assets(entry for both in mixed for entry in both))


def test_files() -> None:
    assets = list(search_assets(pages(1200)))
    assert assets[-1].uri == MANIFEST
    assert len({asset.uri for asset in assets}) == len(assets)
    assert all(asset.uri.startswith(f"{FOLDER}/") for asset in assets)
    index = index_of(pages(1200))
    manifest = index["index"]
    assert set(index) == {"index", *manifest["shards"], *manifest["records"]}
    assert [index[name][0][0] for name in manifest["shards"]] == manifest["firsts"] == sorted(manifest["firsts"])
    assert sum(manifest["sizes"]) == len(records(index)) == 2400
    assert manifest["chunk"] == CHUNK
    sizes = [len(asset.data) for asset in assets[:-1]]
    assert max(sizes) <= SHARD_SIZE + 500
    assert max(len(gzip.compress(asset.data)) for asset in assets) < 16_000


def test_a_change_gives_changed_files_new_names_only() -> None:
    before = {asset.uri: asset.data for asset in search_assets(pages(400))}
    after = {asset.uri: asset.data for asset in search_assets([*pages(400), Entry("z/", "z/", "Zebra", "", "zebra")])}
    both = set(before) & set(after) - {MANIFEST}
    assert both
    assert all(before[name] == after[name] for name in both)


def test_weights() -> None:
    made = [Entry("a/", "a/", "hope", "", "hope care"), Entry("a/", "a/#b", "hope", "care", "")]
    assert postings(index_of(made)) == {"hope": {0: 9}, "care": {0: 1, 1: 4}}


def test_an_empty_site() -> None:
    index = index_of([])
    assert list(index) == ["index"]
    assert searched(index, "hope") == []

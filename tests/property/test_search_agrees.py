"""Every word of every entry finds its page; the search in JavaScript finds what a search without an index finds."""

import random

import pytest
from hostile import STRINGS
from hypothesis import given, settings
from hypothesis import strategies as st
from searching import by_hand, by_script, index_of, pages, postings, records, searched

from builder.search import Entry
from builder.search_words import split_words

# Letters of many scripts, and what cases and accents do to them.
SCRIPTS = "abcIi\u0130\u0131\u00df\u1e9e\u03a3\u03c3\u03c2\u0301\u00e9\u00c5\ufb01\u01c6\u1fb3"
SCRIPTS += "\u0645\u064f\u05e9\u05c1\u05be\u0915\u094d\u0937"
SCRIPTS += "\u4eba\u540c\u304c\u30ac\u30fc\uff76\uff9e\ud55c\uae00\u0e17\u0e35"
SCRIPTS += "\U0001d4d0\U00010400\U00020000\u2460\u00bd\u0660 _-'\u2019.\u00ad"
# Letters that this Python knows; a browser may know newer ones.
KNOWN = st.characters(exclude_categories=["Cs", "Cn"])
TEXT = st.text(st.sampled_from(SCRIPTS), max_size=30) | st.text(KNOWN, max_size=30)
WORD = st.sampled_from(["hope", "hop", "care", "caf\u00e9", "role", "roles", "\u540c\u4f34", "the", "12"])
LINE = st.lists(WORD, max_size=8).map(" ".join)
ENTRY = st.tuples(st.integers(0, 6), LINE, st.just("") | LINE, LINE)


@given(TEXT)
@settings(max_examples=500)
def test_both_split_alike(text: str) -> None:
    assert by_script("splitWords", text) == split_words(text)


@pytest.mark.parametrize("start", range(0, 0x30000, 0x1000))
def test_both_split_every_letter_alike(start: int) -> None:
    """All that this Python knows; a browser that knows newer letters is no worse for it."""
    signs = [chr(code) for code in range(start, start + 0x1000) if not 0xD800 <= code < 0xE000]
    text = " ".join(f"x{sign}y" for sign in signs if sign.isprintable())
    assert by_script("splitWords", text) == split_words(text)


@pytest.mark.parametrize("text", STRINGS[::5])
def test_both_split_hostile_strings_alike(text: str) -> None:
    assert by_script("splitWords", text) == split_words(text)


def test_every_word_of_every_entry_is_in_the_shards() -> None:
    made = list(pages(500))
    index = index_of(made)
    found, shown = postings(index), records(index)
    for number, entry in enumerate(sorted(made, key=lambda entry: entry.page)):
        assert shown[number][0] == entry.url
        for word in split_words(f"{entry.part or entry.title} . {entry.text}"):
            assert number in found[word]


def test_words_of_pages_find_them() -> None:
    made = list(pages(300))
    index = index_of(made)
    chance = random.Random(3)
    for entry in chance.sample(made, 40):
        query = " ".join(chance.sample(split_words(entry.text), 3))
        assert {record[0].partition("#")[0] for record in searched(index, query)} == by_hand(made, query), query


@given(st.lists(ENTRY, max_size=12), st.lists(WORD, min_size=1, max_size=3))
@settings(max_examples=200)
def test_what_is_found_is_what_has_all_words(made: list[tuple[int, str, str, str]], query: list[str]) -> None:
    found = [
        Entry(f"{page}/", f"{page}/{part and '#'}{part}", title, part, text)
        for page, title, part, text in sorted(made, key=lambda one: one[0])
    ]
    records = searched(index_of(found), " ".join(query))
    assert {record[0].partition("#")[0] for record in records} == by_hand(found, " ".join(query))
    assert len(records) == len({record[0].partition("#")[0] for record in records})


def test_the_better_place_comes_first() -> None:
    made = [
        Entry("a/", "a/", "Other", "", "care and hope"),
        Entry("b/", "b/", "Hope", "", "text"),
        Entry("c/", "c/", "Other", "", "text"),
        Entry("c/", "c/#part", "Other", "About hope", "text"),
    ]
    assert [record[0] for record in searched(index_of(made), "hope")] == ["b/", "c/#part", "a/"]


def test_a_whole_word_comes_before_a_beginning() -> None:
    made = [Entry("a/", "a/", "Hopeful", "", ""), Entry("b/", "b/", "Hope", "", "")]
    assert [record[0] for record in searched(index_of(made), "hope")] == ["b/", "a/"]


@given(TEXT, TEXT)
def test_pieces_are_the_whole_text(text: str, query: str) -> None:
    pieces = by_script("piecesOf", text, by_script("splitWords", query))
    assert "".join(piece for piece, _ in pieces) == text


def test_what_is_marked() -> None:
    def marked(text: str, query: str) -> list[str]:
        return [piece for piece, hit in by_script("piecesOf", text, by_script("splitWords", query)) if hit]

    assert marked("Hope, hoped-for: caf\u00e9!", "cafe hop") == ["Hope", "hoped", "caf\u00e9"]
    assert marked("hopeful care", "hope care") == ["care"]
    assert marked("\u6211\u540c\u4f34\u4eba", "\u540c\u4f34") == ["\u540c", "\u4f34"]
    assert marked("a b", "") == []

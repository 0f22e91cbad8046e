"""Markdown of authors -> HTML that can do nothing but be read. The only user of markdown and nh3.

Python-Markdown lets `javascript:` links, event handlers and raw HTML through by design, so what it gives goes through an
allow-list cleaner. `attr_list`, `md_in_html` and `snippets` stay off.
"""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from textwrap import shorten
from typing import Any, NamedTuple

import nh3

EXTENSIONS = ("tables", "sane_lists", "smarty")
TEXT_TAGS = frozenset(
    [
        "p",
        "ul",
        "ol",
        "li",
        "em",
        "strong",
        "a",
        "code",
        "pre",
        "blockquote",
        "br",
        "hr",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "sup",
        "sub",
        "dl",
        "dt",
        "dd",
        "del",
    ]
)
PAGE_TAGS = TEXT_TAGS | frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "img"])
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"scope"}, "code": set[str]()}
PAGE_ATTRIBUTES = (
    ATTRIBUTES | {f"h{level}": {"id"} for level in range(1, 7)} | {"img": {"src", "alt", "title", "width", "height"}}
)
ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
LINK, PICTURE = re.compile(r'<a\s[^>]*\bhref="([^"]*)"'), re.compile(r'<img\s[^>]*\bsrc="([^"]*)"')
SCHEMES = {"https", "http", "mailto", "tel"}
FIRST_TEXT, TAG = re.compile(r"<p>(.*?)</p>", re.DOTALL), re.compile(r"<[^>]*>")
LONGEST_DESCRIPTION = 160
"""Letters that search engines show."""


def _reader(*more: str) -> Any:
    from markdown import Markdown  # noqa: PLC0415 - only pages and the prose of a site that is built need it

    return Markdown(extensions=[*EXTENSIONS, *more], output_format="html")


_markdown = cache(_reader)


def prose_html(text: str) -> str:
    """HTML of a text in a YAML file: no headings and no pictures, since they would break the page's outline."""
    html = _markdown().reset().convert(text)
    clean = nh3.clean(html, tags=set(TEXT_TAGS), attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noreferrer")
    return _with_scrolling_tables(clean)


class Outline(NamedTuple):
    """What Markdown itself finds in a page."""

    main_headings: tuple[str, ...]
    anchors: frozenset[str]
    links: tuple[str, ...]
    pictures: tuple[str, ...]


def outline(text: str) -> Outline:
    """The headings of a Markdown page, and the addresses that it names, each once and in order."""
    reader = _reader("toc", "fenced_code")
    html = reader.convert(text)
    headings = list(_flat(getattr(reader, "toc_tokens", [])))
    main = tuple(str(token["name"]) for token in headings if token["level"] == 1)
    links, pictures = (tuple(dict.fromkeys(map(unescape, pattern.findall(html)))) for pattern in (LINK, PICTURE))
    return Outline(main, frozenset(str(token["id"]) for token in headings), links, pictures)


def _flat(tokens: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for token in tokens:
        yield token
        yield from _flat(token["children"])


def clean_page(html: str) -> str:
    """HTML of a whole Markdown page, as MkDocs converted it."""
    clean = nh3.clean(
        html,
        tags=set(PAGE_TAGS),
        attributes=PAGE_ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noreferrer",
        attribute_filter=_own_pictures,
    )
    return _with_scrolling_tables(clean)


def first_words(html: str) -> str:
    """The text of the first paragraph of a page, for its description: whole words, and few enough to be shown whole."""
    found = FIRST_TEXT.search(html)
    text = " ".join(unescape(TAG.sub("", found[1])).split()) if found else ""
    return shorten(text, LONGEST_DESCRIPTION, placeholder=" …")


def _with_scrolling_tables(clean: str) -> str:
    """A table too wide for its page scrolls on its own. The cleaner closes what it leaves, and leaves tables no attributes."""
    return clean.replace("<table>", '<div class="rk-scroll"><table>').replace("</table>", "</table></div>")


def _own_pictures(tag: str, attribute: str, value: str) -> str | None:
    """A picture from elsewhere loses its address, however Markdown spells it: fetching it would tell others who reads."""
    return None if tag == "img" and attribute == "src" and ELSEWHERE.match(value) else value

"""Markdown of authors -> HTML that can do nothing but be read. The only user of markdown and nh3.

Python-Markdown lets `javascript:` links, event handlers and raw HTML through by design, so what it gives goes through an
allow-list cleaner. `attr_list`, `md_in_html` and `snippets` stay off.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import nh3
from markdown import Markdown

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
SCHEMES = {"https", "http", "mailto", "tel"}


@cache
def _markdown() -> Markdown:
    return Markdown(extensions=list(EXTENSIONS), output_format="html")


def prose_html(text: str) -> str:
    """HTML of a text in a YAML file: no headings and no pictures, since they would break the page's outline."""
    html = _markdown().reset().convert(text)
    return nh3.clean(html, tags=set(TEXT_TAGS), attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noreferrer")


def main_headings(text: str) -> list[str]:
    """The texts of the main headings of a Markdown page, as Markdown itself finds them."""
    reader = Markdown(extensions=[*EXTENSIONS, "toc", "fenced_code"], output_format="html")
    reader.convert(text)
    return [str(token["name"]) for token in _flat(getattr(reader, "toc_tokens", [])) if token["level"] == 1]


def _flat(tokens: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for token in tokens:
        yield token
        yield from _flat(token["children"])


def clean_page(html: str) -> str:
    """HTML of a whole Markdown page, as MkDocs converted it."""
    return nh3.clean(
        html,
        tags=set(PAGE_TAGS),
        attributes=PAGE_ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noreferrer",
        attribute_filter=_own_pictures,
    )


def _own_pictures(tag: str, attribute: str, value: str) -> str | None:
    """A picture from elsewhere loses its address, however Markdown spells it: fetching it would tell others who reads."""
    return None if tag == "img" and attribute == "src" and ELSEWHERE.match(value) else value

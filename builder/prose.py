"""Markdown of authors -> HTML that can do nothing but be read. The only user of markdown and nh3.

Python-Markdown lets `javascript:` links, event handlers and raw HTML through by design, so what it gives goes through an
allow-list cleaner. `attr_list`, `md_in_html` and `snippets` stay off.
"""

from functools import cache

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
SCHEMES = {"https", "http", "mailto", "tel"}


@cache
def _markdown() -> Markdown:
    return Markdown(extensions=list(EXTENSIONS), output_format="html")


def prose_html(text: str) -> str:
    """HTML of a text in a YAML file: no headings and no pictures, since they would break the page's outline."""
    html = _markdown().reset().convert(text)
    return nh3.clean(html, tags=set(TEXT_TAGS), attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noreferrer")


def clean_page(html: str) -> str:
    """HTML of a whole Markdown page, as MkDocs converted it."""
    return nh3.clean(html, tags=set(PAGE_TAGS), attributes=PAGE_ATTRIBUTES, url_schemes=SCHEMES, link_rel="noreferrer")

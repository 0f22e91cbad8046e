"""Pages as browsers read them, reduced to what can do something: elements and attributes, without what is only text."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from html5lib import HTMLParser, treewalkers

# Attributes whose value is text that people read or hear.
TEXT_ATTRIBUTES = {"aria-label", "alt", "title", "placeholder", "data-low", "data-high"}
ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "ping", "cite", "background", "srcset", "xlink:href"}
# Browsers leave these out before an address, and tabs and line breaks anywhere; a blank that does not break lines they keep.
BLANKS = "".join(map(chr, range(33)))
SCHEMES = {"https:", "http:", "mailto:", "tel:", "sms:"}
RUNNING = {"style", "srcdoc", "is", "http-equiv"}
ACTIVE = frozenset(
    [
        *(
            "script",
            "noscript",
            "style",
            "link",
            "meta",
            "base",
            "title",
            "html",
            "head",
            "body",
            "template",
            "slot",
            "plaintext",
            "xmp",
        ),
        *("form", "input", "button", "select", "textarea", "dialog", "details", "summary"),
        *(
            "iframe",
            "frame",
            "frameset",
            "portal",
            "object",
            "embed",
            "applet",
            "svg",
            "math",
            "video",
            "audio",
            "source",
            "track",
        ),
    ]
)


class Tag(NamedTuple):
    """The beginning of an element, or its end (`/p`), or words of ours to find again (`text`)."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()


def tags(html: str, *, fragment: bool = False, markers: str = "(?!)") -> list[Tag]:
    """The tree as a list of beginnings and ends. Text is left out but for what `markers` matches whole.

    Embedded JSON must be JSON: it is read here.
    """
    parser = HTMLParser(namespaceHTMLElements=False)
    tree = parser.parseFragment(html) if fragment else parser.parse(html)
    made: list[Tag] = []
    for token in treewalkers.getTreeWalker("etree")(tree):
        kind = token["type"]
        if kind in {"StartTag", "EmptyTag"}:
            attributes = {name: value for (_, name), value in token["data"].items()}
            made.append(Tag(token["name"], tuple(sorted((name, _value(name, attributes)) for name in attributes))))
        elif kind == "EndTag":
            made.append(Tag("/" + token["name"]))
        elif kind == "Comment":
            made.append(Tag("comment", (("text", token["data"]),)))
        elif kind == "Characters":
            if made and made[-1].name == "script" and ("type", "application/json") in made[-1].attributes:
                json.loads(token["data"])
            if re.fullmatch(markers, token["data"].strip()):
                made.append(Tag("text", (("text", token["data"].strip()),)))
    return made


def active(found: Iterable[Tag]) -> Iterator[Tag]:
    """What could run, load or send something, or lead away by a scheme that we do not know."""
    for tag in found:
        if tag.name in ACTIVE or tag.name == "comment" or any(_acts(name, value) for name, value in tag.attributes):
            yield tag


def _acts(name: str, value: str) -> bool:
    bare = value.translate(dict.fromkeys(map(ord, "\t\n\r"))).lstrip(BLANKS).lower()
    scheme = re.match(r"[a-z][a-z0-9+.-]*:", bare) if name in ADDRESSES else None
    return name.startswith("on") or name in RUNNING or bool(scheme and scheme.group() not in SCHEMES)


def _value(name: str, attributes: dict[str, str]) -> str:
    value = attributes[name]
    if name in TEXT_ATTRIBUTES or (name == "content" and attributes.get("name") == "description"):
        return "*"
    if name == "content" and attributes.get("http-equiv") == "Content-Security-Policy":
        return value
    return "https:*" if name == "href" and value.startswith("https://") else value

"""Whether a page is what the HTML Standard asks for: a small part of what the Nu Html Checker knows, for every run.

The rules are those that our pages ever broke or could break unseen; `tests/site/test_conformance.py` runs the checker itself.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from html5lib import HTMLParser


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
PHRASING = words(
    "a abbr b br bdi bdo button cite code data del em i img input ins kbd label link mark meter noscript output picture "
    "progress q s samp script select small span strong sub sup svg template textarea time u var wbr"
)
INTERACTIVE = {"a", "button", "details", "input", "label", "select", "summary", "textarea"}
LABELABLE = {"button", "input", "meter", "output", "progress", "select", "textarea"}
SILENT = {"script", "template"}
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tfoot": {"tr"},
    "tr": {"td", "th"},
    "select": {"option", "optgroup"},
    "legend": PHRASING | HEADINGS,
    "summary": PHRASING | HEADINGS,
    **dict.fromkeys(["p", "pre", "span", "em", "strong", "code", "b", "i", "small", "label", "button", *HEADINGS], PHRASING),
}
"""What may stand in an element, beside scripts and templates."""
NOT_WITHIN = {
    "a": INTERACTIVE,
    "button": INTERACTIVE,
    "label": {"label"},
    "form": {"form"},
    "th": HEADINGS | {"header", "footer", "section", "article", "nav", "aside"},
    "dt": HEADINGS | {"header", "footer", "section", "article", "nav", "aside"},
}
FIRST = {"fieldset": "legend", "details": "summary", "table": "caption"}
"""What may stand in an element as its first child and nowhere else."""
LISTS_OF_IDS = {"aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "aria-flowto", "headers"}
IDS = {"for", "form", "list", "aria-activedescendant", "aria-errormessage", "popovertarget"}
FREE_TEXT = words("color date datetime-local email hidden month number password range search tel text time url week")
"""Kinds of fields that know `autocomplete`."""
GLOBAL = re.compile(
    r"data-[\w-]+|aria-[a-z]+|accesskey|autocapitalize|autofocus|class|contenteditable|dir|enterkeyhint|hidden|id|inert|inputmode|"
    r"is|itemid|itemprop|itemref|itemscope|itemtype|lang|nonce|popover|role|slot|spellcheck|style|tabindex|title|translate|"
    r"writingsuggestions"
)
BUTTON = "disabled form formaction formmethod formnovalidate name popovertarget popovertargetaction type value"
FIELD = "autocomplete dirname disabled form maxlength minlength name placeholder readonly required"
ATTRIBUTES = {
    "a": "download href hreflang ping referrerpolicy rel target type",
    "button": BUTTON,
    "col": "span",
    "colgroup": "span",
    "details": "name open",
    "fieldset": "disabled form name",
    "form": "accept-charset action autocomplete enctype method name novalidate rel target",
    "img": "alt decoding fetchpriority height loading referrerpolicy sizes src srcset width",
    "input": f"{FIELD} accept capture checked list max min multiple pattern size step type value webkitdirectory",
    "label": "for",
    "li": "value",
    "link": "as blocking color crossorigin disabled fetchpriority href hreflang integrity media rel sizes type",
    "meta": "charset content http-equiv media name property",
    "ol": "reversed start type",
    "option": "disabled label selected value",
    "optgroup": "disabled label",
    "script": "async blocking crossorigin defer fetchpriority integrity nomodule referrerpolicy src type",
    "select": "autocomplete disabled form multiple name required size",
    "style": "blocking media",
    "td": "colspan headers rowspan",
    "textarea": f"{FIELD} cols rows wrap",
    "th": "abbr colspan headers rowspan scope",
    "time": "datetime",
}
Element = Any

THEMES = {
    r"<input class='md-toggle' .* knows no 'autocomplete'": "of Material's base.html, outside of any block that we could fill",
}
"""Faults that are not ours, and why they stay."""


def own_faults(page: str) -> list[str]:
    """What is wrong with a page and ours to mend."""
    return [fault for fault in faults(page) if not any(re.match(pattern, fault) for pattern in THEMES)]


def faults(page: bytes | str) -> list[str]:
    """What is wrong with a page, one line each."""
    parser = HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(page)
    found = [f"line {line}: {fault} {details}" for (line, _), fault, details in parser.errors]
    return sorted({*found, *_names(root), *_structure(root)})


def _names(root: Element) -> Iterator[str]:
    """Ids are given once, and whatever is named is there. What stands in a template is no part of the page until it is copied."""
    inside = {id(element): template for template in root.iter("template") for element in _elements(template)}
    for part in [None, *root.iter("template")]:
        yield from _names_of([element for element in _elements(root) if inside.get(id(element)) is part], root)


def _names_of(elements: list[Element], root: Element) -> Iterator[str]:
    ids = Counter(element.get("id") for element in elements if "id" in element.attrib)
    for name, count in ids.items():
        if count > 1 or not re.fullmatch(r"\S+", name):
            yield f"id '{name}' stands {count} times"
    there = {element.get("id"): element.tag for element in _elements(root) if "id" in element.attrib}
    for element in elements:
        for attribute, value in element.attrib.items():
            for name in value.split() if attribute in LISTS_OF_IDS else [value] if attribute in IDS else []:
                if name not in there or (attribute == "for" and there[name] not in LABELABLE):
                    yield f"{_shown(element)} names '{name}', which is not there"


def _structure(root: Element) -> Iterator[str]:
    for element in _elements(root):
        children = [child for child in element if _is_html(child) and child.tag not in SILENT]
        allowed = CHILDREN.get(element.tag)
        for place, child in enumerate(children):
            if allowed is not None and child.tag not in allowed:
                yield f"{_shown(child)} stands in {_shown(element)}"
            if child.tag == FIRST.get(element.tag) and place:
                yield f"{_shown(child)} is not the first in {_shown(element)}"
        if element.tag == "details" and not (children and children[0].tag == "summary"):
            yield f"{_shown(element)} has no summary"
        if element.tag in NOT_WITHIN:
            inside = (one for one in _elements(element) if one is not element and one.tag in NOT_WITHIN[element.tag])
            yield from (f"{_shown(one)} stands within {_shown(element)}" for one in inside)
        yield from _attributes(element)


def _attributes(element: Element) -> Iterator[str]:
    known = ATTRIBUTES.get(element.tag, "").split()
    for name in element.attrib:
        if "-" not in element.tag and name not in known and not GLOBAL.fullmatch(str(name)):
            yield f"{_shown(element)} has no attribute '{name}'"
    if "autocomplete" in element.attrib and element.tag == "input" and element.get("type", "text") not in FREE_TEXT:
        yield f"{_shown(element)} knows no 'autocomplete'"
    if element.tag == "img" and "alt" not in element.attrib:
        yield f"{_shown(element)} has no 'alt'"


def _elements(root: Element) -> Iterator[Element]:
    """Without those of drawings."""
    return (element for element in root.iter() if _is_html(element))


def _is_html(element: Element) -> bool:
    return isinstance(element.tag, str) and not element.tag.startswith("{")


def _shown(element: Element) -> str:
    return f"<{element.tag}{''.join(f' {name}={value!r}' for name, value in list(element.attrib.items())[:4])}>"

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from html5lib import HTMLParser

from builder.catalog import Catalog
from builder.discover import discover
from builder.document import freeze
from builder.examine import examine_all
from builder.memory import Memory
from builder.project import Project
from builder.render import Page, render
from builder.templating import script_json

HOSTILE: list[Any] = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "-->",
    "&lt;/script&gt;",
    "]]>",
    "\u2028\u2029",
    "{{ 7 * 7 }}",
    "{% raw %}",
    {"</script>": ["<", ">", "&", "'", '"', "\\"]},
    ["\\u003c/script>", "</ScRiPt >", "<\\/script>"],
]


@pytest.mark.parametrize("value", HOSTILE, ids=repr)
def test_json_cannot_leave_its_script(value: Any) -> None:
    text = script_json(freeze(value))
    document = HTMLParser(namespaceHTMLElements=False).parse(f'<script type="application/json">{text}</script><p>after</p>')
    assert [element.text for element in document.iter("script")] == [text]
    assert [element.text for element in document.iter("p")] == ["after"]
    assert json.loads(text) == value


@pytest.mark.parametrize("text", ["---", 'a "quoted": text', "a\n---\nb: c", "\u2028", "!!python/object:os.system", "{a: b}"])
def test_a_title_cannot_leave_the_head_of_a_page(text: str) -> None:
    source = Page("a.md", text, text, lambda: "<div></div>\n").source
    _, head, body = source.split("---\n", 2)
    assert [json.loads(line.partition(": ")[2]) for line in head.split("\n")[:2]] == [text, text]
    assert body == "\n<div></div>\n"


@pytest.mark.parametrize(("language", "direction"), [("en", ""), ("en-GB", ""), ("de", "ltr"), ("ar", "rtl"), ("ur-PK", "rtl")])
def test_a_form_in_another_language_than_our_words_says_so(language: str, direction: str) -> None:
    base = Project(Path(__file__).parents[1] / "golden" / "base")
    discovered = discover(base)
    documents = [examined.document for examined in examine_all(discovered, Memory(None)) if examined.document]
    forms = [replace(one, data={**one.data, "language": language}) for one in documents if one.kind == "questionnaire"]
    pages, _ = render(Catalog.of([*(one for one in documents if one.kind != "questionnaire"), *forms]))
    (body,) = [page.body for page in pages if page.uri == "questionnaires/first-week.md"]
    assert (f'<div class="rk rk-form" lang="{language}" dir="{direction}">' in body) == bool(direction)
    assert ('<div class="rk-end" lang="en" dir="ltr">' in body) == bool(direction)


@pytest.mark.parametrize("layout", [None, "one_page", "steps", "one_question"])
def test_a_form_says_how_it_is_shown_first_and_its_page_holds_all_of_it(layout: str | None) -> None:
    base = Project(Path(__file__).parents[1] / "golden" / "base")
    documents = [examined.document for examined in examine_all(discover(base), Memory(None)) if examined.document]
    own = {"layout": layout} if layout else {}
    forms = [replace(one, data={**one.data, **own}) for one in documents if one.kind == "questionnaire"]
    pages, _ = render(Catalog.of([*(one for one in documents if one.kind != "questionnaire"), *forms]))
    (body,) = [page.body for page in pages if page.uri == "questionnaires/first-week.md"]
    form = next(HTMLParser(namespaceHTMLElements=False).parse(body).iter("role-questionnaire"))
    assert form.get("data-view") == (layout or "one_page")
    assert [one.get("value") for one in form.iter("input") if one.get("name") == "view" and one.get("checked") is not None] == [
        layout or "one_page"
    ]
    assert not [one for one in form.iter() if one.get("data-off") is not None]


def test_a_form_links_to_the_page_that_says_what_becomes_of_answers() -> None:
    base = Project(Path(__file__).parents[1] / "golden" / "base")
    catalog = Catalog.of(examined.document for examined in examine_all(discover(base), Memory(None)) if examined.document)
    links = {}
    for place in ("", "index.md", "privacy.md", "guides/privacy.md", "guides/privacy/index.md"):
        pages, _ = render(replace(catalog, site=freeze({"privacy": place} if place else {})))
        (body,) = [page.body for page in pages if page.uri == "questionnaires/first-week.md"]
        found = [one.get("href") for one in HTMLParser(namespaceHTMLElements=False).parse(body).iter("a")]
        links[place] = [address for address in found if address == "../../" or "privacy" in address]
    assert links == {
        "": [],
        "index.md": ["../../"],
        "privacy.md": ["../../privacy/"],
        "guides/privacy.md": ["../../guides/privacy/"],
        "guides/privacy/index.md": ["../../guides/privacy/"],
    }

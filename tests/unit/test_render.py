import json
from typing import Any

import pytest
from html5lib import HTMLParser

from builder.document import freeze
from builder.render import Page, _script_json

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
    text = _script_json(freeze(value))
    document = HTMLParser(namespaceHTMLElements=False).parse(f'<script type="application/json">{text}</script><p>after</p>')
    assert [element.text for element in document.iter("script")] == [text]
    assert [element.text for element in document.iter("p")] == ["after"]
    assert json.loads(text) == value


@pytest.mark.parametrize("text", ["---", 'a "quoted": text', "a\n---\nb: c", "\u2028", "!!python/object:os.system", "{a: b}"])
def test_a_title_cannot_leave_the_head_of_a_page(text: str) -> None:
    source = Page("a.md", text, text, "<div></div>\n").source
    _, head, body = source.split("---\n", 2)
    assert [json.loads(line.partition(": ")[2]) for line in head.split("\n")[:2]] == [text, text]
    assert body == "\n<div></div>\n"

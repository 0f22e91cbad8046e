import re

import pytest
from html5lib import HTMLParser, treewalkers

from builder.prose import ATTRIBUTES, PAGE_ATTRIBUTES, PAGE_TAGS, TEXT_TAGS, clean_page, prose_html

HARMFUL = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.example/a.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src=javascript:alert(1)>",
    "<base href=//x.example>",
    "<form action=//x.example>",
    "<input autofocus onfocus=alert(1)>",
    "<body onload=alert(1)>",
    "<style>*{background:url(//x.example)}</style>",
    "<link rel=stylesheet href=//x.example>",
    "<meta http-equiv=refresh content=0;url=//x.example>",
    "<object data=//x.example>",
    "<embed src=//x.example>",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
    "<a href='javascript:alert(1)'>a</a>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt&colon;alert(1))",
    "[a](java\tscript:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](vbscript:msgbox(1))",
    "[a](data:text/html,<script>alert(1)</script>)",
    "![a](javascript:alert(1))",
    "<javascript:alert(1)>",
    "[a]: javascript:alert(1)\n\n[a]",
    "[a](x){: onclick=alert(1) }",
    "# h {: onmouseover=alert(1) }",
    "<details open ontoggle=alert(1)>",
    "<div markdown=1 onclick=alert(1)>a</div>",
    "<b style=position:fixed>a</b>",
    "<a id=location name=cookie>a</a>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<p onclick='alert(1)'>a",
    "<a href='x' target=_blank ping=//x.example>a</a>",
    "<video src=x onerror=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<textarea></textarea><script>alert(1)</script>",
    "```html\n<script>alert(1)</script>\n```",
    "`<img src=x onerror=alert(1)>`",
    "<rc-questionnaire onclick=alert(1)>",
    "<x-y is=script>",
]
KEPT = {
    "Two *words* and **more**.": "<p>Two <em>words</em> and <strong>more</strong>.</p>",
    "- a\n- b": "<ul>\n<li>a</li>\n<li>b</li>\n</ul>",
    "[call](tel:988)": '<p><a href="tel:988" rel="noreferrer">call</a></p>',
    "[read](https://x.example)": '<p><a href="https://x.example" rel="noreferrer">read</a></p>',
    "[near](../a/#b)": '<p><a href="../a/#b" rel="noreferrer">near</a></p>',
    "1 < 2 & 3 > 2": "<p>1 &lt; 2 &amp; 3 &gt; 2</p>",
    "# A heading": "A heading",
    "![picture](a.png)": "<p></p>",
}


def check(html: str, tags: frozenset[str], attributes: object) -> None:
    """Read as browsers do: nothing is there but allowed elements, allowed attributes and harmless addresses."""
    ours = html.replace('<div class="rk-scroll"><table>', "<table>").replace("</table></div>", "</table>")
    tree = HTMLParser(namespaceHTMLElements=False).parseFragment(ours)  # without the box that lets a table scroll
    for token in treewalkers.getTreeWalker("etree")(tree):
        assert token["type"] not in {"Comment", "Doctype"}, html
        if token["type"] in {"StartTag", "EmptyTag"}:
            assert token["name"] in tags, html
            for (_, name), value in token["data"].items():
                assert name in attributes.get(token["name"], set()) | {"rel"}, html
                if name in {"href", "src"}:
                    # Browsers leave tabs and line breaks out, and blanks at the beginning.
                    address = value.translate(dict.fromkeys(map(ord, "\t\n\r"))).strip().lower()
                    scheme = re.match(r"[a-z][a-z0-9+.-]*:", address)
                    assert not scheme or scheme.group() in {"https:", "http:", "mailto:", "tel:"}, html


@pytest.mark.parametrize("text", HARMFUL)
def test_harmful(text: str) -> None:
    for shape in (text, f"words {text} words", f"- {text}", f"> {text}", f"| a |\n|---|\n| {text} |"):
        check(prose_html(shape), TEXT_TAGS, ATTRIBUTES)
        check(clean_page(text), PAGE_TAGS, PAGE_ATTRIBUTES)


@pytest.mark.parametrize("text", KEPT)
def test_kept(text: str) -> None:
    assert prose_html(text) == KEPT[text]


def test_one_text_does_not_leak_into_the_next() -> None:
    prose_html("[a]: https://x.example\n\n[a]")
    assert prose_html("[a]") == "<p>[a]</p>"

import base64
import hashlib

import pytest

from builder.policy import policy, theme_scripts, with_policy

PAGE = '<html><head><meta charset="utf-8">{}</head></html>'


def hash_of(script: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"


THEME = [
    '<script>go("{{ base_url }}")</script>',
    "<p>text</p><script>b()</script>",
    '<script type="application/json">{{ x }}</script>',
]
KNOWN = theme_scripts(THEME)
SCRIPTS = {
    "none": ("", []),
    "the theme's": ('<script>go("../..")</script>', ['go("../..")']),
    "two, one of them twice": ('<script>b()</script><script>go(".")</script><script>b()</script>', ['go(".")', "b()"]),
    "an injected one": ("<script>alert(1)</script>", []),
    "an injected one that begins alike": ('<script>go(".");alert(1)</script>', []),
    "an injected one in a value": ('<script>go("");alert(1);go("")</script>', []),
    "from a file": ('<script src="a.js"></script>', []),
    "data": ('<script type="application/json">{"a": 1}</script>', []),
    "a module inline": ('<script type="module">\nimport "./a.js"\n</script>', []),
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts(name: str) -> None:
    body, hashed = SCRIPTS[name]
    wanted = " ".join(["'self'", *sorted(hash_of(script) for script in hashed)])
    assert f"script-src {wanted};" in policy(PAGE.format(body), KNOWN)


def test_nothing_is_loose() -> None:
    found = policy(PAGE.format(""), KNOWN)
    assert found.startswith("default-src 'none'; ")
    assert not [word for word in ("unsafe", "*", "http:", "https:") if word in found]
    assert "form-action 'none'" in found
    assert "base-uri 'none'" in found


@pytest.mark.parametrize("charset", ['<meta charset="utf-8">', "<meta charset=utf-8>", '<META CHARSET="UTF-8" />'])
def test_the_policy_comes_before_what_it_governs(charset: str) -> None:
    page = with_policy(f"<html><head>{charset}<script>a()</script></head></html>", KNOWN)
    assert page.index("Content-Security-Policy") < page.index("<script>")
    assert '<meta name="referrer" content="no-referrer">' in page
    assert page.count("Content-Security-Policy") == 1

import base64
import hashlib

import pytest

from builder.policy import policy, with_policy

PAGE = '<html><head><meta charset="utf-8">{}</head></html>'


def hash_of(script: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"


SCRIPTS = {
    "none": ("", []),
    "inline": ("<script>go()</script>", ["go()"]),
    "two, one of them twice": ("<script>b()</script><script>a()</script><script>a()</script>", ["a()", "b()"]),
    "from a file": ('<script src="a.js"></script>', []),
    "data": ('<script type="application/json">{"a": 1}</script>', []),
    "a module inline": ('<script type="module">\nimport "./a.js"\n</script>', ['\nimport "./a.js"\n']),
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts(name: str) -> None:
    body, hashed = SCRIPTS[name]
    wanted = " ".join(["'self'", *sorted(hash_of(script) for script in hashed)])
    assert f"script-src {wanted};" in policy(PAGE.format(body))


def test_nothing_is_loose() -> None:
    found = policy(PAGE.format(""))
    assert found.startswith("default-src 'none'; ")
    assert not [word for word in ("unsafe", "*", "http:", "https:") if word in found]
    assert "form-action 'none'" in found
    assert "base-uri 'none'" in found


@pytest.mark.parametrize("charset", ['<meta charset="utf-8">', "<meta charset=utf-8>", '<META CHARSET="UTF-8" />'])
def test_the_policy_comes_before_what_it_governs(charset: str) -> None:
    page = with_policy(f"<html><head>{charset}<script>a()</script></head></html>")
    assert page.index("Content-Security-Policy") < page.index("<script>")
    assert '<meta name="referrer" content="no-referrer">' in page
    assert page.count("Content-Security-Policy") == 1

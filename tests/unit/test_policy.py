import base64
import hashlib
from collections.abc import Callable

import pytest

from builder.live import with_reload
from builder.policy import policy, script_hash, theme_scripts, with_policy

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
    """B15: No word that lets anything in that has no hash and is not ours."""
    found = policy(PAGE.format(""), KNOWN)
    assert found.startswith("default-src 'none'; ")
    assert not [word for word in ("unsafe", "*", "http:", "https:") if word in found]
    assert "form-action 'none'" in found
    assert "base-uri 'none'" in found


TRUSTED = "require-trusted-types-for 'script'; trusted-types roleclarity"
LOADED = {
    "nothing": ("", True),
    "ours": ('<script type="module" src="../../assets/roleclarity/questionnaire.js"></script>', True),
    "ours in quotes of the other kind": ("<script src='/team/assets/roleclarity/page.js' type=module></script>", True),
    "the theme's": ('<script src="../assets/javascripts/bundle.d3b1.min.js"></script>', False),
    "an owner's": ("<script src=own.js></script>", False),
    "an owner's beside ours": ('<script src="assets/roleclarity/page.js"></script><script src="own.js"></script>', False),
    "data beside ours": ('<script src="assets/roleclarity/page.js"></script><script type="application/json">1</script>', True),
}


@pytest.mark.parametrize("name", LOADED)
def test_text_never_becomes_code_on_pages_with_no_script_but_ours(name: str) -> None:
    """The theme's script and an owner's write text into pages as HTML, which this would stop."""
    body, ours = LOADED[name]
    assert policy(PAGE.format(body), KNOWN).endswith(TRUSTED) == ours


@pytest.mark.parametrize("charset", ['<meta charset="utf-8">', "<meta charset=utf-8>", '<META CHARSET="UTF-8" />'])
def test_the_policy_comes_before_what_it_governs(charset: str) -> None:
    page = with_policy(f"<html><head>{charset}<script>a()</script></head></html>", KNOWN)
    assert page.index("Content-Security-Policy") < page.index("<script>")
    assert '<meta name="referrer" content="no-referrer">' in page
    assert page.count("Content-Security-Policy") == 1


MKDOCS = "<script>\nvar livereload = function(){};\nlivereload(1, 2);\n</script>"
HEAD = "<head><meta content=\"script-src 'self' 'sha256-abc'; worker-src 'self'\"></head>"


def served(page: bytes, kind: str) -> tuple[dict[str, str], bytes]:
    def application(_environ: object, start: Callable[..., None]) -> list[bytes]:
        start("200 OK", [("Content-Type", kind), ("Content-Length", str(len(page)))])
        return [page]

    given: list[dict[str, str]] = []
    body = b"".join(with_reload(application)({}, lambda _status, headers: given.append(dict(headers))))
    return given[0], body


def test_the_preview_may_reload() -> None:
    page = f"{HEAD}<body>words{MKDOCS}</body></html>".encode()
    headers, body = served(page, "text/html")
    expected = script_hash(MKDOCS.removeprefix("<script>").removesuffix("</script>").encode())
    assert f"script-src 'self' {expected} 'sha256-abc'" in body.decode()
    assert headers["Content-Length"] == str(len(body))


@pytest.mark.parametrize(
    "page",
    [
        f"{HEAD}<body>{MKDOCS}<p>words</p></body>",
        f"{HEAD}<body><script>var other = 1;</script></body>",
        f"{HEAD}<body><p>words</p></body>",
        f"{HEAD}{MKDOCS}",
    ],
)
def test_no_other_script_gains_by_it(page: str) -> None:
    assert served(page.encode(), "text/html")[1] == page.encode()


def test_what_is_no_page_is_served_as_it_is() -> None:
    page = f"{HEAD}<body>{MKDOCS}</body>".encode()
    assert served(page, "text/plain") == ({"Content-Type": "text/plain", "Content-Length": str(len(page))}, page)

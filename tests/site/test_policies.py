"""B15: Whatever page we make, as part of a site, as one file or for a preview: its policy comes first, with no way past it."""

import base64
import json
import re
import zlib
from pathlib import Path
from typing import Any

import html5lib
import pytest
from click.testing import CliRunner
from sites import EVERY_KIND, ROOT, build_site, every_kind_in

from builder.cli import main
from builder.policy import script_hash
from builder.preview import Draft
from builder.project import open_project

BEFORE = {"html", "head", "meta"}
ONLY_A_HEADER_SAYS = {"frame-ancestors", "sandbox", "report-uri", "report-to"}
"""Browsers pass these over in a page."""
MOST = {
    "default-src": {"'none'"},
    "script-src": {"'self'"},
    "worker-src": {"'self'"},
    "style-src": {"'self'"},
    "img-src": {"'self'", "data:"},
    "font-src": {"'self'", "data:"},
    "connect-src": {"'self'"},
    "manifest-src": {"'self'"},
    "form-action": {"'none'"},
    "base-uri": {"'none'"},
    "object-src": {"'none'"},
    "require-trusted-types-for": {"'script'"},
    "trusted-types": {"roleclarity"},
}
"""All that any page of ours may allow, beside hashes of what stands in it."""
LEAST = {"default-src", "form-action", "base-uri"}
"""What must be said: no other part of a policy stands in for the last two."""


def tags(html: str) -> list[Any]:
    tree = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    return [one for one in tree.iter() if isinstance(one.tag, str)]


def weak(html: str) -> list[str]:
    """What is wrong with the policy of a page."""
    found, before, policies = [], [], list[str]()
    there = tags(html)
    for one in there:
        kind = (one.get("http-equiv") or "").lower()
        if kind == "content-security-policy":
            policies.append(one.get("content"))
        elif kind:
            found.append(f"also says {kind}")
        elif not policies:
            before.append(one.tag)
    if len(policies) != 1:
        return [f"{len(policies)} policies"]
    found += [f"{tag} comes before" for tag in set(before) - BEFORE]
    parts = [part.split() for part in policies[0].split(";")]
    said = {name: set(values) for name, *values in parts}
    found += ["something twice"] * (len(said) != len(parts))
    found += [f"no {name}" for name in LEAST - set(said)]
    found += [f"{name} only in a header" for name in set(said) & ONLY_A_HEADER_SAYS]
    return found + [
        f"{name} {value}" for name, values in said.items() for value in values - MOST.get(name, set()) - hashes(there, name)
    ]


def hashes(there: list[Any], part: str) -> set[str]:
    """Of what stands in the page, or is packed in it, and is governed by this part."""
    tag = {"script-src": "script", "style-src": "style"}.get(part)
    inline = [one.text or "" for one in there if one.tag == tag and one.get("src") is None]
    packed = [unpacked(one.text)["code"] for one in there if tag == "script" and one.get("data-packed") is not None]
    return {script_hash(text.encode()) for text in (*inline, *packed)}


def unpacked(text: str) -> dict[str, str]:
    """As `builder/single/loader.js` unpacks it."""
    return dict(json.loads(zlib.decompress(base64.b85decode(text.replace(",", "<")), -15)))


def judged(pages: list[Path], least: int) -> None:
    assert len(pages) >= least
    assert {str(page): found for page in pages if (found := weak(page.read_text(encoding="utf-8")))} == {}


def test_pages_of_a_site(site: Path) -> None:
    """One page of each policy; that all have theirs in the same place is looked at in test_pages.py."""
    pages = sorted(site.rglob("*.html"))
    by_policy = {
        re.findall(r'http-equiv="Content-Security-Policy" content="(.*?)"', page.read_text("utf-8"))[0]: page for page in pages
    }
    judged([site / "404.html", site / "away/index.html", *by_policy.values()], 3)


@pytest.mark.parametrize("project", [ROOT, EVERY_KIND], ids=["ours", "every kind"])
def test_forms_that_are_one_file(project: Path, tmp_path: Path) -> None:
    made = CliRunner().invoke(main, ["build", "--project", str(project), "--single-file", str(tmp_path / "stick")])
    assert made.exit_code == 0, made.output
    judged(sorted((tmp_path / "stick").rglob("*.html")), 1)


@pytest.mark.parametrize("fault", [False, True], ids=["sound", "with a fault"])
def test_pages_of_a_preview(tmp_path: Path, fault: bool) -> None:
    project = every_kind_in(tmp_path / "project")
    if fault:
        with (project / "content/questionnaires/all-kinds.yml").open("a", encoding="utf-8") as file:
            file.write("titel: <script>alert(1)</script>\n")
    (tmp_path / "draft").mkdir()
    draft = Draft(open_project(project), tmp_path / "draft", "http://127.0.0.1:8000/")
    draft.make_whole()
    judged(sorted(draft.site.rglob("*.html")), 10)


def test_pages_without_a_copy_in_the_browser(tmp_path: Path) -> None:
    project = every_kind_in(tmp_path / "project")
    with (project / "content/site.yml").open("a", encoding="utf-8") as settings:
        settings.write("offline: false\nkeeping: {mode: 'off', days: 7}\n")
    judged(sorted(build_site(project, tmp_path / "site").rglob("*.html")), 10)


GOOD = """<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none';
 script-src 'self'; form-action 'none'; base-uri 'none'"><title>a</title>"""
BAD = {
    "none": ("http-equiv", "name", "0 policies"),
    "a script first": ('<meta charset="utf-8">', "<script>a()</script>", "script comes before"),
    "a style first": ('<meta charset="utf-8">', "<link rel=stylesheet href=a.css>", "link comes before"),
    "in the body": ('<meta charset="utf-8">', "<p>", "p comes before"),
    "scripts of anybody": ("script-src 'self'", "script-src *", "script-src *"),
    "scripts of a host": (
        "script-src 'self'",
        "script-src 'self' https://elsewhere.example",
        "script-src https://elsewhere.example",
    ),
    "scripts as data": ("script-src 'self'", "script-src data:", "script-src data:"),
    "scripts in the page": ("script-src 'self'", "script-src 'unsafe-inline'", "script-src 'unsafe-inline'"),
    "text as scripts": ("script-src 'self'", "script-src 'unsafe-eval'", "script-src 'unsafe-eval'"),
    "a hash of what is not there": ("script-src 'self'", "script-src 'sha256-abc='", "script-src 'sha256-abc='"),
    "a number used twice": ("script-src 'self'", "script-src 'nonce-abc'", "script-src 'nonce-abc'"),
    "frames": ("script-src", "frame-src *; script-src", "frame-src *"),
    "forms to anywhere": ("form-action 'none'; ", "", "no form-action"),
    "another base": ("; base-uri 'none'", "", "no base-uri"),
    "what only a header says": ("script-src", "sandbox; script-src", "sandbox only in a header"),
    "the second of two": ("default-src 'none'", "default-src 'none'; default-src 'none'", "something twice"),
    "another page after a while": (
        "<title>",
        "<meta http-equiv=refresh content='0;url=//elsewhere.example'><title>",
        "also says refresh",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_the_judge_sees(name: str) -> None:
    """Else the tests above could be blind."""
    old, new, fault = BAD[name]
    assert old in GOOD
    assert weak(GOOD) == []
    assert fault in weak(GOOD.replace(old, new, 1))

"""Stage 7, the quick way: many pages that differ in four places share one shell, rendered once by the theme.

A shell is made by handing the host a page whose title, description, id and body are marks of ours; what the theme makes of
it is cut at the marks. The slow way, each page through the theme, is the specification: a test holds both equal.
"""

import hashlib
import html
import json
import re
from dataclasses import dataclass
from typing import NamedTuple

from builder.render import Page
from builder.search import entries

MARK = "roleclarity-shell-"
TITLE, DESCRIPTION, NAME, FAULTY, BODY = (f"{MARK}{slot}" for slot in ("title", "description", "name", "faulty", "body"))
"""FAULTY stands for the name of a questionnaire that has no form in a draft, since it has faults."""
FORM = "<role-questionnaire"
"""Whether a page holds this tag decides what the theme puts around it."""
ANCHOR = re.compile(r' id="([^"]*)"')
MARKS = re.compile(f"({TITLE}|{DESCRIPTION}|{NAME}|{FAULTY}|{BODY}<h1(?:{FORM})?\n)")
SHARED = re.compile(r"((?:questionnaires|modules|reference/diagnostics|reference/schemas)/)([^/]+)((?:/trainer)?\.md)")


class Kind(NamedTuple):
    """What pages have in common that share a shell: where they lie, with a mark for the name, and whether they hold a form."""

    uri: str
    form: bool


@dataclass(frozen=True, slots=True)
class Shell:
    """The theme's page around four gaps; every second part is a mark."""

    parts: tuple[str, ...]

    @classmethod
    def cut(cls, output: str) -> "Shell":
        """The finished page of a kind, cut at the marks."""
        return cls(tuple(MARKS.split(output)))

    def around(self, page: Page, body: str) -> bytes:
        """A finished page, as the theme would have made it. `body` is the page's, rendered."""
        match = SHARED.fullmatch(page.uri)
        assert match is not None  # noqa: S101 - only such pages have a kind
        fill = {TITLE: html.escape(page.title), DESCRIPTION: html.escape(page.description), NAME: match[2], FAULTY: match[2]}
        parts = list(self.parts)
        parts[1::2] = [fill.get(mark, body) for mark in parts[1::2]]
        return "".join(parts).encode("utf-8", errors="xmlcharrefreplace")


def kind_of(page: Page) -> Kind | None:
    """The kind of a page; None for pages of which there are few, such as lists."""
    match = SHARED.fullmatch(page.uri)
    if match is None or match[2] == "index":
        return None
    name = FAULTY if match[1] == "questionnaires/" and not page.form else NAME
    return Kind(f"{match[1]}{name}{match[3]}", page.form)


def place_of(page: Page) -> str:
    """Where a finished page of some kind lies in the site."""
    return f"{page.uri.removesuffix('.md')}/index.html"


def found_in(page: Page, body: str) -> str:
    """A line of JSON: what the search finds of a page, and a hash of the places in it that links may lead to."""
    anchors = hashlib.sha256("\0".join(ANCHOR.findall(body)).encode()).hexdigest()
    return json.dumps([list(entries(f"{page.uri.removesuffix('.md')}/", page.title, body)), anchors])


def specimen(kind: Kind) -> Page:
    """The page to hand to the host for the shell of a kind."""
    return Page(kind.uri, TITLE, DESCRIPTION, lambda: f"{BODY}<h1" + FORM * kind.form, form=kind.form)

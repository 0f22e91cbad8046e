"""Stage 7, the quick way: many pages that differ in four places share one shell, rendered once by the theme.

A shell is made by handing the host a page whose title, description, id and body are marks of ours; what the theme makes of
it is cut at the marks. The slow way, each page through the theme, is the specification: a test holds both equal. The one map
of a single family is made by the theme, and is a shell of its own around its body, so that an edit can show there as quickly.
"""

import hashlib
import html
import re
from dataclasses import dataclass
from typing import NamedTuple

from builder.compact import compact
from builder.places import EXAMPLES, MAPS, address_of
from builder.render import Page
from builder.search import entries

MARK = "roleclarity-shell-"
TITLE, DESCRIPTION, NAME, FAULTY, BODY = (f"{MARK}{slot}" for slot in ("title", "description", "name", "faulty", "body"))
"""FAULTY stands for the name of a questionnaire that has no form in a draft, since it has faults."""
FORM, MAP = "<role-questionnaire", "<role-map"
"""Whether a page holds one of these tags decides what the theme puts around it."""
ANCHOR = re.compile(r' id="([^"]*)"')
MARKS = re.compile(f"({TITLE}|{DESCRIPTION}|{NAME}|{FAULTY}|{BODY}<h1(?:{FORM}|{MAP})?\n)")
SHARED = re.compile(
    r"((?:questionnaires|modules|role-map|example|reference/diagnostics|reference/schemas)/)([^/]+)((?:/trainer)?\.md)"
)
LONE = (MAPS, EXAMPLES)


class Kind(NamedTuple):
    """What pages have in common that share a shell: where they lie, with a mark for the name, and whether they hold a form."""

    uri: str
    form: bool

    @property
    def lone(self) -> bool:
        """Whether there is one such page only, which the theme makes."""
        return self.uri in LONE


@dataclass(frozen=True, slots=True)
class Shell:
    """The theme's page around four gaps; every second part is a mark."""

    parts: tuple[str, ...]

    @classmethod
    def cut(cls, output: str) -> "Shell":
        """The finished page of a kind, cut at the marks."""
        return cls(tuple(MARKS.split(output)))

    @classmethod
    def worn(cls, output: str, body: str) -> "Shell | None":
        """A finished page that is alone of its kind, cut at its own body; None if that does not stand in it once as it is."""
        parts = output.split(body)
        return cls((parts[0], BODY, parts[1])) if len(parts) == 2 else None

    def around(self, page: Page, body: str) -> bytes:
        """A finished page, as the theme would have made it. `body` is the page's, rendered."""
        match = SHARED.fullmatch(page.uri)
        assert match is not None  # noqa: S101 - only such pages have a kind
        fill = {TITLE: html.escape(page.title), DESCRIPTION: html.escape(page.description), NAME: match[2], FAULTY: match[2]}
        parts = list(self.parts)
        parts[1::2] = [fill.get(mark, body) for mark in parts[1::2]]
        return "".join(parts).encode("utf-8", errors="xmlcharrefreplace")


def kind_of(page: Page) -> Kind | None:
    """The kind of a page; None for pages of which there are few and that all edits leave as they are, such as lists."""
    match = SHARED.fullmatch(page.uri)
    if page.uri in LONE:
        return Kind(page.uri, page.form)
    if match is None or match[2] == "index":
        return None
    name = FAULTY if match[1] == "questionnaires/" and not page.form else NAME
    return Kind(f"{match[1]}{name}{match[3]}", page.form)


def is_pressed(page: Page) -> bool:
    """Whether a page is put into a shell that it shares, past the theme."""
    kind = kind_of(page)
    return kind is not None and not kind.lone


def name_of(page: Page) -> str:
    """What a page is known by from one build to the next: the file that it was made from or, if there are several, its place."""
    return page.path or page.uri


def place_of(page: Page) -> str:
    """Where a finished page of some kind lies in the site."""
    return f"{address_of(page.uri)}index.html"


def found_in(page: Page, body: str) -> str:
    """A line of JSON: what the search finds of a page, and a hash of the places in it that links may lead to."""
    anchors = hashlib.sha256("\0".join(ANCHOR.findall(body)).encode()).hexdigest()
    return compact([list(entries(f"{page.uri.removesuffix('.md')}/", page.title, body)), anchors])


def specimen(kind: Kind) -> Page:
    """The page to hand to the host for the shell of a kind."""
    tag = (FORM if kind.uri.startswith("questionnaires/") else MAP) if kind.form else ""
    return Page(kind.uri, TITLE, DESCRIPTION, lambda: f"{BODY}<h1{tag}", form=kind.form)

"""Generated pages among the host's files: most are no pages to it, but are pressed into the shells that it made."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from builder.again import Past
from builder.crew import in_turn, workers_for
from builder.press import ANCHOR, FAULTY, NAME, Kind, Shell, found_in, kind_of, specimen
from builder.render import Page

# MkDocs stamps today's date on every page, which would make two builds of the same content differ.
NO_DATE = "1980-01-01"


Watch = Callable[..., Iterable[Any]]
"""Hands the files on one by one, so that somebody can count them; is told what is done with them."""


class PressedFile(File):
    """A generated page that links lead to, but that the host neither reads nor renders nor writes."""

    made: Page
    pressed = False

    def is_documentation_page(self) -> bool:
        """Not to the host, once its address is known."""
        return not self.pressed and super().is_documentation_page()

    @property  # type: ignore[misc]  # nobody sets it: it follows from the page
    def content_bytes(self) -> bytes:
        """The page's source, rendered when asked for."""
        return self.made.source.encode()

    @property  # type: ignore[misc]
    def content_string(self) -> str:
        """The same, for a page that is left to the host."""
        return self.made.source

    def copy_file(self, dirty: bool = False) -> None:
        """Nothing: the page is written once its shell is there."""


def pressed_file(config: MkDocsConfig, page: Page) -> PressedFile:
    """A file for the page, with its address settled while it still counts as a page."""
    # Stated outright: `exclude_docs` drops generated files that leave it open.
    file = PressedFile.generated(config, page.uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    assert isinstance(file, PressedFile)  # noqa: S101 - MkDocs names the class that it was asked by too widely
    file.made = page
    _ = file.url, file.dest_uri, file.name
    file.pressed = True
    return file


class _Anchors:
    """The places in a page that links may lead to, worked out if any does."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @cached_property
    def present_anchor_ids(self) -> set[str]:
        return set(ANCHOR.findall(self._page.body))


def specimens(pages: Iterable[Page], *, draft: bool) -> dict[str, Kind]:
    """The kinds of these pages by where their specimens lie; in a draft, those that they may turn into too."""
    kinds = dict.fromkeys(filter(None, map(kind_of, pages)))
    if draft:  # a form may get a fault, and one with a fault be mended
        kinds |= {Kind(f"questionnaires/{name}.md", form): None for name, form in ((NAME, True), (FAULTY, False))}
    return {specimen(kind).uri: kind for kind in kinds}


def leave_to_host(files: Iterable[PressedFile], nav: Navigation) -> None:
    """A page that the owner put into the navigation, or one below it, is marked there: no shell fits it."""
    named = {page.url for page in nav.pages if page.url.count("/") > 1}
    for file in files:
        steps = file.url.split("/")
        if named and any("/".join(steps[:end]) + "/" in named for end in range(2, len(steps))):
            file.pressed = False
        else:
            file.page = _Anchors(file.made)  # type: ignore[assignment]  # all that MkDocs asks of a page that it only links to


def write_pressed(
    files: Sequence[PressedFile], shells: Mapping[Kind, Shell], past: Past | None, workers: int | None, watch: Watch
) -> Iterator[tuple[Page, str]]:
    """Each page in its shell, as a file of the site, shared out among the workers. Gives what the search finds of each."""
    with closing(in_turn(lambda file: _written(file, shells, past), files, workers_for(len(files), workers))) as lines:
        for file, line in zip(watch(files, "Writing"), lines, strict=True):
            yield file.made, line


def _written(file: PressedFile, shells: Mapping[Kind, Shell], past: Past | None) -> str:
    kind = kind_of(file.made)
    assert kind is not None  # noqa: S101 - else it would not be pressed
    place = Path(file.abs_dest_path)
    place.parent.mkdir(parents=True, exist_ok=True)
    line = past.take_over(file.made, shells[kind], place) if past else None
    if line is not None:
        return line
    body = file.made.body
    place.write_bytes(shells[kind].around(file.made, body))
    return found_in(file.made, body)


def in_sitemap(files: Files, hidden: Iterable[str], site_url: str) -> Iterator[Any]:
    """What the sitemap lists: the host's own pages and the pressed ones, in their order, without specimens."""
    left_out = set(hidden)
    for file in files:
        if isinstance(file, PressedFile) and file.pressed:
            address = f"{site_url.rstrip('/')}/{file.url}" if site_url else None
            yield SimpleNamespace(page=SimpleNamespace(canonical_url=address, update_date=NO_DATE, is_link=False, abs_url=None))
        elif file.is_documentation_page() and file.src_uri not in left_out and file.inclusion.is_included():  # type: ignore[no-untyped-call]
            yield file

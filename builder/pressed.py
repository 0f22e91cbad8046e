"""Generated pages among the host's files: most are no pages to it, but are pressed into the shells that it made."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from functools import cached_property, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from builder.again import Past
from builder.crew import in_turn, workers_for
from builder.press import ANCHOR, FAULTY, NAME, Kind, Shell, found_in, kind_of, name_of, specimen
from builder.render import Page
from builder.search import Entry
from builder.work import Watch

# MkDocs stamps today's date on every page, which would make two builds of the same content differ.
NO_DATE = "1980-01-01"


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


class Pressed:
    """The pages of a site that go past the theme: from the files that stand for them to what they leave for the next build."""

    def __init__(self, config: MkDocsConfig, pages: Iterable[Page], *, draft: bool) -> None:
        self.files = [pressed_file(config, page) for page in pages]
        self.specimens = specimens((file.made for file in self.files), draft=draft)
        self.shells: dict[Kind, Shell] = {}
        self.found: dict[str, str] = {}
        """What the search finds of each page in a shell, by `press.name_of`."""
        self.reused = 0
        """How many pages were taken over from the build before."""

    def leave_to_host(self, nav: Navigation) -> None:
        """A page that the owner put into the navigation, or one below it, is marked there: no shell fits it."""
        named = {page.url for page in nav.pages if page.url.count("/") > 1}
        for file in self.files:
            steps = file.url.split("/")
            if named and any("/".join(steps[:end]) + "/" in named for end in range(2, len(steps))):
                file.pressed = False
            else:
                file.page = _Anchors(file.made)  # type: ignore[assignment]  # all that MkDocs asks of a page that it only links to
        self.files = [file for file in self.files if file.pressed]

    def take(self, uri: str, made: Page | None, output: str, body: str) -> bool:
        """Keep the shell that a finished page of the theme is, if it is one; gives whether it is nothing else."""
        if uri in self.specimens:
            self.shells[self.specimens[uri]] = Shell.cut(output)
            return True
        kind = kind_of(made) if made else None
        if made and kind and kind.lone and (shell := Shell.worn(output, body)):
            self.shells[kind], self.found[name_of(made)] = shell, found_in(made, body)
        return False

    def write(self, past: Past | None, workers: int | None, watch: Watch) -> Iterator[Entry]:
        """Write each page in its shell, shared out among the workers. Gives what the search finds of them."""
        self.reused = sum(past.stands(file.made, self._shell(file)) for file in self.files) if past else 0
        work = partial(_written, self.shells, past)
        with closing(in_turn(work, self.files, workers_for(len(self.files), workers))) as lines:
            for file, line in zip(watch(self.files, "Writing"), lines, strict=True):
                self.found[name_of(file.made)] = line
                yield from (Entry(*entry) for entry in json.loads(line)[0])

    def _shell(self, file: PressedFile) -> Shell:
        return self.shells[_kind(file)]


def specimens(pages: Iterable[Page], *, draft: bool) -> dict[str, Kind]:
    """The kinds of these pages by where their specimens lie; in a draft, those that they may turn into too."""
    kinds = dict.fromkeys(filter(None, map(kind_of, pages)))
    if draft:  # a form may get a fault, and one with a fault be mended
        kinds |= {Kind(f"questionnaires/{name}.md", form): None for name, form in ((NAME, True), (FAULTY, False))}
    return {specimen(kind).uri: kind for kind in kinds}


def _kind(file: PressedFile) -> Kind:
    kind = kind_of(file.made)
    assert kind is not None  # noqa: S101 - else it would not be pressed
    return kind


def _written(shells: Mapping[Kind, Shell], past: Past | None, file: PressedFile) -> str:
    shell, place = shells[_kind(file)], Path(file.abs_dest_path)
    place.parent.mkdir(parents=True, exist_ok=True)
    line = past.take_over(file.made, shell, place) if past else None
    if line is not None:
        return line
    body = file.made.body
    place.write_bytes(shell.around(file.made, body))
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

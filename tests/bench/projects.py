"""Generated projects of some size, and what our commands take on them."""

import re
import shutil
import sys
import time
from collections.abc import Callable
from filecmp import cmpfiles
from functools import cached_property
from pathlib import Path

from corpus import SECTION, write
from measure import FailedError, Run, run
from previews import Preview, previewed, until

OURS = [sys.executable, "-m", "builder"]
TITLE = re.compile("^title: .*$", re.MULTILINE)
PATIENCE = 600
"""Seconds until a preview counts as stuck."""
PAGE = "questionnaires/generated-00000/"


class Generated:
    """A project with so many questionnaires. Each edit differs from all before."""

    def __init__(self, count: int, folder: Path) -> None:
        self.count, self.folder, self.edits = count, folder / str(count), 0
        self.project, self.out, self.cache = (self.folder / name for name in ("project", "out", "cache"))
        self.forms = self.project / "content/questionnaires"
        write(count, self.project)

    @cached_property
    def pages(self) -> Path:
        """The ready pages that peers build, the forms in sections of fifty: with all in one, each page would list thousands."""
        pages = self.folder / "pages"
        run(*OURS, "pages", pages, "--project", self.project)
        for number, form in enumerate(sorted(pages.glob("questionnaires/generated-*.md"))):
            section = pages / f"section-{number // SECTION:03d}"
            if number % SECTION == 0:
                section.mkdir()
                (section / "index.md").write_text(f"# Section {number // SECTION}\n", encoding="utf-8")
            form.rename(section / form.name)
        for number, guide in enumerate(sorted(pages.glob("guides/guide-*.md"))):
            text = guide.read_text(encoding="utf-8").replace("../questionnaires/", f"../section-{number:03d}/")
            guide.write_text(text, encoding="utf-8")  # peers look where links lead, too
        return pages

    @cached_property
    def compiled(self) -> Path:
        """A cache folder from a build of another project: it knows our own templates and scripts, and no content of this one."""
        folder = self.folder / "compiled"
        write(1, folder / "project")
        run(*OURS, "build", "--project", folder / "project", "--site-dir", folder / "out", cache=folder / "cache")
        return folder / "cache"

    def build(
        self,
        workers: int = 2,
        *,
        kept: bool = False,
        memory: bool = False,
        out: Path | None = None,
        until: Callable[[], bool] | None = None,
    ) -> Run:
        """Build; what an earlier build left of this content is used only if it was `kept`. Else no old site is there."""
        if not kept:
            self.forget()
            shutil.rmtree(out or self.out, ignore_errors=True)
        words = ["--project", self.project, "--site-dir", out or self.out, "--workers", workers]
        return run(*OURS, "build", *words, cache=self.cache, memory=memory, until=until)

    def first_build(self) -> Run:
        """A build that nothing was kept for, and that keeps what the next may use."""
        return self.build()

    def validate(self, *, kept: bool = False) -> Run:
        """Validate, with as many workers as the command chooses."""
        return run(*OURS, "validate", "--project", self.project, cache=self.cache if kept else None)

    def forget(self) -> None:
        """Begin with nothing of this content kept. Our own code is compiled, as Python's and that of peers is."""
        shutil.rmtree(self.cache, ignore_errors=True)
        shutil.copytree(self.compiled, self.cache)

    def edit(self, number: int = 0) -> str:
        """Change a question of one questionnaire; gives words that stand nowhere else."""
        self.edits += 1
        new = f"How often, {self.edits} times,"
        file = self.forms / f"generated-{number:05d}.yml"
        file.write_text(file.read_text(encoding="utf-8").replace("text: How", f"text: {new}", 1), encoding="utf-8")
        return new

    def edited_build(self) -> Run:
        """Edit one questionnaire and build, until its page is right on disk."""
        new = self.edit()
        taken = self.build(kept=True)
        if new not in (self.out / PAGE / "index.html").read_text(encoding="utf-8"):
            raise FailedError("the page does not show the edit")
        return taken

    def retitled_build(self, *, whole: bool) -> Run:
        """Give one questionnaire a new title and build: until its page shows it, or until all of the site does."""
        self.edits += 1
        file, page = self.forms / "generated-00000.yml", self.out / PAGE / "index.html"
        title, before = f"Title {self.edits}", page.stat().st_ino
        text = TITLE.sub(f"title: {title}", file.read_text(encoding="utf-8"), count=1)
        file.write_text(text, encoding="utf-8")
        taken = self.build(kept=True, until=None if whole else lambda: page.exists() and page.stat().st_ino != before)
        if f"<h1>{title}</h1>" not in page.read_text(encoding="utf-8"):
            raise FailedError("the page does not show the title")
        return taken

    def reload_seconds(self, runs: int) -> list[float]:
        """In one preview: from saving an edit to its words in the page as served."""
        with previewed(self.project, patience=PATIENCE) as preview:
            if not until(lambda: preview.page(PAGE), PATIENCE):
                raise FailedError(f"the preview serves no page: {preview.said}")
            return [self._reload(preview) for _ in range(runs)]

    def _reload(self, preview: Preview) -> float:
        new = self.edit()
        start = time.perf_counter()
        if not until(lambda: new in preview.page(PAGE), PATIENCE):
            raise FailedError(f"the preview does not show the edit: {preview.said}")
        return time.perf_counter() - start

    def copy(self) -> Run:
        """Copy the finished site: the physical limit."""
        shutil.rmtree(self.folder / "copy", ignore_errors=True)
        return run("cp", "-r", self.out, self.folder / "copy")

    def megabytes(self) -> float:
        """Of the finished site."""
        return sum((self.out / name).stat().st_size for name in _names(self.out)) / 1e6

    def files_that_differ(self, other: Path) -> int:
        """Between the finished site and another, by every byte."""
        names = _names(self.out), _names(other)
        _, unlike, unread = cmpfiles(self.out, other, names[0] & names[1], shallow=False)
        return len(names[0] ^ names[1]) + len(unlike) + len(unread)


def _names(folder: Path) -> set[str]:
    return {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}

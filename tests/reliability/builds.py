"""Builds of one small project that keep what they can in a cache."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpus import write
from forks import Forks, Outcome
from sites import tree

from builder.cache import digest, kept
from builder.harvest import MARK

FORMS = 3
BEGUN = "; now the lists and the search, which show the edit too"
CLEAN: dict[tuple[tuple[str, bytes], ...], dict[str, bytes]] = {}
"""From all files of a project to its site; that where and when it is built does not matter is shown by test_reproducible.py."""


class Builds:
    """A project with a cache of its own, built by children that may be killed or refused by the disk."""

    def __init__(self, folder: Path, forks: Forks) -> None:
        self.folder, self.forks = folder, forks
        self.project, self.cache, self.site = (folder / name for name in ("project", "cache", "site"))
        self.edits = 0
        write(FORMS, self.project)

    def job(self, *words: str, site: Path | None = None, **options: Any) -> dict[str, Any]:
        argv = ["build", "--project", str(self.project), "--site-dir", str(site or self.site), *words]
        return {"argv": argv, "cache": str(self.cache), **options}

    def build(self, *words: str, **options: Any) -> Outcome:
        (outcome,) = self.forks.at_once(self.job(*words, **options))
        return outcome

    def edit(self, key: str = "text: How") -> None:
        """Words that stand nowhere else, in one questionnaire or in its title, which lists show too."""
        self.edits += 1
        file = self.project / f"content/questionnaires/generated-{self.edits % FORMS:05d}.yml"
        text = file.read_text(encoding="utf-8")
        assert key in text
        file.write_text(text.replace(key, f"{key} {self.edits}", 1), encoding="utf-8")

    def clean(self) -> dict[str, bytes]:
        """The site by a build that knows of no other. Tests that make the same edits share it."""
        sources = tuple(tree(self.project).items())
        if sources not in CLEAN:
            (outcome,) = self.forks.at_once({**self.job(site=self.folder / "clean"), "cache": ""})
            assert outcome.status == 0, outcome
            CLEAN[sources] = tree(self.folder / "clean")
        return CLEAN[sources]

    def is_whole(self) -> None:
        """Whatever the cache holds now, the next builds use it or do without, and leave it sound."""
        self.edit("title: Generated")
        assert in_order(self.build())
        assert tree(self.site) == self.clean()
        for file in self.cache.iterdir():
            if file.suffix[1:].isdigit():
                continue  # what a killed run would have put into its place: nobody reads it, and a day later it goes
            assert lines_are_whole(file) if file.suffix == ".data" else kept(file)
        assert "Nothing changed" in self.build().err


def lines_are_whole(file: Path) -> bool:
    """Of what questionnaires hold; there are some."""
    _, *lines = file.read_bytes().splitlines()
    return bool(lines) and all(line[:MARK] == digest(line[MARK + 1 :])[:MARK].encode() for line in lines)


def in_order(outcome: Outcome) -> bool:
    """The site is published, and at most one line says something beside that and which pages came first."""
    said = [line for line in outcome.err.splitlines() if not line.endswith(BEGUN)]
    return outcome.status == 0 and "Traceback" not in outcome.err and len(said) <= 2


KINDS_OF_EDIT: list[Callable[[Builds], object]] = [
    lambda builds: None,
    lambda builds: builds.edit(),
    lambda builds: builds.edit("title: Generated"),
]

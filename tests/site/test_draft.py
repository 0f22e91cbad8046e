"""The site of a preview: the edited page is there at once, and in the end all is as if it had been made afresh."""

import errno
import os
import random
import shutil
from pathlib import Path

import pytest
from corpus import FORMS, edit, write
from sites import tree

from builder.preview import Draft
from builder.project import ProjectError, open_project

CONFIG = "mkdocs.yml"
PAGE = "questionnaires/generated-00000/index.html"
EDITS = [("title: ", "title: New "), ("text: How", "text: Now how"), ("minutes: ", "minutes: 1")]
ADDRESS = "http://127.0.0.1:8000/"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(6, tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture
def draft(project: Path, tmp_path: Path) -> Draft:
    made = begun(project, tmp_path / "draft")
    made.make_whole()
    return made


def begun(project: Path, folder: Path) -> Draft:
    folder.mkdir()
    return Draft(open_project(project), folder, ADDRESS)


def afresh(project: Path, folder: Path) -> dict[str, bytes]:
    made = begun(project, folder)
    made.make_whole()
    return tree(made.site)


def settled(draft: Draft) -> dict[str, bytes]:
    """The site once nothing is at work, as after the last look."""
    draft.behind()
    draft.follow()
    draft.behind()
    return tree(draft.site)


# an edit, and words that the edited page holds at once
AHEAD = {
    "a title": ("title: Generated", "title: Newly generated", "Newly generated questionnaire 0</h1>"),
    "a fault": ("version: ", "verzion: ", "unknown key"),
    "a summary": ("summary: Twenty", "summary: All twenty", "All twenty"),
}


@pytest.mark.parametrize("name", AHEAD)
def test_the_edited_page_is_there_before_the_rest(
    name: str, draft: Draft, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new, words = AHEAD[name]
    begun_behind = []
    monkeypatch.setattr(draft, "_start", lambda: begun_behind.append(draft.make_whole) or (lambda: True))
    edit(project, old, new)
    draft.follow()
    assert words in (draft.site / PAGE).read_text(encoding="utf-8")
    assert len(begun_behind) == 1
    begun_behind[0]()
    assert tree(draft.site) == afresh(project, draft.site.parent.parent / "fresh")
    draft.follow()
    assert len(begun_behind) == 1


def test_a_fault_is_said_once(
    draft: Draft, project: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(draft, "_start", lambda: (draft.make_whole(), lambda: True)[1])
    for _ in range(2):  # and again, once it was mended
        caplog.clear()
        edit(project, "version: ", "verzion: ")
        draft.follow()
        assert caplog.text.count("unknown key 'verzion'") == 1
        draft.follow()
        edit(project, "verzion: ", "version: ")
        draft.follow()
        draft.follow()


def test_an_edit_that_only_its_page_shows_begins_nothing(draft: Draft, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft, "_start", lambda: pytest.fail("a whole build"))
    edit(project, "text: How clear", "text: How very clear")
    draft.follow()
    assert "How very clear" in (draft.site / PAGE).read_text(encoding="utf-8")


# what no page of a questionnaire shows first
TOGETHER = {
    "a page": lambda project: edit(project, "For tests.", "For trials.", "content/index.md"),
    "a module": lambda project: edit(project, "title: ", "title: New ", "content/modules/generated-module-000.yml"),
    "one form more": lambda project: (
        shutil.copyfile(project / FORMS / "generated-00003.yml", project / FORMS / "another.yml")
        and edit(project, "id: generated-00003", "id: another", f"{FORMS}/another.yml")
    ),
    "one form less": lambda project: (project / FORMS / "generated-00003.yml").unlink(),
    "a fault in the library": lambda project: edit(project, "own-work", "Own Work", "content/library/sources.yml"),
}


@pytest.mark.parametrize("name", TOGETHER)
def test_other_edits_are_waited_for(name: str, draft: Draft, project: Path, tmp_path: Path) -> None:
    TOGETHER[name](project)
    draft.follow()
    assert tree(draft.site) == afresh(project, tmp_path / "fresh")


def test_a_full_disk_ends_nothing(draft: Draft, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(file: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))

    before = tree(draft.site)
    edit(project, "How", "How very", times=-1)
    with monkeypatch.context() as disk:
        disk.setattr(Path, "write_bytes", full)
        draft.follow()
    assert tree(draft.site) == before
    draft.follow()
    assert settled(draft) == afresh(project, tmp_path / "fresh")


def test_settings_that_cannot_be_used_end_nothing(draft: Draft, project: Path, tmp_path: Path) -> None:
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    before = tree(draft.site)
    (project / "mkdocs.yml").write_text("theme: [", encoding="utf-8")
    draft.follow()
    assert tree(draft.site) == before
    (project / "mkdocs.yml").write_text(config.replace("Generated project", "New name"), encoding="utf-8")
    assert settled(draft) == afresh(project, tmp_path / "fresh")


# what leaves no record, or makes nothing: to look again would begin it again, and again
UNTOLD = {
    "settings that cannot be used": lambda project: (project / "mkdocs.yml").write_text("theme: [", encoding="utf-8"),
    "settings that may read other files": lambda project: edit(
        project, "[roleclarity]", "[roleclarity]\nhooks: [hook.py]", CONFIG
    ),
    "a page": lambda project: edit(project, "For tests.", "For trials.", "content/index.md"),
}


@pytest.mark.parametrize("name", UNTOLD)
def test_what_was_waited_for_is_not_looked_at_again(name: str, draft: Draft, project: Path) -> None:
    (project / "hook.py").write_text("", encoding="utf-8")
    UNTOLD[name](project)
    before = draft.done.stat().st_mtime_ns
    draft.follow()
    edit(project, "title: Generated", "title: Newly generated")
    if name != "a page":  # which leaves a record, so that the next title is shown first
        draft.follow()
    draft.behind()
    assert draft.done.stat().st_mtime_ns == before


def test_a_build_behind_that_fails_is_not_begun_again(draft: Draft, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise ProjectError("no room")

    monkeypatch.setattr(draft, "make_whole", refuse)
    before = draft.done.stat().st_mtime_ns
    edit(project, "title: Generated", "title: Newly generated")
    draft.follow()
    draft.behind()
    assert draft.done.stat().st_mtime_ns == before


def test_an_end_of_the_work_behind_is_told(draft: Draft, project: Path) -> None:
    before = draft.done.stat().st_mtime_ns
    edit(project, "title: Generated", "title: Newly generated")
    draft.follow()
    draft.behind()
    assert draft.done.stat().st_mtime_ns > before


def test_random_edits_end_in_a_fresh_site(draft: Draft, project: Path, tmp_path: Path) -> None:
    chance = random.Random(7)
    for turn in range(8):
        name = f"{FORMS}/generated-0000{chance.randrange(6)}.yml"
        edit(
            project,
            *chance.choice([("title: ", "title: New "), ("text: How", "text: Now how"), ("minutes: ", "minutes: 1")]),
            name,
        )
        draft.follow()
        if turn % 4 == 3:
            assert settled(draft) == afresh(project, tmp_path / f"fresh-{turn}")

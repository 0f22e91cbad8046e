"""The live preview: an edit shows, a fault is named and ends nothing."""

import re
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from corpus import FIRST, FORMS, edit, write
from previews import Preview, previewed, until
from sites import every_kind_in, tree

import builder.preview
from builder.preview import Draft
from builder.project import open_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    every_kind_in(folder)
    return folder


@pytest.fixture(params=["roleclarity", "mkdocs"])
def preview(request: pytest.FixtureRequest, project: Path) -> Iterator[Preview]:
    with previewed(project, request.param) as running:
        yield running


def test_an_edit_shows_and_a_fault_ends_nothing(preview: Preview, project: Path) -> None:
    page = "questionnaires/all-kinds/"
    file = project / "content/questionnaires/all-kinds.yml"
    good = file.read_text(encoding="utf-8")
    changed = re.sub(r"^title: .*$", "title: A new name for it", good, count=1, flags=re.MULTILINE)
    assert changed != good

    file.write_text(changed, encoding="utf-8")
    assert until(lambda: "A new name for it" in preview.page(page)), preview.said

    file.write_text(changed.replace("version:", "verzion:", 1), encoding="utf-8")
    assert until(lambda: "unknown key 'verzion' (did you mean 'version'?) [unknown-key]" in preview.said), preview.said
    assert until(lambda: "verzion" in preview.page(page)), preview.said
    assert preview.process.poll() is None

    file.write_text(changed.replace("A new name for it", "A third name"), encoding="utf-8")
    assert until(lambda: "A third name" in preview.page(page)), preview.said


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_however_it_is_ended_it_takes_its_folder_along(
    end: signal.Signals, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    with previewed(project) as running:
        assert list((tmp_path / "temporary").iterdir())
        running.process.send_signal(end)
        running.process.wait(60)
    assert list((tmp_path / "temporary").iterdir()) == []
    assert "Traceback" not in running.said


class Slow:
    """A build that begins, and goes on when it may."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, fails: bool = False) -> None:
        self.began, self.may_go_on, real = threading.Event(), threading.Event(), builder.preview.build

        def build(*arguments: Any, **options: Any) -> Any:
            self.began.set()
            assert self.may_go_on.wait(60)
            if fails:
                raise builder.preview.ProjectError("the disk is full")
            return real(*arguments, **options)

        monkeypatch.setattr(builder.preview, "build", build)
        monkeypatch.setattr(builder.preview, "get_context", lambda _: Threads)


class Threads:
    """What a process is to a preview, in this process, where a build can be held up."""

    class Process(threading.Thread):
        exitcode = 0

        def run(self) -> None:
            try:
                super().run()
            except SystemExit as ended:
                self.exitcode = int(ended.code or 0)


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    write(3, tmp_path / "corpus")
    made = Draft(open_project(tmp_path / "corpus"), tmp_path, "http://127.0.0.1:8000/")
    made.make_whole()
    return made


def shows(draft: Draft, name: str) -> str:
    return (draft.site / f"questionnaires/{name}/index.html").read_text(encoding="utf-8")


def test_an_edit_shows_while_the_whole_site_is_being_made(draft: Draft, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow, root = Slow(monkeypatch), draft.project.root
    edit(root, "title: Generated", "title: Newly generated")
    draft.follow()
    assert "Newly generated" in shows(draft, "generated-00000")
    assert slow.began.wait(60)
    for text in ("How very clear", "How clear by now"):
        edit(root, "text: How clear", f"text: {text}", f"{FORMS}/generated-00001.yml")
        draft.follow()
        assert text in shows(draft, "generated-00001")
        edit(root, f"text: {text}", "text: How clear", f"{FORMS}/generated-00001.yml")
    edit(root, "title: Newly generated", "title: At last generated", FIRST)
    draft.follow()
    assert "At last generated" in shows(draft, "generated-00000")
    before = draft.done.stat().st_mtime_ns
    slow.may_go_on.set()
    draft.behind()
    assert draft.done.stat().st_mtime_ns > before, "whoever watches looks again"
    draft.follow()
    draft.behind()
    (tmp_path / "fresh").mkdir()
    fresh = Draft(draft.project, tmp_path / "fresh", draft.address)
    fresh.make_whole()
    assert tree(draft.site) == tree(fresh.site)


@pytest.mark.parametrize("edited", [True, False])
def test_after_a_build_that_failed_only_an_edit_begins_another(
    edited: bool, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(monkeypatch, fails=True)
    edit(draft.project.root, "title: Generated", "title: Newly generated")
    draft.follow()
    assert slow.began.wait(60)
    if edited:
        edit(draft.project.root, "text: How clear", "text: How very clear", f"{FORMS}/generated-00001.yml")
        draft.follow()
    before = draft.done.stat().st_mtime_ns
    slow.may_go_on.set()
    draft.behind()
    assert (draft.done.stat().st_mtime_ns > before) == edited

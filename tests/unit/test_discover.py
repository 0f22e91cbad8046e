import os
from pathlib import Path

import pytest

from builder.discover import discover
from builder.inspection import inspect
from builder.project import Project, ProjectError, open_project

KINDS = {
    "content/library/sources.yml": "sources",
    "content/library/constructs.yml": "constructs",
    "content/modules/a.yml": "module",
    "content/modules/b.yaml": "module",
    "content/questionnaires/a.yml": "questionnaire",
    "content/questionnaires/a@1.0.0.yml": "questionnaire",
    "content/a.md": "page",
    "content/questionnaires/deep/a.md": "page",
}
IGNORED = ["content/.hidden.yml", "content/.git/config.yml", "content/picture.png", "mkdocs.yml"]
MISPLACED = [
    "content/a.txt",
    "content/a.yml",
    "content/b.html",
    "content/c.markdown",
    "content/library/terms.yml",
    "content/modules/deep/a.yml",
    "content/questionnaires/deep/er/a.yaml",
]


def write(root: Path, *paths: str) -> Project:
    for path in ["content/", *paths]:
        file = root / path
        (file if path.endswith("/") else file.parent).mkdir(parents=True, exist_ok=True)
        if not path.endswith("/"):
            file.write_text("x", encoding="utf-8")
    return open_project(root)


def test_kinds_and_order(tmp_path: Path) -> None:
    found = discover(write(tmp_path, *reversed(KINDS), *IGNORED))
    assert {source.path: source.kind for source in found.sources} == KINDS
    assert [source.kind for source in found.sources] == sorted(KINDS.values(), key=list(KINDS.values()).index)
    assert found.diagnostics == ()


def test_misplaced(tmp_path: Path) -> None:
    found = discover(write(tmp_path, *MISPLACED))
    assert found.sources == ()
    assert [(fault.path, fault.code) for fault in found.diagnostics] == [(path, "file-misplaced") for path in sorted(MISPLACED)]


def test_ids_leave_kept_versions_out(tmp_path: Path) -> None:
    found = discover(write(tmp_path, "content/questionnaires/a@1.0.0.yml", "content/questionnaires/b.yml"))
    assert found.ids("questionnaire") == {"b"}


def test_links_are_not_followed(tmp_path: Path) -> None:
    project = write(tmp_path, "content/a.md", "elsewhere/b.md")
    (tmp_path / "content/file.md").symlink_to("/etc/passwd")
    (tmp_path / "content/folder").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "content/loop").symlink_to(tmp_path / "content")
    assert [source.path for source in discover(project).sources] == ["content/a.md"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    project = write(tmp_path)
    os.mkfifo(tmp_path / "content/pipe.md")
    assert [(fault.path, fault.code) for fault in inspect(project)] == [("content/pipe.md", "file-unreadable")]


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    project = write(tmp_path)
    Path(os.fsdecode(os.fsencode(project.content) + b"/caf\xe9.md")).write_bytes(b"words\n")
    faults = inspect(project)
    assert [fault.path for fault in faults] == ["content/caf\ufffd.md"]
    assert faults[0].path.encode("utf-8")


@pytest.mark.parametrize(("folder", "words"), [("missing", "there is no folder"), (".", "holds no folder 'content'")])
def test_no_project(tmp_path: Path, folder: str, words: str) -> None:
    with pytest.raises(ProjectError, match=words):
        open_project(tmp_path / folder)


def test_a_folder_that_cannot_be_read_is_no_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "content" / "modules").mkdir(parents=True)
    scan = os.scandir

    def refuse(folder: object) -> object:
        if str(folder).endswith("modules"):
            raise PermissionError(13, "Permission denied", str(folder))
        return scan(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(PermissionError):
        discover(Project(tmp_path))

"""Folders that must never be written over: refused in one line, and nothing is touched anywhere."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from forks import Forks
from versions import Version


def everything(folder: Path) -> dict[str, object]:
    """All that lies below a folder: bytes, where links lead, when each was changed."""
    return {
        str(path.relative_to(folder)): (
            str(path.readlink()) if path.is_symlink() else path.read_bytes() if path.is_file() else None,
            path.lstat().st_mtime_ns,
            path.lstat().st_mode,
        )
        for path in sorted(folder.rglob("*"))
    }


def link_to_content(project: Path) -> Path:
    (project.parent / "link").symlink_to(project / "content")
    return project.parent / "link"


def link_to_a_site(project: Path) -> Path:
    site = project.parent / "site"
    site.mkdir()
    (site / ".roleclarity").touch()
    (project.parent / "link").symlink_to(site)
    return project.parent / "link"


def broken_link(project: Path) -> Path:
    (project.parent / "link").symlink_to(project.parent / "nowhere")
    return project.parent / "link"


def foreign(project: Path) -> Path:
    (project.parent / "theses").mkdir()
    (project.parent / "theses" / "mine.txt").write_text("mine", encoding="utf-8")
    return project.parent / "theses"


def only_hidden(project: Path) -> Path:
    (project.parent / "git" / ".git").mkdir(parents=True)
    return project.parent / "git"


def git_root(project: Path) -> Path:
    subprocess.run(["git", "init", "--quiet", str(project)], check=True)
    return project


def file(project: Path) -> Path:
    (project.parent / "file").write_text("mine", encoding="utf-8")
    return project.parent / "file"


def marked_parent(project: Path) -> Path:
    """As if somebody had put a project into a published folder."""
    (project.parent / ".roleclarity").touch()
    return project.parent


def lookalike(project: Path) -> Path:
    """A folder by the name of the marker does not make a folder ours."""
    (project.parent / "theirs" / ".roleclarity").mkdir(parents=True)
    return project.parent / "theirs"


OUTPUTS: dict[str, Callable[[Path], Path]] = {
    "root": lambda _: Path("/"),
    "home": lambda project: project.parent,
    "content": lambda project: project / "content",
    "in content": lambda project: project / "content" / "site",
    "in content by another way": lambda project: link_to_content(project) / "site",
    "project": lambda project: project,
    "parent": lambda project: project.parent,
    "parent by dots": lambda project: project / "content" / ".." / "..",
    "parent with a marker": marked_parent,
    "root of git": git_root,
    "only hidden files": only_hidden,
    "other files": foreign,
    "a folder named like the marker": lookalike,
    "link to content": link_to_content,
    "link to a site": link_to_a_site,
    "link to nothing": broken_link,
    "file": file,
    "below a file": lambda project: file(project) / "site",
    "the project's own mkdocs.yml": lambda project: project / "mkdocs.yml",
    "a name that is too long": lambda project: project / ("x" * 300),
    "device": lambda _: Path("/dev/null"),
    "processes": lambda _: Path("/proc/self/site"),
}


@pytest.mark.parametrize("command", ["build", "pages"])
@pytest.mark.parametrize("name", OUTPUTS)
def test_refused(name: str, command: str, versions: list[Version], forks: Forks, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(versions[0].project, project)
    target = OUTPUTS[name](project)
    before = everything(tmp_path)
    outcome = forks.run(*versions[0]._replace(project=project).arguments(command, target))
    assert outcome.status == 2, outcome
    assert outcome.err.startswith("roleclarity: '")
    assert outcome.err.count("\n") == 1
    assert outcome.out == ""
    assert everything(tmp_path) == before


def test_home_by_its_sign(versions: list[Version], forks: Forks, tmp_path: Path) -> None:
    """No shell stands between when a program calls: `~` is then a folder of that name, and nobody's home."""
    outcome = forks.run(*versions[0].arguments("pages", tmp_path / "~"))
    assert outcome.status == 0
    assert (tmp_path / "~" / ".roleclarity").is_file()

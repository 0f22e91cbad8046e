import os
from pathlib import Path

import pytest

import builder.swap
from builder.files import MARKER
from builder.project import Project, ProjectError
from builder.swap import refuse_overlap, replace_folder


def publish(target: Path, **files: object) -> None:
    with replace_folder(target) as fresh:
        for name, text in files.items():
            (fresh / name).write_text(text, encoding="utf-8")


def holds(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name != MARKER}


@pytest.fixture(params=["exchange", "two renames"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Linux exchanges two folders at once; other systems rename twice."""
    if request.param == "two renames":
        monkeypatch.setattr(builder.swap, "_exchange", lambda _one, _other: False)


@pytest.mark.usefixtures("_way")
def test_new_replaces_old(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "site"
    publish(target, a="1", b="1")
    publish(target, a="2")
    assert holds(target) == {"a": "2"}
    assert [folder.name for folder in target.parent.iterdir()] == ["site"]


@pytest.mark.usefixtures("_way")
def test_a_fault_leaves_the_old(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(target, a="old")
    with pytest.raises(TypeError):
        publish(target, a="new", b=b"no text")
    assert holds(target) == {"a": "old"}
    assert [folder.name for folder in tmp_path.iterdir()] == ["site"]


def test_leftovers_of_a_killed_run_go(tmp_path: Path) -> None:
    (tmp_path / ".site.new-abc").mkdir()
    publish(tmp_path / "site", a="1")
    assert [folder.name for folder in tmp_path.iterdir()] == ["site"]


def test_an_empty_folder_may_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    publish(tmp_path / "site", a="1")
    assert holds(tmp_path / "site") == {"a": "1"}


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o027])
def test_who_may_read_the_files_may_enter_the_folder(mask: int, tmp_path: Path) -> None:
    before = os.umask(mask)
    try:
        publish(tmp_path / "site", a="1")
    finally:
        os.umask(before)
    folder, file = ((tmp_path / "site" / name).stat().st_mode & 0o777 for name in (".", "a"))
    assert (folder, file) == (0o777 & ~mask, 0o666 & ~mask)


def make_file(target: Path) -> None:
    target.write_text("mine", encoding="utf-8")


def make_link(target: Path) -> None:
    (target.parent / "other").mkdir()
    target.symlink_to(target.parent / "other")


def make_foreign(target: Path) -> None:
    target.mkdir()
    (target / "thesis.txt").write_text("mine", encoding="utf-8")


@pytest.mark.parametrize(
    ("make", "words"),
    [(make_file, "is a file; name a folder"), (make_link, "is a link; name the folder itself"), (make_foreign, "did not write")],
)
def test_what_is_not_ours_is_refused(tmp_path: Path, make: object, words: str) -> None:
    make(tmp_path / "site")
    with pytest.raises(ProjectError, match=words):
        publish(tmp_path / "site", a="1")
    assert not (tmp_path / "site" / "a").exists()


def test_a_disk_that_refuses_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path / "site", a="old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "somewhere")

    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(ProjectError, match="'somewhere' cannot be written: No space left on device; the old folder is as it was"):
        publish(tmp_path / "site", a="new")
    assert holds(tmp_path / "site") == {"a": "old"}


def test_a_quicker_run_at_the_same_time_is_replaced(tmp_path: Path) -> None:
    with replace_folder(tmp_path / "site") as fresh:
        (fresh / "a").write_text("slow", encoding="utf-8")
        publish(tmp_path / "other", a="quick")
        (tmp_path / "other").rename(tmp_path / "site")
    assert holds(tmp_path / "site") == {"a": "slow"}


def test_a_quicker_run_in_the_last_moment_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both saw that there was no folder yet."""
    publish(tmp_path / "other", a="quick")
    exchange, tries = builder.swap._exchange, iter([True])

    def late(one: Path, other: Path) -> bool:
        if next(tries, False):
            (tmp_path / "other").rename(tmp_path / "site")
            return False
        return exchange(one, other)

    monkeypatch.setattr(builder.swap, "_exchange", late)
    publish(tmp_path / "site", a="slow")
    assert holds(tmp_path / "site") == {"a": "slow"}


def test_what_comes_into_the_folder_during_a_run_is_kept(tmp_path: Path) -> None:
    def run() -> None:
        with replace_folder(tmp_path / "site"):
            make_foreign(tmp_path / "site")

    with pytest.raises(ProjectError, match="did not write"):
        run()
    assert holds(tmp_path / "site") == {"thesis.txt": "mine"}


def test_leftovers_go_whatever_the_name(tmp_path: Path) -> None:
    (tmp_path / ".a[b]*.new-abc").mkdir()
    publish(tmp_path / "a[b]*", a="1")
    assert [folder.name for folder in tmp_path.iterdir()] == ["a[b]*"]


def test_the_old_comes_back_after_a_kill_between_two_renames(tmp_path: Path) -> None:
    publish(tmp_path / "site", a="old")
    (tmp_path / "site").rename(tmp_path / ".site.new-abc.old")
    with pytest.raises(TypeError):
        publish(tmp_path / "site", a=b"no text")
    assert holds(tmp_path / "site") == {"a": "old"}
    assert [folder.name for folder in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("name", ["x" * 300, "file/site"])
def test_a_name_that_cannot_be_is_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(ProjectError, match="cannot be written"):
        publish(tmp_path / name, a="1")


@pytest.mark.parametrize("target", ["content", "content/site", ".", "link/site", "content/../content/deep/site"])
def test_what_is_read_is_never_written_into(tmp_path: Path, target: str) -> None:
    """Not even where a marker says that the folder is ours."""
    (tmp_path / "content").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "content")
    for folder in (tmp_path, tmp_path / "content"):
        (folder / MARKER).touch()
    with pytest.raises(ProjectError, match="name a folder outside"):
        refuse_overlap(Project(tmp_path), tmp_path / target)
    assert sorted(path.name for path in tmp_path.rglob("*")) == [MARKER, MARKER, "content", "link"]

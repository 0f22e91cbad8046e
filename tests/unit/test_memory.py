"""What was found without fault is not examined again, until anything changes that this rested on."""

import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from corpus import write

import builder.examine
import builder.memory
from builder.cache import cache_folder
from builder.discover import Source, discover
from builder.examine import examine_all
from builder.inspection import inspect
from builder.memory import Memory
from builder.pipeline import build
from builder.project import Project, open_project

BASE = Path(__file__).resolve().parents[1] / "golden" / "base"
FORM, MODULE, SOURCES = "questionnaires/first-week.yml", "modules/know-your-role.yml", "library/sources.yml"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("ROLECLARITY_CACHE", str(tmp_path / "cache"))
    shutil.copytree(BASE, tmp_path / "project")
    (tmp_path / "project/content/guide.md").write_text("# A guide\n\n[form](questionnaires/first-week.md)\n", encoding="utf-8")
    return open_project(tmp_path / "project")


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were examined, work counted in place of time."""
    seen: list[str] = []
    real = builder.examine.examine

    def counting(source: object, known: object) -> object:
        seen.append(source.path.removeprefix("content/"))
        return real(source, known)

    monkeypatch.setattr(builder.examine, "examine", counting)
    return seen


def again(project: Project, examined: list[str]) -> set[str]:
    """What a further run examines."""
    examined.clear()
    inspect(project)
    return set(examined) - {SOURCES, "library/constructs.yml"}  # small, and all others rest on them


def edit(project: Project, name: str, old: str, new: str) -> None:
    file = project.content / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_second_run_examines_only_what_changed(project: Project, examined: list[str]) -> None:
    assert again(project, examined) == {FORM, MODULE, "guide.md"}
    assert again(project, examined) == set()
    edit(project, FORM, "title: ", "title: New ")
    assert again(project, examined) == {FORM}
    assert again(project, examined) == set()


def test_what_a_file_points_to_must_still_be_there(project: Project, examined: list[str]) -> None:
    again(project, examined)
    (project.content / MODULE).rename(project.content / "modules/another.yml")
    found = {(fault.path, fault.code) for fault in inspect(project)}
    fresh = {(fault.path, fault.code) for fault in inspect_anew(project)}
    assert found == fresh
    assert found


def inspect_anew(project: Project) -> tuple[object, ...]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ROLECLARITY_CACHE", "")
        return inspect(project)


def test_the_library_is_part_of_the_verdict(project: Project, examined: list[str]) -> None:
    again(project, examined)
    with (project.content / SOURCES).open("a", encoding="utf-8") as stream:
        stream.write("  - {id: another, citation: Another, kind: own_work, checked: 2026-11-22}\n")
    assert again(project, examined) == {FORM, MODULE}


def test_another_judge_knows_nothing(project: Project, examined: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    again(project, examined)
    monkeypatch.setattr(builder.memory, "judge", lambda: "another")
    assert again(project, examined) == {FORM, MODULE, "guide.md"}


def test_faults_and_warnings_are_named_in_every_run(project: Project) -> None:
    edit(project, FORM, "version:", "verzion:")
    first, second = inspect(project), inspect(project)
    assert first == second
    assert first


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"judge": 1}', '{"judge": "JUDGE", "files": {"a": 1}}', "[" * 100_000])
def test_a_broken_memory_is_none(text: str, project: Project, examined: list[str], tmp_path: Path) -> None:
    again(project, examined)
    (file,) = (tmp_path / "cache").iterdir()
    file.write_text(text.replace("JUDGE", builder.memory.judge()), encoding="utf-8")
    assert again(project, examined) == {FORM, MODULE, "guide.md"}
    assert again(project, examined) == set()


def test_a_project_brings_no_memory_of_its_own(project: Project, examined: list[str], tmp_path: Path) -> None:
    """A stranger's folder could say of a harmful file that it has no fault."""
    again(project, examined)
    shutil.move(tmp_path / "cache", project.root / ".cache")
    assert again(project, examined) == {FORM, MODULE, "guide.md"}


def test_a_folder_that_cannot_be_written_is_no_fault(
    project: Project, examined: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("ROLECLARITY_CACHE", str(tmp_path / "file" / "cache"))
    assert again(project, examined) == again(project, examined) == {FORM, MODULE, "guide.md"}


def test_a_file_that_changes_meanwhile_is_not_remembered(
    project: Project, examined: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    states = iter(range(100))
    with monkeypatch.context() as patch:
        for module in (builder.memory, builder.examine):
            patch.setattr(module, "content_of", lambda _source: str(next(states)))
        again(project, examined)
    assert again(project, examined) == {FORM, MODULE, "guide.md"}


def test_random_edits_give_what_a_run_without_memory_gives(project: Project) -> None:
    chance = random.Random(4)
    files = [FORM, MODULE, SOURCES, "guide.md"]
    texts = {name: (project.content / name).read_text(encoding="utf-8") for name in files}
    for _ in range(60):
        name = chance.choice(files)
        lines = texts[name].splitlines(keepends=True)
        if chance.random() < 0.5:
            lines.insert(chance.randrange(len(lines)), lines[chance.randrange(len(lines))])
        elif chance.random() < 0.5:
            del lines[chance.randrange(len(lines))]
        (project.content / name).write_text("".join(lines), encoding="utf-8")
        assert inspect(project) == inspect_anew(project)


def test_pages_are_the_same_from_memory(project: Project) -> None:
    first, second = build(project), build(project)
    assert [page.source for page in first.pages] == [page.source for page in second.pages]


def test_where_it_lies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("ROLECLARITY_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.delenv(name, raising=False)
    assert cache_folder() is None
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder() == tmp_path / ".cache/roleclarity"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache_folder() == tmp_path / ".cache/roleclarity"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "xdg/roleclarity"
    monkeypatch.setenv("ROLECLARITY_CACHE", "")
    assert cache_folder() is None


def test_nothing_is_kept_where_others_may_write(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """From there come pages and code; whether it is so may change while a preview runs."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("ROLECLARITY_CACHE", str(folder))
    assert cache_folder() == folder, "we make it"
    folder.mkdir()
    for mode, kept in ((0o777, None), (0o700, folder), (0o755, folder), (0o775, None)):
        folder.chmod(mode)
        assert cache_folder() == kept
    monkeypatch.setattr("os.geteuid", lambda: 12345)
    folder.chmod(0o755)
    assert cache_folder() is None, "it belongs to somebody else"


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("edit", [("version: ", "verzion: "), ("title: Generated", "title: EDITED")], ids=["a fault", "a title"])
def test_what_is_saved_while_it_is_read_is_kept_under_no_other_name(
    edit: tuple[str, str], workers: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read of an edit that was taken back again stood in every build after it."""
    monkeypatch.setenv("ROLECLARITY_CACHE", str(tmp_path / "cache"))
    write(6, tmp_path / "project")
    project = open_project(tmp_path / "project")
    list(examine_all(discover(project), Memory.of(project), read=False))  # all is known, and nothing of what they hold
    file = tmp_path / "project/content/questionnaires/generated-00004.yml"
    before = file.read_text(encoding="utf-8")

    def saved_meanwhile(sources: Sequence[Source]) -> Iterator[Source]:
        for source in sources:
            if source.kind == "questionnaire":
                file.write_text(before.replace(*edit), encoding="utf-8")
            yield source

    list(examine_all(discover(project), Memory.of(project), saved_meanwhile, workers=workers))
    file.write_text(before, encoding="utf-8")
    for _ in range(2):
        found = list(examine_all(discover(project), Memory.of(project)))
        (document,) = [parsed.document for parsed in found if parsed.document and parsed.document.stem == file.stem]
        assert document.data["title"] == "Generated questionnaire 4"
        assert not [fault for parsed in found for fault in parsed.diagnostics]


def test_a_run_that_is_given_up_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLECLARITY_CACHE", str(tmp_path / "cache"))
    write(6, tmp_path / "project")
    project = open_project(tmp_path / "project")
    found = examine_all(discover(project), Memory.of(project))
    while not (parsed := next(found)).document or parsed.document.stem != "generated-00003":
        pass
    assert any(".data." in file.name for file in (tmp_path / "cache").iterdir())
    found.close()
    assert not [file for file in (tmp_path / "cache").iterdir() if ".data" in file.name]

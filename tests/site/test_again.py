"""A build after edits gives the bytes of a clean one, does no more than it must, and every moment of it is a working site."""

import contextlib
import random
import re
import shutil
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from corpus import FIRST, FORMS, edit, write
from sites import tree

import builder.again
import builder.press
import builder.refresh
import builder.site
from builder.cli import main
from builder.project import ProjectError, open_project
from builder.record import default_folder

PAGE = "questionnaires/generated-00000/index.html"
KIN = f"{FORMS}/generated-00004.yml"
"""One of two questionnaires whose responses a role map lays side by side."""
KIN_PAGE = "questionnaires/generated-00004/index.html"
VIEWS = {2: "administrator", 3: "client"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ROLECLARITY_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    write(6, tmp_path / "project")
    for name, perspective in ((KIN, "client"), (f"{FORMS}/generated-00005.yml", "supervisor")):
        file = tmp_path / "project" / name
        text = re.sub(
            r"^perspective: .*$", f"family: kin\nperspective: {perspective}", file.read_text(encoding="utf-8"), flags=re.MULTILINE
        )
        file.write_text(text, encoding="utf-8")
    return tmp_path / "project"


def build(project: Path, *words: str, status: int = 0) -> str:
    result = CliRunner().invoke(main, ["build", "--project", str(project), *words])
    assert result.exit_code == status, result.output
    return result.stderr


def clean(project: Path) -> dict[str, bytes]:
    """The site by a whole build that knows of no other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ROLECLARITY_CACHE", "")
        build(project, "--site-dir", str(project.parent / "clean"))
    return tree(project.parent / "clean")


def times(site: Path) -> dict[str, int]:
    return {name: (site / name).stat().st_mtime_ns for name in tree(site)}


def test_nothing_changed_is_nothing_written(project: Path) -> None:
    assert "Published" in build(project)
    before = times(project / "site")
    assert "Nothing changed" in build(project)
    assert times(project / "site") == before
    assert "Published" in build(project, "--whole")


def written(project: Path, name: str = FIRST) -> set[str]:
    """The files of the site that an edit of a question in a form brings about; the rest is as in a clean build."""
    build(project)
    before = times(project / "site")
    edit(project, "text: How clear", "text: How very clear", name)
    said = build(project)
    after = times(project / "site")
    found = {file for file in after if after[file] != before.get(file)}
    pages = sum(file.endswith(".html") for file in found)
    assert f"{pages} page{'s' * (pages > 1)} made anew" in said
    assert tree(project / "site") == clean(project)
    assert "Nothing changed" in build(project)
    return found


def test_an_edit_of_one_questionnaire_writes_its_page_alone(project: Path) -> None:
    assert written(project) == {PAGE, "sw.js"}


def test_an_edit_in_a_family_writes_its_map_too(project: Path) -> None:
    assert written(project, KIN) == {KIN_PAGE, "sw.js", "role-map/index.html", "role-map/kin/index.html"}


def test_an_edit_in_one_of_two_families_writes_the_map_and_the_example_of_that_one(project: Path) -> None:
    for number in (2, 3):
        edit(project, "perspective: ", f"family: others\nperspective: {VIEWS[number]} # ", f"{FORMS}/generated-0000{number}.yml")
    edit(project, "  - answers:", "  - sample: true\n    answers:", KIN)
    single = {"example/index.html", "example/kin/index.html", "role-map/kin/index.html"}
    assert written(project, KIN) == {KIN_PAGE, "sw.js", *single}


# what is done, of which more than the page of one questionnaire shows something
WHOLE = {
    "a title, which the list shows": lambda project: edit(project, "title: Generated", "title: Newly generated"),
    "a summary": lambda project: edit(project, "summary: Twenty", "summary: All twenty"),
    "the minutes": lambda project: edit(project, "minutes: ", "minutes: 1"),
    "a topic, which the filter shows": lambda project: edit(project, "        construct: expectations\n", "", times=-1),
    "a module": lambda project: edit(project, "title: ", "title: New ", "content/modules/generated-module-000.yml"),
    "the library": lambda project: edit(project, "tests.", "trials.", "content/library/sources.yml"),
    "a page": lambda project: edit(project, "For tests.", "For trials.", "content/index.md"),
    "the settings": lambda project: edit(project, "site_name: Generated", "site_name: Newly generated", "mkdocs.yml"),
    "one form less": lambda project: (project / FORMS / "generated-00003.yml").unlink(),
    "another family": lambda project: edit(project, "family: kin", "family: others", KIN),
    "another view": lambda project: edit(project, "perspective: client", "perspective: non_peer_staff", KIN),
    "a person of the made-up team": lambda project: edit(project, "  - answers:", "  - sample: true\n    answers:", KIN),
    "a page of the site": lambda project: (project / "site" / PAGE).write_text("mine", encoding="utf-8"),
    "a page of the site taken away": lambda project: (project / "site" / PAGE).unlink(),
    "a file put into the site": lambda project: (project / "site/stray.html").write_text("mine", encoding="utf-8"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_what_takes_a_whole_build(name: str, project: Path) -> None:
    build(project)
    WHOLE[name](project)
    assert "Published" in build(project)
    assert tree(project / "site") == clean(project)
    assert "Nothing changed" in build(project)


@contextlib.contextmanager
def stopped_before_the_rest(error: type[BaseException] = KeyboardInterrupt) -> Iterator[None]:
    def stopped(*_: object) -> None:
        raise error("stopped here")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builder.site, "publish_site", stopped)
        yield


def test_the_page_of_an_edit_that_lists_show_too_is_right_before_the_rest_is_made(project: Path) -> None:
    build(project)
    edit(project, "title: Generated", "title: Newly generated")
    with before_the_rest(lambda: tree(project / "site")) as seen:
        said = build(project)
    assert "1 page made anew" in said
    assert "now the lists and the search, which show the edit too" in said
    assert "Published" in said
    after = clean(project)
    assert tree(project / "site") == after
    assert {name for name in after if seen[0].get(name) != after[name]} >= {"questionnaires/index.html", "sw.js"}
    assert seen[0][PAGE] == after[PAGE]


@contextlib.contextmanager
def before_the_rest(look: Callable[[], dict[str, bytes]]) -> Iterator[list[dict[str, bytes]]]:
    seen: list[dict[str, bytes]] = []
    real = builder.site.publish_site

    def publishing(*arguments: Any) -> object:
        seen.append(look())
        return real(*arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builder.site, "publish_site", publishing)
        yield seen


@pytest.mark.parametrize("error", [KeyboardInterrupt, ProjectError, OSError])
def test_a_build_that_ends_after_its_first_pages_puts_them_back(error: type[BaseException], project: Path) -> None:
    build(project)
    before = tree(project / "site")
    edit(project, "title: Generated", "title: Newly generated")
    with stopped_before_the_rest(error):
        build(project, status=130 if error is KeyboardInterrupt else 2)
    assert tree(project / "site") == before
    edit(project, "title: Newly generated", "title: Generated")
    assert "Nothing changed" in build(project)


def test_a_fault_that_only_the_whole_shows_puts_the_first_pages_back(project: Path) -> None:
    for name in (KIN, f"{FORMS}/generated-00005.yml"):
        edit(project, "        construct: ", "        parallel: together\n        construct: ", name)
    build(project)
    before = tree(project / "site")
    edit(project, "label: Mostly clear", "label: Nearly clear", KIN)
    said = build(project, status=1)
    assert "made anew" in said
    assert "[parallel-answers]" in said
    assert tree(project / "site") == before
    edit(project, "label: Nearly clear", "label: Mostly clear", KIN)
    assert "Nothing changed" in build(project)


# what is done, and which pages of questionnaires a whole build must then make anew
MADE_ANEW = {
    "a title": (lambda project: edit(project, "title: Generated", "title: Newly generated"), {PAGE}),
    "a page": (lambda project: edit(project, "For tests.", "For trials.", "content/index.md"), set()),
    "one form less": (lambda project: (project / FORMS / "generated-00003.yml").unlink(), set()),
    "a source, which forms name": (
        lambda project: edit(project, "tests.", "trials.", "content/library/sources.yml"),
        None,
    ),
    "a construct": (lambda project: edit(project, "What the job is", "What a job is", "content/library/constructs.yml"), set()),
    "a module that one form does not name": (
        lambda project: edit(project, "title: ", "title: New ", "content/modules/generated-module-000.yml"),
        {f"questionnaires/generated-0000{n}/index.html" for n in range(1, 6)},
    ),
    "the settings": (lambda project: edit(project, "site_name: Generated", "site_name: Newly", "mkdocs.yml"), None),
    "a touched site": (lambda project: (project / "site" / PAGE).write_text("mine", encoding="utf-8"), None),
    "the way it was asked for": (lambda _project: None, None),
}


@pytest.mark.parametrize("name", MADE_ANEW)
@pytest.mark.parametrize("linked", [True, False])
def test_a_whole_build_takes_over_the_pages_that_stand(name: str, linked: bool, project: Path) -> None:
    edit(project, "    modules: [generated-module-000]\n", "", times=-1)
    build(project)
    change, expected = MADE_ANEW[name]
    change(project)
    made: list[str] = []
    real = builder.press.Shell.around
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builder.press.Shell, "around", lambda *words: made.append(words[1].uri) or real(*words))
        if not linked:
            patch.setattr(builder.again.os, "link", no_links)
        said = build(project, "--workers", "1", *(["--whole"] if name.startswith("the way") else []))
    forms = {f"{uri.removesuffix('.md')}/index.html" for uri in made if uri.startswith("questionnaires/")}
    count = sum(file.is_file() for file in (project / FORMS).iterdir()) - len(forms)
    assert f" made, {count} reused, no faults, " in said
    assert forms == (expected if expected is not None else {f"questionnaires/generated-0000{n}/index.html" for n in range(6)})
    assert tree(project / "site") == clean(project)


def no_links(*_: object) -> None:
    raise OSError(1, "no links on this disk")


def test_a_renamed_question_takes_a_whole_build(project: Path) -> None:
    """A page may link to it."""
    build(project)
    file = project / FIRST
    file.write_text(file.read_text(encoding="utf-8").replace("q19", "question_19"), encoding="utf-8")
    assert "Published" in build(project)


@pytest.mark.parametrize("settings", ["markdown_extensions: [codehilite]\n", "# INHERIT\n", "hooks: [hook.py]\n"])
def test_settings_that_may_read_other_files_leave_no_record(settings: str, project: Path) -> None:
    (project / "hook.py").write_text("", encoding="utf-8")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write(settings)
    assert "Published" in build(project, "--site-dir", str(project / "out"))
    assert "Published" in build(project, "--site-dir", str(project / "out"))


def test_a_fault_leaves_the_site_and_is_named(project: Path) -> None:
    build(project)
    before = tree(project / "site")
    edit(project, "version:", "verzion:")
    assert "did you mean 'version'?" in build(project, status=1)
    assert tree(project / "site") == before
    edit(project, "verzion:", "version:")
    assert "Nothing changed" in build(project)
    assert tree(project / "site") == before


WAYS_TO_ASK = [
    "SITE_URL",
    "[SITE_URL, 'https://example.org/']",
    '["SITE_URL", "https://example.org/"]',
    "[NOBODY,\n  SITE_URL, 'https://example.org/']",
    "&here SITE_URL",
    "\n  - SITE_URL",
]


@pytest.mark.parametrize("way", WAYS_TO_ASK)
def test_what_the_environment_says_is_part_of_the_settings(way: str, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write(f"site_url: !ENV {way}\n")
    for name in ("one", "two"):
        monkeypatch.setenv("SITE_URL", f"https://{name}.example/")
        assert "Published" in build(project)
        assert f"https://{name}.example/" in (project / "site/sitemap.xml").read_text(encoding="utf-8")
    assert "Nothing changed" in build(project)


def test_files_that_begin_with_a_point_are_nobodys_content(project: Path) -> None:
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("exclude_docs: |\n  !.well-known/\n")
    (project / "content/.well-known").mkdir()
    (project / "content/.well-known/h.md").write_text("# A\n\n# B\n", encoding="utf-8")
    build(project)
    assert not (project / "site/.well-known").exists()


WORDED = re.compile(r"(title|text|label|summary|citation|meaning|site_name): (\w)")


def random_edit(project: Path, chance: random.Random) -> None:
    """Something done in one or two places: mostly to the words of a questionnaire, else to any file that a site is made of."""
    for _ in range(chance.choice([1, 1, 2])):
        forms = sorted((project / FORMS).glob("*.yml"))
        others = [file for file in sorted(project.rglob("*.*")) if file.suffix in {".yml", ".md"} and "site" not in file.parts]
        way = chance.random()
        if way < 0.6:
            edit_words(chance.choice(forms), chance)
        elif way < 0.8:
            edit_words(chance.choice(others), chance)
        elif way < 0.9 and len(forms) > 4:
            chance.choice(forms).unlink()
        else:
            form, name = chance.choice(forms), f"generated-{chance.randrange(10_000, 90_000)}"
            new = re.sub(r"^id: .*$", f"id: {name}", form.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
            (project / FORMS / f"{name}.yml").write_text(re.sub(r"^family: .*\n", "", new, flags=re.MULTILINE), encoding="utf-8")


def edit_words(file: Path, chance: random.Random) -> None:
    """A word changed, a line doubled or taken out."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    worded = [place for place, line in enumerate(lines) if WORDED.search(line)]
    if not worded:
        lines.append(f"\nSaid {chance.random()} times.\n")
    elif chance.random() < 0.7:
        place = chance.choice(worded)
        lines[place] = WORDED.sub(r"\1: New \2", lines[place], count=1)
    else:
        place = chance.choice(worded)
        lines[place : place + 1] = chance.choice([[], [lines[place]] * 2])
    file.write_text("".join(lines), encoding="utf-8")


def edits(project: Path, seed: int, rounds: int) -> Counter[str]:
    """How often the builds went which way; each time, the site is the one that a clean build makes."""
    chance, ways = random.Random(seed), Counter[str]()
    build(project)
    for _ in range(rounds):
        kept = {name: data for name, data in tree(project).items() if not name.startswith("site/")}
        random_edit(project, chance)
        result = CliRunner().invoke(main, ["build", "--project", str(project)])
        if result.exit_code:
            shutil.rmtree(project / "content")
            for name, data in kept.items():
                (project / name).parent.mkdir(parents=True, exist_ok=True)
                (project / name).write_bytes(data)
            build(project)
        said = result.stderr.split()
        ways[" ".join(said[1:3]) if result.exit_code == 0 else "fault"] += 1
        assert tree(project / "site") == clean(project), said
    return ways


def test_random_edits_give_a_clean_build(project: Path) -> None:
    assert len(edits(project, 3, 16)) > 1


@pytest.mark.long
def test_many_random_edits_give_a_clean_build(project: Path) -> None:
    assert len(edits(project, 4, 200)) > 1


def test_a_reader_never_meets_half_a_page(project: Path) -> None:
    build(project)
    site, wrong, read_once, ended = project / "site", [], threading.Semaphore(0), threading.Event()

    def read() -> None:
        while not ended.is_set():
            try:
                text = (site / PAGE).read_text(encoding="utf-8")
            except OSError as error:
                text = str(error)
            if not text.lstrip().startswith("<!doctype html>") or not text.rstrip().endswith("</html>"):
                wrong.append(text[:80])
            read_once.release()

    interval = sys.getswitchinterval()
    sys.setswitchinterval(interval / 100)  # else a build is over before the other thread has a turn
    thread = threading.Thread(target=read)
    thread.start()
    try:
        for turn in range(5):
            edit(project, "text: How ", f"text: How {turn} ")
            assert "1 page made anew" in build(project)
            assert read_once.acquire(timeout=60)
    finally:
        sys.setswitchinterval(interval)
        ended.set()
        thread.join()
    assert wrong == []


@pytest.mark.parametrize("step", ["write", "keep"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_build_that_ends_early_is_made_good_by_the_next(step: str, when: str, project: Path) -> None:
    build(project)
    edit(project, "text: How clear", "text: How very clear")
    place = builder.refresh if step == "write" else builder.again.Ledger
    real = getattr(place, step)

    def stopped(*arguments: object) -> None:
        if when == "after":
            real(*arguments)
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(place, step, stopped)
        build(project, status=130)
    edit(project, "text: How very clear", "text: How clear")
    build(project)
    assert tree(project / "site") == clean(project)


@pytest.mark.long
def test_killed_at_any_moment_the_next_build_is_a_clean_one(project: Path) -> None:
    chance = random.Random(5)
    build(project)
    for turn in range(50):
        old, new = ("title: ", "title: New ") if turn % 5 == 0 else ("text: How ", f"text: How {turn} ")
        edit(project, old, new)
        process = subprocess.Popen(
            [sys.executable, "-m", "builder", "build", "--project", str(project)], stderr=subprocess.DEVNULL
        )
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0, 1.5 if turn % 5 == 0 else 0.5))
        process.kill()
        process.wait()
        build(project)
        assert tree(project / "site") == clean(project)


def test_without_a_place_for_records_each_build_is_whole(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLECLARITY_CACHE", "")
    assert "Published" in build(project)
    assert "Published" in build(project)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"inputs": 1}'])
def test_a_broken_record_is_none(text: str, project: Path) -> None:
    build(project)
    (record,) = (project.parent / "cache").glob("*.site.json")
    record.write_text(text, encoding="utf-8")
    assert "Published" in build(project)


def warned(project: Path) -> None:
    """Let one form say what cannot be helped."""
    edit(project, "language: en", "language: de", f"{FORMS}/generated-00002.yml")


def test_a_warning_is_said_at_each_build_and_costs_nothing(project: Path) -> None:
    warned(project)
    assert "[language-words]" in build(project)
    again = build(project)
    assert "[language-words]" in again
    assert "Nothing changed" in again
    edit(project, "text: How", "text: How very")
    edited = build(project)
    assert "[language-words]" in edited
    assert "1 page made anew" in edited
    assert tree(project / "site") == clean(project)
    edit(project, "language: de", "language: en", f"{FORMS}/generated-00002.yml")
    mended = build(project)
    assert "[language-words]" not in mended
    assert "Published" in mended
    assert "[language-words]" not in build(project)


@contextlib.contextmanager
def before_it_is_recorded(act: Callable[[], object]) -> Iterator[None]:
    """Something happens between the publishing of a site and its record."""
    publish = builder.site.publish_site

    def followed(*arguments: object) -> object:
        published = publish(*arguments)
        act()
        return published

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builder.site, "publish_site", followed)
        yield


def test_a_site_that_another_build_put_there_meanwhile_is_not_taken_for_ours(project: Path) -> None:
    with before_it_is_recorded(lambda: (project / "site" / PAGE).write_text("older", encoding="utf-8")):
        build(project)
    assert "Published" in build(project)
    assert tree(project / "site") == clean(project)


def test_a_page_that_another_build_put_there_while_we_wrote_is_not_taken_for_ours(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(project)
    put = builder.refresh.write

    def overtaken(pages: object) -> None:
        put(pages)
        (project / "site/questionnaires/generated-00001/index.html").write_text("older", encoding="utf-8")

    edit(project, "text: How", "text: How very")
    with monkeypatch.context() as patch:
        patch.setattr(builder.refresh, "write", overtaken)
        assert "1 page made anew" in build(project)
    assert "Published" in build(project)
    assert tree(project / "site") == clean(project)


@pytest.mark.parametrize(
    ("settings", "folder"),
    [
        ("site_dir: public\n", "public"),
        ('site_dir: "public"  # here\n', "public"),
        ("site_dir: out/public # for the host\n", "out/public"),
        ("# site_dir: public\n", "site"),
        ("site_dir: 'public'\n", "public"),
        ("site_dir: 'our public'\n", None),
        ("site_dir: !ENV [PLACE, public]\n", None),
        ("INHERIT: other.yml\n", None),
    ],
)
def test_where_the_site_goes_is_known_where_it_is_said_plainly(project: Path, settings: str, folder: str | None) -> None:
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(settings)
    assert default_folder(open_project(project)) == (project.resolve() / folder if folder else None)


def test_what_keeps_every_build_whole_is_named(project: Path) -> None:
    assert "makes every page again" not in build(project)
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("markdown_extensions: [smarty]\n")
    assert "makes every page again, since mkdocs.yml asks for 'smarty' in Markdown" in build(project)


def test_an_edit_while_a_build_runs_is_made_up_for_by_the_next(project: Path) -> None:
    with before_it_is_recorded(lambda: edit(project, "text: How", "text: How very")):
        build(project)
    assert "1 page made anew" in build(project)
    assert tree(project / "site") == clean(project)
    assert "Nothing changed" in build(project)


def test_a_build_says_why_it_takes_no_page_over(project: Path) -> None:
    build(project)
    (project / "site" / ".DS_Store").write_text("left by a Mac")
    assert "could be taken over: files in " in build(project)
    edit(project, "tests.", "trials.", "content/library/sources.yml")
    assert "could be taken over: content/site.yml, the sources" in build(project)
    edit(project, "title: Generated", "title: Newly generated")
    assert "taken over: " not in build(project)
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("site_url: https://peers.example/\n")
    assert "taken over: what stands around all pages changed" in build(project)
    shutil.rmtree(project / "site")
    said = build(project)
    assert "could be taken over: " in said
    assert " is gone" in said


STAGES = ["starting", "looking for changes"]
QUICK = ["what was written and what stands", "reading, checking and making the edited pages", "putting them in place"]


def test_the_time_of_each_stage_is_told_also_after_an_edit(project: Path) -> None:
    whole = re.findall(r"\d s +(.*)", build(project, "--timings"))
    assert whole[:2] == STAGES
    assert {"reading and checking", "making the site", "search", "all"} <= set(whole)
    edit(project, "text: How", "text: How very")
    assert re.findall(r"\d s +(.*)", build(project, "--timings"))[-6:] == [*STAGES, *QUICK, "all"]


def test_a_build_says_that_nothing_can_be_kept(project: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert f"makes every page again, since nothing can be kept in {tmp_path / 'cache'}" in build(project)

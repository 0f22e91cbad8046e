"""The tutorial does what it says: every command in it is run, and every file in it is written."""

import base64
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from sites import ROOT, codes, run

from builder.codes import MEANINGS
from builder.our_words import load_words

TUTORIAL = (ROOT / "content/reference/tutorial.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(sh|yaml|markdown)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WHOLE = re.compile(r"# file: (\S+)\n")
INSERTED = re.compile(r'# in (\S+), above the line that begins with "(.+)"\n')
# What a test cannot do as written: install from a registry, and serve until somebody presses a key.
INSTALL, SERVE = "python -m pip install roleclarity", "roleclarity serve"
NOT_RUN = {INSTALL, SERVE}
QUESTIONNAIRE = next(text for kind, text in BLOCK.findall(TUTORIAL) if kind == "yaml")
PICTURE = base64.b64decode(b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=")
SHIPPED = sorted(file.stem for file in (ROOT / "content/questionnaires").glob("*.yml"))

LEFT = {"prose-unfinished"}
"""What is said until somebody fills it in."""


class Reader:
    """Somebody who does all that the tutorial says, in this order."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.top = folder, folder
        self.done: list[str] = []

    def follow(self) -> None:
        for match in BLOCK.finditer(TUTORIAL):
            kind, text = match.groups()
            if kind == "sh":
                for line in text.splitlines():
                    self.type(line)
            elif kind == "markdown":
                self.write_page(text, TUTORIAL[: match.start()])
            else:
                self.edit(text)

    def type(self, line: str) -> None:
        words = shlex.split(line)
        if line in NOT_RUN:
            return
        if words[0] == "cd":
            self.folder /= words[1]
        elif words[0] == "source":
            assert (self.folder / words[1]).is_file()
        elif words[0] == "roleclarity":
            result = run(*words[1:], cwd=self.folder)
            assert result.returncode == 0, result.stdout + result.stderr
            assert words[1] != "validate" or codes(result) == LEFT, result.stdout
            self.done.append(words[1])
        elif words[0] == "python":
            self.call([sys.executable, *words[1:]])
            self.done.append(words[2])
        else:
            assert words[0] == "git"
            place = self.top / "remote.git"
            self.call([*(str(place) if "github.com" in word else word for word in words)])
            self.done.append(f"git {words[1]}")

    def call(self, words: list[str]) -> None:
        who = {f"GIT_{role}_{what}": "a@b.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        environment = {**os.environ, **who, "HOME": str(self.top), "GIT_CONFIG_NOSYSTEM": "1"}
        result = subprocess.run(words, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stdout + result.stderr

    def edit(self, text: str) -> None:
        whole, inserted = WHOLE.match(text), INSERTED.match(text)
        assert whole or inserted, text
        place = self.folder / (whole or inserted)[1]
        assert place.is_file(), "the tutorial has this file made before it is changed"
        if inserted:
            lines = place.read_text(encoding="utf-8").splitlines(keepends=True)
            (at,) = (number for number, line in enumerate(lines) if line.lstrip().startswith(inserted[2]))
            text = "".join([*lines[:at], text[inserted.end() :], *lines[at:]])
        place.write_text(text, encoding="utf-8")

    def write_page(self, text: str, before: str) -> None:
        """The page is named just before its text; so is what goes with it."""
        said = before.rsplit("\n## ", maxsplit=1)[-1]
        place = self.folder / re.findall(r"`(content/[\w-]+\.md)`", said)[-1]
        if "Delete" in said:
            for file in [
                *self.folder.glob("content/questionnaires/role-clarity-*.yml"),
                *self.folder.glob("content/modules/*.yml"),
                *self.folder.glob("content/charters/*.yml"),
            ]:
                file.unlink()
        else:
            folder, name = re.search(r"`(content/images)`.*`([\w-]+\.png)`", said).groups()
            (self.folder / folder).mkdir()
            (self.folder / folder / name).write_bytes(PICTURE)
            assert f"]({folder.removeprefix('content/')}/{name})" in text
        place.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    reader = Reader(tmp_path_factory.mktemp("reader"))
    subprocess.run(["git", "init", "--quiet", "--bare", reader.top / "remote.git"], check=True)
    reader.follow()
    return reader


def test_every_command_and_file(reader: Reader) -> None:
    words = ["venv", "init", "new", "validate", "explain", "validate", "validate", "build"]
    assert [word for word in reader.done if not word.startswith("git ")] == words
    form = (reader.folder / "site/questionnaires/first-week/index.html").read_text(encoding="utf-8")
    assert "My first week" in form
    assert "Our own work" in form
    page = (reader.folder / "site/our-team/index.html").read_text(encoding="utf-8")
    assert "../images/team.png" in page
    home = (reader.folder / "site/index.html").read_text(encoding="utf-8")
    assert 'href="our-team/"' in home
    assert "role-clarity" not in "".join(file.name for file in (reader.folder / "site/questionnaires").iterdir())


def test_the_workflow_lies_where_github_looks_on_the_branch_it_waits_for(reader: Reader) -> None:
    assert [word for word in reader.done if word.startswith("git ")] == [
        f"git {word}" for word in ("init", "add", "commit", "branch", "remote", "push")
    ]
    command = ["git", "-C", reader.top / "remote.git", "ls-tree", "-r", "--name-only", "main"]
    files = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert ".github/workflows/publish.yml" in files
    assert "content/questionnaires/first-week.yml" in files
    assert not [file for file in files if file.startswith(("site/", ".venv/"))]


def test_its_questionnaire_has_a_line_for_each_key() -> None:
    assert "{" not in QUESTIONNAIRE
    assert len(QUESTIONNAIRE.splitlines()) <= 60
    assert re.search(r"text: [^\"].*, ", QUESTIONNAIRE), "a sentence with a comma needs no quotes"
    assert re.search(r'text: ".*: .*"', QUESTIONNAIRE), "a sentence with a colon does"


def test_the_fault_made_on_purpose_is_named_as_it_says(tmp_path: Path) -> None:
    assert run("init", tmp_path / "our-team").returncode == 0
    file = tmp_path / "our-team/content/questionnaires/first-week.yml"
    file.write_text(QUESTIONNAIRE.replace("title:", "titel:", 1), encoding="utf-8")
    result = run("validate", "--project", tmp_path / "our-team")
    assert result.returncode == 1
    assert "unknown key 'titel' (did you mean 'title'?) [unknown-key]" in result.stdout


@pytest.mark.parametrize("questionnaire", SHIPPED)
def test_a_form_that_came_with_it_is_named_only_where_it_says(tmp_path: Path, questionnaire: str) -> None:
    assert run("init", tmp_path).returncode == 0
    (tmp_path / f"content/questionnaires/{questionnaire}.yml").unlink()
    section = TUTORIAL.split("\n## ")
    (said,) = (text for text in section if "came with it" in text.splitlines()[0])
    named = set(re.findall(r"`(content/(?:index\.md|modules/[\w-]+\.yml))`", said))
    assert named == {"content/index.md", "content/modules/four-key-functions.yml", "content/modules/working-alongside.yml"}
    for path in named:
        file = tmp_path / path
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        file.write_text("".join(line for line in lines if questionnaire not in line), encoding="utf-8")
    assert codes(run("validate", "--project", tmp_path)) == LEFT


@pytest.mark.parametrize("command", sorted(NOT_RUN))
def test_what_is_not_run_stands_in_it(command: str) -> None:
    assert f"```sh\n{command}\n```" in TUTORIAL


def test_it_runs_without_the_command() -> None:
    assert "`python -m builder validate`" in TUTORIAL
    assert run("--version").stdout.startswith("roleclarity")


def test_a_page_opened_as_a_file_is_spoken_of() -> None:
    assert "not by opening the file" in TUTORIAL
    assert "opened this page as a file" in load_words()["form"]["no_script"]


def test_every_code_and_schema_has_its_page(site: Path) -> None:
    for code in MEANINGS:
        assert (site / "reference/diagnostics" / code / "index.html").is_file()
    for schema in (ROOT / "schemas").glob("*.schema.json"):
        name = schema.name.removesuffix(".schema.json")
        assert name == "common" or (site / "reference/schemas" / name / "index.html").is_file()

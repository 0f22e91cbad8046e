"""What a new project leaves to its owners carries one mark, wherever it stands, and is named until it is gone."""

import re
from pathlib import Path

import pytest
from sites import ROOT, run

from builder.checks.unfinished import MOST, check_page
from builder.init import STARTER, init
from builder.inspection import inspect
from builder.project import PACKAGE, Project

LEFT = "this is left to fill in: "
FILLED = re.compile(r"\[FILL IN: [^\]]*\]")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return init(tmp_path / "our-team")


def test_a_new_project_is_told_what_is_left_and_can_be_built(project: Project) -> None:
    checked = run("validate", "--project", project.root)
    assert (checked.returncode, checked.stderr) == (0, "\n2 warnings in 2 files\n")
    said = re.findall(r"^(\S+?):\d+:\d+: warning: (.*) \[prose-unfinished\]$", checked.stdout, re.MULTILINE)
    assert said == [
        (
            "content/guides/accessibility.md",
            f"{LEFT}how people can reach you about it, and how soon you will answer",
        ),
        ("content/guides/privacy.md", f"{LEFT}who you are, and how people can reach you about their privacy"),
    ]


def test_filled_in_nothing_is_found(project: Project) -> None:
    for file in project.content.rglob("*.md"):
        file.write_text(FILLED.sub("Ask at the front desk.", file.read_text(encoding="utf-8")), encoding="utf-8")
    assert inspect(project) == ()


def test_the_number_in_the_comment_is_not_put_on_the_site_unseen(project: Project) -> None:
    file = project.content / "site.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("  # - {id: warm-line", "  - {id: warm-line"), encoding="utf-8")
    assert text != file.read_text(encoding="utf-8")
    assert [fault.code for fault in inspect(project) if fault.path == "content/site.yml"] == ["prose-unfinished"]


def test_all_that_is_left_carries_the_mark_and_the_readme_tells_of_it() -> None:
    for name in STARTER:
        text = (PACKAGE / "starter" / name).read_text(encoding="utf-8")
        assert not re.search(r"(?i)\bwrite here\b|\btodo\b|\bplaceholder\b|lorem|your agency|\[name\]", text), name
    assert "`[FILL IN: …]`" in (PACKAGE / "starter/README.md").read_text(encoding="utf-8")


def test_nothing_of_ours_is_unfinished() -> None:
    assert [fault for fault in inspect(Project(ROOT)) if fault.code == "prose-unfinished"] == []


def test_init_says_who_names_what_is_left(tmp_path: Path) -> None:
    said = run("init", tmp_path / "our-team").stdout
    assert said.endswith(
        "\nroleclarity serve\nBefore you publish, fill in what is left to you. This names it: roleclarity validate\n"
    )


HIDDEN = ["<!-- {} -->", "`{}`", "`` {} ` ``", "```\n{}\n```", "```yaml\na: {}\n\nb: 1\n```", "<!--\n\n{}\n-->"]
SHOWN = ["{}", "a ` b {}", "a ` b\n\n{} ` c", "--> {}", "```\ncode\n``` {}", "<!-- a --> {} <!-- b -->", "`` a ` {}"]


@pytest.mark.parametrize("around", HIDDEN + SHOWN)
def test_what_is_code_or_does_not_show_is_not_left_to_fill_in(around: str) -> None:
    found = list(check_page("content/guide.md", "# A\n\n" + around.format("[FILL IN: who you are]") + "\n"))
    assert len(found) == (around in SHOWN)


def test_comments_take_no_place_of_what_shows(project: Project) -> None:
    file = project.content / "site.yml"
    comments = "".join(f"# [FILL IN: {number}]\n" for number in range(2 * MOST))
    text = file.read_text(encoding="utf-8").replace("name: ", 'name: "[FILL IN: name]" # ', 1)
    file.write_text(comments + text, encoding="utf-8")
    assert [fault.message for fault in inspect(project) if fault.path == "content/site.yml"] == ["this is left to fill in: name"]


@pytest.mark.parametrize("piece", ["[FILL IN: ", "[FILL ", "[FILL IN", "[FILL" + " " * 50])
def test_a_page_full_of_marks_is_looked_at_in_bounded_time(piece: str) -> None:
    found = len(list(check_page("content/guide.md", piece * (1_000_000 // len(piece)))))
    assert found == (MOST if piece == "[FILL IN: " else 0)

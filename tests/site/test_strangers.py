"""Content from strangers: what it must not bring into the site, however it is written."""

from pathlib import Path

import pytest
from sites import build_site, every_kind_in, run, tree

from builder.pipeline import build
from builder.project import open_project

HEADINGS = [
    "# Hi &lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
    "# Hi </title><script>alert(1)</script>",
    "# <img src=x onerror=alert(1)> Hi",
]
BOMB = "".join(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9) if level else 'x'}]\n" for level in range(9))
REFUSED = {
    "a page of a script": ("raw.html", "<script>alert(1)</script>"),
    "Markdown by another name": ("x.markdown", "# One\n"),
    "a picture that can hold a script": ("x.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "a template of the theme": ("x.md", "---\ntemplate: sitemap.xml\n---\n# One\n"),
    "a template that is no text": ("x.md", "---\ntemplate: 5\n---\n# One\n"),
    "a title that is a list": ("x.md", "---\ntitle: ['</title><script>alert(1)</script>']\n---\n# One\n"),
    "a bomb in the head": ("x.md", f"---\n{BOMB}title: *a8\n---\n# One\n"),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    every_kind_in(folder)
    return folder


@pytest.mark.parametrize("heading", HEADINGS)
def test_no_script_comes_out_of_a_heading(project: Path, tmp_path: Path, heading: str) -> None:
    (project / "content/index.md").write_text(f"{heading}\n\nText.\n", encoding="utf-8")
    for name, data in tree(build_site(project, tmp_path / "site")).items():
        assert b"<script>alert" not in data, name
        assert b"onerror=" not in data or name.endswith(".js"), name


@pytest.mark.parametrize("name", REFUSED)
def test_refused(project: Path, tmp_path: Path, name: str) -> None:
    before = tree(build_site(project, tmp_path / "site"))
    path, text = REFUSED[name]
    (project / "content" / path).write_text(text, encoding="utf-8")
    result = run("build", "--project", project, "--site-dir", tmp_path / "site")
    assert result.returncode == 1, result.stderr
    assert f"content/{path}:" in result.stderr
    assert "Traceback" not in result.stderr
    assert tree(tmp_path / "site") == before


@pytest.mark.parametrize("name", ["values", "items", "get", "update", "clear"])
def test_an_id_may_be_the_name_of_a_method(project: Path, tmp_path: Path, name: str) -> None:
    for kind in ("questionnaire", "module"):
        assert run("new", kind, name, "--project", project).returncode == 0
    site = build_site(project, tmp_path / "site")
    assert (site / "questionnaires" / name / "index.html").is_file()


def test_a_preview_leaves_out_what_is_refused(project: Path) -> None:
    """Strangers' pages must not reach MkDocs' own reader, even where a preview goes on in spite of faults."""
    (project / "content/x.md").write_text(REFUSED["a bomb in the head"][1], encoding="utf-8")
    made = build(open_project(project), draft=True)
    assert made.refused == {"x.md"}
    assert "x.md" in {page.uri for page in made.pages}


@pytest.mark.parametrize("target", ["content/site", "."])
def test_output_and_content_do_not_hold_each_other(project: Path, target: str) -> None:
    before = tree(project)
    for words in (["build", "--site-dir", project / target], ["pages", project / target]):
        assert run(*words, "--project", project).returncode == 2
    assert tree(project) == before


def test_an_ampersand_in_a_heading_is_shown_as_one(project: Path, tmp_path: Path) -> None:
    (project / "content/second.md").write_text("# Questions & answers\n\nText.\n", encoding="utf-8")
    config = project / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("nav:\n", "nav:\n  - second.md\n"), encoding="utf-8")
    for name, data in tree(build_site(project, tmp_path / "site")).items():
        assert b"&amp;amp;" not in data, name
    assert b"<title>Questions &amp; answers - " in (tmp_path / "site/second/index.html").read_bytes()

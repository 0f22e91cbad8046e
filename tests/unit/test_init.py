import json
import os
import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from sites import build_site, codes, run, tree

import builder.init
from builder import __version__
from builder.cli import main
from builder.codes import MEANINGS
from builder.explain import examples
from builder.init import init, next_steps
from builder.our_words import load_words
from builder.project import ProjectError
from builder.reference import reference_pages

LEFT = {"prose-unfinished"}
"""What is said of a new project: what only its owners know."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new project, to look at."""
    return init(tmp_path_factory.mktemp("init") / "our team").root


@pytest.fixture(scope="module")
def site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a new project."""
    return build_site(project, tmp_path_factory.mktemp("site") / "site")


def read(folder: Path, path: str) -> str:
    return (folder / path).read_text(encoding="utf-8")


def test_a_new_project_validates_builds_and_brings_what_editors_need(project: Path, site: Path) -> None:
    checked = run("validate", "--project", project)
    assert (checked.returncode, codes(checked)) == (0, LEFT)
    assert (site / "questionnaires/role-clarity-client/index.html").is_file()
    mapped = json.loads(read(project, ".vscode/settings.json"))["yaml.schemas"]
    for pattern in mapped:
        assert (project / pattern).is_file()
    for name in ("questionnaire", "module"):
        assert mapped[f"schemas/{name}.schema.json"] == [f"content/{name}s/*.yml", f"content/{name}s/*.yaml"]


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    result = run("init", tmp_path)
    assert result.returncode == 2
    assert "is not empty: it holds 'mine.txt'; name a new folder" in result.stderr
    assert tree(tmp_path) == {"mine.txt": b"mine"}


def test_a_new_repository_and_what_a_mac_leaves_are_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/config").write_text("theirs", encoding="utf-8")
    (tmp_path / ".DS_Store").write_bytes(b"theirs")
    init(tmp_path)
    assert (tmp_path / "content/index.md").is_file()
    assert read(tmp_path, ".git/config") == "theirs"


def test_a_file_is_called_a_file(tmp_path: Path) -> None:
    (tmp_path / "afile").write_text("mine", encoding="utf-8")
    with pytest.raises(ProjectError, match=r"afile' is a file; name a folder$"):
        init(tmp_path / "afile")


def test_what_they_write_is_credited_to_them_and_what_we_wrote_to_us(project: Path, site: Path) -> None:
    sources = {entry["id"]: entry for entry in yaml.safe_load(read(project, "content/library/sources.yml"))["sources"]}
    assert sources["own-work"]["citation"] == "Our own work"
    assert sources["own-work"]["note"] == "Questions written by the people who publish this site."
    assert "Role Clarity project" in sources["role-clarity"]["citation"]
    assert sources["role-clarity"]["kind"] != "own_work"
    cited = [file for file in project.glob("content/*/*.yml") if re.search(r"[\[ ]own-work\b", file.read_text(encoding="utf-8"))]
    assert [file.name for file in cited] == ["sources.yml"]
    assert "Role Clarity project" in read(site, "questionnaires/role-clarity-client/index.html")
    run("new", "questionnaire", "first-week", "--project", project)
    page = read(build_site(project, site.parent / "again"), "questionnaires/first-week/index.html")
    assert "Our own work" in page
    assert "Role Clarity project" not in page


def test_the_name_and_the_contacts_stand_in_one_place(project: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    run("init", mine)
    file = mine / "content/site.yml"
    text = re.sub(r"^name: .*$", "name: Harbour Peers", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    text = text.replace("988 Suicide & Crisis Lifeline", "Our warm line").replace('"988"', '"555 0100"')
    file.write_text(text, encoding="utf-8")
    home = read(build_site(mine, tmp_path / "site"), "index.html")
    assert "<title>Harbour Peers</title>" in home
    assert "Our warm line" in home
    assert '<a href="tel:5550100">Call 555 0100</a>' in home
    assert "988" not in home
    assert "Our peer support team" not in home
    assert "content/site.yml" in read(mine, "mkdocs.yml").partition("site_name:")[0].splitlines()[-1]


ADDRESS = "https://harbour.example/our-team"


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}/"])
def test_with_an_address_the_sitemap_is_full_and_the_page_for_wrong_addresses_has_its_styles(
    project: Path, tmp_path: Path, address: str
) -> None:
    command = ["build", "--project", project, "--site-dir", tmp_path / "site"]
    result = run(*command, env={**os.environ, "SITE_URL": address})
    assert result.returncode == 0, result.stderr
    assert f"<loc>{ADDRESS}/questionnaires/role-clarity-client/</loc>" in read(tmp_path, "site/sitemap.xml")
    assert 'href="/our-team/assets/roleclarity/roleclarity.css"' in read(tmp_path, "site/404.html")


def test_without_an_address_the_site_is_for_the_top_of_a_host(site: Path) -> None:
    assert "<loc>" not in read(site, "sitemap.xml")
    assert 'href="/assets/roleclarity/roleclarity.css"' in read(site, "404.html")


def test_the_workflow_takes_nothing_that_can_change_under_it(project: Path) -> None:
    text = read(project, ".github/workflows/publish.yml")
    workflow = yaml.load(text, Loader=yaml.BaseLoader)
    steps = workflow["jobs"]["publish"]["steps"]
    used = re.findall(r"uses: (\S+)(.*)", text)
    assert len(used) == sum("uses" in step for step in steps) == 5
    for action, comment in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action)
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment)
    (pages,) = (step for step in steps if "configure-pages" in step.get("uses", ""))
    (build,) = (step for step in steps if "roleclarity build" in step.get("run", ""))
    assert build["env"]["SITE_URL"] == "${{ steps." + pages["id"] + ".outputs.base_url }}"
    assert any(f'"roleclarity>={__version__},<' in step.get("run", "") for step in steps)
    assert "@" not in re.sub(r"actions/\S+", "", text)


@pytest.mark.parametrize(
    ("version", "fits"),
    [("0.1.0", ">=0.1.0,<0.2"), ("0.12.3", ">=0.12.3,<0.13"), ("1.4.2", ">=1.4.2,<2"), ("2.0.0", ">=2.0.0,<3")],
)
def test_versions_that_fit(monkeypatch: pytest.MonkeyPatch, version: str, fits: str) -> None:
    monkeypatch.setattr(builder.init, "__version__", version)
    assert builder.init.versions_that_fit() == fits


@pytest.mark.parametrize(
    ("system", "folder", "line"),
    [
        ("posix", "our-team", "cd our-team"),
        ("posix", "our team", "cd 'our team'"),
        ("posix", "it's", """cd 'it'"'"'s'"""),
        ("nt", "our-team", "cd our-team"),
        ("nt", "our team", 'cd "our team"'),
        ("nt", "it's", "cd it's"),
    ],
)
def test_what_to_type_next_can_be_typed(system: str, folder: str, line: str) -> None:
    assert next_steps(Path(folder), system) == f"{line}\nroleclarity serve"


def test_the_readme_says_what_hangs_on_a_form(project: Path) -> None:
    text = read(project, "README.md")
    named = {file.relative_to(project).as_posix() for file in project.glob("content/modules/*.yml")}
    for path in {"content/index.md", *named}:
        assert path in text


def test_an_outdated_schema_is_named_and_mended(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    run("init", folder)
    copy = folder / "schemas/page.schema.json"
    copy.write_text("{}", encoding="utf-8")
    found = run("validate", "--project", folder)
    assert "run: roleclarity schemas" in found.stdout
    assert run("schemas", "--project", folder).returncode == 0
    assert codes(run("validate", "--project", folder)) == LEFT


@pytest.mark.parametrize("code", MEANINGS)
def test_every_code_is_explained(code: str) -> None:
    result = CliRunner().invoke(main, ["explain", code])
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{code}: {MEANINGS[code]}")
    for example in examples(code):
        assert f"[{code}]" in example.said


def test_an_unknown_code_is_refused_with_the_nearest() -> None:
    result = CliRunner().invoke(main, ["explain", "band-gaps"])
    assert result.exit_code == 2
    assert "did you mean 'band-gap'?" in result.stderr
    assert "'roleclarity explain' lists them all" in result.stderr


def test_without_a_code_all_are_listed_with_their_meanings() -> None:
    lines = CliRunner().invoke(main, ["explain"]).stdout.splitlines()
    assert [line.split(None, 1) for line in lines] == [[code, meaning] for code, meaning in MEANINGS.items()]


@pytest.mark.parametrize("code", ["unknown-key", "unknown-value", "wrong-type", "yaml-syntax", "file-character"])
def test_a_file_that_most_write_is_the_example(code: str) -> None:
    assert ".md:" not in next(examples(code)).said


@pytest.mark.parametrize(
    ("code", "wrong", "mended"),
    [
        ("band-gap", "  30       - {id: less, below: 2, label: Less}", "  30       - {id: less, below: 3, label: Less}"),
        ("unused-answer-set", "  17   - id: often", "  17 sections:"),
        ("page-heading", "   2 Some words, and no heading.", "   2 # A guide"),
    ],
    ids=["a line changed", "a line taken out", "a line put in"],
)
def test_an_example_is_shown_wrong_and_mended(code: str, wrong: str, mended: str) -> None:
    example, _, corrected = CliRunner().invoke(main, ["explain", code]).stdout.partition("The same, mended:\n")
    assert f"\n  {wrong}\n" in example
    assert f"\n  {mended}\n" in corrected
    assert wrong not in corrected


@pytest.mark.parametrize(("code", "times"), [("band-gap", 1), ("json-syntax", 0)])
def test_the_page_of_a_code_shows_the_same_mended(code: str, times: int) -> None:
    (page,) = (page for page in reference_pages() if page.uri == f"reference/diagnostics/{code}.md")
    assert page.body.count(load_words()["reference"]["mended"]) == times
    assert page.body.count("{id: less, below: 3, label: Less}") == times

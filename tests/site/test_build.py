"""How a site comes to be: whole or not at all, the same bytes every time, the same by every way."""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from sites import EVERY_KIND, ROOT, build_site, every_kind_in, run, tree

from builder.tested import with_tested

QUESTIONNAIRE = "content/questionnaires/all-kinds.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of a small project that a test may change."""
    folder = tmp_path / "project"
    every_kind_in(folder)
    return folder


def test_the_same_content_gives_the_same_bytes_anywhere(site: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "another plâce" / "deeper"
    shutil.copytree(ROOT / "content", elsewhere / "content")
    shutil.copy(ROOT / "mkdocs.yml", elsewhere)
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    result = run("build", "--project", elsewhere, "--site-dir", tmp_path / "again", env=environment)
    assert result.returncode == 0, result.stderr
    assert tree(tmp_path / "again") == tree(site)


def test_plain_mkdocs_gives_the_same_site(site: Path, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--config-file",
        str(ROOT / "mkdocs.yml"),
        "--site-dir",
        str(tmp_path / "site"),
    ]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert result.returncode == 0, result.stderr
    assert tree(tmp_path / "site") == tree(site)


def test_pages_writes_what_the_plugin_hands_to_mkdocs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    config = load_config(str(ROOT / "mkdocs.yml"))
    config = config.plugins.on_config(config)
    plugin = config.plugins["roleclarity"]
    files = plugin.on_files(get_files(config), config=config)
    handed = {file.src_uri: file.content_bytes for file in files if file.src_uri not in plugin.pressed.specimens}

    assert run("pages", tmp_path / "pages", "--project", ROOT).returncode == 0
    written = tree(tmp_path / "pages")
    del written[".roleclarity"]
    handed |= {name: with_tested(data.decode()).encode() for name, data in handed.items() if name.endswith(".md")}
    assert written == handed


def test_a_build_that_fails_leaves_the_old_site(project: Path, tmp_path: Path) -> None:
    before = tree(build_site(project, tmp_path / "site"))
    file = project / QUESTIONNAIRE
    file.write_text(file.read_text(encoding="utf-8").replace("version:", "verzion:"), encoding="utf-8")
    result = run("build", "--project", project, "--site-dir", tmp_path / "site")
    assert result.returncode == 1
    assert "did you mean 'version'?" in result.stderr
    assert "Traceback" not in result.stderr
    assert tree(tmp_path / "site") == before


def test_a_fault_of_mkdocs_leaves_the_old_site(project: Path, tmp_path: Path) -> None:
    before = tree(build_site(project, tmp_path / "site"))
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("nav: [{Home: index.md}, {Nowhere: nowhere.md}]\n")
    result = run("build", "--project", project, "--site-dir", tmp_path / "site")
    assert result.returncode == 2
    assert "nowhere.md" in result.stderr
    assert tree(tmp_path / "site") == before
    assert [path.name for path in tmp_path.iterdir()] in (["project", "site"], ["site", "project"])


@pytest.mark.parametrize("moment", [0.3, 0.6, 0.9, 1.2, 1.5])
def test_a_killed_build_leaves_the_old_site(project: Path, tmp_path: Path, moment: float) -> None:
    before = tree(build_site(project, tmp_path / "site"))
    (project / "content" / "more.md").write_text("# One more page\n\nText.\n", encoding="utf-8")
    command = [sys.executable, "-m", "builder", "build", "--project", str(project), "--site-dir", str(tmp_path / "site")]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
    after = tree(tmp_path / "site")
    assert after == before or "more/index.html" in after
    assert "index.html" in after
    build_site(project, tmp_path / "site")
    assert not list(tmp_path.glob(".site.new-*"))


@pytest.mark.parametrize("target", ["content", ".", "..", "/"])
def test_a_folder_with_other_files_is_never_replaced(project: Path, target: str) -> None:
    before = tree(project)
    result = run("build", "--project", project, "--site-dir", project / target)
    assert result.returncode == 2
    assert tree(project) == before


def test_html_in_any_title_or_label_is_text(project: Path, tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script><b>&amp;"
    file = project / QUESTIONNAIRE
    text = file.read_text(encoding="utf-8")
    lines = []
    for line in text.splitlines():
        start, _, value = line.partition(": ")
        named = start.strip().removeprefix("- ") in {"title", "label", "summary"} and value
        lines.append(f"{start}: '{hostile}'" if named else line)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    site = build_site(project, tmp_path / "site")
    page = (site / "questionnaires/all-kinds/index.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)" in page
    for file in site.rglob("*.html"):
        assert "<script>alert(1)" not in file.read_text(encoding="utf-8"), file


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("library/index.md#source-own-work", 0),
        ("library/index.md#source-own-wrok", 2),
        ("#a-guide", 0),
        ("questionnaires/all-kinds.md#q-word", 0),
        ("questionnaires/all-kinds.md#q-wrod", 2),
    ],
)
def test_links_lead_to_parts_of_generated_pages_too(address: str, status: int, project: Path, tmp_path: Path) -> None:
    (project / "content/guide.md").write_text(f"# A guide\n\n[There]({address})\n", encoding="utf-8")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("validation: {links: {anchors: warn}}\n")
    result = run("build", "--project", project, "--site-dir", tmp_path / "site")
    assert result.returncode == status, result.stderr


def test_a_warning_is_told_once_and_stops_nothing(project: Path, tmp_path: Path) -> None:
    file = project / QUESTIONNAIRE
    file.write_text(file.read_text(encoding="utf-8").replace("language: en", "language: de", 1), encoding="utf-8")
    result = run("build", "--project", project, "--site-dir", tmp_path / "site")
    assert result.returncode == 0, result.stderr
    assert result.stderr.count("[language-words]") == 1


def test_words_of_ours_in_a_form_of_another_language_say_so(project: Path, tmp_path: Path) -> None:
    file = project / QUESTIONNAIRE
    file.write_text(file.read_text(encoding="utf-8").replace("language: en", "language: ar", 1), encoding="utf-8")
    page = (build_site(project, tmp_path / "site") / "questionnaires/all-kinds/index.html").read_text(encoding="utf-8")
    ours = ' lang="en" dir="ltr"'
    for said in (f"data-number{ours}>", f'class="rk-or"{ours}>', f'class="rk-needed"{ours}>', f"data-errors{ours} hidden>"):
        assert said in page
    assert f"<span data-label{ours}>" in page, "a way out whose words are ours"
    for said in (
        f'class="rk-small"{ours}>Made for:',
        f"<strong{ours}>Not validated.",
        f'class="rk-details"{ours}>\n<summary>About',
    ):
        assert said in page
    assert page.count('class="rk-only-if"') == page.count(f'class="rk-only-if"{ours}>') > 0
    assert f"<p><span{ours}>Why we ask:</span> It helps" in page
    assert re.search(r'class="rk-only-if"[^>]*>[^<]*“<span lang="ar" dir="rtl">[^<]+</span>”', page), (
        "an answer that a condition names"
    )
    for name in ("rk-clear", "rk-rank__buttons", "rk-note"):
        assert re.search(rf'class="{name}"[^>]*{ours}', page), name
    theirs = ' lang="ar" dir="rtl"'
    for said in (f'data-slot="sentence"{ours}>', f"data-rows{theirs}>", f"data-paper-key{ours} open>", f"<h3{theirs}>"):
        assert said in page, "in results and in the key, words of ours and of the author stand together"


def test_nothing_of_the_theme_is_left_over(site: Path) -> None:
    """Its icon is not ours, and its search and the maps of its scripts are read by nobody. Nor is its script."""
    names = set(tree(site))
    assert not [name for name in names if "javascripts" in name]
    assert not [name for name in names if "favicon" in name or "lunr" in name or "/workers/" in name or name.endswith(".map")]
    assert b'<link rel="icon" href="assets/roleclarity/icon.svg">' in (site / "index.html").read_bytes()
    assert "assets/roleclarity/icon.svg" in names


def test_no_single_letter_leaves_a_page(site: Path) -> None:
    """The theme makes keys of links to the next page."""
    for name, data in tree(site).items():
        assert not name.endswith(".html") or b'rel="next"' not in data, name


def test_another_engine_builds_the_page_sources(tmp_path: Path) -> None:
    """Plain Material, whose search reads every page and trips over what it does not expect."""
    assert run("pages", tmp_path / "pages", "--project", EVERY_KIND).returncode == 0
    (tmp_path / "pages/index.md").write_text("# Home\n", encoding="utf-8")  # the author's own asks for a template of ours
    settings = f"site_name: T\ntheme: {{name: material, font: false}}\ndocs_dir: {tmp_path / 'pages'}\nplugins: [search]\n"
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", str(tmp_path / "mkdocs.yml")]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert result.returncode == 0, result.stderr[-2000:]

"""What a build leaves for browsers to keep: one of two workers, always, and pages that know of it or do not."""

import json
import re
from pathlib import Path

import pytest
from sites import ROOT, build_site, every_kind_in, run, tree

from builder.preview import Draft
from builder.project import open_project

OFFERED = b"data-worker"
"""What lets a page's script have the browser keep a copy."""
GONE = (ROOT / "builder/worker/gone.js").read_bytes()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    every_kind_in(folder)
    return folder


BARE = "away/index.html"
"""Where people end who leave without a connection: a page that is nothing but words."""


def pages(site: Path) -> dict[str, bytes]:
    return {name: data for name, data in tree(site).items() if name.endswith(".html") and name != BARE}


def test_all_that_people_see_is_kept(site: Path) -> None:
    listed = json.loads(re.search(r"^const FILES = (.*);$", (site / "sw.js").read_text(encoding="utf-8"), re.MULTILINE)[1])
    others = {"sw.js", "manifest.webmanifest", "sitemap.xml", "sitemap.xml.gz", ".roleclarity", "_headers", "privacy.json"}
    assert {name.removesuffix("index.html") for name in tree(site)} - others == set(listed)
    assert all(OFFERED in page for page in pages(site).values())
    assert all(b'<link rel="manifest" href="' in page for page in pages(site).values())
    assert json.loads((site / "manifest.webmanifest").read_bytes())["name"] == "Role Clarity"


def test_an_owner_can_switch_it_off(project: Path, tmp_path: Path) -> None:
    settings, contacts = project / "content/site.yml", (project / "content/site.yml").read_text(encoding="utf-8")
    settings.write_text(f"{contacts}name: A & B\noffline: false\n", encoding="utf-8")
    site = build_site(project, tmp_path / "site")
    assert (site / "sw.js").read_bytes() == GONE
    assert not [name for name, page in pages(site).items() if OFFERED in page]
    assert json.loads((site / "manifest.webmanifest").read_bytes())["name"] == "A & B"
    settings.write_text(f"{contacts}name: A & B\noffline: true\n", encoding="utf-8")
    again = build_site(project, tmp_path / "site")
    assert b"const FILES = {" in (again / "sw.js").read_bytes()
    assert all(OFFERED in page for page in pages(again).values())


def test_what_is_neither_on_nor_off_is_a_fault(project: Path) -> None:
    (project / "content/site.yml").write_text("offline: sometimes\n", encoding="utf-8")
    result = run("validate", "--project", project)
    assert result.returncode == 1
    assert "offline" in result.stdout


def test_no_browser_keeps_a_preview(project: Path, tmp_path: Path) -> None:
    (tmp_path / "draft").mkdir()
    draft = Draft(open_project(project), tmp_path / "draft", "http://127.0.0.1:8000/")
    draft.make_whole()
    assert (draft.site / "sw.js").read_bytes() == GONE
    assert not [name for name, page in pages(draft.site).items() if OFFERED in page]


def test_the_list_is_made_after_all_that_others_write(project: Path, tmp_path: Path) -> None:
    hook = (
        "from pathlib import Path\n\ndef on_post_build(config):\n    (Path(config.site_dir) / 'late.html').write_text('late')\n"
    )
    (project / "hook.py").write_text(hook, encoding="utf-8")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("hooks: [hook.py]\n")
    site = build_site(project, tmp_path / "site")
    assert '"late.html":' in (site / "sw.js").read_text(encoding="utf-8")


def test_a_build_says_what_of_a_large_site_is_not_kept(project: Path, tmp_path: Path) -> None:
    large = project / "content/images/large.png"
    large.parent.mkdir()
    large.write_bytes(bytes(20_000_001))
    result = run("build", "--project", project, "--site-dir", tmp_path / "site")
    assert result.returncode == 0, result.stderr
    assert re.search(r"Without a connection people can open \d+ files of this site; the other \d+ need one", result.stderr)
    assert "large.png" not in (tmp_path / "site/sw.js").read_text(encoding="utf-8")

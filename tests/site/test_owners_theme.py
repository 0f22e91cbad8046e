"""What sites take of the theme when an owner asks for more than ours do, and what pages say of themselves."""

import shutil
from pathlib import Path

import pytest
from sites import EVERY_KIND, build_site, tree

ASKED = {
    "a feature": "theme: {name: material, font: false, features: [navigation.top]}\n",
    "a script of the owner": "theme: {name: material, font: false}\nextra_javascript: [own.js]\n",
    "a setting of the theme": "theme: {name: material, font: false}\nextra: {annotate: {json: [.s2]}}\n",
    "nothing": "theme: {name: material, font: false, features: []}\n",
}


def owned(folder: Path, settings: str) -> Path:
    """A project of an owner with a page of their own, and its site."""
    shutil.copytree(EVERY_KIND / "content", folder / "content")
    (folder / "content/own.md").write_text('# Our page\n\nA *first* "paragraph" & more.\n\nA second.\n', encoding="utf-8")
    (folder / "content/said.md").write_text("---\ndescription: Said <here>.\n---\n\n# Said\n\nA text.\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(f"site_name: T\ndocs_dir: content\nplugins: [roleclarity]\n{settings}", encoding="utf-8")
    return build_site(folder, folder / "site")


@pytest.mark.parametrize("name", ASKED)
def test_the_themes_script_comes_only_when_asked_for(name: str, tmp_path: Path) -> None:
    site = tree(owned(tmp_path, ASKED[name]))
    scripts = [file for file in site if file.startswith("assets/javascripts/bundle.")]
    pages = [data for file, data in site.items() if file.endswith(".html") and file != "away/index.html"]  # which is bare
    assert len(scripts) == (name != "nothing")
    assert all((b"/javascripts/bundle." in page) == bool(scripts) for page in pages)
    assert all((b'id="__config"' in page) == bool(scripts) for page in pages)
    assert all((b"__md_scope" in page) == bool(scripts) for page in pages)  # inline: what it stands on
    assert all((b"'sha256-" in page) == (b"<script>" in page) for page in pages)
    assert all((b'own.js"' in page) == ("script of" in name) for page in pages)


def test_every_page_says_what_it_is_about(tmp_path: Path) -> None:
    site = owned(tmp_path, ASKED["nothing"])
    for file, data in tree(site).items():
        assert not file.endswith(".html") or data.count(b'<meta name="description" content="') == 1, file
    own, said = ((site / name / "index.html").read_text(encoding="utf-8") for name in ("own", "said"))
    assert '<meta name="description" content="A first &#34;paragraph&#34; &amp; more.">' in own.replace("&quot;", "&#34;")
    assert '<meta name="description" content="Said &lt;here&gt;.">' in said


def test_a_description_for_the_whole_site_stands_where_a_page_has_none(tmp_path: Path) -> None:
    site = owned(tmp_path, ASKED["nothing"] + "site_description: All of it.\n")
    for name in ("own/index.html", "404.html"):
        page = (site / name).read_text(encoding="utf-8")
        assert page.count('<meta name="description"') == page.count('<meta name="description" content="All of it.">') == 1

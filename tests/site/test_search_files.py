"""What a built site holds for the search, and that pages have nothing of the theme's."""

import json
import shutil
from pathlib import Path
from urllib.parse import unquote

import html5lib
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from searching import postings, records
from sites import build_site, every_kind_in, tree

from builder.search import FOLDER, MANIFEST


def index_in(site: Path) -> dict[str, object]:
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in (site / FOLDER).iterdir()}


def test_everything_found_is_there(site: Path) -> None:
    shown = records(index_in(site))
    assert len(shown) > 100
    for address, title, *_ in shown:
        assert title
        place, _, anchor = address.partition("#")
        file = site / unquote(place) / "index.html"
        if anchor:
            found = html5lib.parse(file.read_bytes(), treebuilder="etree", namespaceHTMLElements=False)
            assert anchor in {element.get("id") for element in found.iter()}, address
        assert file.is_file(), address


def test_every_page_is_found(site: Path) -> None:
    pages = {file.parent.relative_to(site).as_posix() for file in site.rglob("index.html")} - {"away"}
    assert {Path(unquote(address.partition("#")[0])).as_posix() for address, *_ in records(index_in(site))} == pages


def test_words_of_answers_are_not_found(site: Path) -> None:
    """A form is found by what it is for."""
    index = index_in(site)
    shown = records(index)
    hits = [shown[entry][0] for entry in postings(index)["clear"]]
    assert not [address for address in hits if "#s-" in address and address.startswith("questionnaires/role")]


def test_nothing_of_the_search_is_loaded_with_a_page(site: Path) -> None:
    """No script element, no preload, no form that the theme's script would take for its own."""
    for file in site.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert 'name="search"' not in text
        assert 'data-md-component="search' not in text
        assert 'search.js"></script>' not in text.replace('search.js"></script></template>', "")  # a template loads nothing
        assert "preload" not in text
        searched = (
            "data-leave" not in text and file.parent.name != "away"
        )  # where people may need to leave fast, that comes first
        assert text.count("data-search ") == searched, file


@pytest.mark.parametrize("plugins", ["[search, roleclarity]", "[roleclarity, search]", "[{search: {lang: en}}, roleclarity]"])
def test_an_older_project_that_names_the_theme_search(plugins: str, tmp_path: Path) -> None:
    sites = []
    for name, found in (("old", plugins), ("new", "[roleclarity]")):
        project = tmp_path / name
        every_kind_in(project)
        config = (project / "mkdocs.yml").read_text(encoding="utf-8")
        before, _, after = config.partition("plugins:\n  - roleclarity\n")
        assert after
        (project / "mkdocs.yml").write_text(f"{before}plugins: {found}\n{after}", encoding="utf-8")
        sites.append(tree(build_site(project, tmp_path / f"{name}-site")))
    assert sites[0] == sites[1]
    assert MANIFEST in sites[0]
    assert not [name for name in sites[0] if name.startswith("search/")]


def test_a_faulty_draft_is_not_found(tmp_path: Path) -> None:
    project = tmp_path / "project"
    every_kind_in(project)
    shutil.copyfile(project / "content/questionnaires/all-kinds.yml", project / "content/questionnaires/zebra.yml")
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    assert "zebra.yml" in (tmp_path / "site/questionnaires/zebra/index.html").read_text(encoding="utf-8")
    assert not [record for record in records(index_in(tmp_path / "site")) if "zebra" in str(record)]

"""Pages pressed into a shared shell are those that the theme makes one by one, byte for byte."""

import shutil
from pathlib import Path

import pytest
from sites import EVERY_KIND, ROOT, build_site, tree

from builder.press import BODY, DESCRIPTION, NAME, TITLE, Kind, Shell, kind_of, specimen
from builder.render import Page

HOSTILE = ["<b>&\"'", "{{ 7 * 7 }}", "roleclarity-shell-body<h1", NAME, "\\1 \\g<0>", "Ünï 日本 😀", ""]
SETTINGS = {
    "plain": "",
    "with an address": "site_url: https://example.org/team\n",
    "with an address and a slash": "site_url: https://example.org/team/\n",
    "in the navigation": "nav: [{Home: index.md}, {All: questionnaires/index.md}, {One: questionnaires/all-kinds.md}]\n",
    "a module in the navigation": "nav: [{Home: index.md}, {M: modules/a-module.md}]\n",
    "with the theme's script": "extra_javascript: [own.js]\n",
    "no addresses that end in a folder's name": "nav: [{Home: index.md}, {Elsewhere: https://example.org/questionnaires/all-kinds/}]\n",
}


def both(source: Path, settings: str, folder: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The site by the quick way and by the slow one."""
    sites = []
    for press in (True, False):
        project = folder / str(press)
        shutil.copytree(source / "content", project / "content")
        config = (source / "mkdocs.yml").read_text(encoding="utf-8")
        assert config.count("- roleclarity\n") == 1
        config = config.replace("- roleclarity\n", f"- roleclarity: {{press: {str(press).lower()}}}\n") + settings
        (project / "mkdocs.yml").write_text(config, encoding="utf-8")
        sites.append(tree(build_site(project, folder / f"site-{press}")))
    return sites[0], sites[1]


@pytest.mark.parametrize("name", SETTINGS)
def test_both_ways_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    quick, slow = both(EVERY_KIND, SETTINGS[name], tmp_path)
    assert quick == slow


def test_both_ways_give_this_site(tmp_path: Path) -> None:
    quick, slow = both(ROOT, "", tmp_path)
    assert quick == slow


@pytest.mark.parametrize("text", HOSTILE)
def test_what_authors_write_moves_no_mark(text: str) -> None:
    shell = Shell.cut(f"<title>{TITLE}</title><meta {DESCRIPTION}><a {NAME}>{specimen(Kind('', form=True)).body}</a>")
    page = Page("questionnaires/first.md", text, text, lambda: f"<h1>{text}<role-questionnaire", form=True)
    whole = shell.around(page, page.body).decode()
    assert whole.startswith("<title>")
    assert whole.endswith(f"<a first><h1>{text}<role-questionnaire\n</a>")
    assert whole.count("<title>") == whole.count("</title>") == 1


def test_pages_of_which_there_are_few_have_no_kind() -> None:
    names = ["index.md", "questionnaires/index.md", "library/glossary.md", "guides/about.md", "modules/a/b.md"]
    assert [kind_of(Page(name, "", "", str)) for name in names] == [None] * len(names)
    assert kind_of(Page("modules/a/trainer.md", "", "", str)) == Kind(f"modules/{NAME}/trainer.md", form=False)
    assert BODY in specimen(Kind("", form=False)).body

"""MkDocs finds the same files in a theme as it does by itself, without a walk through its icons."""

from pathlib import Path

import jinja2
import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from builder.compiled import Compiled
from builder.host import settle
from builder.theme_files import ICONS, theme_files

ROOT = Path(__file__).parents[2]


def config_of(project: Path) -> MkDocsConfig:
    return load_config(str(project / "mkdocs.yml"))


def files_of(config: MkDocsConfig, env: jinja2.Environment) -> list[str]:
    found = Files([])
    found.add_files_from_theme(env, config)
    return sorted(file.src_uri for file in found)


def test_mkdocs_finds_the_same_files() -> None:
    plain = config_of(ROOT)
    ours = settle(config_of(ROOT))
    plain.theme.dirs = ours.theme.dirs
    env = ours.theme.get_env()
    assert files_of(ours, env) == files_of(plain, plain.theme.get_env())
    assert env.loader is not None
    assert not [name for name in env.loader.list_templates() if name.startswith(ICONS)]
    assert env.get_template(".icons/material/cloud-off-outline.svg").render().startswith("<svg")


OURS = ["", "plugins: [roleclarity]", "plugins: [roleclarity, search]"]
OTHERS = ["  custom_dir: overrides", "hooks: [hook.py]", "plugins: [roleclarity, tags]"]


@pytest.mark.parametrize("more", OURS + OTHERS)
def test_where_others_have_a_say_templates_are_compiled_each_time(tmp_path: Path, more: str) -> None:
    """What a hook does to one environment would else be kept, and be in the sites of others."""
    (tmp_path / "content").mkdir()
    (tmp_path / "overrides").mkdir()
    (tmp_path / "hook.py").write_text("", encoding="utf-8")
    settings = f"site_name: x\ndocs_dir: content\ntheme:\n  name: material\n{more}\n"
    (tmp_path / "mkdocs.yml").write_text(settings + ("" if "plugins" in more else "plugins: [roleclarity]\n"), encoding="utf-8")
    env = settle(config_of(tmp_path)).theme.get_env()
    assert isinstance(env.bytecode_cache, Compiled) == (more in OURS)


def test_an_owners_file_that_is_not_used_is_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "overrides/partials").mkdir(parents=True)
    for name in ("main.html", "base.html", "partials/header.html"):
        (tmp_path / "overrides" / name).write_text(name, encoding="utf-8")
    settings = "theme:\n  name: material\n  custom_dir: overrides\nplugins: [roleclarity]\n"
    (tmp_path / "mkdocs.yml").write_text(f"site_name: x\ndocs_dir: content\n{settings}", encoding="utf-8")
    settle(config_of(tmp_path))
    assert [record.args for record in caplog.records] == [("main.html",), ("partials/header.html",)]


INLINE = "partials/javascripts/base.html"


@pytest.mark.parametrize(("feature", "scripts"), [("[]", False), ("[navigation.top]", True)])
def test_an_owners_templates_stay_as_they_are(tmp_path: Path, feature: str, scripts: bool) -> None:
    """Of the theme's and ours go what indents them and, where nothing calls them, the inline scripts."""
    (tmp_path / "content").mkdir()
    own = tmp_path / "overrides/partials/own.html"
    own.parent.mkdir(parents=True)
    own.write_text("<pre>\n    a\n</pre>\n<script>b()</script>\n", encoding="utf-8")
    settings = f"theme:\n  name: material\n  custom_dir: overrides\n  features: {feature}\n"
    (tmp_path / "mkdocs.yml").write_text(f"site_name: x\ndocs_dir: content\n{settings}plugins: [roleclarity]\n", encoding="utf-8")
    env = settle(config_of(tmp_path)).theme.get_env()
    assert env.loader is not None
    found = {name: env.loader.get_source(env, name)[0] for name in ("partials/own.html", "base.html", "main.html", INLINE)}
    assert found["partials/own.html"] == own.read_text(encoding="utf-8")
    assert not [line for name in ("base.html", "main.html") for line in found[name].splitlines() if line.startswith(" ")]
    assert ("<script>" in found[INLINE]) == scripts


def test_icons_alone_are_passed_by(tmp_path: Path) -> None:
    for name in ("one.html", "partials/two.html", "partials/note.txt", ".icons/three.html", "deep/.icons/four.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert sorted(name for _, name in theme_files([str(tmp_path)])) == ["one.html", "partials/note.txt", "partials/two.html"]

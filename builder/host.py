"""What MkDocs is told before it begins: the settings that our pages rely on, and which files go into the site."""

import logging
import re
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import version
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from builder.compiled import Compiled
from builder.discover import PUBLISHED_ENDINGS
from builder.project import PACKAGE, Project, is_linked, open_project
from builder.render import ASSETS
from builder.templating import dedented
from builder.theme_files import theme_files

log = logging.getLogger("mkdocs.plugins.roleclarity")
MAKERS = ("mkdocs", "mkdocs-material")
LEFT_OUT = re.compile(r"assets/(?:images/favicon\.png|javascripts/(?:lunr|workers)/.*|.*\.map)")
"""Files of the theme that no page of ours uses."""
SCRIPTS = "partials/javascripts/"
"""Where the theme has its inline scripts."""
SCRIPT = re.compile(r"assets/javascripts/.*")


def settle(config: MkDocsConfig) -> MkDocsConfig:
    """The settings with our theme first and our stylesheet in; refuses those with which the pages would not work."""
    if not config.use_directory_urls:
        raise PluginError("roleclarity: the pages need 'use_directory_urls: true' in mkdocs.yml")
    if Path(config.docs_dir) != project_of(config).content:
        raise PluginError("roleclarity: the content lies in 'content'; write 'docs_dir: content' in mkdocs.yml")
    for name in _hidden_by_ours(config.theme.custom_dir):
        log.warning("'%s' in 'custom_dir' is not used, since our pages need their own; use another of the theme's files", name)
    config.theme.dirs.insert(0, str(PACKAGE / "theme"))
    config.theme.get_env = partial(_lean, config.theme.get_env, config)  # type: ignore[method-assign]
    config.theme["font"] = False
    if config.theme["favicon"] == "assets/images/favicon.png":
        config.theme["favicon"] = f"{ASSETS}/icon.svg"
    _take_out_other_search(config)
    config.extra_css.insert(0, f"{ASSETS}/roleclarity.css")
    return config


def _hidden_by_ours(folder: str | None) -> list[str]:
    """The files of an owner's theme that go by the names of ours."""
    names = (name for _, name in theme_files([folder] if folder else []))
    return sorted(name for name in names if (PACKAGE / "theme" / name).is_file())


class _Files(FileSystemLoader):
    """Finds what any loader of a theme finds, but lists no icons, none of which MkDocs would put into the site.

    Without the theme's script nothing calls what the theme's inline scripts declare, and no page needs an inline script.
    """

    def __init__(self, config: MkDocsConfig) -> None:
        super().__init__(config.theme.dirs)
        self.owners = config.theme.custom_dir
        self.script = needs_script(config)

    def list_templates(self) -> list[str]:
        return sorted({name for _, name in theme_files(self.searchpath)})

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, file, is_current = super().get_source(environment, template)
        if not (self.owners and Path(file).is_relative_to(self.owners)):
            source = "" if template.startswith(SCRIPTS) and not self.script else dedented(source)
        return source, file, is_current


def _lean(made: Callable[[], Environment], config: MkDocsConfig) -> Environment:
    """MkDocs' environment for a theme, without listing icons and without compiling what was compiled for the build before.

    Both took a third of the time of a small site; what indents templates was a thirtieth of a page on its way to a phone.
    Where anybody else has a say, all is compiled as it stands: they may change how.
    """
    env = made()
    env.loader = _Files(config)
    if not any(strangers(config).values()):
        env.trim_blocks = True
        env.bytecode_cache = Compiled(repr([env.trim_blocks, *map(version, MAKERS)]), "theme")
    return env


def templates_of(env: Environment) -> Iterator[str]:
    """The texts of a theme's templates, as pages are made of them."""
    loader = env.loader
    assert loader is not None  # noqa: S101 - MkDocs gives each environment one
    return (loader.get_source(env, name)[0] for name in loader.list_templates() if name.endswith(".html"))


def strangers(config: MkDocsConfig) -> dict[str, object]:
    """What may make other pages of the same sources, by what is said of it, and whether it is there."""
    return {
        "names other plugins": set(config.plugins) != {"roleclarity"},
        "names hooks": config.hooks,
        "changes the theme with 'custom_dir'": config.theme.custom_dir,
    }


def project_of(config: MkDocsConfig) -> Project:
    """The project that these settings lie in."""
    return open_project(Path(config.config_file_path or "mkdocs.yml").resolve().parent)


def needs_script(config: MkDocsConfig) -> bool:
    """Whether an owner asks for anything that the theme does by script: a feature, a setting of its own, a script on top.

    Our pages need none of it: their header, menu and search are ours, and the cleaner takes out tabs, diagrams and copy buttons.
    It would be 35 kB compressed, of 95 for the largest form with all that scores it, and hold up the first picture.
    """
    return bool(config.theme.get("features") or config.extra or config.extra_javascript)


def is_published(project: Project, file: File, script: bool) -> bool:
    """Only what was checked goes on: MkDocs takes more endings, follows links, and reads heads of pages without limits.

    `script` says whether the theme's script goes into the site.
    """
    if file.src_dir != str(project.content):
        return not LEFT_OUT.fullmatch(file.src_uri) and (script or not SCRIPT.fullmatch(file.src_uri))
    place = project.content / file.src_uri
    if any(name.startswith(".") for name in Path(file.src_uri).parts):
        return False
    return place.suffix in PUBLISHED_ENDINGS and not is_linked(place)


def _take_out_other_search(config: MkDocsConfig) -> None:
    """Older sites name the theme's search, which would write megabytes that nothing reads."""
    for name in {"search", "material/search"} & set(config.plugins):
        other = config.plugins.pop(name)
        for event, methods in config.plugins.events.items():
            config.plugins.events[event] = [method for method in methods if getattr(method, "__self__", None) is not other]

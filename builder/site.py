"""A project's site by way of MkDocs, whole."""

import logging
import os
from pathlib import Path
from typing import Any

# MkDocs' themes print a notice about MkDocs 2.0 at import; our version range answers it.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from builder.again import Published
from builder.files import state_of
from builder.host import strangers
from builder.mkdocs_plugin import RoleClarityPlugin
from builder.neighbours import told_of_neighbours
from builder.press import MARK
from builder.project import Project, ProjectError
from builder.swap import refuse_overlap, replace_folder
from builder.work import Work

WITHOUT_FILES = {"toc", "tables", "fenced_code", "attr_list", "md_in_html", "def_list", "footnotes", "abbr", "admonition"}
"""Extensions of Markdown that are known to read no files."""


def publish_site(project: Project, work: Work, target: Path, served_at: str | None = None) -> Published:
    """Build the site beside the target and let it take the target's place. A draft for a preview is `served_at` an address."""
    refuse_overlap(project, target)
    config = settings(project, **({"site_url": served_at} if served_at else {}))
    listen(logging.INFO if served_at else logging.WARNING)
    with replace_folder(target, work.stage) as fresh:
        config.site_dir = str(fresh)
        config.strict = served_at is None
        plugin = config.plugins["roleclarity"]
        assert isinstance(plugin, RoleClarityPlugin)  # noqa: S101 - the entry point of this very package
        plugin.work = work
        try:
            config.plugins.on_startup(command="serve" if served_at else "build", dirty=False)
            with work.stage("MkDocs: theme, lists, Markdown"):
                mkdocs_build(config, serve_url=served_at)
        except (Abort, MkDocsException) as error:
            raise ProjectError(f"MkDocs stopped: {error}") from error
        finally:
            config.plugins.on_shutdown()
        with work.stage("taking its files down"):
            state, pressed = state_of(fresh), plugin.pressed
    notes = tuple(filter(None, (plugin.note, told_of_neighbours(config.site_url or ""))))
    return Published(pressed.shells, pressed.found, pressed.reused, _hindrance(project, config), state, notes)


def _hindrance(project: Project, config: MkDocsConfig) -> str:
    """What may make other pages of the same sources, so that nothing can be taken over."""
    inherits = "INHERIT" in project.config.read_text(encoding="utf-8", errors="replace")
    more = {**strangers(config), "says 'INHERIT'": inherits}
    strange = sorted(set(config.markdown_extensions) - WITHOUT_FILES)
    return next((said for said, so in more.items() if so), f"asks for '{strange[0]}' in Markdown" if strange else "")


def site_folder(project: Project) -> Path:
    """Where mkdocs.yml says that the site goes."""
    return Path(settings(project).site_dir)


def settings(project: Project, **others: Any) -> MkDocsConfig:
    """What mkdocs.yml says; `others` go before it."""
    if not project.config.is_file():
        needs = "a site needs one with 'site_name', 'docs_dir: content' and the plugin 'roleclarity'"
        raise ProjectError(f"no mkdocs.yml in '{project.root}'; {needs}")
    try:
        config = load_config(config_file=str(project.config), **others)
    except (Abort, MkDocsException) as error:
        raise ProjectError(f"mkdocs.yml cannot be used: {error}") from error
    if "roleclarity" not in config.plugins:
        raise ProjectError("mkdocs.yml does not name the plugin 'roleclarity'; add it under 'plugins:'")
    return config


def listen(level: int) -> None:
    """Let what MkDocs says reach the terminal, on the stream for messages."""
    logger = logging.getLogger("mkdocs")
    logger.setLevel(level)
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(message)s"))
        handler.addFilter(lambda record: MARK not in record.getMessage())  # a specimen is no page of the author's
        logger.addHandler(handler)

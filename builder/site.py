"""A project's site by way of MkDocs: published whole, or previewed live."""

import logging
import os
import re
from errno import EADDRINUSE
from pathlib import Path
from typing import Any, NamedTuple

# MkDocs' themes print a notice about MkDocs 2.0 at import; our version range answers it.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer

from builder.mkdocs_plugin import RoleClarityPlugin
from builder.pipeline import Build
from builder.press import NAME, Kind, Shell
from builder.pressed import Watch
from builder.project import Project, ProjectError
from builder.swap import refuse_overlap, replace_folder

ADDRESS = re.compile(r"(?:[^:\s]+|\[[0-9a-fA-F:.]+\]):[0-9]{1,5}")
WITHOUT_FILES = {"toc", "tables", "fenced_code", "attr_list", "md_in_html", "def_list", "footnotes", "abbr", "admonition"}
"""Extensions of Markdown that are known to read no files."""


class Published(NamedTuple):
    """What a whole build leaves for the next: the theme's shells, and what the search finds of each page made in one."""

    shells: dict[Kind, Shell]
    found: dict[str, str]
    alone: bool
    """Whether nothing but this package and the theme had a hand in it."""


def publish_site(
    project: Project, made: Build, target: Path, workers: int | None = None, watch: Watch | None = None
) -> Published:
    """Build the site beside the target and let it take the target's place."""
    refuse_overlap(project, target)
    config = _config(project)
    _listen(logging.WARNING)
    with replace_folder(target) as fresh:
        config.site_dir = str(fresh)
        config.strict = True
        plugin = config.plugins["roleclarity"]
        assert isinstance(plugin, RoleClarityPlugin)  # noqa: S101 - the entry point of this very package
        plugin.made, plugin.workers, plugin.watch = made, workers, watch
        try:
            config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build(config)
        except (Abort, MkDocsException) as error:
            raise ProjectError(f"MkDocs stopped: {error}") from error
        finally:
            config.plugins.on_shutdown()
    others = config.hooks or config.theme.custom_dir or "INHERIT" in project.config.read_text(encoding="utf-8", errors="replace")
    alone = set(config.plugins) == {"roleclarity"} and set(config.markdown_extensions) <= WITHOUT_FILES and not others
    return Published(plugin.shells, plugin.found, alone)


def site_folder(project: Project) -> Path:
    """Where mkdocs.yml says that the site goes."""
    return Path(_config(project).site_dir)


def preview(project: Project, address: str | None) -> None:
    """Serve the site on this machine until interrupted; an edit shows at once, a fault does not end it."""
    if address and not ADDRESS.fullmatch(address):
        raise ProjectError(f"'{address}' is no address; write the host and the port, such as 127.0.0.1:8001")
    settings: dict[str, Any] = {"dev_addr": address} if address else {}
    _refuse_taken(_config(project, **settings))  # refuses what cannot be served, before anything starts
    _listen(logging.INFO)
    try:
        # Strict is for publishing: here a warning would end the preview.
        mkdocs_serve(config_file=str(project.config), strict=False, **settings)
    except (Abort, MkDocsException) as error:
        raise ProjectError(f"MkDocs stopped: {error}") from error


def _refuse_taken(config: MkDocsConfig) -> None:
    """Try the address first: MkDocs would build the whole site before it finds the door shut."""
    host, port = config.dev_addr
    trial = LiveReloadServer(builder=lambda: None, host=host, port=port, root=config.site_dir)
    try:
        trial.server_bind()
    except (OSError, OverflowError) as error:
        taken = isinstance(error, OSError) and error.errno == EADDRINUSE
        reason = "is in use, perhaps by another preview" if taken else "cannot be opened on this machine"
        other = f"127.0.0.1:{8001 if port == 8000 else 8000}"
        raise ProjectError(f"the address {host}:{port} {reason}; try --address {other}") from error
    finally:
        trial.server_close()


def _config(project: Project, **settings: Any) -> MkDocsConfig:
    if not project.config.is_file():
        needs = "a site needs one with 'site_name', 'docs_dir: content' and the plugin 'roleclarity'"
        raise ProjectError(f"no mkdocs.yml in '{project.root}'; {needs}")
    try:
        config = load_config(config_file=str(project.config), **settings)
    except (Abort, MkDocsException) as error:
        raise ProjectError(f"mkdocs.yml cannot be used: {error}") from error
    if "roleclarity" not in config.plugins:
        raise ProjectError("mkdocs.yml does not name the plugin 'roleclarity'; add it under 'plugins:'")
    return config


def _listen(level: int) -> None:
    """Let what MkDocs says reach the terminal, on the stream for messages."""
    logger = logging.getLogger("mkdocs")
    logger.setLevel(level)
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(message)s"))
        handler.addFilter(lambda record: NAME not in record.getMessage())  # a specimen is no page of the author's
        logger.addHandler(handler)

"""Stage 7: pages and assets -> MkDocs. With site.py the only user of mkdocs, and the only one that knows its events."""

import html
import logging
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment  # the host hands us its own
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils.templates import TemplateContext

from builder.console import as_text
from builder.diagnostics import Severity, has_errors
from builder.discover import PUBLISHED_ENDINGS
from builder.lines import line_reader
from builder.live import with_reload
from builder.local_only import local_only
from builder.pipeline import Build, build
from builder.policy import theme_scripts, with_policy
from builder.project import PACKAGE, Project, is_linked, open_project
from builder.prose import clean_page
from builder.render import ASSETS, COLOURS, Page, load_words
from builder.swap import MARKER, MARKER_TEXT

log = logging.getLogger("mkdocs.plugins.roleclarity")

ANCHOR = re.compile(r'\bid="([^"]*)"')
# MkDocs stamps today's date on every page, which would make two builds of the same content differ.
NO_DATE = "1980-01-01"


class Settings(Config):  # type: ignore[no-untyped-call]  # mkdocs types this halfway
    """There is nothing to set in mkdocs.yml."""


class RoleClarityPlugin(BasePlugin[Settings]):  # type: ignore[no-untyped-call]  # the same
    """Hands the pages of the pipeline to MkDocs, past its Markdown reader."""

    made: Build | None = None
    """A build that the caller has already; it is used once."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.scripts: tuple[re.Pattern[str], ...] = ()
        self.content: str | None = None
        self.serving = False
        self.site: Mapping[str, Any] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """While a preview runs, faults are shown and the rest is published; a build with faults publishes nothing."""
        self.serving = command == "serve"

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our theme first and our stylesheet in; what the pages rely on is not left to chance."""
        if not config.use_directory_urls:
            raise PluginError("roleclarity: the pages need 'use_directory_urls: true' in mkdocs.yml")
        if Path(config.docs_dir) != _project(config).content:
            raise PluginError("roleclarity: the content lies in 'content'; write 'docs_dir: content' in mkdocs.yml")
        config.theme.dirs.insert(0, str(PACKAGE / "theme"))
        config.theme["font"] = False
        config.extra_css.insert(0, f"{ASSETS}/roleclarity.css")
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take the YAML out of the site and put the generated pages in."""
        project = _project(config)
        made, self.made = self.made or build(project, draft=self.serving), None
        self._report(project, made)
        for file in list(files):
            # Only what was checked goes on: MkDocs takes more endings, follows links, and reads heads of pages without limits.
            if not _is_published(project, file) or file.src_uri in made.refused:
                files.remove(file)
        self.pages = {page.uri: page for page in made.pages}
        self.site = made.site
        config.site_name = _escaped(made.site.get("name", config.site_name))
        config.extra_css += [COLOURS] if "colours" in made.site else []
        # By address and not by source: `library.md` would lie where `library/index.md` does.
        taken = {file.dest_uri.casefold(): file.src_uri for file in files}
        for uri, content in [(p.uri, p.source) for p in made.pages] + [(a.uri, a.data) for a in made.assets]:
            # Stated outright: `exclude_docs` drops generated files that leave it open.
            file = File.generated(config, uri, content=content, inclusion=InclusionLevel.NOT_IN_NAV)
            if file.dest_uri.casefold() in taken:
                other = taken[file.dest_uri.casefold()]
                raise PluginError(f"roleclarity: 'content/{other}' lies where a generated page goes; rename it")
            files.append(file)
        return files

    def on_env(self, env: Environment, **_: Any) -> Environment:
        """Our words for the theme's templates, from the same file as those of the pages."""
        env.globals["words"] = load_words()
        env.globals["site"] = self.site
        assert env.loader is not None  # noqa: S101 - a theme without templates is no theme
        self.scripts = theme_scripts(env.loader.get_source(env, name)[0] for name in env.list_templates(extensions=["html"]))
        return env

    def _report(self, project: Project, made: Build) -> None:
        lines = line_reader(project.root)
        for diagnostic in made.diagnostics:
            write = log.error if diagnostic.severity is Severity.ERROR and not self.serving else log.warning
            write("%s", as_text([diagnostic], lines))
        if has_errors(made.diagnostics) and not self.serving:
            raise PluginError("roleclarity: nothing was published, since the content has faults; they are listed above")

    def on_page_markdown(self, markdown: str, *, page: HostPage, **_: Any) -> str:
        """Generated pages are ready HTML: Python-Markdown would tear their forms and take half the build's time."""
        page.update_date = NO_DATE
        page.meta = {name: _escaped(value) for name, value in page.meta.items()}
        return "" if page.file.src_uri in self.pages else markdown

    def on_page_content(self, output: str, *, page: HostPage, **_: Any) -> str:
        """The ready body for generated pages; what authors wrote in Markdown is cleaned."""
        made = self.pages.get(page.file.src_uri)
        if not made and "title" not in page.meta:
            # From the heading, already escaped. The theme unescapes it for <title>, but not a title that a page's head gives.
            page.title = html.escape(html.unescape(page.title or ""))
            if not page.is_homepage:
                page.meta["title"] = page.title
        if not made:
            return clean_page(output)
        page.present_anchor_ids = set(ANCHOR.findall(made.body))
        return made.body

    @event_priority(100)
    def _before_search(self, /, context: TemplateContext, *, page: HostPage, **_: Any) -> TemplateContext:
        self.content = page.content
        return context

    @event_priority(-100)
    def _after_search(self, /, context: TemplateContext, *, page: HostPage, **_: Any) -> TemplateContext:
        # Material's search cuts what looks like `data-search-x="..."` out of finished pages. An author's text can look so too,
        # and the cut would then go on to the next quote, over tags of ours.
        page.content = self.content
        return context

    on_page_context = CombinedEvent(_before_search, _after_search)

    @event_priority(-100)
    def on_post_page(self, output: str, **_: Any) -> str:
        """The policy, after all other plugins have put their scripts in."""
        return with_policy(output, self.scripts)

    @event_priority(-100)
    def on_post_template(self, output: str, *, template_name: str, **_: Any) -> str:
        """The same for pages that are no pages to MkDocs, such as 404.html."""
        return with_policy(output, self.scripts) if template_name.endswith(".html") else output

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
        """Let the preview answer to this machine's own names only, and its pages reload."""
        server.set_app(local_only(with_reload(server.serve_request), config.dev_addr.host))
        return server

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Mark the folder as one that may be replaced."""
        (Path(config.site_dir) / MARKER).write_text(MARKER_TEXT, encoding="utf-8")


def _project(config: MkDocsConfig) -> Project:
    return open_project(Path(config.config_file_path or "mkdocs.yml").resolve().parent)


def _is_published(project: Project, file: File) -> bool:
    place = project.content / file.src_uri
    if file.src_dir != str(project.content):
        return True  # the theme's own files
    return place.suffix in PUBLISHED_ENDINGS and not is_linked(place)


def _escaped(value: Any) -> Any:
    return html.escape(value) if isinstance(value, str) else value

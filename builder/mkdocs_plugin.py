"""Stage 7: pages and assets -> MkDocs. With site.py the only user of mkdocs, and the only one that knows its events."""

import html
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment  # the host hands us its own
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils.templates import TemplateContext

from builder.appearance import GROUNDS
from builder.console import as_text
from builder.contacts import way_out
from builder.diagnostics import Diagnostic, Severity, has_errors
from builder.files import MARKER
from builder.headers import FILE, headers_file
from builder.host import is_published, needs_script, project_of, settle, templates_of
from builder.lines import line_reader
from builder.live import with_reload
from builder.local_only import local_only
from builder.offline import MANIFEST, manifest, write_worker
from builder.our_words import load_words
from builder.pipeline import Build, build
from builder.policy import theme_scripts, with_policy
from builder.press import ANCHOR, is_pressed, specimen
from builder.pressed import NO_DATE, Pressed, in_sitemap
from builder.project import Project
from builder.prose import clean_page, first_words
from builder.render import COLOURS, Asset, Page, reach_now
from builder.search import Entry, entries, search_assets
from builder.swap import MARKER_TEXT
from builder.tested import with_tested
from builder.work import Work

log = logging.getLogger("mkdocs.plugins.roleclarity")


class Settings(Config):  # type: ignore[no-untyped-call]  # mkdocs types this halfway
    """What an owner may set in mkdocs.yml."""

    press = Type(bool, default=True)
    """False hands every page to the theme and to other plugins one by one: the same site, many times slower."""


class RoleClarityPlugin(BasePlugin[Settings]):  # type: ignore[no-untyped-call]  # the same
    """Hands the pages of the pipeline to MkDocs, past its Markdown reader."""

    work: Work | None = None
    """What a caller of ours has already; it is used once."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.pressed: Pressed
        self.scripts: tuple[re.Pattern[str], ...] = ()
        self.files = Files([])
        self.entries: list[Entry] = []
        self.serving = False
        self.note = ""
        """What is to be said of the finished site."""
        self.now: Work
        self.site: Mapping[str, Any] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """While a preview runs, faults are shown and the rest is published; a build with faults publishes nothing."""
        self.serving = command == "serve"

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our theme first and our stylesheet in; what the pages rely on is not left to chance."""
        return settle(config)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take the YAML out of the site and put the generated pages in."""
        project, self.files = project_of(config), files
        if self.work is None:
            self.work = Work(build(project, draft=self.serving))
            tell(project, self.work.made.diagnostics, draft=self.serving)
            if has_errors(self.work.made.diagnostics) and not self.serving:
                raise PluginError("roleclarity: nothing was published, since the content has faults; they are listed above")
        self.now, self.work = self.work, None
        made = self.now.made
        self.entries = []  # MkDocs keeps one plugin for all builds of a process
        for file in list(files):
            if not is_published(project, file, needs_script(config)) or file.src_uri in made.refused:
                files.remove(file)
        self.site = made.catalog.site
        config.site_name = _escaped(self.site.get("name", config.site_name))
        config.extra_css += [COLOURS] if "colours" in self.site else []
        # By address and not by source: `library.md` would lie where `library/index.md` does.
        taken = {file.dest_uri.casefold(): file.src_uri for file in files}
        for file in self._generated(config, made):
            if file.dest_uri.casefold() in taken:
                other = taken[file.dest_uri.casefold()]
                raise PluginError(f"roleclarity: 'content/{other}' lies where a generated page goes; rename it")
            files.append(file)
        return files

    def _generated(self, config: MkDocsConfig, made: Build) -> Iterator[File]:
        alike = [page for page in made.pages if self.config.press and is_pressed(page)]
        self.pressed = Pressed(config, alike, draft=self.serving)
        others = [page for page in made.pages if not (self.config.press and is_pressed(page))]
        others += map(specimen, self.pressed.specimens.values())
        self.pages = {page.uri: page for page in [*alike, *others]}
        yield from self.pressed.files
        for uri, content in [(p.uri, p.source) for p in others] + [(a.uri, a.data) for a in made.assets]:
            # Stated outright: `exclude_docs` drops generated files that leave it open.
            yield File.generated(config, uri, content=content, inclusion=InclusionLevel.NOT_IN_NAV)

    def on_nav(self, nav: Navigation, **_: Any) -> Navigation:
        """Pages that the navigation marks as the one being read are made by the theme itself."""
        self.pressed.leave_to_host(nav)
        for page in nav.pages:
            # The theme would make single letters leave the page, which nobody who dictates can live with (WCAG 2.1.4).
            page.previous_page = page.next_page = None
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, **_: Any) -> Environment:
        """Our words for the theme's templates, from the same file as those of the pages."""
        env.globals["words"] = load_words()
        known = {"site": self.site, "contacts": reach_now(self.site), "leave": way_out(self.site)}
        env.globals.update(known, offline=self._is_kept(), paper={scheme: grounds[0] for scheme, grounds in GROUNDS.items()})
        env.globals["theme_script"] = needs_script(config)
        self.scripts = theme_scripts(templates_of(env))
        return env

    def on_page_markdown(self, markdown: str, *, page: HostPage, **_: Any) -> str:
        """Generated pages are ready HTML: Python-Markdown would tear their forms and take half the build's time."""
        page.update_date = NO_DATE
        page.meta = {name: _escaped(value) for name, value in page.meta.items()}
        return "" if page.file.src_uri in self.pages else with_tested(markdown)

    def on_page_content(self, output: str, *, page: HostPage, config: MkDocsConfig, **_: Any) -> str:
        """The ready body for generated pages; what authors wrote in Markdown is cleaned."""
        made = self.pages.get(page.file.src_uri)
        if not made and "title" not in page.meta:
            # From the heading, already escaped. The theme unescapes it for <title>, but not a title that a page's head gives.
            page.title = html.escape(html.unescape(page.title or ""))
            if not page.is_homepage:
                page.meta["title"] = page.title
        body = made.body if made else clean_page(output)
        if not (made or page.meta.get("description") or config.site_description):
            page.meta["description"] = _escaped(first_words(body))
        if made:
            page.present_anchor_ids = set(ANCHOR.findall(body))
        if page.file.src_uri not in self.pressed.specimens:
            self.entries += entries(page.url, made.title if made else html.unescape(page.title or ""), body)
        return body

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: HostPage, **_: Any) -> str:
        """The policy, after all other plugins have put their scripts in. A specimen is kept as a shell and not written."""
        output = with_policy(output, self.scripts)
        uri = page.file.src_uri
        return "" if self.pressed.take(uri, self.pages.get(uri), output, page.content or "") else output

    def on_template_context(self, context: TemplateContext, *, template_name: str, config: MkDocsConfig) -> TemplateContext:
        """The sitemap names pressed pages too."""
        if template_name == "sitemap.xml":
            context["pages"] = list(in_sitemap(self.files, self.pressed.specimens, config.site_url or ""))
        return context

    @event_priority(-100)
    def on_post_template(self, output: str, *, template_name: str, **_: Any) -> str:
        """The same for pages that are no pages to MkDocs, such as 404.html."""
        return with_policy(output, self.scripts) if template_name.endswith(".html") else output

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
        """Let the preview answer to this machine's own names only, and its pages reload."""
        server.set_app(local_only(with_reload(server.serve_request), config.dev_addr.host))
        return server

    def _write_rest(self, *, config: MkDocsConfig) -> None:
        """Write the pressed pages and what the search reads, and mark the folder as one that may be replaced."""
        _, past, workers, watch, stage = self.now
        with stage("pages of forms, training and maps"):
            self.entries += self.pressed.write(past, workers, watch)
        with stage("search"):
            for asset in [*search_assets(self.entries), Asset(FILE, headers_file())]:
                place = Path(config.site_dir, asset.uri)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(asset.data)
        installed = manifest(html.unescape(config.site_name), self.site, load_words()["language"])
        (Path(config.site_dir) / MANIFEST).write_bytes(installed)
        (Path(config.site_dir) / MARKER).write_text(MARKER_TEXT, encoding="utf-8")

    @event_priority(-100)
    def _write_worker(self, *, config: MkDocsConfig) -> None:
        """After all that other plugins write, since the worker lists what lies in the site."""
        with self.now.stage("list of what opens without a connection"):
            self.note = write_worker(Path(config.site_dir), offline=self._is_kept())

    on_post_build = CombinedEvent(_write_rest, _write_worker)

    def _is_kept(self) -> bool:
        """Whether browsers keep a copy. Never of a preview: all previews have one address, and an edit must show."""
        return not self.serving and bool(self.site.get("offline", True))


def tell(project: Project, faults: Iterable[Diagnostic], *, draft: bool) -> None:
    """Log each fault; a draft is shown all the same."""
    lines = line_reader(project.root)
    for fault in faults:
        write = log.error if fault.severity is Severity.ERROR and not draft else log.warning
        write("%s", as_text([fault], lines))


def _escaped(value: Any) -> Any:
    return html.escape(value) if isinstance(value, str) else value

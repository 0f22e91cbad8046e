"""Stage 6: catalog -> pages and assets. The only user of jinja2.

A page's source is Markdown front matter with one block of ready HTML, which any engine can build. Links in it are relative
and expect addresses that end in `/`.
"""

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from builder import __version__
from builder.appearance import stylesheet
from builder.catalog import Catalog
from builder.diagnostics import Diagnostic, Severity
from builder.discover import Source
from builder.document import thaw
from builder.key import opt_outs, scoring_key
from builder.places import LISTS, module_pages, questionnaire_page
from builder.project import PACKAGE
from builder.prose import prose_html

ASSETS = "assets/roleclarity"
COLOURS = f"{ASSETS}/site.css"
"""The owner's colours; not there if they have none."""
PAGED = {"questionnaire", "module", "page"}


@dataclass(frozen=True, slots=True)
class Page:
    """One generated page. `uri` is its source's place, such as `modules/x.md`; `path` the YAML file it was made from."""

    uri: str
    title: str
    description: str
    body: str
    path: str = ""

    @property
    def source(self) -> str:
        """Front matter and body. JSON strings are YAML strings, so nothing an author writes can leave its place."""
        meta = {"title": self.title, "description": self.description, "hide": ["navigation", "toc"]}
        lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in meta.items()]
        return "\n".join(["---", *lines, "---", "", self.body])


@dataclass(frozen=True, slots=True)
class Asset:
    """One file that pages load. `uri` is its place in the site."""

    uri: str
    data: bytes


def render(catalog: Catalog) -> tuple[tuple[Page, ...], tuple[Asset, ...]]:
    """All generated pages and all assets, in a fixed order."""
    return tuple(_pages(catalog)), tuple(_assets(catalog.site))


def _pages(catalog: Catalog) -> Iterator[Page]:
    for name, questionnaire in catalog.questionnaires.items():
        about = About(
            questionnaire_page(name), questionnaire["title"], questionnaire["summary"], catalog.paths[f"questionnaire/{name}"]
        )
        yield about.page("questionnaire.html", catalog=catalog, questionnaire=questionnaire, key=scoring_key(questionnaire))
    for name, module in catalog.modules.items():
        for uri, template in zip(module_pages(name), ("module.html", "trainer.html"), strict=True):
            about = About(uri, module["title"], module["summary"], catalog.paths[f"module/{name}"])
            yield about.page(template, catalog=catalog, module=module)
    for name, uri in LISTS.items():
        words = load_words()["lists"][name]
        yield About(uri, words["title"], words["description"]).page(f"{name}.html", catalog=catalog)


def fault_pages(sources: Iterable[Source], faults: Sequence[Diagnostic], taken: Container[str]) -> Iterator[Page]:
    """For a draft: in the place of each faulty questionnaire, module or Markdown page, one that says what is wrong with it."""
    words = load_words()["faults"]
    for source in sources:
        mine = [fault for fault in faults if fault.path == source.path]
        uri = source.path.removeprefix("content/") if source.kind == "page" else f"{source.kind}s/{source.id}.md"
        if any(fault.severity is Severity.ERROR for fault in mine) and source.kind in PAGED and uri not in taken:
            body = (
                _environment()
                .get_template("faults.html")
                .render(path=source.path, faults=mine, root="../../", title=words["title"])
            )
            yield Page(uri, words["title"], source.path, body.strip() + "\n", source.path)


class About(NamedTuple):
    """What is known of a page before it is rendered."""

    uri: str
    title: str
    description: str
    path: str = ""

    def page(self, template: str, **context: Any) -> Page:
        """The page, rendered; `root` leads to the beginning of the site."""
        place = PurePosixPath(self.uri)
        depth = len(place.parent.parts) + (place.stem != "index")
        body = _environment().get_template(template).render(root="../" * depth, title=self.title, **context)
        return Page(self.uri, self.title, self.description, body.strip() + "\n", self.path)


def _assets(site: Mapping[str, Any]) -> Iterator[Asset]:
    if "colours" in site:
        yield Asset(COLOURS, stylesheet(site["colours"]).encode())
    for folder in ("runtime", "styles"):
        for file in sorted((PACKAGE / folder).glob("*.*")):
            if file.suffix in {".js", ".css"}:
                yield Asset(f"{ASSETS}/{file.name}", file.read_bytes())


@cache
def load_words(language: str = "en") -> Mapping[str, Any]:
    """Every word of ours that people read on the site, in one file a language."""
    words: Words = json.loads((PACKAGE / "words" / f"{language}.json").read_text(encoding="utf-8"), object_hook=Words)
    return words


class Words(dict[str, Any]):
    """Words by name; in templates `words.clear` is the word, although a dict has a method of that name."""


class _Environment(Environment):
    """Jinja that finds words first. Content is looked up by authors' ids, one of which may be `values`: there methods win."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Words) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


@cache
def _environment() -> Environment:
    environment = _Environment(
        loader=FileSystemLoader(PACKAGE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["prose"] = lambda text: Markup(prose_html(text))  # noqa: S704 - cleaned by an allow-list
    environment.filters["json_data"] = lambda value: Markup(_script_json(value))  # noqa: S704 - cannot close its script
    environment.globals.update(words=load_words(), opt_outs=opt_outs, assets=ASSETS, version=__version__)
    return environment


def _script_json(value: Any) -> str:
    """JSON that cannot end the script element that holds it, nor open a comment in it."""
    text = json.dumps(thaw(value), ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")

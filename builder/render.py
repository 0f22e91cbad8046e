"""Stage 6: catalog -> pages and assets. The only user of jinja2.

A page's source is Markdown front matter with one block of ready HTML, which any engine can build. Links in it are relative
and expect addresses that end in `/`.
"""

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from builder import __version__
from builder.catalog import Catalog
from builder.diagnostics import Diagnostic
from builder.discover import Source
from builder.document import thaw
from builder.key import opt_outs, scoring_key
from builder.project import PACKAGE
from builder.prose import prose_html

ASSETS = "assets/roleclarity"


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
    return tuple(_pages(catalog)), tuple(_assets())


def _pages(catalog: Catalog) -> Iterator[Page]:
    for questionnaire in catalog.questionnaires.values():
        context = {"questionnaire": questionnaire, "key": scoring_key(questionnaire)}
        yield _content_page("questionnaire", questionnaire, catalog, context)
    for module in catalog.modules.values():
        yield _content_page("module", module, catalog, {"module": module})
        yield _page(
            f"modules/{module['id']}/trainer.md", "trainer.html", module["title"], module["summary"], catalog, {"module": module}
        )
    words = load_words()["lists"]
    for name in ("questionnaires", "modules", "library"):
        yield _page(f"{name}/index.md", f"{name}.html", words[name]["title"], words[name]["description"], catalog, {})


def fault_pages(sources: Iterable[Source], faults: Sequence[Diagnostic], taken: Container[str]) -> Iterator[Page]:
    """For a draft: a page in the place of each faulty questionnaire or module, which says what is wrong with it."""
    words = load_words()["faults"]
    for source in sources:
        mine = [fault for fault in faults if fault.path == source.path]
        uri = f"{source.kind}s/{source.id}.md"
        if mine and source.kind in {"questionnaire", "module"} and uri not in taken:
            body = (
                _environment()
                .get_template("faults.html")
                .render(path=source.path, faults=mine, root="../../", title=words["title"])
            )
            yield Page(uri, words["title"], source.path, body.strip() + "\n", source.path)


def _content_page(kind: str, content: Mapping[str, Any], catalog: Catalog, context: Mapping[str, Any]) -> Page:
    path = catalog.paths[f"{kind}/{content['id']}"]
    return _page(f"{kind}s/{content['id']}.md", f"{kind}.html", content["title"], content["summary"], catalog, context, path)


def _page(
    uri: str, template: str, title: str, description: str, catalog: Catalog, context: Mapping[str, Any], path: str = ""
) -> Page:
    place = PurePosixPath(uri)
    depth = len(place.parent.parts) if place.stem == "index" else len(place.parent.parts) + 1
    body = _environment().get_template(template).render(catalog=catalog, root="../" * depth, title=title, **context)
    return Page(uri, title, description, body.strip() + "\n", path)


def _assets() -> Iterator[Asset]:
    for folder in ("runtime", "styles"):
        for file in sorted((PACKAGE / folder).glob("*.*")):
            if file.suffix in {".js", ".css"}:
                yield Asset(f"{ASSETS}/{file.name}", file.read_bytes())


@cache
def load_words(language: str = "en") -> Mapping[str, Any]:
    """Every word of ours that people read on the site, in one file a language."""
    words: Mapping[str, Any] = json.loads((PACKAGE / "words" / f"{language}.json").read_text(encoding="utf-8"))
    return words


@cache
def _environment() -> Environment:
    environment = Environment(
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

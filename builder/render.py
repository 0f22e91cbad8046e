"""Stage 6: catalog -> pages and assets. Templates are filled in by `templating.py`.

A page's source is Markdown front matter with one block of ready HTML, which any engine can build. Links in it are relative
and expect addresses that end in `/`.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from builder import __version__
from builder.appearance import stylesheet
from builder.catalog import Catalog
from builder.condition_words import condition_words
from builder.contacts import dial, shown_with, way_out
from builder.facets import Filter, filter_of
from builder.form import form_of, some_turned, some_weighted
from builder.key import band_ranges
from builder.listing import Listing, listing_of, listings_by
from builder.our_words import Wording, load_words
from builder.paper_key import number, paper_key
from builder.places import LISTS, LONG, address_of, module_pages, questionnaire_page
from builder.privacy import FILE, privacy_file
from builder.project import PACKAGE
from builder.scripts import scripts
from builder.templating import Environment, environment
from builder.together import in_family
from builder.wording import fingerprint

ASSETS = "assets/roleclarity"
COLOURS = f"{ASSETS}/site.css"
"""The owner's colours; not there if they have none."""
AWAY = "away/index.html"
"""Where a person who leaves without a connection ends up. No page of the theme: nothing of ours may show there."""


@dataclass(frozen=True, slots=True)
class Page:
    """One generated page. `uri` is its source's place, such as `modules/x.md`; `path` the YAML file it was made from."""

    uri: str
    title: str
    description: str
    make: Callable[[], str]
    """Renders the body. Ten thousand bodies at once would fill the memory of a small machine."""
    path: str = ""
    form: bool = False
    """Whether people fill something in here; the theme then offers a way to leave fast."""

    @property
    def body(self) -> str:
        """The HTML between the theme's head and foot, rendered anew each time."""
        return self.make().strip() + "\n"

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
    found = {name: _found(catalog, name) for name in LONG}
    pages = (*form_pages(catalog), *_module_pages(catalog), *_list_pages(catalog, found))
    return pages, (*_assets(catalog.site), *_records(found))


def form_pages(catalog: Catalog) -> Iterator[Page]:
    """The pages of the questionnaires alone."""
    for name, questionnaire in catalog.questionnaires.items():
        about = About(
            questionnaire_page(name),
            questionnaire["title"],
            questionnaire["summary"],
            catalog.paths[f"questionnaire/{name}"],
            form=True,
        )
        form = partial(form_of, questionnaire)
        yield about.page("questionnaire.html", catalog=catalog, questionnaire=questionnaire, form=form)


def _module_pages(catalog: Catalog) -> Iterator[Page]:
    for name, module in catalog.modules.items():
        for uri, template in zip(module_pages(name), ("module.html", "trainer.html"), strict=True):
            about = About(uri, module["title"], module["summary"], catalog.paths[f"module/{name}"])
            yield about.page(template, catalog=catalog, module=module)


def _entries(catalog: Catalog, name: str) -> Collection[Mapping[str, Any]]:
    return (catalog.questionnaires if name == "questionnaires" else catalog.modules).values()


def _found(catalog: Catalog, name: str) -> tuple[Listing, Filter | None]:
    """The list of questionnaires or of modules, and what it can be filtered by."""
    words = load_words()
    entries = _entries(catalog, name)
    return listing_of(name, entries, words["perspectives"]), filter_of(entries, catalog.constructs, words)


def _list_pages(catalog: Catalog, found: Mapping[str, tuple[Listing, Filter | None]]) -> Iterator[Page]:
    maps = any(map(in_family, catalog.questionnaires.values()))
    for name, uri in LISTS.items():
        words = load_words()["lists"][name]
        if name not in found:
            yield About(uri, words["title"], words["description"]).page(f"{name}.html", catalog=catalog)
            continue
        listing, filters = found[name]
        others = dict(listings_by(name, _entries(catalog, name), filters)) if filters else {}
        given = {"filter": filters, "others": others, "maps": name == "questionnaires" and maps}
        yield from _sheet_pages("listing.html", listing, words["title"], words["description"], **given)
        for facet, other in others.items():
            title = load_words()["paging"]["by"].format(title=words["title"], what=load_words()["filter"][facet])
            yield from _sheet_pages("listing_by.html", other, title, words["description"])


def _sheet_pages(template: str, listing: Listing, title: str, description: str, **given: Any) -> Iterator[Page]:
    words = load_words()["paging"]
    for sheet in listing.sheets:
        about = About(sheet.uri, title, description)
        if sheet.number > 1:
            which = {"page": sheet.number, "pages": len(listing.sheets)}
            told = f"{words['place'].format(**which)}. {description}"
            about = About(sheet.uri, words["title"].format(title=title, **which), told)
        yield about.page(template, listing=listing, sheet=sheet, **given)


def _records(found: Mapping[str, tuple[Listing, Filter | None]]) -> Iterator[Asset]:
    for name, (_, filters) in found.items():
        if filters:
            yield Asset(f"{ASSETS}/catalogue-{name}.json", filters.data)


class About(NamedTuple):
    """What is known of a page before it is rendered."""

    uri: str
    title: str
    description: str
    path: str = ""
    form: bool = False

    @property
    def root(self) -> str:
        """What leads from the page to the beginning of the site."""
        place = PurePosixPath(self.uri)
        return "../" * (len(place.parent.parts) + (place.stem != "index"))

    def page(self, template: str, words: Wording | None = None, **context: Any) -> Page:
        """The page from a template, in which `root` leads to the beginning of the site, if `context` does not say otherwise."""
        given = {"root": self.root, "title": self.title, "path": self.path, **context}
        make = partial(_rendered, template, given, words or load_words)
        return Page(self.uri, self.title, self.description, make, self.path, self.form)


def _rendered(template: str, given: Mapping[str, Any], words: Wording) -> str:
    values = {name: value() if callable(value) else value for name, value in given.items()}
    return _environment(words).get_template(template).render(values)


def standing_alone(template: str, **context: Any) -> str:
    """A page that is no page of a site."""
    return _rendered(template, context, load_words)


def reach_now(site: Mapping[str, Any]) -> str:
    """Whom people can reach now, as HTML for the theme's own templates."""
    module: Any = _environment(load_words).get_template("contacts.html").module
    return str(module.reach_now(site.get("contacts", ())))


def _assets(site: Mapping[str, Any]) -> Iterator[Asset]:
    yield Asset(FILE, privacy_file(site))
    yield Asset(AWAY, _rendered("away.html", {}, load_words).encode())
    if "colours" in site:
        yield Asset(COLOURS, stylesheet(site["colours"]).encode())
    for name, code in scripts().items():
        yield Asset(f"{ASSETS}/{name}", code.encode())
    for file in sorted((PACKAGE / "styles").iterdir()):
        yield Asset(f"{ASSETS}/{file.name}", file.read_bytes())


@cache
def _environment(words: Wording) -> Environment:
    of_form = {
        "band_ranges": band_ranges,
        "condition_words": condition_words,
        "fingerprint": fingerprint,
        "number": number,
        "paper_key": paper_key,
        "some_turned": some_turned,
        "some_weighted": some_weighted,
    }
    known = {
        "address_of": address_of,
        "assets": ASSETS,
        "dial": dial,
        "shown_with": shown_with,
        "version": __version__,
        "way_out": way_out,
    }
    return environment(words(), words.__name__, **of_form, **known)

"""The lists of questionnaires and modules: pages of a hundred, and what they can be filtered by."""

import gzip
import json
import posixpath
import random
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from corpus import CHOICES
from corpus import questionnaire as generated_questionnaire
from html5lib import HTMLParser
from scripts import script

from builder.catalog import Catalog
from builder.checks.known import Known
from builder.discover import discover
from builder.document import freeze
from builder.examine import examine
from builder.facets import Filter, filter_of, record_of
from builder.listing import Listing, listing_of, listings_by
from builder.our_words import load_words
from builder.places import address_of, generated, list_pages
from builder.project import Project
from builder.render import Page, render

WORDS = load_words()
PEOPLE = list(WORDS["perspectives"])
PLACES = [name for name in WORDS["settings"] if name != "label"]
TOPICS = {f"topic-{number}": {"id": f"topic-{number}", "title": f"Topic {number}"} for number in range(4)}
SIZES = [0, 1, 7, 8, 100, 101, 250]


def form(number: int, chance: random.Random) -> dict[str, Any]:
    questions = [{"id": f"q{at}", "construct": chance.choice(list(TOPICS))} for at in range(chance.randint(0, 2))]
    made: dict[str, Any] = {
        "id": f"form-{number:03}",
        "title": f"{chance.choice(['Überblick', 'Role', 'İstanbul', 'Care & hope'])} {number}",
        "summary": f"About {chance.choice(['tasks', 'Limits', 'crisis'])} and <b>{chance.choice(['calls', 'visits'])}</b>.",
        "minutes": chance.choice([1, 5, 6, 10, 11, 30, 60, 61]),
        "language": chance.choice(["en", "es"]),
        "validation": {"status": "not_validated", "statement": "x"},
        "sections": [
            {"id": "s", "title": "S", "questions": [*questions, {"id": "g", "rows": [{"id": "r", "construct": "topic-0"}]}]}
        ],
    }
    if chance.random() < 0.8:
        made["perspective"] = chance.choice(PEOPLE)
    if chance.random() < 0.6:
        made["settings"] = chance.sample(PLACES, chance.randint(1, 3))
    return made


def forms(count: int) -> list[dict[str, Any]]:
    chance = random.Random(count)
    return [form(number, chance) for number in range(count)]


def module(number: int, chance: random.Random) -> dict[str, Any]:
    return {
        "id": f"module-{number:03}",
        "title": f"Session {number}",
        "summary": "Six steps.",
        "language": "en",
        "audience": chance.sample(PEOPLE, chance.choice([1, 1, 2])),
        "minutes": {"live": 60, "self_study": 20} if number % 2 else {"live": 90},
        "constructs": [chance.choice(list(TOPICS))],
    }


def rendered(count: int, modules: int = 0) -> tuple[dict[str, Page], dict[str, bytes]]:
    chance = random.Random(1)
    catalog = Catalog(
        questionnaires=MappingProxyType({one["id"]: freeze(one) for one in forms(count)}),
        modules=MappingProxyType({one["id"]: freeze(one) for one in (module(number, chance) for number in range(modules))}),
        constructs=MappingProxyType(TOPICS),
        sources=MappingProxyType({}),
        glossary=MappingProxyType({}),
        evidence=MappingProxyType({}),
        charters=MappingProxyType({}),
        site=MappingProxyType({}),
        paths=MappingProxyType(
            {f"questionnaire/form-{number:03}": "x" for number in range(count)}
            | {f"module/module-{number:03}": "x" for number in range(modules)}
        ),
    )
    pages, assets = render(catalog)
    return {page.uri: page for page in pages}, {asset.uri: asset.data for asset in assets}


def elements(page: Page, name: str) -> list[Any]:
    return list(HTMLParser(namespaceHTMLElements=False).parse(page.body).iter(name))


def lists(pages: Mapping[str, Page], kind: str) -> list[Page]:
    return [page for uri, page in pages.items() if uri == f"{kind}/index.md" or re.fullmatch(rf"{kind}/list/\d+\.md", uri)]


def lists_by(pages: Mapping[str, Page], kind: str, what: str) -> list[Page]:
    """The pages of the same list by something else than the perspective."""
    return [page for uri, page in pages.items() if re.fullmatch(rf"{kind}/list/{what}(-\d+)?\.md", uri)]


def targets(page: Page) -> list[str]:
    """Where its links lead, from the beginning of the site."""
    here = address_of(page.uri)
    hrefs = [link.get("href") for link in elements(page, "a") if link.get("href")]
    return [posixpath.normpath(posixpath.join(here, href.partition("#")[0])) + "/#" + href.partition("#")[2] for href in hrefs]


@pytest.mark.parametrize("count", SIZES)
def test_every_entry_stands_once_on_pages_of_a_hundred(count: int) -> None:
    pages, _ = rendered(count)
    own = lists(pages, "questionnaires")
    assert [page.uri for page in own] == list(list_pages("questionnaires", count))
    assert len(own) == max(1, -(-count // 100))
    rows = [[target for target in targets(page) if "/form-" in target] for page in own]
    assert all(len(part) == 100 for part in rows[:-1])
    order = {name: place for place, name in enumerate([*PEOPLE, "anyone"])}
    wanted = sorted(forms(count), key=lambda one: order[one.get("perspective", "anyone")])
    assert [target for part in rows for target in part] == [f"questionnaires/{one['id']}/#" for one in wanted]
    assert len({page.title for page in own}) == len(own)


def test_what_is_in_another_language_says_so() -> None:
    """Screen readers then change their voice; what is in the language of the page needs no word of it."""
    given = {one["id"]: one for one in forms(20)}
    pages, _ = rendered(20)
    seen = set()
    rows = [row for row in elements(pages["questionnaires/index.md"], "li") if row.get("class") == "rk-row"]
    for row in rows[1:]:  # the first is the filter's pattern of a row
        link, about = row.find("h3/a"), row.find("p")
        language = given[link.get("href").split("/")[-2]]["language"]
        seen.add(language)
        assert [link.get("lang"), about.get("lang")] == [None if language == "en" else language] * 2
    assert seen == {"en", "es"}


@pytest.mark.parametrize("kind", ["questionnaires", "modules"])
@pytest.mark.parametrize("count", SIZES)
def test_links_between_the_pages_of_a_list_lead_somewhere(kind: str, count: int) -> None:
    pages, _ = rendered(*((count, 0) if kind == "questionnaires" else (0, count)))
    own = lists(pages, kind)
    addresses = {address_of(page.uri): page for page in pages.values()}
    for number, page in enumerate(own):
        near = {link.get("rel"): link for link in elements(page, "a") if link.get("rel")}
        wanted = {"prev": own[number - 1] if number else None, "next": own[number + 1] if number + 1 < len(own) else None}
        assert set(near) == {rel for rel, other in wanted.items() if other}
        for rel, link in near.items():
            assert posixpath.join(posixpath.normpath(posixpath.join(address_of(page.uri), link.get("href"))), "") == address_of(
                wanted[rel].uri
            )
        for target in targets(page):
            address, _, anchor = target.partition("#")
            assert address in addresses
            assert not anchor or anchor in [heading.get("id") for heading in elements(addresses[address], "h2")]
        assert (f"Page {number + 1} of {len(own)}" in page.body) == (len(own) > 1)


WHERE = {
    "setting": lambda one: one.get("settings", ()),
    "topic": lambda one: {
        asked["construct"]
        for section in one["sections"]
        for question in section["questions"]
        for asked in (question, *question.get("rows", ()))
        if "construct" in asked
    },
    "language": lambda one: [one["language"]],
    "minutes": lambda one: [next((str(limit) for limit in (5, 10, 30, 60) if one["minutes"] <= limit), "over-60")],
}


@pytest.mark.parametrize("what", WHERE)
@pytest.mark.parametrize("count", [8, 250, 1200])
def test_without_scripts_the_list_is_there_by_each_facet(what: str, count: int) -> None:
    pages, _ = rendered(count)
    own = lists_by(pages, "questionnaires", what)
    found: dict[str, list[str]] = {}
    for page in own:
        assert page.body.startswith('<div class="rk" data-search-exclude>')
        assert not elements(page, "script")
        for section in elements(page, "section"):
            links = [link.get("href").split("/")[-2] for link in section.iter("a")]
            found.setdefault(section.find("h2").get("id").removeprefix("s-"), []).extend(links)
    wanted: dict[str, list[str]] = {}
    for one in forms(count):
        for value in WHERE[what](one):
            wanted.setdefault(value, []).append(one["id"])
    assert {value: sorted(ids) for value, ids in found.items()} == {value: sorted(ids) for value, ids in wanted.items()}
    assert len(own) == -(-sum(map(len, wanted.values())) // 500)
    assert f'href="../questionnaires/list/{what}/"' in pages["questionnaires/index.md"].body


@pytest.mark.parametrize("what", WHERE)
def test_links_of_a_list_by_something_lead_somewhere(what: str) -> None:
    pages, _ = rendered(1200)
    addresses = {address_of(page.uri): page for page in pages.values()}
    for page in lists_by(pages, "questionnaires", what):
        for target in targets(page):
            address, _, anchor = target.partition("#")
            assert address in addresses
            assert not anchor or anchor in [heading.get("id") for heading in elements(addresses[address], "h2")]


def test_a_list_by_time_puts_nobody_under_less_than_it_takes() -> None:
    """All take ten minutes at most, so the filter offers "up to five" alone."""
    entries = [{**one, "minutes": 3 + number % 7} for number, one in enumerate(forms(20))]
    found = filter_of(entries, TOPICS, WORDS)
    assert found
    (facet,) = [facet for facet in found.facets if facet.name == "minutes"]
    assert [value for value, _ in facet.options] == ["5"]
    listing = dict(listings_by("questionnaires", entries, found))["minutes"]
    parts = {part.group: [one["minutes"] for one in part.entries] for part in listing.sheets[0].parts}
    assert set(parts) == {"5", "10"}
    assert max(parts["5"]) == 5
    assert min(parts["10"]) == 6
    assert listing.titles == {"5": "Up to 5 minutes", "10": "Up to 10 minutes"}


def test_short_lists_are_there_once() -> None:
    pages, _ = rendered(7)
    assert not [uri for uri in pages if "/list/" in uri]


def test_groups_lead_to_where_they_begin() -> None:
    entries = forms(250)
    listing = listing_of("questionnaires", entries, PEOPLE)
    assert sum(beginning.size for beginning in listing.beginnings) == 250
    for group, count, address in listing.beginnings:
        assert count == sum(one.get("perspective", "anyone") == group for one in entries)
        (sheet,) = [one for one in listing.sheets if any(part.group == group and not part.continued for part in one.parts)]
        assert address == f"{address_of(sheet.uri)}#s-{group}"
    assert sum(part.continued for sheet in listing.sheets for part in sheet.parts) == 2


def test_a_session_for_several_roles_stands_first() -> None:
    chance = random.Random(2)
    listing = listing_of("modules", [module(number, chance) for number in range(40)], PEOPLE)
    assert [beginning.group for beginning in listing.beginnings] == ["several", *PEOPLE]


def test_further_pages_are_known_and_are_not_found_by_the_search() -> None:
    known = set(generated([str(number) for number in range(250)], []))
    assert {"questionnaires/list/2.md", "questionnaires/list/3.md"} <= known
    assert "questionnaires/list/4.md" not in known
    assert "modules/list/2.md" not in known
    pages, _ = rendered(101)
    assert pages["questionnaires/list/2.md"].body.startswith('<div class="rk rk-catalogue" data-search-exclude>')


def test_authors_may_link_to_a_further_page_and_may_not_write_one(tmp_path: Path) -> None:
    forms_folder, guides = tmp_path / "content/questionnaires", tmp_path / "content/guides"
    for folder in (forms_folder / "list", guides):
        folder.mkdir(parents=True)
    for number in range(101):
        (forms_folder / f"form-{number:03}.yml").write_text("", encoding="utf-8")
    (guides / "all.md").write_text(
        "# All\n\n[More](../questionnaires/list/2.md), [no](../questionnaires/list/3.md)\n", encoding="utf-8"
    )
    discovered = discover(Project(tmp_path))
    assert not discovered.diagnostics
    (source,) = [source for source in discovered.sources if source.kind == "page"]
    known = Known(pages=frozenset(generated(discovered.ids("questionnaire"), ())))
    assert [fault.message for fault in examine(source, known).diagnostics if fault.code == "unknown-page"] == [
        "there is no page 'questionnaires/list/3.md' under 'content'"
    ]
    (forms_folder / "list/2.md").write_text("# Mine\n", encoding="utf-8")
    assert [fault.code for fault in discover(Project(tmp_path)).diagnostics] == ["file-path"]


@pytest.mark.parametrize("count", SIZES)
def test_short_lists_have_no_filter(count: int) -> None:
    pages, assets = rendered(count)
    there = count >= 8
    assert ("assets/roleclarity/catalogue-questionnaires.json" in assets) == there
    assert "assets/roleclarity/catalogue-modules.json" not in assets
    for page in lists(pages, "questionnaires"):
        assert bool(elements(page, "form")) == there
        assert ("/catalogue.js" in page.body) == there


def filtered(entries: list[dict[str, Any]]) -> Filter:
    found = filter_of(entries, TOPICS, WORDS)
    assert found is not None
    return found


def test_facets_are_those_that_part_the_list() -> None:
    alike = [{**form(number, random.Random(0)), "id": f"form-{number}", "minutes": 4, "language": "en"} for number in range(8)]
    plain = [{key: value for key, value in one.items() if key not in {"settings", "perspective"}} for one in alike]
    for one in plain:
        one["sections"] = []
    assert filtered(plain).facets == ()
    plain[0] = {**plain[0], "settings": ["act"]}
    assert filtered(plain).facets == ()
    plain[1] = {**plain[1], "settings": ["prison"], "language": "es", "minutes": 61, "perspective": "client"}
    plain[2] = {**plain[2], "perspective": "supervisor"}
    assert [(facet.name, [value for value, _ in facet.options]) for facet in filtered(plain).facets] == [
        ("perspective", ["supervisor", "client"]),
        ("setting", ["act", "prison"]),
        ("minutes", ["5", "over-60"]),
        ("language", ["en", "es"]),
    ]
    assert dict(filtered(plain).facets[1].options) == {"act": "ACT teams", "prison": "Prisons and jails"}


def test_topics_are_those_of_questions_rows_and_modules() -> None:
    one = form(1, random.Random(5))
    one["sections"][0]["questions"] = [
        {"id": "a", "construct": "topic-2"},
        {"id": "b"},
        {"id": "c", "rows": [{"construct": "topic-1"}]},
    ]
    assert record_of(one, WORDS).topic == ("topic-2", "topic-1")
    assert record_of(module(1, random.Random(1)), WORDS).minutes == 20
    changed = json.loads(json.dumps(one))
    changed["sections"][0]["questions"][0]["construct"] = "topic-3"
    assert record_of(changed, WORDS) != record_of(one, WORDS)


def test_four_thousand_records_are_small(tmp_path: Path) -> None:
    """Those of the generated project, as they are sent."""
    chance = random.Random(1)
    entries = []
    for number in range(4000):
        head = generated_questionnaire(number, 40, chance).partition("licence:")[0]
        fields = dict(line.split(": ", 1) for line in head.splitlines())
        made = {**fields, "minutes": int(fields["minutes"]), "validation": {"status": "not_validated"}, "scales": CHOICES}
        entries.append(made | {"sections": [{"questions": [{"construct": "topic-0"}] * 20}]})
    assert len(gzip.compress(filtered(entries).data, 9)) <= 100_000


FITTING = "(file, choice) => read(file).filter((one) => fits(one, choice)).map(({ id }) => id)"
"""What fits, as the page works it out."""


def bare(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain if not unicodedata.category(sign).startswith("M")).lower()


def by_hand(one: Mapping[str, Any], choice: list[tuple[str, str]]) -> bool:
    """The same from the content itself."""
    asked = [question for section in one["sections"] for question in section["questions"]]
    rows = [row for question in asked for row in [question, *question.get("rows", [])]]
    given = dict(choice)
    limit = given.get("minutes", "")
    return (
        given.get("perspective", one.get("perspective")) == one.get("perspective", given.get("perspective"))
        and ("setting" not in given or "settings" not in one or given["setting"] in one["settings"])
        and ("topic" not in given or given["topic"] in {row.get("construct") for row in rows})
        and given.get("language", one["language"]) == one["language"]
        and (not limit or (one["minutes"] > 60 if limit == "over-60" else one["minutes"] <= int(limit)))
        and all(word in bare(f"{one['title']} {one['summary']}") for word in bare(given.get("words", "")).split())
    )


@pytest.mark.parametrize("seed", range(40))
def test_the_script_finds_what_the_content_says(seed: int) -> None:
    chance = random.Random(seed)
    entries = forms(chance.randint(8, 60))
    made = filtered(entries)
    offered = {facet.name: [value for value, _ in facet.options] for facet in made.facets}
    offered["words"] = ["uber", "ÜBER blick", "b>", "tasks calls", "istanbul", "zebra", "  role  "]
    for _ in range(20):
        names = chance.sample(sorted(offered), chance.randint(1, 3))
        choice = [(name, chance.choice(offered[name]).strip()) for name in names]
        found = script(FITTING, "catalogue-match")(json.loads(made.data), choice)
        assert found == [one["id"] for one in entries if by_hand(one, choice)], choice


def test_ten_thousand_entries_are_each_looked_at_once() -> None:
    entries = [{"id": str(number), "perspective": PEOPLE[number % 5]} for number in range(10_000)]
    listing: Listing = listing_of("questionnaires", entries, PEOPLE)
    assert len(listing.sheets) == 100
    assert max(len(part.entries) for sheet in listing.sheets for part in sheet.parts) == 100
    assert sum(len(part.entries) for sheet in listing.sheets for part in sheet.parts) == 10_000

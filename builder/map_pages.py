"""Pages that lay views of the role side by side: a map for each family, and a worked example by a made-up team."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from builder.catalog import Catalog
from builder.editors import charter_parts
from builder.our_words import load_words
from builder.places import EXAMPLES, MAPS, address_of, example_page, map_page
from builder.render import About, Page
from builder.together import kin, map_data, sample_team

Content = Mapping[str, Any]
Members = Sequence[Content]


def map_pages(catalog: Catalog) -> Iterator[Page]:
    """A map and, where there is a made-up team or its charter, an example for each family; and pages that lead to them.

    A single family's is also the page that would lead to it.
    """
    families = kin(catalog)
    told = dict(_told(catalog, families))
    yield from pages_of(catalog, [place for place, each in told.items() if len(each) == 1])
    for place, each in told.items():
        if len(each) != 1:
            words, page_of = _of(place)
            about = About(place, words["title"], words["description"])
            yield about.page("role_maps.html", told=words, families={address_of(page_of(name)): families[name] for name in each})


def pages_of(catalog: Catalog, alone: Collection[str]) -> Iterator[Page]:
    """The map and the example of each family in a catalog. `alone` holds the places at which its page is the only one."""
    families = kin(catalog)
    for place, each in _told(catalog, families):
        words, page_of = _of(place)
        for name, more in each.items():
            for uri in (page_of(name), *({place} & {*alone})):
                title = words["title"] if place in alone else words["title_of"].format(family=name_of(name))
                about = About(uri, title, words["description"], form=True)
                data = partial(_data, catalog, name, families[name], about.root, more.get("team"))
                known = {"members": families[name], "again": uri == place, "team": (), "example": "", "lead": words["lead"]}
                yield about.page("role_map.html", data=data, **{**known, **charter_parts(catalog), **more})


def _told(catalog: Catalog, families: Mapping[str, Members]) -> Iterator[tuple[str, Mapping[str, Content]]]:
    """For each place at which pages lie, the families that have one there, each with what is told of it."""
    teams = {name: sample_team(members) for name, members in families.items() if name in catalog.charters or sample_team(members)}
    yield MAPS, {name: {"example": address_of(example_page(name)) if name in teams else ""} for name in families}
    yield EXAMPLES, {name: _example(team, catalog.charters.get(name)) for name, team in teams.items()}


def _of(place: str) -> tuple[Content, Callable[[str], str]]:
    """The words of the pages at a place, and where that of a family lies."""
    part, page_of = ("map", map_page) if place == MAPS else ("example", example_page)
    return load_words()[part], page_of


def _example(team: Members, charter: Content | None) -> dict[str, Any]:
    shown = ("both" if charter else "map") if team else "charter"
    return {"team": team, "charter_start": charter, "lead": load_words()["example"]["lead"][shown]}


def _data(catalog: Catalog, name: str, members: Members, root: str, team: Members | None) -> dict[str, Any]:
    data = map_data(catalog, name, members, list(load_words()["perspectives"]), root)
    return {**data, "team": team} if team else data


def name_of(family: str) -> str:
    """The name of a family for people: its id, with spaces."""
    return family.replace("-", " ").capitalize()

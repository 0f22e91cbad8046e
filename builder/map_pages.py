"""Pages that lay views of the role side by side: a map for each family, and a worked example by a made-up team."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from builder.catalog import Catalog
from builder.editors import charter_parts
from builder.places import EXAMPLES, MAPS, address_of, example_page, map_page
from builder.render import About, Page, load_words
from builder.together import kin, map_data, sample_team

Content = Mapping[str, Any]
Members = Sequence[Content]


def map_pages(catalog: Catalog) -> Iterator[Page]:
    """A map and, where there is a made-up team or its charter, an example for each family; and pages that lead to them."""
    families = kin(catalog)
    teams = {name: sample_team(members) for name, members in families.items() if name in catalog.charters or sample_team(members)}
    maps = {name: {"example": address_of(example_page(name)) if name in teams else ""} for name in families}
    yield from _pages(catalog, families, maps, MAPS)
    examples = {name: _example(team, catalog.charters.get(name)) for name, team in teams.items()}
    yield from _pages(catalog, families, examples, EXAMPLES)


def _pages(catalog: Catalog, families: Mapping[str, Members], told: Mapping[str, Content], place: str) -> Iterator[Page]:
    """A page for each family that something is told of, and one at `place` that leads to them: a single family's is that page."""
    part, page_of = ("map", map_page) if place == MAPS else ("example", example_page)
    words, several = load_words()[part], len(told) != 1
    for name, more in told.items():
        for uri in (page_of(name), *(() if several else (place,))):
            title = words["title_of"].format(family=name_of(name)) if several else words["title"]
            about = About(uri, title, words["description"], form=True)
            data = partial(_data, catalog, name, families[name], about.root, more.get("team"))
            known = {"members": families[name], "again": uri == place, "team": (), "example": "", "lead": words["lead"]}
            yield about.page("role_map.html", data=data, **{**known, **charter_parts(catalog), **more})
    if several:
        about = About(place, words["title"], words["description"])
        yield about.page("role_maps.html", told=words, families={address_of(page_of(name)): families[name] for name in told})


def _example(team: Members, charter: Content | None) -> dict[str, Any]:
    shown = ("both" if charter else "map") if team else "charter"
    return {"team": team, "charter_start": charter, "lead": load_words()["example"]["lead"][shown]}


def _data(catalog: Catalog, name: str, members: Members, root: str, team: Members | None) -> dict[str, Any]:
    data = map_data(catalog, name, members, list(load_words()["perspectives"]), root)
    return {**data, "team": team} if team else data


def name_of(family: str) -> str:
    """The name of a family for people: its id, with spaces."""
    return family.replace("-", " ").capitalize()

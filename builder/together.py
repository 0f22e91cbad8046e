"""catalog -> what pages of the role map hold: a family's questionnaires, the rule for what shows, and training that helps."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any

from builder.catalog import Catalog
from builder.family import family_of
from builder.places import address_of, module_pages
from builder.scoring import exact

Content = Mapping[str, Any]
DEFAULTS = {"smallest_group": 5, "apart": 0.75, "far": 1.5}
"""As in `schemas/site.schema.json`, for a project without a site.yml."""
STEP = 2500
"""Places on the line between two answers of five."""


def kin(catalog: Catalog) -> dict[str, list[Content]]:
    """The questionnaires of each family. A family of one view has a page too, so that links to it hold."""
    found = [one for one in catalog.questionnaires.values() if in_family(one)]
    named = groupby(sorted(found, key=lambda one: str(one["family"])), key=lambda one: str(one["family"]))
    return {name: list(members) for name, members in named}


def sample_team(members: Sequence[Content]) -> list[dict[str, Any]]:
    """The people of a family's made-up team: those of its questionnaires' examples that say so, as {form, answers}."""
    return [{"form": one["id"], "answers": example["answers"]} for one in members for example in _samples(one)]


def _samples(questionnaire: Content) -> list[Content]:
    return [example for example in questionnaire.get("examples", ()) if example.get("sample")]


def in_family(questionnaire: Content) -> bool:
    """Whether its responses can be opened in a role map."""
    return "family" in questionnaire and "perspective" in questionnaire


def map_data(catalog: Catalog, name: str, members: Sequence[Content], order: Sequence[str], root: str) -> dict[str, Any]:
    """What the page of a family holds. `order` is that of the perspectives; `root` leads to the beginning of the site."""
    family = family_of(name, members, catalog.constructs, order)
    named = {row["construct"] for row in family["rows"]}
    # How each form words a question is for who writes forms: here it would be a tenth of the page.
    rows = [{field: said for field, said in row.items() if field != "texts"} for row in family["rows"]]
    return {
        "family": {**family, "rows": rows},
        "rule": rule_of(catalog.site),
        "modules": {construct: list(_training(catalog, construct, root)) for construct in sorted(named)},
    }


def rule_of(site: Content) -> dict[str, int]:
    """From which number of people on a group shows, and from which places apart a difference has its name."""
    chosen = DEFAULTS | dict(site.get("role_map", {}))
    return {
        "smallest": int(chosen["smallest_group"]),
        **{name: round(exact(chosen[name]) * Fraction(STEP)) for name in ("apart", "far")},
    }


def _training(catalog: Catalog, construct: str, root: str) -> Iterator[dict[str, str]]:
    for name, module in catalog.modules.items():
        if construct in module.get("constructs", ()):
            yield {"title": module["title"], "address": root + address_of(module_pages(name)[0])}

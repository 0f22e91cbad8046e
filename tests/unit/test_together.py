"""The pages of the role map: one for each family, where links look for them, and what must make one of them anew."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from sites import ROOT

from builder.catalog import Catalog
from builder.document import freeze
from builder.map_pages import map_pages, pages_of
from builder.our_words import load_words
from builder.pipeline import build
from builder.places import generated
from builder.press import LONE
from builder.project import open_project
from builder.remake import shown_of
from builder.render import Page, render
from builder.schemas import load_schemas
from builder.together import DEFAULTS, rule_of

SUPERVISOR, PEER = "role-clarity-supervisor", "role-clarity-peer-specialist"


@cache
def catalog() -> Catalog:
    return build(open_project(ROOT)).catalog


def plain(value: Any) -> Any:
    return json.loads(json.dumps(value, default=dict))


def changed(**edits: Callable[[Any], Any]) -> Catalog:
    """The project's catalog with some questionnaires edited."""
    forms = {name: plain(form) for name, form in catalog().questionnaires.items()}
    for name, edit in edits.items():
        edit(forms[name.replace("_", "-")])
    return replace(catalog(), questionnaires=freeze(forms))


def maps(of: Catalog) -> dict[str, Page]:
    return {page.uri: page for page in map_pages(of) if page.uri.startswith("role-map/")}


def examples(of: Catalog) -> dict[str, Page]:
    return {page.uri: page for page in map_pages(of) if page.uri.startswith("example/")}


def told(page: Page) -> Any:
    """The data that a page holds."""
    found = re.search(r"<script[^>]*data-known>(.*?)</script>", page.body, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_one_family_has_its_page_and_is_where_the_maps_are() -> None:
    pages = maps(catalog())
    assert set(pages) == {"role-map/index.md", "role-map/role-clarity.md"}
    assert {page.title for page in pages.values()} == {"Role map"}
    assert all(page.form and "<role-map" in page.body for page in pages.values())
    one, other = (told(page) for page in pages.values())
    assert one["family"] == other["family"]
    assert {link["address"].removeprefix("../../") for links in one["modules"].values() for link in links} == {
        "modules/four-key-functions/",
        "modules/working-alongside/",
    }
    assert {link["address"].count("../") for links in other["modules"].values() for link in links} == {1}
    assert "data-search-exclude>" in pages["role-map/index.md"].body.partition("<h1>")[0]
    assert "data-search-exclude" not in pages["role-map/role-clarity.md"].body.partition("<h1>")[0]


def test_several_families_are_listed_and_named() -> None:
    pages = maps(changed(role_clarity_client=lambda form: form.update(family="our-team")))
    assert set(pages) == {"role-map/index.md", "role-map/role-clarity.md", "role-map/our-team.md"}
    assert pages["role-map/our-team.md"].title == "Role map: Our team"
    assert 'href="../role-map/our-team/"' in pages["role-map/index.md"].body
    assert told(pages["role-map/our-team.md"])["family"]["rows"] == []


def test_without_families_there_is_a_page_that_says_so() -> None:
    bare = changed(**{name.replace("-", "_"): lambda form: form.pop("family") for name in catalog().questionnaires})
    (page,) = maps(bare).values()
    assert load_words()["map"]["none"] in page.body
    (page,) = examples(bare).values()
    assert load_words()["example"]["none"] in page.body
    bodies = {page.uri: page.body for page in render(bare)[0]}
    assert all('href="../role-map/' not in body and 'href="../../role-map/' not in body for body in bodies.values())


def test_authors_can_link_to_it_before_any_family_is_known() -> None:
    assert {"role-map/index.md", "example/index.md"} <= set(generated([], []))


def test_it_is_linked_where_files_are_saved_and_where_forms_are_listed() -> None:
    pages = {page.uri: page.body for page in render(catalog())[0]}
    assert 'href="../../role-map/role-clarity/"' in pages[f"questionnaires/{PEER}.md"]
    assert 'href="../role-map/"' in pages["questionnaires/index.md"]
    assert "role-map" not in pages["modules/index.md"]


def test_the_example_shows_who_is_made_up_and_no_one_else() -> None:
    pages = examples(catalog())
    assert set(pages) == {"example/index.md", "example/role-clarity.md"}
    for page in pages.values():
        team = told(page)["team"]
        assert [one["form"] for one in team].count("role-clarity-client") == 6
        assert len(team) == 14
        assert "Harbor Street team (made up)" in page.body
        assert load_words()["example"]["lead"]["both"] in page.body
    for page in maps(catalog()).values():
        assert "team" not in told(page)
        assert "Harbor" not in page.body
        assert f'example/role-clarity/">{load_words()["example"]["link"]}<' in page.body


def test_an_example_may_be_a_map_or_a_charter_alone() -> None:
    def real(form: Any) -> None:
        for example in form["examples"]:
            example.pop("sample", None)

    bare = changed(**{name.replace("-", "_"): real for name in catalog().questionnaires})
    page = examples(bare)["example/role-clarity.md"]
    assert load_words()["example"]["lead"]["charter"] in page.body
    assert "team" not in told(page)
    alone = examples(replace(catalog(), charters={}))["example/role-clarity.md"]
    assert load_words()["example"]["lead"]["map"] in alone.body
    assert "Harbor" not in alone.body
    assert set(examples(replace(bare, charters={}))) == {"example/index.md"}


def test_the_defaults_are_those_of_the_schema() -> None:
    fields = load_schemas().by_kind["site"]["properties"]["role_map"]["properties"]
    assert {name: field["default"] for name, field in fields.items()} == DEFAULTS
    assert rule_of({}) == {"smallest": 5, "apart": 1875, "far": 3750}
    assert rule_of({"role_map": {"smallest_group": 8, "apart": 1, "far": 2.25}}) == {"smallest": 8, "apart": 2500, "far": 5625}


def question(form: Any, name: str) -> Any:
    return next(one for section in form["sections"] for one in section["questions"] if one["id"] == name)


# what is edited of a questionnaire, and whether that takes more than its page and those of its family
EDITS: Mapping[str, tuple[Callable[[Any], Any], bool]] = {
    "the words of a question": (lambda form: question(form, "errands").update(text="How often, really?"), False),
    "the words of an answer, which must be the same for all": (
        lambda form: form["answer_sets"][0]["choices"][0].update(label="Not at all"),
        True,
    ),
    "the words of a way out": (lambda form: form["answer_sets"][0]["opt_outs"][0].update(label="No idea"), False),
    "a value": (lambda form: form["answer_sets"][0]["choices"][0].update(value=0), True),
    "what is asked in parallel": (lambda form: question(form, "errands").update(parallel="shopping"), True),
    "a construct": (lambda form: question(form, "limits").update(construct="role-drift"), True),
    "a setting": (lambda form: question(form, "setting")["choices"][0].update(label="In town"), False),
    "the version": (lambda form: form.update(version="9.0.0"), False),
    "one of the made-up team": (lambda form: form["examples"][-1]["answers"].update(setting="hospital"), False),
    "the family": (lambda form: form.update(family="other"), True),
    "a heading": (lambda form: form["sections"][0].update(title="Your work"), False),
}


@pytest.mark.parametrize("name", EDITS)
def test_what_an_edit_takes(name: str) -> None:
    edit, more = EDITS[name]
    after = changed(role_clarity_supervisor=edit)
    one, other = (shown_of(of.questionnaires[SUPERVISOR], "") for of in (catalog(), after))
    assert (one != other) == more
    alone = pages_of(
        replace(after, questionnaires={name: form for name, form in after.questionnaires.items() if "family" in form}), LONE
    )
    assert more or {page.uri: page.body for page in alone} == {page.uri: page.body for page in map_pages(after)}

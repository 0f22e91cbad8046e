"""The role map on random people: the same in both languages, and nothing of too small a group to be worked out from all of it."""

import json
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from scripts import script

from builder.rolemap import ALONE, role_map

VIEWS = ("peer_specialist", "supervisor", "client", "non_peer_staff")
ROWS = ("construct:tasks", "question:limits")
FAMILY = {"perspectives": list(VIEWS), "rows": [{"id": row, "perspectives": list(VIEWS)} for row in ROWS]}
SETTINGS = ("", "act", "hospital")
JAVASCRIPT = script("roleMap", "rolemap")
places = st.sampled_from([0, 1250, 2500, 3333, 5000, 6667, 7500, 10_000])
answers = st.fixed_dictionaries({}, optional=dict.fromkeys(ROWS, places))


@st.composite
def teams(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Groups and parts of groups around the sizes at which something begins to show."""
    people = []
    for view in draw(st.lists(st.sampled_from(VIEWS), unique=True, max_size=3)):
        for setting in draw(st.lists(st.sampled_from(SETTINGS), unique=True, min_size=1)):
            for _ in range(draw(st.sampled_from([1, 1, 2, 3, 4, 5, 6, 9, 10, 12, 31]))):
                found = draw(answers)
                outs = {row: draw(st.sampled_from(["", "dont_know"])) for row in ROWS if row not in found}
                people.append({"perspective": view, "setting": setting, "places": found, "outs": outs})
    return people


def rules(smallest: int = 5) -> Iterator[dict[str, Any]]:
    """Whatever a reader can choose."""
    yield from ({"smallest": smallest, "apart": 1875, "far": 3750, "setting": setting} for setting in (None, *SETTINGS))


def shown(people: list[dict[str, Any]], smallest: int = 5) -> list[Any]:
    return [role_map(FAMILY, people, rule) for rule in rules(smallest)]


@given(teams(), st.integers(5, 8))
def test_both_languages_draw_the_same_map(people: list[dict[str, Any]], smallest: int) -> None:
    for rule in rules(smallest):
        found = role_map(FAMILY, people, rule)
        assert json.dumps(JAVASCRIPT(FAMILY, people, rule)) == json.dumps(found)


@given(teams(), st.data())
def test_what_a_hidden_group_answers_changes_nothing(people: list[dict[str, Any]], data: st.DataObject) -> None:
    hidden = {view for view, group in role_map(FAMILY, people, next(rules()))["groups"].items() if group["state"] == "few"}
    others = [{**one, "places": data.draw(answers)} if one["perspective"] in hidden else one for one in people]
    assert shown(others) == shown(people)


@given(teams(), st.randoms(use_true_random=False))
def test_the_order_in_which_files_were_opened_changes_nothing(people: list[dict[str, Any]], random: Any) -> None:
    mixed = random.sample(people, len(people))
    assert shown(mixed) == shown(people)


@given(teams())
def test_no_difference_of_what_is_shown_is_a_small_group(people: list[dict[str, Any]]) -> None:
    """Takes every set of people whose answers show, and what remains of one when others are taken away from it."""
    maps = dict(zip((None, *SETTINGS), shown(people), strict=True))
    for view in VIEWS:
        group = [number for number, one in enumerate(people) if one["perspective"] == view]
        for place, row in enumerate(ROWS):
            seen = {
                frozenset(
                    number for number in group if row in people[number]["places"] and setting in {None, people[number]["setting"]}
                )
                for setting, found in maps.items()
                if found["rows"][place]["cells"][view]["state"] == "group"
            }
            for remainder in remainders(seen):
                assert not 0 < len(remainder) < 5, (view, row, remainder)
            left_out = {
                frozenset(
                    number
                    for number in group
                    if row not in people[number]["places"] and setting in {None, people[number]["setting"]}
                )
                for setting, found in maps.items()
                if "answered" in found["rows"][place]["cells"][view]
            }
            for remainder in remainders(left_out):
                assert not 0 < len(remainder) < 5, (view, row, "left out by", remainder)


def remainders(seen: set[frozenset[int]]) -> Iterator[frozenset[int]]:
    yield from seen
    for whole in seen:
        for count in (1, 2, 3):
            for taken in combinations(seen - {whole}, count):
                yield whole.difference(*taken)
                yield whole.intersection(*taken)


@given(teams())
def test_how_many_left_something_out_is_told_of_nobody_or_of_many(people: list[dict[str, Any]]) -> None:
    for found in shown(people):
        for row in found["rows"]:
            for cell in row["cells"].values():
                dots = sum(count for _, count in cell.get("dots", ()))
                for answered in filter(None, (cell.get("answered"), dots)):
                    assert answered >= 5
                    assert cell["people"] - answered == 0 or cell["people"] - answered >= 5


@given(teams())
def test_only_the_two_in_the_room_are_ever_alone(people: list[dict[str, Any]]) -> None:
    for found in shown(people):
        for view, group in found["groups"].items():
            assert group.get("people", 5) >= 5 or (group["state"] == "alone" and view in ALONE)
            if group["state"] == "alone":
                assert sum(one["perspective"] == view for one in people) == 1

"""The rules of the role map as data: both engines must follow them to the letter.

A vector of `rolemap/` is {description, family, tests: [{description, people, rule, expect}]}, with the whole map in `expect`; one
of `people/` has form and answers in the place of people and rule, and a person in `expect`.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from scripts import script

from builder.rolemap import person, role_map

HERE = Path(__file__).parent
PYTHON = {"rolemap": role_map, "people": person}
JAVASCRIPT = {"rolemap": script("roleMap", "rolemap"), "people": script("person", "rolemap")}


def vectors(folder: str, *given: str) -> Iterator[Any]:
    for file in sorted((HERE / folder).glob("*.json")):
        for case in json.loads(file.read_text(encoding="utf-8")):
            for test in case["tests"]:
                arguments = [case["family"], *(test[name] for name in given)]
                yield pytest.param(folder, arguments, test["expect"], id=f"{case['description']}: {test['description']}")


@pytest.mark.parametrize("engine", [PYTHON, JAVASCRIPT], ids=["python", "javascript"])
@pytest.mark.parametrize(
    ("what", "given", "expect"), [*vectors("rolemap", "people", "rule"), *vectors("people", "form", "answers")]
)
def test_vectors(what: str, given: list[Any], expect: Any, engine: dict[str, Callable[..., Any]]) -> None:
    assert engine[what](*given) == expect

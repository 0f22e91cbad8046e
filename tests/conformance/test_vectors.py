"""The rules of scoring and of conditions as data: both engines must follow them to the letter.

A vector is {description, key, tests: [{description, answers, expect}]}. `expect` of `scoring/` holds the scores by scale id,
whole except for `questions`, which is compared where it is written; that of `visibility/` holds any of shown, answers, alerts.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from builder.engines import by_javascript, by_python

HERE = Path(__file__).parent
ENGINES = {"python": by_python, "javascript": lambda key, answers: by_javascript(key, [answers])[0]}
Engine = Callable[[Any, Any], dict[str, Any]]


def vectors(folder: str) -> Iterator[Any]:
    for file in sorted((HERE / folder).glob("*.json")):
        for case in json.loads(file.read_text(encoding="utf-8")):
            for test in case["tests"]:
                name = f"{file.stem}: {case['description']} {test['description']}"
                yield pytest.param(case["key"], test["answers"], test["expect"], id=name)


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
@pytest.mark.parametrize(("key", "answers", "expect"), list(vectors("scoring")))
def test_scoring(key: Any, answers: Any, expect: Any, engine: Engine) -> None:
    found = engine(key, answers)["scores"]
    compared = {
        name: {field: value for field, value in score.items() if field != "questions" or "questions" in expect[name]}
        for name, score in found.items()
    }
    assert compared == expect


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
@pytest.mark.parametrize(("key", "answers", "expect"), list(vectors("visibility")))
def test_visibility(key: Any, answers: Any, expect: Any, engine: Engine) -> None:
    found = engine(key, answers)
    assert {name: found[name] for name in expect} == expect

"""What is installed is at least what pyproject.toml asks for: floors that close known holes. Works without a network."""

import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
REQUIREMENTS = [Requirement(text) for text in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"]]
# These close holes that are published, so no edit may lower them unseen.
FLOORS = {"mkdocs-material": "9.7.7", "pymdown-extensions": "11.0.1", "markdown": "3.8.1", "jinja2": "3.1.6"}


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=str)
def test_installed(requirement: Requirement) -> None:
    assert requirement.specifier.contains(version(requirement.name), prereleases=True)


@pytest.mark.parametrize("name", FLOORS)
def test_floors(name: str) -> None:
    (requirement,) = [requirement for requirement in REQUIREMENTS if requirement.name == name]
    assert f">={FLOORS[name]}" in {str(specifier) for specifier in requirement.specifier}

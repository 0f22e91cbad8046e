"""What is installed is at least what pyproject.toml asks for: floors that close known holes. Works without a network."""

import re
import tomllib
from importlib.metadata import files, metadata, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

TEXT = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(TEXT)["project"]
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


MAX_DIRECT = 14
# Licences that allow use and passing on in any work.
FREE = re.compile(r"\b(MIT|BSD|Apache|ISC|Permission is hereby granted, free of charge)\b", re.IGNORECASE)


def test_few_are_needed_to_run() -> None:
    assert len(PROJECT["dependencies"]) <= MAX_DIRECT


@pytest.mark.parametrize("text", PROJECT["dependencies"])
def test_each_has_a_reason_and_a_licence(text: str) -> None:
    (line,) = [line for line in TEXT.splitlines() if line.startswith(f'  "{text}"')]
    assert len(line.partition("#")[2]) > 10, "say beside it why it is needed"
    name = Requirement(text).name
    said = metadata(name)
    words = [said.get("License-Expression", ""), said.get("License", ""), *said.get_all("Classifier", [])]
    shipped = [
        file.read_text() for file in files(name) if "licen" in file.name.lower() and file.suffix in {"", ".md", ".txt", ".rst"}
    ]
    assert FREE.search("\n".join([*(word for word in words if word), *shipped]))

"""What the tests of reliability share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builds import Builds
from forks import Forks
from versions import Version, version


@pytest.fixture(scope="session")
def forks() -> Iterator[Forks]:
    running = Forks()
    yield running
    running.end()


@pytest.fixture(scope="session")
def versions(tmp_path_factory: pytest.TempPathFactory, forks: Forks) -> list[Version]:
    """Four projects whose sites all differ."""
    folder = tmp_path_factory.mktemp("versions")
    return [version(number, folder, forks) for number in range(4)]


@pytest.fixture
def builds(tmp_path: Path, forks: Forks) -> Builds:
    return Builds(tmp_path, forks)

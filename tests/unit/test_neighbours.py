"""B6: A site in a folder of a host that others use too is told so when it is made as a whole."""

import pytest

from builder.neighbours import told_of_neighbours

SHARED = [
    "https://someone.github.io/our-team/",
    "https://someone.gitlab.io/our-team",
    "https://www.example.edu/~someone/",
    "https://s3.amazonaws.com/our-bucket/index/",
    "https://storage.googleapis.com/our-bucket/",
    "https://example.org/forms/",
]
ALONE = [
    "",
    "https://someone.github.io/",
    "https://forms.example.org",
    "http://localhost:8000/forms/",
    "http://[::1]:8000/a/",
    "http://[",
]


@pytest.mark.parametrize("address", SHARED)
def test_a_folder_has_neighbours(address: str) -> None:
    said = told_of_neighbours(address)
    assert address in said
    assert "could read what people type or keep" in said


@pytest.mark.parametrize("address", ALONE)
def test_a_host_of_its_own_has_none(address: str) -> None:
    assert told_of_neighbours(address) == ""

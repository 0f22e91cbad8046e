"""What the tests of the site share."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def site(our_site: Path) -> Path:
    return our_site

"""The published site of this project, built once."""

from pathlib import Path

import pytest
from sites import ROOT, build_site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(ROOT, tmp_path_factory.mktemp("site") / "site")

"""Options and settings that all tests share."""

import contextlib
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from sites import ROOT, build_site
from tested import FRESH, take_over, write_record

# The same examples in every run, so that a red build is red again on the next machine; `-m long` looks further.
settings.register_profile("project", derandomize=True, deadline=None, database=None, print_blob=True)
settings.load_profile("project")
# Tests remember nothing of one another; those of the memory name a folder of their own.
os.environ["ROLECLARITY_CACHE"] = ""
# A shell that starts us in the background bars Ctrl-C, and what tests start would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def our_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published site of this project, in a folder `project`; workers share the first that is done."""
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "our-site"
    if not shared.exists():
        fresh = build_site(ROOT, own / "fresh" / "project").parent
        with contextlib.suppress(OSError):  # another worker was quicker
            fresh.rename(shared)
    return shared / "project"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the expected output of the golden tests")
    parser.addoption("--record-tested", action="store_true", help="rewrite what the page on accessibility says of the tests")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Only a run without failures is recorded; workers hand on what theirs told."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["tested"] = FRESH
    elif session.config.getoption("--record-tested") and exitstatus == pytest.ExitCode.OK:
        write_record(FRESH)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A worker is done."""
    take_over(getattr(node, "workeroutput", {}).get("tested", {}))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests marked `long` run when they are asked for: -m long."""
    if "long" in config.getoption("-m"):
        return
    chosen = [item for item in items if not item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("long")])
    items[:] = chosen

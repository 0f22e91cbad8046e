"""Hostile files, each in a child process of its own: a diagnostic, never a signal, within time and memory."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from bombs import BASE, BOMBS

MEGABYTE = 1_000_000
# The target for each; the child is ended at 512 MB and at 10 seconds.
MEMORY = 150 * MEGABYTE


class Outcome(NamedTuple):
    status: int
    output: str
    errors: str
    memory: int
    seconds: float


def write(name: str, root: Path) -> str:
    path, content, _ = BOMBS[name]
    shutil.copytree(BASE, root)
    (root / path).write_bytes(content.encode() if isinstance(content, str) else content)
    return str(root.resolve())


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    folder = tmp_path_factory.mktemp("bombs")
    roots = [write(name, folder / str(number)) for number, name in enumerate(BOMBS)]
    command = [sys.executable, str(Path(__file__).with_name("fork_each.py")), *roots]
    report = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=600).stdout.splitlines()
    return {name: Outcome(*json.loads(line)) for name, line in zip(BOMBS, report, strict=True)}


@pytest.mark.parametrize("name", BOMBS)
def test_bomb(name: str, outcomes: dict[str, Outcome]) -> None:
    outcome, codes = outcomes[name], BOMBS[name][2]
    print(f"{outcome.seconds:.2f} s, {outcome.memory / MEGABYTE:.0f} MB")
    assert outcome.status == (1 if codes else 0), (outcome.status, outcome.output[-500:], outcome.errors[-2000:])
    assert "Traceback" not in outcome.errors
    found = {line.rpartition("[")[2].rstrip("]") for line in outcome.output.splitlines() if ": error: " in line}
    assert found & codes if codes else not found, outcome.output[:2000]
    assert outcome.memory <= MEMORY


SMALL_STACK = """
import sys, threading
from pathlib import Path
from builder.inspection import inspect
from builder.project import Project
threading.stack_size(512 * 1024)
done = []
def run():
    for root in sys.argv[1:]:
        inspect(Project(Path(root)))
        done.append(root)
thread = threading.Thread(target=run)
thread.start()
thread.join()
print(len(done))
"""


def test_small_stack(tmp_path: Path) -> None:
    """All of them on a stack of 512 kB, as threads of musl and macOS have it, in a child that may crash alone."""
    roots = [write(name, tmp_path / str(number)) for number, name in enumerate(BOMBS)]
    done = subprocess.run([sys.executable, "-c", SMALL_STACK, *roots], capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, str(len(BOMBS))), done.stderr[-2000:]

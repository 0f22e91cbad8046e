"""Work in several processes: the same lines in the same order, and nothing left running."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from previews import until

from builder.crew import WorkerEndedError, in_turn, workers_for


@pytest.fixture(autouse=True)
def _nobody_is_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every process that a test starts has ended when it has."""
    fork, started = os.fork, []

    def counted() -> int:
        started.append(fork())
        return started[-1]

    monkeypatch.setattr(os, "fork", counted)
    yield
    for pid in started:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def line_of(number: int) -> str:
    return f"{number} ünï \udc80 " + "x" * (number % 7 * 3000)


@pytest.mark.parametrize("count", [0, 1, 2, 5, 300])
@pytest.mark.parametrize("workers", [1, 2, 3, 8])
def test_lines_come_in_order(workers: int, count: int) -> None:
    assert list(in_turn(line_of, range(count), workers)) == list(map(line_of, range(count)))


def test_a_worker_that_dies_is_named() -> None:
    def die(number: int) -> str:
        if number == 7:
            os.kill(os.getpid(), 9)
        return str(number)

    with pytest.raises(WorkerEndedError, match="--workers 1"):
        list(in_turn(die, range(20), 2))


def test_a_worker_that_fails_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(WorkerEndedError):
        list(in_turn(lambda number: str(1 // (number - 3)), range(20), 2))
    assert capfd.readouterr().out == ""


def test_a_disk_that_refuses_is_told_as_it_is() -> None:
    def full(number: int) -> str:
        if number == 11:
            raise OSError(28, "No space left on device", "somewhere")
        return str(number)

    with pytest.raises(OSError, match="No space left on device") as caught:
        list(in_turn(full, range(20), 2))
    assert (caught.value.errno, caught.value.filename) == (28, "somewhere")


def test_a_reader_that_stops_leaves_nobody_at_work() -> None:
    lines = in_turn(line_of, range(10_000), 2)
    assert next(lines) == line_of(0)
    lines.close()


def test_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: set(range(16)), raising=False)
    assert [workers_for(items) for items in (0, 99, 250, 10_000)] == [1, 1, 2, 4]
    assert [workers_for(10, wanted) for wanted in (0, 1, 2, 9)] == [1, 1, 2, 9]
    monkeypatch.delattr(os, "fork")
    assert workers_for(10_000, 4) == 1


PARENT = """
import os
from builder.crew import in_turn
fork, workers = os.fork, []
os.fork = lambda: workers.append(fork()) or workers[-1]
lines = in_turn(lambda number: "x" * 100_000, range(40), 2)
next(lines)
print(*workers, flush=True)
input()
"""


def lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_workers_end_when_their_parent_is_killed() -> None:
    """They wait for room in a pipe that nobody reads from anymore."""
    with subprocess.Popen([sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        workers = list(map(int, parent.stdout.readline().split()))
        assert len(workers) == 2
        assert all(map(lives, workers))
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        assert until(lambda: not any(map(lives, workers)))

"""The same work in several processes, with results in the order of the work: one worker or four give the same bytes.

Workers are forks: they begin with all that was read and made so far, and hand back lines of text. Where a system cannot fork
(Windows), or there is little to do, the work is done here.
"""

import gc
import json
import os
import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO, TypeVar

Item = TypeVar("Item")
WORTH_IT = 100
"""Items for each worker below which starting it takes longer than it saves."""


DONE, REFUSED = "=", "!"


class WorkerEndedError(RuntimeError):
    """A worker ended before its work did, as when the system is short of memory."""


def workers_for(items: int, wanted: int | None = None) -> int:
    """How many processes to use: as many as wanted, else as the machine gives us, up to four and for enough work."""
    if not hasattr(os, "fork"):
        return 1
    if wanted is not None:
        return max(1, wanted)
    return max(1, min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1, items // WORTH_IT))


def in_turn(work: Callable[[Item], str], items: Sequence[Item], workers: int) -> Generator[str, None, None]:
    """What `work` gives for each item, a line without line breaks, in the order of the items."""
    if workers == 1:
        yield from map(work, items)
        return
    with _crew(work, items, workers) as pipes:
        for number in range(len(items)):
            line = pipes[number % workers].readline()
            if not line.endswith("\n"):
                raise WorkerEndedError("a worker process ended early; try again with --workers 1")
            if line.startswith(REFUSED):
                raise OSError(*json.loads(line[1:]))
            yield line[1:-1]


@contextmanager
def _crew(work: Callable[[Item], str], items: Sequence[Item], workers: int) -> Iterator[list[IO[str]]]:
    pids: list[int] = []
    pipes: list[IO[str]] = []
    gc.freeze()  # else collecting would touch, and so copy, all that the workers share with us
    try:
        for number in range(workers):
            reading, writing = os.pipe()
            pid = os.fork()
            if pid == 0:
                # A worker that held an end to read from would never learn that the parent was killed.
                os.close(reading)
                for pipe in pipes:
                    os.close(pipe.fileno())
                _labour(work, items[number::workers], writing)
            os.close(writing)
            pids.append(pid)
            pipes.append(os.fdopen(reading, encoding="utf-8", errors="surrogatepass", newline="\n"))
        yield pipes
    finally:
        for pipe in pipes:
            pipe.close()
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        gc.unfreeze()


def _labour(work: Callable[[Item], str], items: Sequence[Item], writing: int) -> None:
    """A worker's life; it never comes back, so that nothing of the parent's is cleaned up twice."""
    status = 1
    try:
        with os.fdopen(writing, "w", encoding="utf-8", errors="surrogatepass", newline="\n") as pipe:
            try:
                for item in items:
                    pipe.write(f"{DONE}{work(item)}\n")
            except OSError as error:
                pipe.write(f"{REFUSED}{json.dumps([error.errno, error.strerror, os.fsdecode(error.filename or '')])}\n")
        status = 0
    except (KeyboardInterrupt, BrokenPipeError):
        pass  # the parent has said it, or has seen enough
    finally:
        os._exit(status)

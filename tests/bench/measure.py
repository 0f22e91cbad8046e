"""What a command takes, and the machine that it ran on."""

import math
import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

BESIDE = Path(sys.executable).parent
"""Where a peer may be installed that is not on the path."""
TICK = 0.05


class FailedError(RuntimeError):
    """A command that had to succeed did not; says which, and the end of what it said."""


class Run(NamedTuple):
    """What one command took, process start included: seconds, seconds, megabytes."""

    wall: float
    cpu: float
    peak: float = 0.0
    """Of all its processes together, memory that they share counted once; only if it was asked for."""


def run(*command: object, cache: Path | None = None, memory: bool = False, until: Callable[[], bool] | None = None) -> Run:
    """A command that must succeed, and what it took. Without `cache` nothing is remembered from an earlier run.

    With `until`, the seconds are those until it came true, and infinity if it never did.
    """
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "ROLECLARITY_CACHE": str(cache or "")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # else each start would compile what an installed package has compiled
    start = time.perf_counter()
    said = tempfile.TemporaryFile()  # noqa: SIM115 - closed below, after the command has ended
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=said, env=environment)
    peaks, ended = [0.0], threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peaks, ended))
    if memory:
        watcher.start()
    shown = _true(until, process.pid, ended) if until else 0.0
    _, status, usage = os.wait4(process.pid, 0)
    wall = (shown or time.perf_counter()) - start
    ended.set()
    if memory:
        watcher.join()
    with said:
        if status:
            said.seek(0)
            last = said.read().decode(errors="replace").strip().splitlines()[-1:]
            program = " ".join(map(str, command[:4]))
            raise FailedError(f"{program} ended with {os.waitstatus_to_exitcode(status)}: {' '.join(last)[-300:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, max(peaks))


def _true(until: Callable[[], bool], process: int, ended: threading.Event) -> float:
    """When it came true, five milliseconds late at most, or infinity if the process ended first."""
    while not until():
        if os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return time.perf_counter() if until() else math.inf
        ended.wait(TICK / 10)
    return time.perf_counter()


def _watch(process: int, peaks: list[float], ended: threading.Event) -> None:
    while not ended.wait(TICK):
        peaks.append(sum(map(_megabytes, _family(process))))


def _family(process: int) -> Iterator[int]:
    yield process
    with suppress(OSError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            for child in (thread / "children").read_text().split():
                yield from _family(int(child))


def _megabytes(process: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def machine() -> dict[str, object]:
    """What a figure depends on beside the programs."""
    model = platform.processor() or platform.machine()
    with suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), model)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "cores": os.cpu_count(),
        "processor": model,
        "memory": f"{memory:.1f} GB",
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "date": time.strftime("%Y-%m-%d"),
    }

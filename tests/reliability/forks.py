"""Runs many commands quickly, each in a child of its own that may be killed, cut short or refused by the disk.

As a program: reads one JSON list of jobs a line, forks a child for each at the same time, and prints a list of outcomes.
Children are forked after the imports and after one build, so that a kill falls into the work and not into the loading of
modules and templates. What commands make in processes of their own is held against theirs by test_reproducible.py.
A job is {argv} and may have {kill: seconds, signal: number, within: folder, fail: [n, errno], limits: {name: number},
cache: folder, closed: [folder, errno]}; nothing can be written into a closed folder.
"""

import contextlib
import errno
import importlib
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any, NamedTuple

CALLS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "os.scandir", "os.listdir"}
CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Outcome(NamedTuple):
    status: int
    out: str
    err: str
    seconds: float
    calls: int


class Forks:
    """The program below, kept running."""

    def __init__(self) -> None:
        command = [sys.executable, str(Path(__file__).resolve())]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        self.program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)

    def at_once(self, *jobs: dict[str, Any]) -> list[Outcome]:
        self.program.stdin.write(json.dumps(jobs) + "\n")
        self.program.stdin.flush()
        return [Outcome(*outcome) for outcome in json.loads(self.program.stdout.readline())]

    def run(self, *argv: object, **job: Any) -> Outcome:
        (outcome,) = self.at_once({"argv": [str(word) for word in argv], **job})
        return outcome

    def end(self) -> None:
        self.program.stdin.close()
        self.program.wait(30)


def refuse(number: int, error: int, within: str, report: Path) -> None:
    """Let the n-th call that touches a folder fail, or be the last one if the error is 0.

    Audit hooks are told of every call, whoever makes it.
    """
    seen = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        touched = arguments[0] if event in CALLS else None
        if isinstance(touched, str | os.PathLike) and os.fspath(touched).startswith(within):
            seen += 1
            os.pwrite(count, str(seen).encode(), 0)
            if seen == number and not error:
                os.kill(os.getpid(), signal.SIGKILL)
            if seen == number:
                raise OSError(error, os.strerror(error), os.fspath(arguments[0]))

    count = os.open(report, os.O_WRONLY | os.O_CREAT)
    sys.addaudithook(hook)


def close(folder: str, error: int) -> None:
    """Let every call fail that would change something in a folder, as on a disk that is full or only to be read."""

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        place = arguments[0] if event in CHANGES or (event == "open" and arguments[2] & WRITING) else None
        if isinstance(place, str | os.PathLike) and os.fspath(place).startswith(folder):
            raise OSError(error, os.strerror(error), os.fspath(place))

    sys.addaudithook(hook)


def tell(pipe: int) -> None:
    """Close the pipe at the first call to the disk: the work has begun. Before, Ctrl-C meets a loading Python, or Click."""
    waiting = [pipe]

    def hook(event: str, _: tuple[Any, ...]) -> None:
        if waiting and event in CALLS:
            os.close(waiting.pop())

    sys.addaudithook(hook)


def child(job: dict[str, Any], folder: Path, pipe: int) -> None:
    from builder.cli import main  # noqa: PLC0415 - the tests import this file and need none of it

    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(folder / name, os.O_WRONLY | os.O_CREAT), number)
    for name, limit in job.get("limits", {}).items():
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (limit, limit))
    if "FSIZE" in job.get("limits", {}):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    if "cache" in job:
        os.environ["ROLECLARITY_CACHE"] = job["cache"]
    if "closed" in job:
        close(*job["closed"])
    if "within" in job:
        refuse(*job.get("fail", (0, 0)), job["within"], folder / "calls")
    status = 70
    tell(pipe)
    try:
        main(job["argv"], prog_name="roleclarity")
    except SystemExit as ended:
        status = int(ended.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def start(job: dict[str, Any], folder: Path) -> tuple[int, int]:
    """The process, and a pipe that is closed as soon as it works."""
    for name in ("out", "err", "calls"):
        (folder / name).write_bytes(b"")
    reading, writing = os.pipe()
    number = os.fork()
    if number == 0:
        os.close(reading)
        child(job, folder, writing)
    os.close(writing)
    return number, reading


def run_all(jobs: list[dict[str, Any]], folder: Path) -> list[Outcome]:
    """Start all, kill each at its moment, and wait for the others."""
    places = [folder / str(number) for number in range(len(jobs))]
    for place in places:
        place.mkdir(exist_ok=True)
    started = [start(job, place) for job, place in zip(jobs, places, strict=True)]
    for _, pipe in started:
        os.read(pipe, 1)
        os.close(pipe)
    began = time.monotonic()
    running = {number: (job, place) for (number, _), job, place in zip(started, jobs, places, strict=True)}
    ended: dict[Path, tuple[int, float]] = {}
    while running:
        moments = [began + job["kill"] for job, _ in running.values() if "kill" in job]
        left = min(moments, default=time.monotonic() + 60) - time.monotonic()
        if left > 0:
            signal.sigtimedwait([signal.SIGCHLD], left)
        for number, (job, place) in list(running.items()):
            if "kill" in job and time.monotonic() >= began + job["kill"]:
                os.kill(number, job.get("signal", signal.SIGKILL))
                job.pop("kill")
            done, status = os.waitpid(number, os.WNOHANG)
            if done:
                ended[place] = os.waitstatus_to_exitcode(status), time.monotonic() - began
                del running[number]
    return [outcome(*ended[place], place) for place in places]


def outcome(status: int, seconds: float, place: Path) -> Outcome:
    out, err, calls = ((place / name).read_text(encoding="utf-8", errors="replace") for name in ("out", "err", "calls"))
    return Outcome(status, out, err, seconds, int(calls or 0))


def warm_up(folder: Path) -> None:
    """Load and compile what builds need."""
    importlib.import_module("builder.cli")
    from builder.pipeline import build  # noqa: PLC0415 - as above
    from builder.project import Project  # noqa: PLC0415
    from builder.site import Work, publish_site  # noqa: PLC0415

    project = Project(Path(__file__).resolve().parents[1] / "browser")
    publish_site(project, Work(build(project)), folder / "site")


def serve() -> None:
    with tempfile.TemporaryDirectory() as folder:
        warm_up(Path(folder))
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCHLD])
        for line in sys.stdin:
            print(json.dumps(run_all(json.loads(line), Path(folder))), flush=True)


ERRORS = {name: getattr(errno, name) for name in ("ENOSPC", "EIO", "EACCES", "EMFILE", "EROFS")}

if __name__ == "__main__":
    serve()

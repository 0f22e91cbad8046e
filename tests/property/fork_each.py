"""Runs `roleclarity validate` on each folder named, each in a child process of its own; prints one JSON line a child.

The children are forked after the imports, so that a hundred of them cost seconds; each has its own limits, and a crash of one
is only a line of the report: [exit code or -signal, standard output, standard error, bytes of memory, seconds of processor].
"""

import json
import os
import resource
import signal
import sys
import traceback
from pathlib import Path

import builder.cli_check  # noqa: F401 - once, before the children are forked
from builder.__main__ import run

MEMORY, SECONDS = 512 * 1024 * 1024, 10


def child(root: Path) -> None:
    for number, name in ((1, "out.txt"), (2, "err.txt")):
        os.dup2(os.open(root / name, os.O_WRONLY | os.O_CREAT), number)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.alarm(SECONDS)
    status = 70
    try:
        sys.argv[1:] = ["validate", "--project", str(root)]
        run()
    except SystemExit as ended:
        status = int(ended.code or 0)
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


for argument in sys.argv[1:]:
    folder = Path(argument)
    number = os.fork()
    if number == 0:
        child(folder)
    _, ended, usage = os.wait4(number, 0)
    texts = [(folder / name).read_text(encoding="utf-8") for name in ("out.txt", "err.txt")]
    seconds = usage.ru_utime + usage.ru_stime
    print(json.dumps([os.waitstatus_to_exitcode(ended), *texts, usage.ru_maxrss * 1024, seconds]), flush=True)

"""Runs one command in this process and prints what it opened and changed, a JSON line each: [event, path, whether to write]."""

import json
import os
import sys

NAMED = {"os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "shutil.rmtree"}
seen: set[tuple[str, str, bool]] = set()
watching = False


def hook(event: str, given: tuple[object, ...]) -> None:
    if not watching or not given or not isinstance(given[0], str | bytes | os.PathLike):
        return
    path = os.path.abspath(os.fsdecode(given[0]))  # noqa: PTH100 - paths by name, no objects of theirs inside a hook
    if event == "open":
        flags = given[2] if isinstance(given[2], int) else 0
        seen.add((event, path, bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))))
    elif event in NAMED:
        seen.add((event, path, True))
        if event == "os.rename":
            seen.add((event, os.path.abspath(os.fsdecode(given[1])), True))  # noqa: PTH100


sys.addaudithook(hook)
from builder.cli import main  # noqa: E402 - loading the package is watched by nobody

watching = True
try:
    main(sys.argv[2:])
except SystemExit as ended:
    status = ended.code
finally:
    watching = False
with open(sys.argv[1], "w", encoding="utf-8") as report:  # noqa: PTH123
    report.writelines(json.dumps(entry) + "\n" for entry in sorted(seen))
sys.exit(status)

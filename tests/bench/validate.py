#!/usr/bin/env python3
"""Time `roleclarity validate` beside check-jsonschema: same files, same schema, alternating in one run.

    python tests/bench/validate.py [--files 10000] [--peer-files 60] [--runs 3]

check-jsonschema takes minutes for thousands of files, so it gets the first --peer-files of the same folder; both figures are
files per second of wall time, process start included, and the ratio is taken run by run. Peak memory is that of our process
for a tenth of the files and for all of them.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))
from corpus import write  # noqa: E402 - the generator beside this folder

SCHEMA = ROOT / "schemas" / "questionnaire.schema.json"


def timed(command: list[str]) -> tuple[float, float]:
    """Wall seconds and peak megabytes of a child process that must succeed."""
    start = time.perf_counter()
    environment = {**os.environ, "ROLECLARITY_CACHE": ""}  # nothing is remembered from an earlier run
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command[0]} ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--peer-files", type=int, default=60)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder, "few"), Path(folder, "many")
        write(options.files // 10, few)
        write(options.files, many)
        ours = [sys.executable, "-m", "builder", "validate", "--project"]
        peer_files = sorted(map(str, (many / "content/questionnaires").glob("*.yml")))[: options.peer_files]
        peer = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(SCHEMA), "--base-uri", SCHEMA.as_uri(), *peer_files]
        _, small = timed([*ours, str(few)])
        ratios, rates = [], []
        for _ in range(options.runs):
            (mine, large), (theirs, _) = timed([*ours, str(many)]), timed(peer)
            rates.append((options.files / mine, options.peer_files / theirs))
            ratios.append(rates[-1][0] / rates[-1][1])
    mine, theirs = (statistics.median(rate) for rate in zip(*rates, strict=True))
    print(f"roleclarity: {mine:.0f} files/s; check-jsonschema: {theirs:.1f} files/s")
    print(f"ratio: {statistics.median(ratios):.0f} (from {min(ratios):.0f} to {max(ratios):.0f}, {options.runs} runs)")
    print(f"peak memory: {small:.0f} MB for {options.files // 10} files, {large:.0f} MB for {options.files}")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Measure this project beside its peers on generated projects, and print each figure with its goal.

    python tests/bench/table.py [--only hugo,serve] [--runs 3] [--small 1000] [--large 4000] [--huge 10000]
                                [--json FILE] [--markdown FILE]

The peers of the build get ready pages, as `roleclarity pages` writes them: they read and check no YAML, so the comparison
favours them. A full build knows nothing of the content; our own templates and scripts are compiled, as after the first build on a
machine. Peers are looked for on the path and beside this interpreter; rows of those that are not there say so. Process
start is part of every figure. With several runs, ours and the peer take turns, and figures and ratios are medians. The ratio
is our figure over the other's, and for the validators the other's over ours. Cores that others use meanwhile spoil it.
"""

import argparse
import signal
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the generator and the preview, which tests use too

from figures import Bench
from peers import VERSIONS
from report import chosen, parsed, tell
from rows import rows


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, count in (("small", 1000), ("large", 4000), ("huge", 10_000), ("peer-files", 200), ("runs", 1)):
        parser.add_argument(f"--{name}", type=int, default=count)
    options = parsed(parser)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell lets what runs behind ignore it, and so a preview would
    asked = chosen(rows(options), options, parser)
    with tempfile.TemporaryDirectory() as folder:
        measured = tell(asked, Bench(options, Path(folder)), {name: version() for name, version in VERSIONS.items()}, options)
    sys.exit(not measured)


if __name__ == "__main__":
    main()

"""`python -m builder` and the command `roleclarity`: one entrance, so that both end alike."""

import gc
import sys

VALUES = 100_000
"""A run makes many values that live to its end: looking for rings among them as often as is usual takes a tenth of it."""
STOPPED = 130
"""What shells expect of a command that Ctrl-C ended: 128 and the signal's number."""


def run() -> None:
    """The command line. Loading it takes a moment, and a person who gives up then must meet no traceback either."""
    gc.set_threshold(VALUES)
    try:
        from builder.cli import main  # noqa: PLC0415 - what is loaded here may be interrupted
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    main(prog_name="roleclarity")


if __name__ == "__main__":
    run()

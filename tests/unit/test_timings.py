"""Where the time goes is said stage by stage, with what belongs to another set in below it."""

import re

import pytest

from builder.timings import Timings


def test_a_stage_that_fails_is_counted_and_others_stand_below_it() -> None:
    timings = Timings()
    with timings.stage("reading"):
        pass
    with pytest.raises(ValueError, match="full"), timings.stage("writing"), timings.stage("search"):
        raise ValueError("full")
    with timings.stage("remembering"):
        pass
    lines = timings.table().splitlines()
    assert [re.sub(r"^ +\d+\.\d\d s  ", "", line) for line in lines] == [
        "starting",
        "reading",
        "writing",
        "  search",
        "remembering",
        "all",
    ]
    seconds = [float(line.split()[0]) for line in lines]
    assert seconds[-1] >= max(seconds)
    assert seconds[2] >= seconds[3]

#!/usr/bin/env python3
"""Measure a form of a hundred questions beside SurveyJS showing the same on one page, and print each figure with its goal.

    python tests/bench/assessment.py [--only usable,heap] [--runs 5] [--answers 20] [--packages DIR]
                                     [--json FILE] [--markdown FILE]

A Chromium, named by CHROMIUM, as a phone of 390 by 844 whose processor is four times slower than this machine's. Ours is what
`roleclarity build` makes, with all that a page of ours has; theirs is `survey-core` and `survey-js-ui` from the npm registry, put
into DIR or a folder that goes away, without scores, saving and a site around it. One server of this machine serves both,
compressed. They take turns, each time with an empty cache; figures and ratios are medians. The ratio is our figure over
theirs. Cores that others use meanwhile spoil it.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # what tests use too
sys.path.insert(1, str(Path(__file__).resolve().parents[1] / "browser"))

import hundred
import surveyjs
from browsing import CHROMIUM, FLAGS
from locking import SLOWER, Locked, locked
from playwright.sync_api import sync_playwright
from report import Figures, Goal, Row, chosen, parsed, tell
from sites import build_site, served
from visit import SLOW, Taken, visit

PEER = "surveyjs/"


class Bench:
    """Both pages on one server, and the visits to them."""

    def __init__(self, options: argparse.Namespace, folder: Path, packages: Path, stack: ExitStack) -> None:
        self.options = options
        hundred.write(folder / "project")
        site = build_site(folder / "project", folder / "site")
        if all(surveyjs.installed(packages).values()):
            surveyjs.write(site / PEER, packages, hundred.survey())
        self.address = stack.enter_context(served(site, compressed=True))
        self.browser = stack.enter_context(sync_playwright()).chromium.launch(executable_path=CHROMIUM, args=FLAGS)

    @cached_property
    def visits(self) -> list[tuple[Taken, Taken]]:
        """Ours and theirs, in turn, as often as asked."""
        pages = ((hundred.FORM, "[data-question] input"), (PEER, ".sd-selectbase input"))
        return [
            tuple(visit(self.browser, f"{self.address}/{page}", questions, self.options.answers) for page, questions in pages)
            for _ in range(self.options.runs)
        ]

    @cached_property
    def locks(self) -> list[Locked]:
        """Ours alone."""
        return [locked(self.browser, f"{self.address}/{hundred.FORM}", self.options.answers) for _ in range(self.options.runs)]


def both(figure: Callable[[Taken], float]) -> Callable[[Bench], list[Figures]]:
    """A figure of each visit."""
    return lambda bench: [(figure(ours), figure(theirs)) for ours, theirs in bench.visits]


def alone(figure: Callable[[Locked], float]) -> Callable[[Bench], list[Figures]]:
    return lambda bench: [(figure(ours), None) for ours in bench.locks]


def rows() -> list[Row]:
    """All rows, in the order of the table."""
    slow, peer = f"{SLOW} times slower", "survey-js-ui"
    beside = lambda name, what, unit, most, figure: Row(  # noqa: E731 - the rows are all of one form
        name, what, "SurveyJS", unit, (Goal("ratio", most=most),), both(figure), peer
    )
    return [
        beside("usable", f"time to a usable form, {slow}", "ms", 0.3, lambda taken: taken.usable),
        beside("script", f"script time until nothing is left to do, {slow}", "ms", 0.15, lambda taken: taken.script),
        beside("heap", "JavaScript heap without garbage", "MB", 0.3, lambda taken: taken.heap),
        beside("answer", f"tap on an answer to the next frame, {slow}", "ms", 0.25, lambda taken: taken.answer),
        Row(
            "bytes",
            "JavaScript of the page, gzip",
            "SurveyJS, with its styles",
            "kB",
            (Goal("ours", most=20),),
            lambda bench: [(ours.scripts, theirs.scripts + theirs.styles) for ours, theirs in bench.visits],
            peer,
        ),
        Row(
            "key",
            f"from a passphrase to answers kept, {SLOWER} times slower",
            "",
            "s",
            (Goal("ours", most=3),),
            alone(lambda taken: taken.begin),
        ),
        Row(
            "save",
            "an answer until it is locked and on the disk",
            "",
            "ms",
            (Goal("ours", most=10),),
            alone(lambda taken: taken.save),
        ),
    ]


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--answers", type=int, default=20, help="how many of the hundred questions are answered in a run")
    parser.add_argument("--packages", type=Path, help="where SurveyJS is, or is to be put")
    options = parsed(parser)
    asked = chosen(rows(), options, parser)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        packages = options.packages or folder / "packages"
        bench = Bench(options, folder, packages, stack)
        measured = tell(asked, bench, {**surveyjs.installed(packages), "Chromium": bench.browser.version}, options)
    sys.exit(not measured)


if __name__ == "__main__":
    main()

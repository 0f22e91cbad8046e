"""How each figure of the table is measured, in runs in which ours and the other's take turns."""

import argparse
from collections.abc import Callable
from functools import cache
from pathlib import Path

import peers
from projects import Generated
from report import Figures


class Bench:
    """The generated projects, made when they are first needed, and how often each row is run."""

    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        self.options, self.folder = options, folder
        self.of_size: Callable[[int], Generated] = cache(lambda count: Generated(count, folder))

    @property
    def small(self) -> Generated:
        return self.of_size(self.options.small)

    @property
    def large(self) -> Generated:
        return self.of_size(self.options.large)

    @property
    def huge(self) -> Generated:
        return self.of_size(self.options.huge)

    @property
    def scale(self) -> float:
        """The goals for growth speak of ten times the pages; figures of other sizes are brought to that."""
        return self.options.huge / self.options.small / 10

    def in_turn(self, ours: Callable[[], float], other: Callable[[], float]) -> list[Figures]:
        """Ours, then the other, as often as asked."""
        return [(ours(), other()) for _ in range(self.options.runs)]


def stock(bench: Bench) -> list[Figures]:
    site = bench.small
    return bench.in_turn(lambda: site.build(1).cpu, lambda: peers.stock(site.pages, site.folder).cpu)


def hugo(bench: Bench) -> list[Figures]:
    site = bench.large
    return bench.in_turn(lambda: site.build().wall, lambda: peers.hugo(site.pages, site.folder).wall)


def memory(bench: Bench) -> list[Figures]:
    site = bench.huge
    return bench.in_turn(lambda: site.build(memory=True).peak, lambda: peers.hugo(site.pages, site.folder, memory=True).peak)


def growth(bench: Bench) -> list[Figures]:
    return bench.in_turn(lambda: bench.huge.build(1).cpu / bench.scale, lambda: bench.small.build(1).cpu)


def output(bench: Bench) -> list[Figures]:
    bench.small.build()
    bench.huge.build()
    return [(bench.huge.megabytes() / bench.scale, bench.small.megabytes())]


def copy(bench: Bench) -> list[Figures]:
    return bench.in_turn(lambda: bench.large.build().wall, lambda: bench.large.copy().wall)


def after(change: Callable[[Generated], float]) -> Callable[[Bench], list[Figures]]:
    """What a build takes after a change, beside the full build before it."""

    def measure(bench: Bench) -> list[Figures]:
        found = []
        for _ in range(bench.options.runs):
            full = bench.large.first_build().wall
            found.append((change(bench.large), full))
        return found

    return measure


def serve(bench: Bench) -> list[Figures]:
    return [(seconds, None) for seconds in bench.large.reload_seconds(bench.options.runs)]


def beside_check_jsonschema(bench: Bench) -> list[Figures]:
    files = sorted(bench.huge.forms.glob("*.yml"))
    some = files[: bench.options.peer_files]

    def scaled() -> float:
        start = peers.check_jsonschema(files[:1]).wall
        return start + (peers.check_jsonschema(some).wall - start) / (len(some) - 1) * (len(files) - 1)

    return bench.in_turn(lambda: bench.huge.validate().wall, scaled)


def beside_ajv(bench: Bench) -> list[Figures]:
    return bench.in_turn(lambda: bench.huge.validate().wall, lambda: peers.ajv(bench.huge.forms).wall)


def again(bench: Bench) -> list[Figures]:
    found = []
    for _ in range(bench.options.runs):
        bench.huge.forget()
        first = bench.huge.validate(kept=True).wall
        for number in range(10):
            bench.huge.edit(number)
        found.append((bench.huge.validate(kept=True).wall, first))
    return found


def workers(bench: Bench) -> list[Figures]:
    return bench.in_turn(lambda: bench.large.build(2).wall, lambda: bench.large.build(1).wall)


def same(bench: Bench) -> list[Figures]:
    other = bench.large.folder / "other"
    bench.large.build(2)
    bench.large.build(1, out=other)
    return [(bench.large.files_that_differ(other), None)]

"""Where the seconds of a command go, by stage."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

Stage = Callable[[str], AbstractContextManager[Any]]
"""Counts what a block takes towards a stage of that name."""


class Timings:
    """A stop watch that is read at the end. The CPU time of the program until then is a stage too."""

    def __init__(self) -> None:
        before = time.process_time()
        self._began = time.perf_counter() - before
        self._stages: list[tuple[int, str, float]] = [(0, "starting", before)]
        self._depth = 0

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what the block takes towards the stage, even if it fails. A stage may hold others."""
        place, began = len(self._stages), time.perf_counter()
        self._stages.append((self._depth, name, 0.0))
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            self._stages[place] = (self._depth, name, time.perf_counter() - began)

    @property
    def seconds(self) -> float:
        """Since the program began, but for what it waited until the watch was made."""
        return time.perf_counter() - self._began

    def table(self) -> str:
        """A line for each stage and one for all, in seconds; what is set in is part of the line above it."""
        rows = [*self._stages, (0, "all", self.seconds)]
        return "\n".join(f"{seconds:9.2f} s  {'  ' * depth}{name}" for depth, name, seconds in rows)

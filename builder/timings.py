"""Where the seconds of a command go, by stage."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Timings:
    """A stop watch that is read at the end."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._stages: list[tuple[str, float]] = []

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what the block takes towards the stage, even if it fails."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self._stages.append((name, time.perf_counter() - began))

    @property
    def seconds(self) -> float:
        """Since the watch was made."""
        return time.perf_counter() - self._began

    def table(self) -> str:
        """A line for each stage and one for all, in seconds."""
        rows = [*self._stages, ("all", self.seconds)]
        return "\n".join(f"{seconds:9.2f} s  {name}" for name, seconds in rows)

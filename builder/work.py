"""What a caller of a build hands over to the plugin that MkDocs calls: what was made already, and how the rest is done."""

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from typing import Any, NamedTuple

from builder.again import Past
from builder.pipeline import Build
from builder.timings import Stage

Watch = Callable[..., Iterable[Any]]
"""Hands the pages on one by one, so that somebody can count them; is told what is done with them."""


def unwatched(items: Iterable[Any], _label: str = "") -> Iterable[Any]:
    """Nobody counts."""
    return items


class Work(NamedTuple):
    """What the caller of a build has read and told of already, and how pages are written."""

    made: Build
    past: Past | None = None
    workers: int | None = None
    """How many processes write pages; None for as many as the machine and the work ask for."""
    watch: Watch = unwatched
    stage: Stage = nullcontext
    """Told what is being done, so that somebody can time it."""

"""The time for ten times as many questionnaires is ten times as long, not more."""

import math
import time
from collections.abc import Callable

import corpus
import pytest

from builder.inspection import inspect
from builder.pipeline import build
from builder.project import Project

SIZES = (10, 100, 1_000)
STEEPEST = 1.15


def slope(points: list[tuple[int, float]]) -> float:
    """Of the straight line through the points on paper with logarithms on both sides."""
    xs, ys = [math.log(size) for size, _ in points], [math.log(seconds) for _, seconds in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Project]:
    folder = tmp_path_factory.mktemp("growth")
    for size in SIZES:
        corpus.write(size, folder / str(size))
    return {size: Project(folder / str(size)) for size in SIZES}


@pytest.mark.long
@pytest.mark.parametrize("work", [inspect, build], ids=["validate", "render"])
def test_linear(work: Callable[[Project], object], projects: dict[int, Project]) -> None:
    work(projects[10])  # loads what is loaded once
    points = []
    for size, project in projects.items():
        tries = []
        for _ in range(5 if size < 1_000 else 1):
            began = time.process_time()
            work(project)
            tries.append(time.process_time() - began)
        points.append((size, min(tries)))
    print(points, f"slope {slope(points):.2f}")
    assert slope(points) <= STEEPEST

"""What becomes of measured figures: rows with goals, on the terminal, as JSON and as Markdown."""

import json
import statistics
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from measure import FailedError, machine

Figures = tuple[float, float | None]
"""Ours and the other's, in the same unit."""
HEAD = ("what", "beside", "ours", "other", "ratio", "goal", "", "runs")


class Goal(NamedTuple):
    """A limit for our figure over the other's, the other's over ours, or ours alone."""

    of: str
    most: float | None = None
    least: float | None = None

    def said(self, unit: str) -> str:
        """The goal as people read it; `unit` is that of our figure."""
        word = {"ratio": "", "times faster": " times faster", "ours": f" {unit}"}[self.of]
        return f"{self.most:g}{word} or less" if self.most is not None else f"{self.least:g}{word} or more"

    def kept(self, ours: float, ratio: float | None) -> bool:
        """Whether our figure, or the ratio, is within it."""
        figure = ours if self.of == "ours" else ratio
        assert figure is not None
        return (self.most is None or figure <= self.most) and (self.least is None or figure >= self.least)


class Row(NamedTuple):
    """One row; `measure` gives the figures of some runs, in which ours and the peer's take turns."""

    name: str
    what: str
    beside: str
    unit: str
    goals: tuple[Goal, ...]
    measure: Callable[[Any], list[Figures]]
    peer: str = ""
    """What must be installed."""


def parsed(parser: ArgumentParser) -> Namespace:
    """The options of a table, beside those that the parser has already."""
    parser.formatter_class = RawDescriptionHelpFormatter
    parser.add_argument("--only", help="names of rows, as the JSON has them, with commas")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--markdown", type=Path)
    return parser.parse_args()


def chosen(rows: Sequence[Row], options: Namespace, parser: ArgumentParser) -> list[Row]:
    """The rows that were asked for, or all."""
    wanted = set(options.only.split(",")) if options.only else {row.name for row in rows}
    if unknown := wanted - {row.name for row in rows}:
        parser.error(f"no row is called {', '.join(sorted(unknown))}; there are {', '.join(row.name for row in rows)}")
    return [row for row in rows if row.name in wanted]


def tell(rows: Iterable[Row], bench: Any, peers: dict[str, str], options: Namespace) -> bool:
    """Print row by row, since all of them take minutes, and write after each what was asked for: a failure spoils its row.

    Gives whether all could be measured that is installed.
    """
    print(about(peers))
    table: list[dict[str, Any]] = []
    for row in rows:
        table.append(measured(row, bench, peers))
        print(" | ".join(cells(table[-1])), flush=True)
        if options.json:
            found = {"machine": machine(), "peers": peers, "rows": table}
            options.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
        if options.markdown:
            options.markdown.write_text(markdown(table, peers), encoding="utf-8")
    return not any(row["failed"] for row in table)


def measured(row: Row, bench: Any, installed: dict[str, str]) -> dict[str, Any]:
    """A row with its figures, or with what is missing."""
    found: dict[str, Any] = {"name": row.name, "what": row.what, "beside": row.beside, "unit": row.unit}
    found |= {
        "goal": ", ".join(goal.said(row.unit) for goal in row.goals),
        "runs": 0,
        "failed": False,
        "ours": None,
        "other": None,
        "ratio": None,
    }
    if row.peer and not installed[row.peer]:
        return found | {"said": f"{row.peer} is not installed"}
    try:
        pairs = row.measure(bench)
    except FailedError as error:
        return found | {"said": str(error).replace("|", "/"), "failed": True}
    others = [other for _, other in pairs if other is not None]
    figures = {"ours": statistics.median(ours for ours, _ in pairs), "other": statistics.median(others) if others else None}
    upside_down = any(goal.of == "times faster" for goal in row.goals)
    ratios = [other / ours if upside_down else ours / other for ours, other in pairs if other is not None]
    figures["ratio"] = statistics.median(ratios) if ratios else None
    kept = all(goal.kept(figures["ours"], figures["ratio"]) for goal in row.goals)
    return found | figures | {"runs": len(pairs), "said": ("reached" if kept else "missed") if row.goals else ""}


def cells(row: dict[str, Any]) -> list[str]:
    """A row as people read it."""
    shown = [f"{row[name]:.3g} {row['unit']}" if row[name] is not None else "" for name in ("ours", "other")]
    ratio = f"{row['ratio']:.3g}" if row["ratio"] is not None else ""
    return [row["what"], row["beside"], *shown, ratio, row["goal"], row["said"], str(row["runs"])]


def about(peers: dict[str, str]) -> str:
    """The machine and the versions, on one line."""
    here = machine()
    parts = [f"{here['date']}: {here['processor']}", f"{here['cores']} cores", here["memory"], here["system"]]
    parts += [f"Python {here['python']}", *(f"{name} {version or 'missing'}" for name, version in peers.items())]
    return ", ".join(map(str, parts))


def markdown(table: Iterable[dict[str, Any]], peers: dict[str, str]) -> str:
    """The table for the README."""
    lines = [HEAD, tuple("---" for _ in HEAD), *map(cells, table)]
    return "\n".join([*(f"| {' | '.join(line)} |" for line in lines), "", about(peers), ""])

#!/usr/bin/env python3
"""Measure this project beside its peers on generated projects, and print each figure with its goal.

    python tests/bench/table.py [--only hugo,serve] [--runs 3] [--small 1000] [--large 4000] [--huge 10000]
                                [--json FILE] [--markdown FILE]

The peers of the build get ready pages, as `roleclarity pages` writes them: they read and check no YAML, so the comparison
favours them. Peers are looked for on the path and beside this interpreter; rows of those that are not there say so. Process
start is part of every figure. With several runs, ours and the peer take turns, and figures and ratios are medians. The ratio
is our figure over the other's, and for the validators the other's over ours. Cores that others use meanwhile spoil it.
"""

import argparse
import json
import signal
import statistics
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the generator and the preview, which tests use too

from measure import machine
from peers import VERSIONS
from rows import Bench, Row, rows

HEAD = ("what", "beside", "ours", "other", "ratio", "goal", "", "runs")


def measured(row: Row, bench: Bench, installed: dict[str, str]) -> dict[str, Any]:
    """A row with its figures, or with what is missing."""
    found: dict[str, Any] = {"name": row.name, "what": row.what, "beside": row.beside, "unit": row.unit}
    found |= {"goal": ", ".join(goal.said(row.unit) for goal in row.goals), "runs": 0, "ours": None, "other": None, "ratio": None}
    if row.peer and not installed[row.peer]:
        return found | {"said": f"{row.peer} is not installed"}
    pairs = row.measure(bench)
    others = [other for _, other in pairs if other is not None]
    figures = {"ours": statistics.median(ours for ours, _ in pairs), "other": statistics.median(others) if others else None}
    upside_down = row.goals[0].of == "times faster"
    ratios = [other / ours if upside_down else ours / other for ours, other in pairs if other is not None]
    figures["ratio"] = statistics.median(ratios) if ratios else None
    kept = all(_holds(goal.most, goal.least, figures["ours"] if goal.of == "ours" else figures["ratio"]) for goal in row.goals)
    return found | figures | {"runs": len(pairs), "said": "reached" if kept else "missed"}


def _holds(most: float | None, least: float | None, figure: float) -> bool:
    return (most is None or figure <= most) and (least is None or figure >= least)


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


def main() -> None:
    """Print row by row, since all of them take minutes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, count in (("small", 1000), ("large", 4000), ("huge", 10_000), ("peer-files", 200), ("runs", 1)):
        parser.add_argument(f"--{name}", type=int, default=count)
    parser.add_argument("--only", help="names of rows, as the JSON has them, with commas")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--markdown", type=Path)
    options = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell lets what runs behind ignore it, and so a preview would
    chosen = rows(options)
    wanted = set(options.only.split(",")) if options.only else {row.name for row in chosen}
    if unknown := wanted - {row.name for row in chosen}:
        parser.error(f"no row is called {', '.join(sorted(unknown))}; there are {', '.join(row.name for row in chosen)}")
    peers = {name: version() for name, version in VERSIONS.items()}
    print(about(peers))
    table = []
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(options, Path(folder))
        for row in chosen:
            if row.name in wanted:
                table.append(measured(row, bench, peers))
                print(" | ".join(cells(table[-1])), flush=True)
    if options.json:
        found = {"machine": machine(), "peers": peers, "rows": table}
        options.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    if options.markdown:
        options.markdown.write_text(markdown(table, peers), encoding="utf-8")


if __name__ == "__main__":
    main()

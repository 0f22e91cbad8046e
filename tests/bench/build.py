#!/usr/bin/env python3
"""Build generated sites beside Hugo, mkdocs-material and a plain copy, and print the ratios beside their goals.

    python tests/bench/build.py [--small 1000] [--large 4000] [--huge 10000] [--peers stock,hugo] [--json FILE]

The peers build ready pages, as `roleclarity pages` writes them: they read and check no YAML, so the comparison favours them.
`stock` needs mkdocs-material beside this interpreter, `hugo` a `hugo` on the path or beside it. Each figure is of one run,
process start included; CPU and wall seconds, and the memory of the largest process. `--huge 0` leaves the largest site out.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))
from corpus import write  # noqa: E402 - the generator beside this folder

OURS = [sys.executable, "-m", "builder"]
STOCK = """site_name: T
site_url: https://example.org/
plugins: [search]
markdown_extensions: [attr_list, md_in_html, admonition]
theme: {name: material, font: false, features: [navigation.prune, navigation.indexes]}
"""
HUGO = 'baseURL="https://example.org/"\ntitle="T"\ndisableKinds=["taxonomy","RSS"]\n[markup.goldmark.renderer]\nunsafe=true\n'
LAYOUT = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body><nav><ul>'
    '{{ range site.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></nav>'
    "<main>{{ .Content }}</main></body></html>"
)


class Run(NamedTuple):
    """What one command took: seconds, seconds, megabytes."""

    wall: float
    cpu: float
    peak: float


def run(*command: object, cache: str = "") -> Run:
    """A command that must succeed, and what it took."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "ROLECLARITY_CACHE": cache}
    start = time.perf_counter()
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(map(str, command))} ended with {os.waitstatus_to_exitcode(status)}")
    return Run(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


class Site:
    """A generated project of some size, its ready pages, and ways to build both."""

    def __init__(self, count: int, folder: Path) -> None:
        self.folder = folder / str(count)
        self.project, self.pages, self.out = (self.folder / name for name in ("project", "pages", "out"))
        write(count, self.project)
        run(*OURS, "pages", self.pages, "--project", self.project)

    def ours(self, workers: int = 1, cache: str = "") -> Run:
        """Build with this project."""
        return run(*OURS, "build", "--project", self.project, "--site-dir", self.out, "--workers", workers, cache=cache)

    def stock(self) -> Run:
        """Build the ready pages with mkdocs-material at its best."""
        config = self.folder / "stock.yml"
        config.write_text(f"{STOCK}docs_dir: {self.pages}\nsite_dir: {self.folder / 'stock'}\n", encoding="utf-8")
        return run(sys.executable, "-m", "mkdocs", "-q", "build", "-f", config)

    def hugo(self) -> Run:
        """Build the ready pages with Hugo and a navigation of sections only."""
        home = self.folder / "hugo"
        shutil.copytree(self.pages, home / "content")
        for index in list((home / "content").rglob("index.md")):
            index.rename(index.with_name("_index.md"))
        (home / "layouts/_default").mkdir(parents=True)
        for name in ("single", "list"):
            (home / f"layouts/_default/{name}.html").write_text(LAYOUT, encoding="utf-8")
        (home / "hugo.toml").write_text(HUGO, encoding="utf-8")
        binary = shutil.which("hugo", path=str(Path(sys.executable).parent)) or "hugo"
        return run(binary, "-s", home, "-d", self.folder / "hugo-out", "--quiet")

    def copy(self) -> Run:
        """Copy the finished site: the physical limit."""
        shutil.rmtree(self.folder / "copy", ignore_errors=True)
        return run("cp", "-r", self.out, self.folder / "copy")

    def bytes_a_page(self) -> float:
        """Of the finished site."""
        files = [file for file in self.out.rglob("*") if file.is_file()]
        return sum(file.stat().st_size for file in files) / len([file for file in files if file.suffix == ".html"])


def rows(options: argparse.Namespace, folder: Path) -> list[tuple[str, float, float]]:
    """What is compared, the ratio, and the goal."""
    peers = options.peers.split(",")
    small, large = Site(options.small, folder), Site(options.large, folder)
    first = small.ours()
    found = []
    if "stock" in peers:
        found.append((f"CPU / stock Material, {options.small}", first.cpu / small.stock().cpu, 0.12))
    alone, together = large.ours(), large.ours(workers=2)
    if "hugo" in peers:
        hugo = large.hugo()
        found.append((f"wall, 2 workers / Hugo, {options.large}", together.wall / hugo.wall, 0.7))
        found.append((f"peak memory / Hugo, {options.large}", together.peak / hugo.peak, 0.3))
    found.append((f"wall, 2 workers / copy of the site, {options.large}", together.wall / large.copy().wall, 4))
    found.append((f"wall, 2 workers / 1 worker, {options.large}", together.wall / alone.wall, 0.65))
    if options.huge:
        huge = Site(options.huge, folder)
        made, times = huge.ours(), options.huge / options.small
        found.append((f"CPU, {options.huge} / {options.small} pages, for ten times", made.cpu / first.cpu / times * 10, 10.5))
        found.append((f"bytes a page, {options.huge} / {options.small}", huge.bytes_a_page() / small.bytes_a_page(), 1.05))
    cache = str(folder / "cache")
    found.append((f"validate again, 10 of {options.large} changed", again(large, cache), 0.05))
    return found


def again(site: Site, cache: str) -> float:
    """A second validation after ten edits, over the first."""
    check: Callable[[], Run] = lambda: run(*OURS, "validate", "--project", site.project, "--workers", 1, cache=cache)  # noqa: E731
    first = check()
    for file in sorted((site.project / "content/questionnaires").glob("*.yml"))[:10]:
        file.write_text(file.read_text(encoding="utf-8").replace("title: ", "title: New ", 1), encoding="utf-8")
    return check().wall / first.wall


def main() -> None:
    """Print the table, and write it as JSON if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, count in (("small", 1000), ("large", 4000), ("huge", 10_000)):
        parser.add_argument(f"--{name}", type=int, default=count)
    parser.add_argument("--peers", default="stock,hugo")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = rows(options, Path(folder))
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name, ratio, goal in found:
        print(f"{ratio:8.3f}  goal {goal:6.2f}  {'reached' if ratio <= goal else 'missed '}  {name}")
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""The programs that we are measured beside: where they are, which version, and how each is run at its best."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from measure import BESIDE, Run, run

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
SCHEMA = SCHEMAS / "questionnaire.schema.json"
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


def program(name: str) -> str | None:
    """Where a program is: on the path, or beside this interpreter."""
    return shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), str(BESIDE)]))


def _package(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _hugo() -> str:
    place = program("hugo")
    said = subprocess.run([place, "version"], capture_output=True, text=True, check=True).stdout if place else ""
    return found.group(1) if (found := re.search(r"\bv(\d[\d.]*)", said)) else ""


def _ajv() -> str:
    place = program("ajv")
    return str(json.loads((Path(place).resolve().parents[1] / "package.json").read_text())["version"]) if place else ""


VERSIONS: dict[str, Callable[[], str]] = {
    "mkdocs-material": lambda: _package("mkdocs-material"),
    "hugo": _hugo,
    "check-jsonschema": lambda: _package("check-jsonschema"),
    "ajv-cli": _ajv,
}
"""What gives a peer's version; nothing if it is not installed."""


def stock(pages: Path, folder: Path) -> Run:
    """Build ready pages with mkdocs-material at its best."""
    config = folder / "stock.yml"
    config.write_text(f"{STOCK}docs_dir: {pages}\nsite_dir: {folder / 'stock'}\n", encoding="utf-8")
    shutil.rmtree(folder / "stock", ignore_errors=True)
    return run(sys.executable, "-m", "mkdocs", "-q", "build", "-f", config)


def hugo(pages: Path, folder: Path, *, memory: bool = False) -> Run:
    """Build ready pages with Hugo and a navigation of sections only."""
    home = folder / "hugo"
    if not home.exists():
        shutil.copytree(pages, home / "content")
        shutil.rmtree(home / "content" / "away", ignore_errors=True)  # a page as it is, which newer ones refuse among content
        for index in list((home / "content").rglob("index.md")):
            index.rename(index.with_name("_index.md"))
        (home / "layouts/_default").mkdir(parents=True)
        for name in ("single", "list"):
            (home / f"layouts/_default/{name}.html").write_text(LAYOUT, encoding="utf-8")
        (home / "hugo.toml").write_text(HUGO, encoding="utf-8")
    shutil.rmtree(folder / "hugo-out", ignore_errors=True)
    return run(program("hugo"), "-s", home, "-d", folder / "hugo-out", "--quiet", memory=memory)


def check_jsonschema(files: Sequence[Path]) -> Run:
    """Validate questionnaires with check-jsonschema."""
    return run(sys.executable, "-m", "check_jsonschema", "--schemafile", SCHEMA, "--base-uri", SCHEMA.as_uri(), *files)


def ajv(folder: Path) -> Run:
    """Validate all questionnaires of a folder with ajv-cli, which reads YAML by js-yaml."""
    schemas = ["--spec=draft2020", "--strict=false", "-s", SCHEMA, "-r", SCHEMAS / "common.schema.json"]
    return run(program("ajv"), "validate", *schemas, "-d", folder / "*.yml")

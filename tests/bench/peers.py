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
LAYOUTS = {
    "_default/baseof.html": '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" '
    'content="width=device-width"><title>{{ .Title }}</title></head><body><header><a href="/">{{ site.Title }}</a></header>'
    '<nav>{{ partial "nav.html" . }}</nav><aside>{{ .TableOfContents }}</aside><main>{{ block "main" . }}{{ end }}</main>'
    "</body></html>",
    "_default/single.html": '{{ define "main" }}<article>{{ .Content }}</article>'
    '{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}'
    '{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}',
    "_default/list.html": '{{ define "main" }}<article>{{ .Content }}</article>{{ end }}',
    "partials/nav.html": "{{- $current := . -}}{{- $around := .CurrentSection -}}<ul>{{ range site.Sections }}"
    '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ if eq . $around }}<ul>{{ range .RegularPages }}'
    '<li{{ if eq . $current }} class="active"{{ end }}><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>'
    "{{ end }}</ul>{{ end }}</li>{{ end }}</ul>",
}
"""What Material does at least: the sections and the pages of one's own, what is on the page, and the page before and after."""


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
    """Build ready pages with Hugo and a pruned navigation."""
    home = folder / "hugo"
    if not home.exists():
        shutil.copytree(pages, home / "content")
        shutil.rmtree(home / "content" / "away", ignore_errors=True)  # a page as it is, which newer ones refuse among content
        for index in list((home / "content").rglob("index.md")):
            index.rename(index.with_name("_index.md"))
        for name, layout in LAYOUTS.items():
            (home / "layouts" / name).parent.mkdir(parents=True, exist_ok=True)
            (home / "layouts" / name).write_text(layout, encoding="utf-8")
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

"""SurveyJS from the npm registry, and a page of it as its own guide for plain HTML says."""

import json
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path
from typing import Any

LOADED = {"survey-core": ("survey-core.fontless.min.css", "survey.core.min.js"), "survey-js-ui": ("survey-js-ui.min.js",)}
"""What the page loads. The other stylesheet asks Google for a font, which would keep the page waiting."""
HTML = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="survey-core.fontless.min.css">
<script src="survey.core.min.js"></script>
<script src="survey-js-ui.min.js"></script>
</head>
<body>
<div id="survey"></div>
<script>
const place = document.getElementById("survey");
new Survey.Model({model}).render(place);
place.dataset.ready = "";
</script>
</body>
</html>
"""


def installed(folder: Path) -> dict[str, str]:
    """The version of each package in this folder, where npm puts it if it is not there; empty without npm."""
    if not (folder / "node_modules" / "survey-js-ui").is_dir() and shutil.which("npm"):
        folder.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--prefix", folder, "--silent", "--no-audit", "--no-fund", "--ignore-scripts", *LOADED]
        subprocess.run(command, stdout=sys.stderr, check=False, timeout=600)
    return {name: _version(folder / "node_modules" / name / "package.json") for name in LOADED}


def _version(file: Path) -> str:
    return str(json.loads(file.read_text(encoding="utf-8"))["version"]) if file.is_file() else ""


def write(folder: Path, packages: Path, model: dict[str, Any]) -> None:
    """The page with what it loads beside it."""
    folder.mkdir(parents=True)
    for package, files in LOADED.items():
        for name in files:
            shutil.copy(packages / "node_modules" / package / name, folder / name)
    page = HTML.format(title=escape(str(model["title"])), model=json.dumps(model))
    (folder / "index.html").write_text(page, encoding="utf-8")

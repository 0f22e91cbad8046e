"""Every kind of page is what the HTML Standard asks for; with `-m long` the Nu Html Checker of the W3C says so itself."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from conforming import THEMES, faults
from corpus import FIRST, edit, write
from sites import EVERY_KIND, ROOT, build_site
from tested import take_down

from builder.cli import main
from builder.preview import Draft
from builder.project import open_project

CHECKERS = {
    r"Attribute “autocomplete” is only allowed when .* class=\"md-toggle\"": "the theme's, as in conforming.py",
    r"A “link” element with a “blocking” attribute .* rel=\"expect\"": "the standard allows it for `expect`; the checker lags",
    r"(Resource|Inline script|Inline style) violates Content Security Policy": (
        "the checker reads files from a disk, which are not 'self', and takes data for code; tests/browser asks the browser"
    ),
    r"The “list” role is unnecessary": "VoiceOver takes lists without marks for no lists",
    r"The heading “h3” .* skipping 1 heading level.*rk-row": "in a template, whose copies come below a heading",
    r"Empty heading\. .* (id=\"rk-file-heading\"|data-heading)": "hidden until a script has filled it",
}
"""What the checker says that is not ours to mend, errors and warnings alike, and why."""
BAD = {
    "an id twice": ('<p id="a"></p><p id="a"></p>', "id 'a' stands 2 times"),
    "a name for nothing": ('<p aria-describedby="a b"></p><p id="a"></p>', "names 'b', which is not there"),
    "a label for no field": ('<label for="a">A</label><p id="a"></p>', "names 'a', which is not there"),
    "a heading in a list": ("<ol><h2>A</h2><li>B</ol>", "<h2> stands in <ol>"),
    "a block in a summary": ("<details><summary><p>A</p></summary></details>", "<p> stands in <summary>"),
    "no summary": ("<details><p>A</p></details>", "<details> has no summary"),
    "a legend that comes late": ("<fieldset><p>A</p><legend>B</legend></fieldset>", "is not the first in <fieldset>"),
    "a link in a button": ('<button type="button"><a href="x">A</a></button>', "stands within <button"),
    "an attribute of another element": ('<p name="a">A</p>', "has no attribute 'name'"),
    "autocomplete on a radio button": ('<input type="radio" autocomplete="off">', "knows no 'autocomplete'"),
    "a tag that is not closed": ("<div>", "expectedName': 'div'"),
    "a picture without words": ('<img src="x">', "has no 'alt'"),
}


@pytest.fixture(scope="module")
def kinds(site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every kind of page there is, by a name: of this project, of one with every kind of question, forms as one file, long
    lists, and the page that a preview shows for a form with faults."""
    folder = tmp_path_factory.mktemp("kinds")
    build_site(EVERY_KIND, folder / "every")
    for project, name in ((ROOT, "ours-alone"), (EVERY_KIND, "every-alone")):
        made = CliRunner().invoke(main, ["build", "--project", str(project), "--single-file", str(folder / name)])
        assert made.exit_code == 0, made.output
    write(120, folder / "long")
    edit(folder / "long", "version: ", "verzion: ")
    (folder / "draft").mkdir()
    draft = Draft(open_project(folder / "long"), folder / "draft", "http://127.0.0.1:8000/")
    draft.make_whole()
    long = (draft.site / f"questionnaires/{name}/index.html" for name in (".", "list/2", Path(FIRST).stem))
    whole = (page for name in ("every", "ours-alone", "every-alone") for page in (folder / name).rglob("*.html"))
    return {os.path.relpath(page, folder.parent): page for page in (*site.rglob("*.html"), *whole, *long)}


def without(known: dict[str, str], said: list[str]) -> list[str]:
    """Each known fault must still be there, or its line is dead."""
    for pattern in known:
        assert any(re.match(pattern, line) for line in said), f"nothing says any more: {pattern}"
    return [line for line in said if not any(re.match(pattern, line) for pattern in known)]


def test_no_fault_is_ours(kinds: dict[str, Path]) -> None:
    said = [(name, fault) for name, page in kinds.items() for fault in faults(page.read_bytes())]
    ours = without(THEMES, [fault for _, fault in said])
    assert not [line for line in said if line[1] in ours]


@pytest.mark.parametrize("name", BAD)
def test_what_would_be_noticed(name: str) -> None:
    body, fault = BAD[name]
    page = '<!doctype html><html lang="en"><head><title>T</title></head><body>{}</body></html>'
    assert not faults(page.format("<p>Words</p>"))
    assert any(fault in line for line in faults(page.format(body))), faults(page.format(body))


@pytest.mark.long
def test_the_checker_of_the_w3c_finds_no_fault_of_ours(kinds: dict[str, Path]) -> None:
    java, jar = shutil.which("java"), os.environ.get("VNU", "")
    assert java, "this test needs Java (Debian: default-jre-headless)"
    assert Path(jar).is_file(), "this test needs the Nu Html Checker: `npm install vnu-jar`, then name its vnu.jar in VNU"
    command = [java, "-jar", jar, "--format", "json", "--exit-zero-always", *map(str, kinds.values())]
    done = subprocess.run(command, text=True, capture_output=True, timeout=600, check=True)
    told = json.loads(done.stderr)
    messages = told["messages"]
    said = [f"{one['message']} {' '.join(one.get('extract', '').split())} {one.get('url', '')}" for one in messages]
    print(f"{len(kinds)} pages, {len(said)} messages")
    errors = {one["message"] for one in messages if one["type"] == "error"}
    ours = without(CHECKERS, said)
    take_down("html", version=told["version"].split()[0], pages=len(kinds), ours=len(ours), others=len(errors))
    assert ours == []

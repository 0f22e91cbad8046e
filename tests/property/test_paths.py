"""Hostile names, ids, links and pictures: refused with a diagnostic, or harmless. Nothing is read or written elsewhere."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from sites import ROOT, every_kind_in, tree
from slots import judge

from builder.cli import main

REFUSED, HARMLESS = "refused", "harmless"
SECRET = "zebra-secret"
# Files that a stranger's folder may bring: `place in content: bytes, or where a link leads`.
FILES: dict[str, tuple[str, dict[str, bytes | Path]]] = {
    "device": (REFUSED, {"con.md": b"# A\n"}),
    "device with endings": (REFUSED, {"nul.tar.md": b"# A\n"}),
    "device as a folder": (REFUSED, {"AUX/a.md": b"# A\n"}),
    "device as a picture": (REFUSED, {"com1.png": b""}),
    "device as a form": (REFUSED, {"questionnaires/lpt1.yml": b"id: lpt1\n"}),
    "line break": (REFUSED, {"a\nb.md": b"# A\n"}),
    "escape": (REFUSED, {"\x1b[31mred.md": b"# A\n"}),
    "title of a terminal": (REFUSED, {"\x1b]0;a\x07.md": b"# A\n"}),
    "reordered": (REFUSED, {"a\u202egnp.md": b"# A\n"}),
    "invisible": (REFUSED, {"in\u200bdex.md": b"# A\n"}),
    "long": (REFUSED, {"x" * 240 + ".md": b"# A\n"}),
    "long with accents": (REFUSED, {"\u00e9" * 120 + ".md": b"# A\n"}),
    "colon": (REFUSED, {"a:b.md": b"# A\n"}),
    "backslash": (REFUSED, {"a\\..\\a.md": b"# A\n"}),
    "markup": (REFUSED, {"<img src=x onerror=ran(1)>.md": b"# A\n"}),
    "markup as a picture": (REFUSED, {'" onerror="ran(1).png': b""}),
    "blank at the end": (REFUSED, {"a .md": b"# A\n", "b /a.md": b"# A\n"}),
    "point at the end": (REFUSED, {"folder./a.md": b"# A\n"}),
    "capitals": (REFUSED, {"guide.md": b"# A\n", "Guide.md": b"# A\n"}),
    "capitals of a picture": (REFUSED, {"a.png": b"", "A.png": b""}),
    "two ways to write an accent": (REFUSED, {"caf\u00e9.md": b"# A\n", "cafe\u0301.md": b"# A\n"}),
    "page and folder": (REFUSED, {"a.md": b"# A\n", "a/index.md": b"# A\n"}),
    "two home pages": (REFUSED, {"README.md": b"# A\n"}),
    "over a form": (REFUSED, {"questionnaires/all-kinds.md": b"# A\n"}),
    "over a form as a folder": (REFUSED, {"questionnaires/all-kinds/index.md": b"# A\n"}),
    "over a form in capitals": (REFUSED, {"Questionnaires/All-Kinds.md": b"# A\n"}),
    "over a trainer's page": (REFUSED, {"modules/a-module/trainer.md": b"# A\n"}),
    "over a list": (REFUSED, {"questionnaires/index.md": b"# A\n"}),
    "over a list by another way": (REFUSED, {"questionnaires.md": b"# A\n"}),
    "over the library": (REFUSED, {"library/README.md": b"# A\n"}),
    "link to a file": (REFUSED, {"a.md": Path("/etc/passwd")}),
    "link to a picture": (REFUSED, {"a.png": Path("/etc/passwd")}),
    "link to a form": (REFUSED, {"questionnaires/a.yml": Path("/etc/passwd")}),
    "link to a folder": (REFUSED, {"a": Path("/etc")}),
    "link to the owner's settings": (REFUSED, {"a.md": Path("../mkdocs.yml")}),
    "link to itself": (REFUSED, {"a.md": Path("a.md")}),
    "loop": (REFUSED, {"a": Path("..")}),
    "link to nothing": (REFUSED, {"a.md": Path("nowhere")}),
    "link inside the content": (REFUSED, {"a.md": Path("index.md")}),
    "script": (REFUSED, {"sw.js": b"ran(1)"}),
    "style": (REFUSED, {"assets/roleclarity/roleclarity.css": b""}),
    "page": (REFUSED, {"index.html": b"<script>ran(1)</script>"}),
    "template": (REFUSED, {"overrides/main.html": b""}),
    "hook": (REFUSED, {"hooks.py": b"raise SystemExit"}),
    "settings": (REFUSED, {"mkdocs.yml": b"site_name: a\n"}),
    "bare name": (REFUSED, {"CNAME": b"x.example"}),
    "picture with a script": (REFUSED, {"a.svg": b"<svg onload='ran(1)'/>"}),
    "hidden": (HARMLESS, {".git/config": b"[core]\n", ".htaccess": b"a", ".mkdocs.yml": b"a"}),
    "names of ours": (HARMLESS, {"sw.md": b"# A\n", "404.md": b"# A\n", "assets.md": b"# A\n", "search.md": b"# A\n"}),
    "marker": (HARMLESS, {".roleclarity": b"a"}),
    "escaped point": (HARMLESS, {"%2e%2e.md": b"# A\n", "a%2fb.md": b"# A\n", "%00.md": b"# A\n"}),
    "template in a name": (HARMLESS, {"{{ 7+7 }}.md": b"# A\n", "{% raw %}.md": b"# A\n", "$(id).md": b"# A\n"}),
    "quotes": (HARMLESS, {"'.md": b"# A\n", "&amp;.md": b"# A\n", "#.md": b"# A\n", "--help.md": b"# A\n"}),
    "other alphabets": (HARMLESS, {"\u062f\u0639\u0645.md": b"# A\n", "\u65e5\u672c.md": b"# A\n", "\U0001f600.md": b"# A\n"}),
    "deep": (HARMLESS, {"a/" * 40 + "a.md": b"# A\n"}),
}
ADDRESSES = [
    "../../../../etc/passwd",
    "/etc/passwd",
    "../mkdocs.yml",
    "../secret.png",
    "../content/../secret.png",
    "..%2fsecret.png",
    "%2e%2e/secret.png",
    "..\\secret.png",
    "file:///etc/passwd",
    "//etc/passwd",
    "~/.ssh/id_rsa",
    "questionnaires/all-kinds.yml",
    "a.png/../../secret.png",
    "secret.png",
    "/proc/self/environ",
    "C:\\Windows\\win.ini",
    "?../secret.png",
    "#../secret.png",
    "\u2025/secret.png",
]
SHAPES = [
    "![a]({})",
    "[a]({})",
    "<img src='{}'>",
    "[a][b]\n[b]: {}",
    '--8<-- "{}"',
    "{{!{}!}}",
    "[a]({}#b)",
    "<a href='{}'>a</a>",
]
BASES = [
    "..",
    ".",
    "/",
    "a/b",
    "../x",
    "..\\x",
    "index",
    "con",
    "nul",
    "aux",
    "prn",
    "com1",
    "lpt9",
    "sw",
    "404",
    "assets",
    "search",
]
BASES += [
    "A",
    "a b",
    "a_b",
    "-a",
    "a-",
    "a--b",
    "1a",
    "a.b",
    "a.yml",
    ".a",
    "~",
    "%2e%2e",
    "a%2fb",
    "a?b",
    "a#b",
    "a:b",
    "a@1.0.0",
]
BASES += [
    "\u0430",
    "\u00e9",
    "e\u0301",
    "\uff41",
    "a\u200bb",
    "a\u202eb",
    "a\nb",
    "a\tb",
    "a\x7fb",
    "<b>",
    "'",
    '"',
    "`",
    "{{a}}",
    "$a",
]
BASES += ["__proto__", "constructor", "tostring", "none", "null", "trainer", "x" * 64, "x" * 65, "x" * 300, "library", "modules"]
IDS = list(
    dict.fromkeys(
        [*BASES, *(f"{base}/index" for base in BASES), *(f"../{base}" for base in BASES), *(f"{base}-" for base in BASES)]
    )
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "around" / "project"
    every_kind_in(folder)
    (folder.parent / "secret.png").write_text(SECRET, encoding="utf-8")
    (folder / "secret.png").write_text(SECRET, encoding="utf-8")
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        ways = ("not_found", "anchors", "absolute_links", "unrecognized_links")
        stream.write(f"validation: {{links: {{{', '.join(f'{way}: ignore' for way in ways)}}}}}\n")
    return folder


def put(project: Path, files: dict[str, bytes | Path]) -> None:
    for name, data in files.items():
        file = project / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(data, Path):
            file.symlink_to(data)
        else:
            file.write_bytes(data)


def watched(project: Path, report: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """The command under watch: it reads the project, the package and the interpreter, and writes its output only."""
    site = project.parent / "site"
    command = [sys.executable, str(Path(__file__).with_name("opened.py")), str(report), *map(str, words)]
    plain = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}  # what Python keeps of our own code is none of the command's writing
    done = subprocess.run(command, text=True, capture_output=True, timeout=300, check=False, env=plain)
    assert "Traceback" not in done.stderr, done.stderr
    own = [
        project,
        site,
        ROOT / "builder",
        ROOT / "schemas",
        ROOT / "content",
        Path(sys.prefix).resolve(),
        Path(sys.base_prefix).resolve(),
        Path("/dev/null"),
    ]
    for event, path, writes in map(json.loads, report.read_text(encoding="utf-8").splitlines()):
        place = Path(path)
        inside = place.relative_to(site.parent).parts if place.is_relative_to(site.parent) else ("",)
        written = bool(inside) and (inside[0] == "site" or inside[0].startswith(".site.new-"))
        if writes:
            # The folder above the output is asked for and is there.
            assert not inside or written, (event, path)
        else:  # what was written is read again for the list of what browsers keep
            assert written or any(place.resolve().is_relative_to(folder) for folder in own) or _of_the_system(place), (
                event,
                path,
            )
    return done


def _of_the_system(place: Path) -> bool:
    return str(place) in {"/etc/mime.types", "/etc/localtime"} or place.is_relative_to("/usr/share/zoneinfo")


@pytest.mark.parametrize("name", [name for name, (verdict, _) in FILES.items() if verdict == REFUSED])
def test_refused(name: str, project: Path) -> None:
    put(project, FILES[name][1])
    before = tree(project.parent)
    result = CliRunner().invoke(main, ["build", "--project", str(project), "--site-dir", str(project.parent / "site")])
    assert result.exit_code in {1, 2}, result.output
    assert "content/" in result.stderr
    assert isinstance(result.exception, SystemExit)
    assert not {sign for sign in result.stderr if ord(sign) < 32} - {"\n"}
    assert tree(project.parent) == before


def test_refused_without_reading_elsewhere(project: Path, tmp_path: Path) -> None:
    """All links and all names at once, by each command that reads content."""
    for number, (verdict, files) in enumerate(FILES.values()):
        if verdict == REFUSED:
            put(project, {f"{number}/{name}": data for name, data in files.items()})
    for words in (["validate"], ["build", "--site-dir", project.parent / "site"], ["pages", project.parent / "site"]):
        assert watched(project, tmp_path / "report", *words, "--project", project).returncode in {1, 2}
    assert not (project.parent / "site").exists()


def test_harmless(project: Path, tmp_path: Path) -> None:
    """Strange names and addresses are published as what they are: names and addresses."""
    for verdict, files in FILES.values():
        if verdict == HARMLESS:
            put(project, files)
    lines = [shape.format(address) for shape in SHAPES for address in ADDRESSES]
    page = "# Addresses\n\n" + "\n\n".join(line.replace("\n\n", " ") for line in lines)
    put(project, {"addresses.md": page.encode(), "a.png": b"picture"})
    left = page.split("\n")
    while refused := {line for path, line in faults(project) if path == "content/addresses.md"}:
        left = [line for number, line in enumerate(left, 1) if number not in refused]
        put(project, {"addresses.md": "\n".join(left).encode()})
    assert len([line for line in left if line]) > len(SHAPES)
    before = tree(project.parent)
    done = watched(project, tmp_path / "report", "build", "--project", project, "--site-dir", project.parent / "site")
    assert done.returncode == 0, done.stderr
    after = tree(project.parent)
    assert {name: data for name, data in after.items() if not name.startswith("site/")} == before
    made = {name: data for name, data in after.items() if name.startswith("site/")}
    assert not [name for name, data in made.items() if SECRET.encode() in data or b"root:x:0" in data]
    assert not [name for name in made if name.endswith((".yml", ".md")) or "/.git/" in name or ".htaccess" in name]


@pytest.mark.parametrize("kind", ["questionnaire", "module"])
def test_ids(kind: str, project: Path) -> None:
    """An id that is no plain name is refused where it stands; a plain one is not."""
    own = {"questionnaire": "all-kinds", "module": "a-module"}[kind]
    text = (project / f"content/{kind}s/{own}.yml").read_text(encoding="utf-8")
    files = {}
    for number, name in enumerate(IDS):
        fits = "/" not in name and not name.startswith(".") and len(os.fsencode(name)) < 250
        files[name] = f"content/{kind}s/{name if fits else number}.yml"
        (project / files[name]).write_text(text.replace(f"id: {own}\n", f"id: {json.dumps(name)}\n", 1), encoding="utf-8")
    refused = faults(project)
    plain = {name for name in IDS if judge("common#/$defs/document_id")(name)} - {
        "index",
        "con",
        "nul",
        "aux",
        "prn",
        "com1",
        "lpt9",
    }
    assert {name for name in IDS if files[name] not in {path for path, _ in refused}} == plain


def faults(project: Path) -> set[tuple[str, int]]:
    """The places of all errors."""
    result = CliRunner().invoke(main, ["validate", "--project", str(project), "--format", "json"])
    return {(fault["path"], fault["line"]) for fault in json.loads(result.stdout) if fault["severity"] == "error"}


@pytest.mark.parametrize("name", BASES)
def test_new_writes_into_its_folder_only(name: str, project: Path) -> None:
    """And only what the next check takes."""
    before = tree(project.parent)
    result = CliRunner().invoke(main, ["new", "questionnaire", "--project", str(project), "--", name])
    added = {path for path in set(tree(project.parent)) - set(before) if not path.startswith("project/schemas/")}
    assert result.exit_code in {0, 2}, result.output
    assert added == ({f"project/content/questionnaires/{name}.yml"} if result.exit_code == 0 else set())
    assert CliRunner().invoke(main, ["validate", "--project", str(project)]).exit_code == 0

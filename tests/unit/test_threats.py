"""The page about threats names a test for each control, and each of these tests exists.

Beyond the page stand the longer programmes on what people hand over (F) and on what a browser does with answers (B). The
docstring of a test, or of a file of tests, begins with the ids of those that it proves and a colon.
"""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "content/guides/security.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (T\d+)\. .*$", PAGE, re.MULTILINE)
PROGRAMMES = {
    "F7": "the page reads files as the command does",
    "F8": "what is locked is opened by its passphrase alone, and by nothing that was changed",
    "F11": "what goes out steers no spreadsheet, no calendar and no terminal",
    "B1": "the next person sees no answer, however the page comes back",
    "B2": "no answer is readable on the disk, unless somebody chose so",
    "B3": "a form works whatever the browser lets it keep",
    "B4": "leaving is at once; titles, addresses, names of files and the history tell nothing",
    "B5": "nothing is asked for and nothing is left, whatever is pressed",
    "B6": "neighbours on the host and other files of a disk read nothing and spoil nothing in silence",
    "B7": "the copy of a site is the old one whole or the new one whole, and is never stuck",
    "B8": "kept answers outlive a dead battery",
    "B9": "a full disk loses nothing",
    "B10": "several windows lose nothing in silence and bring nothing back",
    "B11": "kept answers go on their day, by any clock",
    "B12": "storage that goes or breaks under the page is said, and keeping can begin anew",
    "B13": "any file that is picked is taken or named in words",
    "B14": "a slow device makes the key once",
    "B15": "the policy stands before all that it governs, on every page, and lets nothing in",
}
PROVES = re.compile(r"((?:[BF]\d+)(?:, [BF]\d+)*): ")
TESTS = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


def test_threats_are_counted_through() -> None:
    assert [f"T{number}" for number in range(1, len(ROWS) + 1)] == ROWS
    assert len(ROWS) >= 25


def test_every_threat_names_its_test() -> None:
    for row in re.findall(r"^\| T\d+\. .*$", PAGE, re.MULTILINE):
        assert re.search(r"`tests/[\w/]+\.py::test_\w+`", row), row


def test_every_test_exists() -> None:
    for file, name in TESTS:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, f"{file}::{name}"


def test_every_part_of_the_programmes_is_proved_by_a_test() -> None:
    named = {number for file in (ROOT / "tests").rglob("test_*.py") for number in proved(file)}
    assert named == set(PROGRAMMES)


def proved(file: Path) -> set[str]:
    """The ids with which the docstrings of a file and of its tests begin."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    tests = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    found = [PROVES.match(ast.get_docstring(node) or "") for node in (tree, *tests)]
    return {number for match in found if match for number in match[1].split(", ")}

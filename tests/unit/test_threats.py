"""The page about threats names a test for each control, and each of these tests exists."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "content/guides/security.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (T\d+)\. .*$", PAGE, re.MULTILINE)
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

"""Every branch of the core is taken by a test that runs in this very process."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORE = ("scoring", "visibility", "parse", "marks", "scalars", "syntax", "read", "json_source", "discover", "names", "local_only")
SUITES = ("tests/unit", "tests/conformance", "tests/golden", "tests/property/test_parse.py", "tests/property/test_engines.py")


@pytest.mark.long
def test_every_branch_of_the_core_is_taken(tmp_path: Path) -> None:
    settings, data, report = tmp_path / "settings", tmp_path / "data", tmp_path / "report.json"
    settings.write_text(f"[run]\nbranch = True\nsource = builder\ndata_file = {data}\n", encoding="utf-8")
    coverage = [sys.executable, "-m", "coverage"]
    for words in (["run", f"--rcfile={settings}", "-m", "pytest", *SUITES], ["json", f"--rcfile={settings}", "-o", str(report)]):
        done = subprocess.run([*coverage, *words], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    files = json.loads(report.read_bytes())["files"]
    shares = {name: files[f"builder/{name}.py"]["summary"]["percent_covered"] for name in CORE}
    print(shares)
    assert shares == dict.fromkeys(CORE, 100.0)

#!/usr/bin/env python3
"""Judge the published site by Lighthouse, as a phone and as a desktop, and print a table: `python tests/bench/lighthouse.py`.

Needs a `lighthouse` on the path (`npm install --global lighthouse`) and a Chromium, named by CHROMIUM. The site is served
compressed from this machine. Ends with 1 if a page is below its goals.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "browser")]
from browsing import CHROMIUM, FLAGS  # noqa: E402 - what the tests share, beside this folder
from looking import PLACES  # noqa: E402
from sites import build_site, served  # noqa: E402

GOALS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
PAGES = PLACES | {"not-found": "404.html"}  # by its own address: Lighthouse judges no page that answers "not found"
DEVICES = {"mobile": [], "desktop": ["--preset=desktop"]}


def report(address: str, device: str) -> dict[str, int]:
    """The scores of one page, from 0 to 100."""
    command = ["lighthouse", address, *DEVICES[device], "--quiet", "--output=json", "--output-path=stdout"]
    command += [f"--only-categories={','.join(GOALS)}", f"--chrome-flags={' '.join(['--headless', *FLAGS])}"]
    environment = {**os.environ, "CHROME_PATH": CHROMIUM}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return {name: round(100 * (found["score"] or 0)) for name, found in json.loads(done.stdout)["categories"].items()}


def main() -> None:
    """Build, serve, judge."""
    if not shutil.which("lighthouse"):
        sys.exit("There is no 'lighthouse' on the path: npm install --global lighthouse")
    low = 0
    print(f"{'page':12}{'device':9}" + "".join(f"{name:>16}" for name in GOALS))
    with tempfile.TemporaryDirectory() as folder, served(Path(folder, "site"), compressed=True) as address:
        shutil.copytree(ROOT / "content", Path(folder, "content"))
        settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8") + f"site_url: {address}/\n"
        Path(folder, "mkdocs.yml").write_text(settings, encoding="utf-8")
        build_site(Path(folder), Path(folder, "site"))
        for name, path in PAGES.items():
            for device in DEVICES:
                scores = report(f"{address}/{path}", device)
                low += any(scores[goal] < least for goal, least in GOALS.items())
                print(f"{name:12}{device:9}" + "".join(f"{scores[goal]:>16}" for goal in GOALS), flush=True)
    sys.exit(low > 0)


if __name__ == "__main__":
    main()

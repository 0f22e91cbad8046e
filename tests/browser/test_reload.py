"""A page that lies open shows an edit by itself, and a fault, under the policy that published pages have."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect
from previews import previewed
from sites import every_kind_in


@pytest.mark.parametrize("way", ["roleclarity", "mkdocs"])
def test_an_open_page_shows_an_edit(way: str, context: BrowserContext, tmp_path: Path) -> None:
    project = tmp_path / "project"
    every_kind_in(project)
    file = project / "content/questionnaires/all-kinds.yml"
    lines = file.read_text(encoding="utf-8").splitlines()
    title = next(number for number, line in enumerate(lines) if line.startswith("title: "))
    page = context.new_page()
    with previewed(project, way) as preview:
        page.goto(f"http://127.0.0.1:{preview.port}/questionnaires/all-kinds/")
        for words in ("title: A new name for it", "titel: A fault", "title: Mended"):
            lines[title] = words
            file.write_text("\n".join(lines) + "\n", encoding="utf-8")
            expect(page.locator("main")).to_contain_text(words.removeprefix("title: ").removesuffix(": A fault"))
        page.close()

"""What is on the published pages: links that lead somewhere, nothing from elsewhere, no source."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import html5lib
import pytest
from sites import ROOT, tree

from builder.catalog import Catalog
from builder.discover import discover
from builder.examine import examine_all
from builder.memory import Memory
from builder.project import Project

HOME = "https://site.example/"
FETCHED = {
    "script": "src",
    "img": "src",
    "link": "href",
    "iframe": "src",
    "source": "src",
    "audio": "src",
    "video": "src",
    "form": "action",
}
Element = object


def elements(file: Path) -> Iterator[Element]:
    return html5lib.parse(file.read_bytes(), treebuilder="etree", namespaceHTMLElements=False).iter()


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def address(site: Path, file: Path) -> str:
    place = file.relative_to(site).as_posix()
    return HOME + place.removesuffix("index.html")


@pytest.fixture(scope="module")
def parsed(site: Path) -> dict[str, list[Element]]:
    return {address(site, file): [e for e in elements(file) if isinstance(e.tag, str)] for file in pages(site)}


def test_every_link_and_anchor_leads_somewhere(site: Path, parsed: dict[str, list[Element]]) -> None:
    ids = {page: {e.get("id") for e in found} | {e.get("name") for e in found if e.tag == "a"} for page, found in parsed.items()}
    broken = []
    for page, found in parsed.items():
        for link in (value for e in found for name in ("href", "src") if (value := e.get(name)) is not None):
            target, anchor = urldefrag(urljoin(page, link))
            if not target.startswith(HOME) or link.startswith("data:"):
                continue
            place = unquote(urlsplit(target).path).lstrip("/")
            file = site / place / "index.html" if place.endswith("/") or not place else site / place
            known = ids.get(target, set())
            if not file.is_file() or (anchor and file.suffix == ".html" and unquote(anchor) not in known):
                broken.append(f"{page} -> {link}")
    assert not broken, "\n".join(broken)


def test_ids_are_used_once_on_a_page(parsed: dict[str, list[Element]]) -> None:
    for page, found in parsed.items():
        ids = [e.get("id") for e in found if e.get("id")]
        assert len(ids) == len(set(ids)), (page, {name for name in ids if ids.count(name) > 1})


def test_nothing_is_loaded_from_another_origin(parsed: dict[str, list[Element]]) -> None:
    for page, found in parsed.items():
        for element in found:
            value = element.get(FETCHED.get(element.tag, ""), "")
            if element.tag == "link" and element.get("rel") in {"canonical", "next", "prev", "alternate"}:
                continue
            assert urljoin(page, value).startswith((HOME, "data:")), (page, element.tag, value)


def test_styles_load_nothing_from_another_origin(site: Path) -> None:
    for file in site.rglob("*.css"):
        for link in re.findall(r"url\(\s*[\"']?([^\"')]+)|@import\s+[\"']([^\"']+)", file.read_text(encoding="utf-8")):
            assert not "".join(link).startswith(("http:", "https:", "//")), (file, link)


def test_every_page_carries_the_policy_before_anything_it_governs(site: Path) -> None:
    """B15: What stands before a policy is not governed by it."""
    assert (site / "404.html").is_file()
    for file in pages(site):
        text = file.read_text(encoding="utf-8")
        policy = text.find('http-equiv="Content-Security-Policy"')
        first = re.search(r"<(script|link|style|img)\b", text)
        assert 0 < policy < (first.start() if first else len(text)), file
        assert "'unsafe-inline'" not in text
        assert not re.search(r"<[^>]+\s(on[a-z]+|style)=[\"']", re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)), file


def test_no_source_is_published(site: Path) -> None:
    files = tree(site)
    assert not [name for name in files if name.endswith((".yml", ".yaml", ".md", ".py"))]


def test_every_document_has_its_page(site: Path) -> None:
    catalog = Catalog.of(parsed.document for parsed in examine_all(discover(Project(ROOT)), Memory(None)) if parsed.document)
    assert catalog.questionnaires
    assert catalog.modules
    for name in catalog.questionnaires:
        assert (site / "questionnaires" / name / "index.html").is_file()
    for name in catalog.modules:
        assert (site / "modules" / name / "index.html").is_file()
        assert (site / "modules" / name / "trainer" / "index.html").is_file()


def test_every_page_has_one_main_heading_and_headings_in_order(parsed: dict[str, list[Element]]) -> None:
    for page, found in parsed.items():
        levels = [int(e.tag[1]) for e in found if re.fullmatch("h[1-6]", e.tag)]
        assert levels.count(1) == 1, (page, levels)
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels)), (page, levels)

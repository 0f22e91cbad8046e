"""The same for a whole site: titles in the head, in the navigation and in the search index, and pages in Markdown.

Around what an author wrote, a page with hostile words has the tree of the page with plain words; inside, nothing can act.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from authors import READABLE, Documents, expected, hostile, plain, written
from sites import build_site
from slots import as_yaml, declared, judge
from trees import Tag, active, tags

from builder.checks.known import Known
from builder.checks.pages import check_page
from builder.diagnostics import has_errors
from builder.discover import Source
from builder.search import FOLDER, MANIFEST

# What an owner might switch on that lets Markdown do more. The navigation is made of the pages' own titles.
CONFIG = """site_name: Hostile
docs_dir: content
use_directory_urls: true
theme: {name: material, font: false, features: [navigation.footer, toc.follow]}
plugins: [roleclarity]
markdown_extensions: [tables, attr_list, md_in_html, def_list, footnotes, admonition, abbr, {toc: {permalink: true}}]
validation:
  nav: {omitted_files: ignore, not_found: ignore, absolute_links: ignore}
  links: {not_found: ignore, anchors: ignore, absolute_links: ignore, unrecognized_links: ignore}
"""
IN_A_PAGE = 12
WORDS = "Words"
# What our search looks for in finished pages, and what the theme's cuts out of them.
SEARCHED = "data-search-"
DESCRIPTION = Tag("meta", (("content", "*"), ("name", "description")))
"""Of a page in Markdown the first words, so one with nothing but a heading has none."""


class Guide(NamedTuple):
    """A page in Markdown: what stands in its head and in its heading, and what in its text."""

    head: dict[str, str]
    heading: str
    parts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        head = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in self.head.items())
        parts = "".join(f"\n{part}\n\n## {' '.join(part.split())}\n" for part in self.parts)
        return (f"---\n{head}---\n" if head else "") + f"# {self.heading}\n{parts}"


def guides(strings: Iterable[str], folder: Path) -> Iterator[Guide]:
    """Pages with each string in the text; some also as heading, title or description. What is refused is left out."""
    taken = list(strings)
    fields = sorted(slot.rpartition("/")[2] for slot in declared("page"))
    for start in range(0, len(taken), IN_A_PAGE):
        group = taken[start : start + IN_A_PAGE]
        yield Guide({}, WORDS, tuple(part for part in group if allowed(Guide({}, WORDS, (part,)), folder)))
        lines = [text for text in group if judge("common#/$defs/line")(text)]
        for number, line in enumerate(lines[: len(fields) + 1]):
            made = Guide({fields[number]: line}, WORDS) if number < len(fields) else Guide({}, line)
            if allowed(made, folder):
                yield made


def allowed(guide: Guide, folder: Path) -> bool:
    file = folder / "guide.md"
    file.write_text(guide.text, encoding="utf-8")
    return not has_errors(check_page(Source("guide.md", str(file), "page"), Known()))


def plainly(guide: Guide) -> Guide:
    return Guide(dict.fromkeys(guide.head, WORDS), WORDS)


def site(root: Path, data: Documents, made: list[Guide], home: str) -> Path:
    content = root / "content"
    files = {"index.md": f"---\ntemplate: home.html\n---\n# Home\n\n{home}\n\n## More\n"}
    files[data["site"]["privacy"]] = "# Privacy\n"
    files |= {f"guide-{number:04}.md": guide.text for number, guide in enumerate(made)}
    for kind, document in data.items():
        alone = "site.yml" if kind == "site" else f"library/{kind}.yml"
        files[f"{kind}s/{document['id']}.yml" if "id" in document else alone] = as_yaml(document)
    for name, text in files.items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(text, encoding="utf-8")
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return build_site(root, root / "site")


def around(found: list[Tag]) -> tuple[list[Tag], list[Tag]]:
    """What stands outside the article, and what stands in it. Addresses inside the page are made of its headings."""
    start, end = (next(place for place, tag in enumerate(found) if tag.name == name) for name in ("article", "/article"))
    outside = [inner_links_alike(tag) for tag in found[:start] + found[end:]]
    return [tag for tag in outside if tag.name.lstrip("/") != "wbr" and tag != DESCRIPTION], found[start + 1 : end]


def inner_links_alike(tag: Tag) -> Tag:
    return tag._replace(attributes=tuple((n, "#" if n == "href" and v.startswith("#") else v) for n, v in tag.attributes))


def check(turn: int, strings: Sequence[str], folder: Path) -> None:
    folder.mkdir()
    made = list(guides(strings, folder))
    home = "\n\n".join(part for part in strings if allowed(Guide({}, WORDS, (part,)), folder))
    data = written(hostile(turn, strings), every=False)
    base = site(folder / "plain", written(plain, every=False), [plainly(guide) for guide in made], "Words.")
    tried = site(folder / "hostile", data, made, home)
    files = sorted(file.relative_to(base) for file in base.rglob("*.html"))
    assert files == sorted(file.relative_to(tried) for file in tried.rglob("*.html"))
    for file in files:
        before, after = ((folder_ / file).read_text(encoding="utf-8") for folder_ in (base, tried))
        if file.parts[0].startswith("guide-") or str(file) == "index.html":
            (outside, inside), (outside_before, inside_before) = (around(tags(text)) for text in (after, before))
            assert outside == outside_before, (file, turn)
            assert list(active(inside)) == list(active(inside_before)), (file, turn)
        elif str(file) == "plan/index.html":  # it offers steps as lines, and leaves out those that are long or the same
            assert {*tags(after)} <= {*tags(before)}, (file, turn)
        else:
            assert tags(after) == expected(before, data, every=False), (file, turn)
    found = [file.relative_to(folder_ / FOLDER) for folder_ in (base, tried) for file in (folder_ / FOLDER).iterdir()]
    assert all(file.name == "index.json" or re.fullmatch(r"[0-9a-f]{12}\.json", file.name) for file in found)
    manifest = json.loads((tried / MANIFEST).read_text(encoding="utf-8"))
    chunks = [json.loads((tried / FOLDER / f"{name}.json").read_text(encoding="utf-8")) for name in manifest["records"]]
    shown = [record for chunk in chunks for record in chunk]
    nowhere = {"404.html", "away/index.html"}
    assert len({address.partition("#")[0] for address, *_ in shown}) == len(files) - len(nowhere)
    assert all(isinstance(text, str) for record in shown for text in record)
    assert (tried / "sitemap.xml").is_file()


@pytest.mark.parametrize("strings", [READABLE[::7], [text for text in READABLE if SEARCHED in text]], ids=["mixed", "search"])
def test_strings_stay_text_in_a_whole_site(strings: Sequence[str], tmp_path: Path) -> None:
    check(0, strings, tmp_path / "sites")


@pytest.mark.long
@pytest.mark.parametrize("turn", range(14))
def test_each_string_stays_text_in_a_whole_site(turn: int, tmp_path: Path) -> None:
    check(turn, READABLE[turn::14], tmp_path / "sites")

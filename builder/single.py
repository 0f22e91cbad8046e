"""A questionnaire as one file that opens from a stick or an e-mail, with the same look and the same results.

Plain, a form of 25 questions comes to 150 kB; packed it takes a third. A browser that cannot unpack it, or runs no scripts,
shows the form for paper that stands beside it. The file keeps nothing in the browser: all files opened from a disk share that.
"""

import base64
import json
import re
import zlib
from collections.abc import Iterator
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import Any

from builder.appearance import stylesheet
from builder.catalog import Catalog
from builder.directions import direction
from builder.form import form_of
from builder.link import linked
from builder.policy import TEXT_IS_NO_CODE, script_hash
from builder.project import PACKAGE, Project
from builder.render import About
from builder.scripts import modules
from builder.swap import refuse_overlap, replace_folder

ELSEWHERE = "roleclarity-elsewhere/"
"""Where links lead that leave the form; replaced by the site's address, or by plain text if it has none."""
LINK = re.compile(rf'<a href="{ELSEWHERE}([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
SECTION = re.compile(r"^(?=/\* (\d+) )", re.MULTILINE)
OTHER_PAGES = {"2", "6", "11", "12", "16", "18"}
"""Sections of our stylesheet that no form on its own needs: Material's variables, the search, lists, training, the connection,
keeping answers."""
CLASS = re.compile(r' class="rk-[^"]*"')
"""Of the site's styles the short form for paper has none."""
CSS_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
CSS_SPACE = re.compile(r"\s*([{};])\s*|(?<=[:,])\s+")


def publish_single(project: Project, catalog: Catalog, folder: Path, site_url: str) -> int:
    """Write a file for each questionnaire into the folder, whole or not at all; gives their number."""
    refuse_overlap(project, folder)
    with replace_folder(folder) as fresh:
        for name, data in single_files(catalog, site_url):
            (fresh / name).write_bytes(data)
    return len(catalog.questionnaires)


def single_files(catalog: Catalog, site_url: str = "") -> Iterator[tuple[str, bytes]]:
    """Name and content of the file of each questionnaire. `site_url` is where links to training lead; empty for nowhere."""
    colours = stylesheet(catalog.site["colours"]) if "colours" in catalog.site else ""
    code, loader, small = _code(), _loader(), _small()
    for name, questionnaire in catalog.questionnaires.items():
        about = About(f"{name}.md", questionnaire["title"], questionnaire["summary"])
        given: dict[str, Any] = {"catalog": catalog, "questionnaire": questionnaire, "form": partial(form_of, questionnaire)}
        pages = (about.page(template, root=ELSEWHERE, alone=True, **given) for template in ("single.html", "single_paper.html"))
        body, paper = (_with_links(page.body, site_url) for page in pages)
        head = _head(about.title, questionnaire["language"], _policy(small, loader, code), small)
        # In this order it takes a few bytes less: what comes first is what others repeat.
        packed = _packed({"styles": _styles() + colours, "code": code, "body": body})
        foot = f'<script type="text/plain" data-packed>{packed}</script>\n<script>{loader}</script>\n</body>\n</html>\n'
        yield f"{name}.html", f"{head}<body>\n{CLASS.sub('', paper)}{foot}".encode()


def _head(title: str, language: str, policy: str, styles: str) -> str:
    return (
        f'<!doctype html>\n<html lang="{escape(language)}" dir="{direction(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)}</title>\n<style>{styles}</style>\n</head>\n"
    )


def _policy(styles: str, *code: str) -> str:
    """Nothing from anywhere, and of what stands in the file these styles and scripts alone."""
    allowed = " ".join(script_hash(text.encode()) for text in code)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {script_hash(styles.encode())}; "
        f"img-src data:; form-action 'none'; base-uri 'none'{TEXT_IS_NO_CODE}"
    )


def _with_links(body: str, site_url: str) -> str:
    """Links out of the form lead to the site, or are plain text where it has no address."""
    address = f"{site_url.rstrip('/')}/" if site_url else ""
    if not address:
        return LINK.sub(r"\2", body)
    return LINK.sub(lambda link: f'<a href="{escape(address)}{link[1]}" rel="noreferrer">{link[2]}</a>', body)


def _packed(content: dict[str, str]) -> str:
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = squeeze.compress(json.dumps(content, ensure_ascii=False).encode()) + squeeze.flush()
    return base64.b85encode(data).decode().replace("<", ",")  # else chance might write the end of the script that holds it


@cache
def _code() -> str:
    return linked(
        "questionnaire.js",
        {
            **modules("keep"),
            "keep-view.js": "export function attachKeeping() {}\n",
            "keep-old.js": "export function showOld() {}\n",
            "offline.js": "export function attachOffline() {}\n",
            "staying.js": "export function attachStaying() {}\n",
        },
    )


@cache
def _loader() -> str:
    return linked("loader.js", {"loader.js": (PACKAGE / "single" / "loader.js").read_text(encoding="utf-8")})


@cache
def _small() -> str:
    return _bare((PACKAGE / "single" / "paper.css").read_text(encoding="utf-8"))


@cache
def _styles() -> str:
    base, ours = ((PACKAGE / place).read_text(encoding="utf-8") for place in ("single/base.css", "styles/roleclarity.css"))
    first, *sections = SECTION.split(ours)
    used = [text for number, text in zip(sections[::2], sections[1::2], strict=True) if number not in OTHER_PAGES]
    return _bare(base + "".join([first, *used]))


def _bare(styles: str) -> str:
    return CSS_SPACE.sub(lambda found: found[1] or "", CSS_COMMENT.sub("", styles)).strip() + "\n"

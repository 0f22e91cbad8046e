#!/usr/bin/env python3
"""Say where the time of a full build goes, step by step: `python tests/bench/spent.py [--pages 1000]`.

Each step of the road is run on its own over the same generated questionnaires, the best of five times, in CPU milliseconds a
page. What all pages share (start, templates, scripts, MkDocs) is a build of one questionnaire. It is the profile behind the
goals that the table misses: a step that took no time would leave the other shares.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ["ROLECLARITY_CACHE"] = ""  # a full build knows nothing

from corpus import write
from measure import run

from builder.catalog import Catalog
from builder.checks import check
from builder.discover import Discovered, Source, discover
from builder.document import Document
from builder.engines import by_javascript, by_python
from builder.examine import _filled, _known, examine
from builder.form import form_of
from builder.parse import parse
from builder.press import found_in
from builder.project import open_project
from builder.render import Page, form_pages
from builder.schemas import load_schemas
from builder.validate import validate
from builder.wording import fingerprint

TIMES = 5
OURS = [sys.executable, "-m", "builder", "build", "--workers", 1]


def best(step: Callable[[Any], object], items: Sequence[Any]) -> float:
    """CPU milliseconds an item, the least of some times."""
    taken = []
    for _ in range(TIMES):
        began = time.process_time()
        for item in items:
            step(item)
        taken.append(time.process_time() - began)
    return min(taken) / len(items) * 1000


def examined(discovered: Discovered) -> tuple[list[Source], Any]:
    """The questionnaires, and what is known when their turn comes."""
    known = _known(discovered)
    for source in discovered.sources:
        if source.kind != "questionnaire":
            known = known.after(source.kind, examine(source, known).document)
    return [source for source in discovered.sources if source.kind == "questionnaire"], known


def steps(folder: Path) -> Iterable[tuple[str, float]]:
    """Each step with its milliseconds a page; a name that is set in is a part of the one before."""
    sources, known = examined(discover(open_project(folder)))
    documents = [document for source in sources if (document := _filled(parse(source)).document)]
    catalog = Catalog.of(document.at_rest() for document in documents)
    pages = list(form_pages(catalog))
    forms = [form_of(questionnaire) for questionnaire in catalog.questionnaires.values()]
    schemas = load_schemas()
    yield "reading YAML, with places", best(parse, sources)
    yield "schema", best(lambda document: validate(document, schemas), documents)
    yield "checks", best(lambda document: list(check(_fresh(document), known)), documents)
    answers = [(form.key, [example["answers"] for example in form.questionnaire["examples"]]) for form in forms]
    yield "  examples by the JavaScript engine", best(lambda given: by_javascript(*given), answers)
    yield "  examples by the Python engine", best(lambda given: [by_python(given[0], one) for one in given[1]], answers)
    yield "freezing", best(Document.at_rest, documents)
    yield "the body of the page", best(lambda page: page.body, pages)
    yield "  key and numbers of its questions", best(form_of, list(catalog.questionnaires.values()))
    yield "  hashes of its questions", best(fingerprint, forms)
    made: list[tuple[Page, str]] = [(page, page.body) for page in pages]
    yield "what the search finds of it", best(lambda pair: found_in(*pair), made)
    yield "its folder and its file", best(_Disk(folder / "written"), made)


def _fresh(document: Document) -> Document:
    """A document of which nothing is known yet."""
    return Document(document.path, document.kind, document.stem, document.data, document.tree)


class _Disk:
    """Writes each page into a folder of its own, anew each time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, made: tuple[Page, str]) -> None:
        place = self.folder / made[0].uri / "index.html"
        shutil.rmtree(place.parent, ignore_errors=True)
        place.parent.mkdir(parents=True)
        place.write_bytes(made[1].encode())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1000)
    count = parser.parse_args().pages
    with tempfile.TemporaryDirectory() as name:
        many, one = Path(name, "many"), Path(name, "one")
        for folder, size in ((many, count), (one, 1)):
            write(size, folder)
        whole, start = (
            min(run(*OURS, "--project", folder, "--site-dir", Path(name, "out")).cpu for _ in range(3)) for folder in (many, one)
        )
        each = (whole - start) / (count - 1) * 1000
        print(f"{start:8.2f} s   what all pages share: start, templates, scripts, MkDocs")
        print(f"{each:8.2f} ms  a page, of which")
        rest = each
        for step, taken in steps(many):
            rest -= 0 if step.startswith(" ") else taken
            print(f"{taken:8.2f} ms  {taken / each:5.0%}  {step}", flush=True)
        others = "the rest: lists, guides, the search, MkDocs' files, the old site, memory that is not at hand"
        print(f"{rest:8.2f} ms  {rest / each:5.0%}  {others}")


if __name__ == "__main__":
    main()

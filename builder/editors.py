"""The pages on which people write down what they agree on: the role charter and the action plan.

Their templates can stand in other pages too; `charter_parts` and `plan_parts` are what they need.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from builder import __version__
from builder.catalog import Catalog
from builder.ideas import next_steps
from builder.our_words import load_words
from builder.places import EDITORS
from builder.render import About, Page
from builder.templating import Words

Content = Mapping[str, Any]
MOST_IDEAS = 20
"""For one perspective: nobody reads hundreds, and a project may have thousands of questionnaires."""
OURS = "Role Clarity"
"""The name of a site that has none."""


def editor_pages(catalog: Catalog) -> Iterator[Page]:
    """Both pages, which stand whether or not there is any content."""
    for name, parts in (("charter", charter_parts), ("plan", plan_parts)):
        words = load_words()[name]
        about = About(EDITORS[name], words["page"], words["description"], form=True)
        given = {part: words[part] for part in ("lead", "more")}
        yield about.page("editor_page.html", editor_words, name=name, **given, **{**parts(catalog), **_kept(name, catalog)})


def charter_parts(catalog: Catalog) -> dict[str, Any]:
    """What `charter.html` needs beside the words."""
    boxes = [
        {"id": name, **box, "starters": list(_starters(name, catalog))} for name, box in load_words()["charter"]["boxes"].items()
    ]
    return {"charter_boxes": boxes, "charter_start": None, **_shared(catalog)}


def plan_parts(catalog: Catalog) -> dict[str, Any]:
    """What `plan.html` needs beside the words."""
    return {"plan_ideas": list(_ideas(catalog.questionnaires.values())), **_shared(catalog)}


def _shared(catalog: Catalog) -> dict[str, Any]:
    about = {"language": load_words()["language"], "engine": f"roleclarity {__version__}"}
    return {"editor_about": about, "site_name": catalog.site.get("name", OURS), "keeping": False}


def _kept(name: str, catalog: Catalog) -> dict[str, Any]:
    """What it takes to keep what is written, by the rules for answers. No questionnaire has an id with a space."""
    about = {"id": f"page {name}", "version": "1", "questions": {"page": f"roleclarity-{name}-1"}}
    return {"keeping": True, "keep_about": about, "catalog": catalog, "ours": ""}


def editor_words() -> Mapping[str, Any]:
    """Our words, where what is kept are no answers."""
    words = load_words()
    return Words({**words, "keep": Words({**words["keep"], **words["editor"]["keep"]})})


def _starters(box: str, catalog: Catalog) -> Iterator[dict[str, str]]:
    """Ready lines for a box: the places we know, or what the constructs say; one that says nothing offers its title."""
    words = load_words()
    if box == "setting":
        for name, setting in words["settings"].items():
            if name != "label":
                yield {"text": setting[:1].upper() + setting[1:], "note": ""}
    for construct in catalog.constructs.values():
        for line in construct.get("charter", ({"box": "functions", "line": construct["title"]},)):
            if line["box"] == box:
                yield {"text": line["line"], "note": construct["title"] if line["line"] != construct["title"] else ""}


def _ideas(questionnaires: Iterable[Content]) -> Iterator[dict[str, Any]]:
    """The next steps that questionnaires name, by whose view they ask for; a text that comes twice stands once."""
    found: dict[str, dict[str, str]] = {}
    for questionnaire in questionnaires:
        group = found.setdefault(questionnaire.get("perspective", ""), {})
        for step in next_steps(questionnaire):
            if len(group) < MOST_IDEAS:
                group.setdefault(step.text, step.title)
    words = load_words()
    for name in (*words["perspectives"], ""):
        if found.get(name):
            title = words["perspectives"][name]["for"] if name else words["lists"]["questionnaires"]["anyone"]
            yield {"title": title, "lines": [{"text": text, "note": note} for text, note in found[name].items()]}

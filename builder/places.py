"""Where generated pages lie, by their sources' names: the only place that knows."""

from collections.abc import Collection, Iterable, Iterator

LISTS = {
    "questionnaires": "questionnaires/index.md",
    "modules": "modules/index.md",
    "library": "library/index.md",
    "glossary": "library/glossary.md",
    "evidence": "library/evidence.md",
}
"""Lists, which are made whether or not there is anything to list."""
MAPS = "role-map/index.md"
"""Where the role maps are, or the map itself if there is one. Always made, since links are checked before families are known."""
EXAMPLES = "example/index.md"
"""Where the worked examples are, or the example itself if there is one. Always made, for the same reason."""
LONG = ("questionnaires", "modules")
"""The lists that grow with a project. They are cut into pages of ROWS entries, and can be filtered."""
ROWS, LINKS = 100, 500
"""Entries on one page of a list, and on one of the same list by something else, where each is a link alone."""
EDITORS = {"charter": "charter.md", "plan": "plan.md"}
"""Pages on which people write something down together."""
REFERENCE = "reference/index.md"
"""Authors write it; a project that has it has the reference pages too."""


def questionnaire_page(name: str) -> str:
    """The page of a questionnaire."""
    return f"questionnaires/{name}.md"


def module_pages(name: str) -> tuple[str, str]:
    """The page of a module, and that of its trainer."""
    return f"modules/{name}.md", f"modules/{name}/trainer.md"


def map_page(family: str) -> str:
    """The page on which the views of a family of questionnaires are laid side by side."""
    return f"role-map/{family}.md"


def example_page(family: str) -> str:
    """The page on which a made-up team laid its views side by side and agreed on a charter."""
    return f"example/{family}.md"


def list_pages(name: str, count: int) -> tuple[str, ...]:
    """The pages of a list of so many questionnaires or modules; one if there are none."""
    return LISTS[name], *(f"{name}/list/{number}.md" for number in range(2, -(-count // ROWS) + 1))


def lists_by(name: str, what: str, count: int) -> tuple[str, ...]:
    """The pages of the same list by setting, topic, time or language, where there are so many links."""
    return f"{name}/list/{what}.md", *(f"{name}/list/{what}-{number}.md" for number in range(2, -(-count // LINKS) + 1))


def address_of(uri: str) -> str:
    """Where a page comes to lie, from the beginning of the site."""
    return uri.removesuffix("index.md") if f"/{uri}".endswith("/index.md") else uri.removesuffix(".md") + "/"


def schema_page(name: str) -> str:
    """The reference page of a schema; `index` lists them."""
    return f"reference/schemas/{name}.md"


def code_page(name: str) -> str:
    """The reference page of a diagnostic; `index` lists them."""
    return f"reference/diagnostics/{name}.md"


def reference_places(schemas: Iterable[str], codes: Iterable[str]) -> Iterator[str]:
    """Where all pages of the reference lie but the introduction, which authors write."""
    yield from map(schema_page, ["index", *schemas])
    yield from map(code_page, ["index", *codes])


def generated(questionnaires: Collection[str], modules: Collection[str]) -> Iterator[str]:
    """All generated pages of a project but the reference, from the ids of what is published."""
    yield from map(questionnaire_page, questionnaires)
    for name in modules:
        yield from module_pages(name)
    yield from (*LISTS.values(), MAPS, EXAMPLES, *EDITORS.values())
    for name, ids in zip(LONG, (questionnaires, modules), strict=True):
        yield from list_pages(name, len(ids))[1:]

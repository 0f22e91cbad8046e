"""Where generated pages lie, by their sources' names: the only place that knows."""

from collections.abc import Iterable, Iterator

LISTS = {
    "questionnaires": "questionnaires/index.md",
    "modules": "modules/index.md",
    "library": "library/index.md",
    "glossary": "library/glossary.md",
    "evidence": "library/evidence.md",
}
"""Lists, which are made whether or not there is anything to list."""
REFERENCE = "reference/index.md"
"""Authors write it; a project that has it has the reference pages too."""


def questionnaire_page(name: str) -> str:
    """The page of a questionnaire."""
    return f"questionnaires/{name}.md"


def module_pages(name: str) -> tuple[str, str]:
    """The page of a module, and that of its trainer."""
    return f"modules/{name}.md", f"modules/{name}/trainer.md"


def schema_page(name: str) -> str:
    """The reference page of a schema; `index` lists them."""
    return f"reference/schemas/{name}.md"


def code_page(name: str) -> str:
    """The reference page of a diagnostic; `index` lists them."""
    return f"reference/diagnostics/{name}.md"


def generated(questionnaires: Iterable[str], modules: Iterable[str]) -> Iterator[str]:
    """All generated pages of a project but the reference."""
    yield from map(questionnaire_page, questionnaires)
    for name in modules:
        yield from module_pages(name)
    yield from LISTS.values()

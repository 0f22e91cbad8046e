"""Stage 5: documents -> catalog: indexed, linked, frozen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from builder.discover import LIBRARY_KINDS
from builder.document import Document, freeze
from builder.schemas import load_schemas

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Catalog:
    """All content of a project by id, in the order in which it is listed."""

    questionnaires: Mapping[str, Content]
    modules: Mapping[str, Content]
    constructs: Mapping[str, Content]
    sources: Mapping[str, Content]
    glossary: Mapping[str, Content]
    evidence: Mapping[str, Content]
    charters: Mapping[str, Content]
    """What the made-up team of each family agreed on, by family."""
    site: Content
    paths: Mapping[str, str]
    """The file of each questionnaire and module, by `kind/id`."""

    def by_path(self) -> Iterator[tuple[str, Content]]:
        """Each questionnaire, after the path of its file."""
        return ((self.paths[f"questionnaire/{name}"], content) for name, content in self.questionnaires.items())

    @classmethod
    def of(cls, documents: Iterable[Document]) -> "Catalog":
        """Index valid documents. Kept earlier versions (`id@1.0.0.yml`) are for scoring old responses, not for reading."""
        current = [document for document in documents if "@" not in document.stem]
        by_kind = {
            kind: [document for document in current if document.kind == kind]
            for kind in ("questionnaire", "module", "charter", "site", *LIBRARY_KINDS)
        }
        return cls(
            questionnaires=_by_id(document.data for document in by_kind["questionnaire"]),
            modules=_by_id(document.data for document in by_kind["module"]),
            constructs=_by_id(_entries(by_kind["constructs"])),
            sources=_by_id([*own_work(), *_entries(by_kind["sources"])]),
            glossary=_by_id(sorted(_entries(by_kind["glossary"]), key=lambda term: term["term"].casefold())),
            evidence=_by_id(_entries(by_kind["evidence"])),
            charters=MappingProxyType({document.stem: freeze(document.data) for document in by_kind["charter"]}),
            site=next((freeze(document.data) for document in by_kind["site"]), MappingProxyType({})),
            paths=MappingProxyType(
                {f"{d.kind}/{d.data['id']}": d.path for kind in ("questionnaire", "module") for d in by_kind[kind]}
            ),
        )


def _entries(documents: Iterable[Document]) -> Iterable[Content]:
    return (entry for document in documents for entry in document.data[document.kind])


def own_work() -> Iterable[Content]:
    """The source that every project has: what it wrote itself. The schema's example is its entry, which a project may replace."""
    entries: Iterable[Content] = load_schemas().by_kind["sources"]["examples"][0]["sources"]
    return entries


def _by_id(entries: Iterable[Content]) -> Mapping[str, Content]:
    return MappingProxyType({entry["id"]: freeze(entry) for entry in entries})

"""What content may point to outside its own file."""

from dataclasses import dataclass, replace

from builder.document import Document


@dataclass(frozen=True, slots=True)
class Known:
    """Ids by kind. Those of questionnaires and modules come from file names, so a broken file causes no second fault."""

    questionnaires: frozenset[str] = frozenset()
    modules: frozenset[str] = frozenset()
    pictures: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    """Markdown pages and generated ones, by their place under `content/`."""
    constructs: frozenset[str] | None = frozenset()
    """None when the file is broken: then nobody knows, and nothing is said."""
    sources: frozenset[str] | None = frozenset()
    contacts: frozenset[str] | None = frozenset()
    """Those of the site."""

    def after(self, kind: str, document: Document | None) -> "Known":
        """What is known once a source of this kind has been examined; from a broken file nobody knows any ids."""
        if kind == "site":
            contacts = document.data.get("contacts", ()) if document else None
            return replace(self, contacts=None if contacts is None else frozenset(entry["id"] for entry in contacts))
        if kind not in {"sources", "constructs"}:
            return self
        ids = frozenset(entry["id"] for entry in document.data[kind]) if document else None
        if kind == "constructs":
            return replace(self, constructs=ids)
        return replace(self, sources=ids | self.sources if ids is not None and self.sources is not None else None)

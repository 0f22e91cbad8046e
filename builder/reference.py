"""The reference for authors, made from the schemas and the golden pairs: a page for each schema and for each code.

A project has it if its content has a page `reference/index.md`, which introduces it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from builder.codes import MEANINGS
from builder.explain import examples
from builder.our_words import load_words
from builder.places import code_page, schema_page
from builder.render import About, Page
from builder.schemas import Schema, load_schemas

MOST_EXAMPLES = 3


def reference_pages() -> Iterator[Page]:
    """The same pages, rendered."""
    words = load_words()["reference"]
    schemas = load_schemas().shown
    titles = {name: words["schema_title"].format(name=schema["title"]) for name, schema in schemas.items()}
    about = About(schema_page("index"), words["schemas"], words["schemas_description"])
    yield about.page("reference_schemas.html", schemas=schemas)
    for name, schema in schemas.items():
        about = About(schema_page(name), titles[name], schema["description"])
        yield about.page("reference_schema.html", schema=schema, parts=list(_parts(schema)))
    about = About(code_page("index"), words["diagnostics"], words["diagnostics_description"])
    yield about.page("reference_diagnostics.html", meanings=MEANINGS)
    for code, meaning in MEANINGS.items():
        about = About(code_page(code), code, meaning)
        yield about.page("reference_diagnostic.html", code=code, meaning=meaning, examples=list(examples(code))[:MOST_EXAMPLES])


def _parts(schema: Schema) -> Iterator[dict[str, Any]]:
    """The mappings that a schema describes: the file itself, then what stands inside, in order."""
    yield {"id": "file", "title": schema["title"], "description": schema["description"], "keys": list(_keys(schema))}
    for name, part in schema.get("$defs", {}).items():
        if "properties" in part and "allOf" not in part:
            title = name.replace("_", " ")
            yield {"id": name, "title": title, "description": part["description"], "keys": list(_keys(part))}


def _keys(part: Schema) -> Iterator[dict[str, Any]]:
    for name, value in part["properties"].items():
        yield {
            "name": name,
            "required": name in part.get("required", ()),
            "description": value.get("description") or _referred(value).get("description", ""),
            "inside": _inside(value),
            "allowed": value.get("enum") or _referred(value).get("enum") or (),
            "default": value.get("default"),
            "has_default": "default" in value and not isinstance(value["default"], dict),
        }


def _referred(value: Mapping[str, Any]) -> Mapping[str, Any]:
    name = value.get("$ref", "").removeprefix("common.schema.json#/$defs/")
    found: Mapping[str, Any] = load_schemas().by_kind["common"]["$defs"].get(name, {})
    return found


def _inside(value: Mapping[str, Any]) -> str:
    """The part of the same page that a value is made of, if it has one."""
    reference = value.get("$ref") or value.get("items", {}).get("$ref", "")
    return str(reference).removeprefix("#/$defs/") if str(reference).startswith("#/$defs/") else ""

"""What helps against a fault that a schema names, in the schema's own words: descriptions, examples, and forms to fill in."""

import math
import re
from collections.abc import Container, Mapping, Sequence
from typing import Any

from builder.document import Document, Path
from builder.lookalikes import stray
from builder.quoting import LONGEST, in_quotes, quote_whole
from builder.scalars import FLOAT
from builder.schemas import Schema, load_schemas
from builder.suggest import as_id

TRUTH_WORDS = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}
PLAIN = re.compile(r"[\w .-]+")
POINTERS = {
    "sources": ("source", "content/library/sources.yml"),
    "constructs": ("construct", "content/library/constructs.yml"),
    "construct": ("construct", "content/library/constructs.yml"),
    "contacts": ("contact", "content/site.yml"),
}
"""Keys that hold ids of what is written elsewhere, and where."""


def described(schema: Schema) -> str:
    """What the schema says that this is, as a hint."""
    text = str(schema.get("description", ""))
    return text[:1].lower() + text[1:].removesuffix(".") if text else ""


def missing_key(kind: str, key: str, schema: Schema) -> str:
    """What belongs under a key that is missing from the mapping that this schema describes."""
    part = _whole(kind, schema.get("properties", {}).get(key, {}))
    form = _form(kind, part)
    if "enum" in part:
        return f"{described(part)}; write one of: {', '.join(map(str, part['enum']))}"
    return _instance(f"'{key}: {form}'" if form else "", part)


def wrong_type(kind: str, value: Any, kinds: Sequence[str], schema: Schema) -> str:
    """What to do about a value of another type than those expected."""
    found = stray(value) if isinstance(value, str) else None
    if found:
        return f"{found.message}; {found.hint}"
    if "array" in kinds:
        return _as_list(kind, value, schema)
    if "object" in kinds and "string" not in kinds:
        return _as_mapping(kind, schema)
    if value is None:
        return "write something there, or remove the key"
    return _as_scalar(value, kinds, schema)


def _as_scalar(value: Any, kinds: Sequence[str], schema: Schema) -> str:
    if "boolean" in kinds:
        return f"write {TRUTH_WORDS.get(str(value).lower(), 'true or false')}"
    if "string" not in kinds:
        return _as_number(value)
    if isinstance(value, bool):
        return "write yes or no for such questions, or put it in quotes if it is meant as text"
    return _completed(value, schema) or "put it in quotes if it is meant as text"


def wrong_form(key: Any, value: str, schema: Schema) -> str:
    """What a text should look like that stands under this key, or in a list there, and is written in another form."""
    if key in POINTERS:
        what, place = POINTERS[key]
        return f"write its id, such as {as_id(value) or 'own-work'}, and add the {what} with that id to {place}"
    hint = _completed(value, schema)
    if not hint:
        hint = _instance(_flow(schema["examples"][0]) if "examples" in schema else "", schema)
    if value.strip("\n") and value.endswith("\n"):
        hint += "; write '>-' in place of '>' or '|', so that no line break follows"
    return hint


def cut_texts(document: Document, path: Path, mapping: Mapping[str, Any], allowed: Container[str]) -> dict[str, str]:
    """Keys in { } that are the rest of a text cut by a comma: the first of each with the cure, the others with nothing."""
    cures: dict[str, str] = {}
    if not document.in_braces(path):
        return cures
    owner, first, text = "", "", ""
    for key, value in mapping.items():
        bare = document.bare((*path, key))
        if owner and key not in allowed and (bare or (bare is False and " " in key)):
            first = first or key
            text += f", {key}" if bare else f", {key}: {value}"
            cures[key] = ""
            cures[first] = quote_whole(text).replace(": ", f": {owner}: ", 1)
        else:
            owner, first, text = (key, "", value) if isinstance(value, str) else ("", "", "")
    return cures


def _instance(form: str, schema: Schema) -> str:
    return ": ".join(filter(None, [form and f"write for instance {form}", described(schema)]))


def _completed(value: Any, schema: Schema) -> str:
    """The same in the form expected, where it is plain what is meant: 1.0 is the version 1.0.0, `My Tasks` the id my_tasks."""
    pattern = schema.get("pattern", "")
    if not isinstance(value, str | int | float) or re.fullmatch(pattern, str(value)):
        return ""
    ids = [as_id(str(value), "_"), as_id(str(value))] if pattern.startswith("^[a-z]") else []
    longer = [f"{value}.0", f"{value}.0.0"] if re.fullmatch("[0-9.]+", str(value)) else []
    for text in (*ids, *longer):
        if text and re.fullmatch(pattern, text):
            return f"write {text}: {described(schema)}"
    return ""


def _as_mapping(kind: str, schema: Schema) -> str:
    if "$schema" in schema:
        return f"the file is made of lines such as '{next(iter(schema.get('required') or schema['properties']))}: …'"
    form = _form(kind, schema)
    return f"write {form}" if form else described(schema)


def _as_list(kind: str, value: Any, schema: Schema) -> str:
    part = _whole(kind, schema.get("items", {}))
    if part.get("type") == "object" or isinstance(value, dict):
        form = _form(kind, part)
        return "begin each entry with '-'" + (f", such as '- {form}'" if form else "")
    if not isinstance(value, str | int | float) or len(str(value)) > LONGEST:
        return "write it in [ ]"
    return f"write [{value if PLAIN.fullmatch(str(value)) else in_quotes(str(value))}]"


def _as_number(value: Any) -> str:
    if isinstance(value, float):
        return f"write {math.floor(value)} or {math.ceil(value)}"
    if not isinstance(value, str) or len(value) > LONGEST:
        return "write a number"
    if FLOAT.fullmatch(value.strip()):
        return f"take the quotes away: {value.strip()}"
    digits = re.findall(r"[0-9]+", value)
    return f"write the number alone: {digits[0]}" if len(digits) == 1 else "write it in digits, such as 5"


def _form(kind: str, schema: Schema) -> str:
    """What could be written, with '…' where an author's own words go; nothing where the schema does not tell."""
    if "examples" in schema:
        return _flow(schema["examples"][0])
    if "properties" not in schema:
        return ""
    keys = schema.get("required") or list(schema["properties"])[:2]
    parts = {key: _whole(kind, schema["properties"].get(key, {})) for key in keys}
    return "{" + ", ".join(f"{key}: {part.get('const') or part.get('enum', ['…'])[0]}" for key, part in parts.items()) + "}"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(part)}" for key, part in value.items()) + "}"
    return "[" + ", ".join(map(_flow, value)) + "]" if isinstance(value, list) else str(value)


def _whole(kind: str, schema: Schema) -> Schema:
    """The schema with what its references say, its own words first."""
    schemas = load_schemas()
    home = schemas.by_kind[kind]
    while "$ref" in schema:
        name = schema["$ref"]
        known = not name.startswith("#/$defs/") or name.removeprefix("#/$defs/") in home.get("$defs", {})
        target, home = schemas.resolve(name, home if known else schemas.by_kind["common"])
        schema = {**target, **{key: part for key, part in schema.items() if key != "$ref"}}
    return schema

"""Every place where an author may write text, found by walking the schemas; nothing here names one.

A slot is a place in a schema that takes text, such as `questionnaire#/$defs/rating/properties/help`. Documents are walked
beside their schemas, so that each slot is known with the paths at which it stands in the data.
"""

import copy
import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

import jsonschema_rs

from builder.discover import LIBRARY_KINDS
from builder.schemas import load_schemas

Path = tuple[str | int, ...]
KINDS = (*LIBRARY_KINDS, "site", "module", "questionnaire")
LINE, PROSE = "common#/$defs/line", "common#/$defs/prose"


class Found(NamedTuple):
    """One text in a document: where, by which slot, and after which shared definition."""

    path: Path
    slot: str
    shape: str


def declared(kind: str) -> set[str]:
    """Every slot of a kind, from its schema alone."""
    seen: set[str] = set()
    return {place for place, _ in _declared(kind, "#", seen)}


def found(kind: str, data: Any) -> Iterator[Found]:
    """Every text of a document."""
    yield from _found(kind, "#", data, (), "")


def filled(kind: str, data: Any, *, every: bool) -> Any:
    """The document with the texts that it leaves out; with `every`, also with names, dates and addresses."""
    full = copy.deepcopy(data)
    _fill(kind, "#", full, ["x", "https://x.example/x", "2026-11-22", "en", "x.png"] if every else [])
    return full


@cache
def judge(slot: str) -> Callable[[str], bool]:
    """Whether a slot takes a string."""
    schemas = load_schemas().by_kind
    name, _, pointer = slot.partition("#")
    registry = jsonschema_rs.Registry([(schema["$id"], schema) for schema in schemas.values()])
    reference = {"$ref": f"{schemas[name]['$id']}#{pointer}"}
    return jsonschema_rs.Draft202012Validator(reference, registry=registry).is_valid


def put(data: Any, path: Path, text: str) -> None:
    """Write a text at a place; a key of a mapping is never a place."""
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = text


def _at(name: str, pointer: str) -> Any:
    target = load_schemas().by_kind[name]
    for step in pointer.lstrip("#").strip("/").split("/"):
        if step:
            target = target[int(step) if isinstance(target, list) else step.replace("~1", "/")]
    return target


def _follow(name: str, pointer: str) -> tuple[str, str]:
    """The definition that a place refers to; the place itself where it refers to none."""
    schema = _at(name, pointer)
    if "$ref" not in schema:
        return name, pointer
    other, _, target = schema["$ref"].partition("#")
    return _follow(other.removesuffix(".schema.json") or name, f"#{target}")


def _takes_text(schema: Any) -> bool:
    kinds = schema.get("type", ())
    return "string" in ([kinds] if isinstance(kinds, str) else kinds) and "enum" not in schema and "const" not in schema


def _parts(schema: Any) -> Iterator[tuple[str, str]]:
    """The parts of a schema that say something about the value or about what is in it: how, and where they stand."""
    for key in schema.get("properties", {}):
        yield f"properties/{key}", key
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield key, "*"
    for key in ("if", "then", "else"):
        if key in schema:
            yield key, ""
    for number, part in enumerate(schema.get("allOf", ())):
        yield from ((f"allOf/{number}/{key}", "") for key in ("then", "else") if key in part)


def _declared(name: str, pointer: str, seen: set[str]) -> Iterator[tuple[str, str]]:
    home, target = _follow(name, pointer)
    schema = _at(home, target)
    if _takes_text(schema):
        yield f"{name}{pointer}", f"{home}{target}"
    if f"{home}{target}" in seen:
        return
    seen.add(f"{home}{target}")
    for part, _ in _parts(schema):
        if not part.startswith("if"):
            yield from _declared(home, f"{target}/{part}", seen)


def _found(name: str, pointer: str, value: Any, path: Path, slot: str) -> Iterator[Found]:
    home, target = _follow(name, pointer)
    schema = _at(home, target)
    slot = slot or f"{name}{pointer}"
    if isinstance(value, str) and _takes_text(schema):
        yield Found(path, slot, f"{home}{target}")
    for part, key, inner in _steps(home, target, value):
        yield from _found(home, f"{target}/{part}", inner, (*path, *key), "")


def _steps(name: str, pointer: str, value: Any) -> Iterator[tuple[str, Path, Any]]:
    """The parts of a schema that hold for this value, each with the values it speaks of."""
    for part, key in _parts(_at(name, pointer)):
        if key == "*":
            pairs = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
            yield from ((part, (step,), inner) for step, inner in pairs)
        elif key:
            if isinstance(value, dict) and key in value:
                yield part, (key,), value[key]
        elif _holds(name, pointer, part, value):
            yield part, (), value


def _holds(name: str, pointer: str, part: str, value: Any) -> bool:
    if part == "if":
        return False
    where, _, side = part.rpartition("/")
    condition = "/".join(filter(None, (pointer, where, "if")))
    return judge(f"{name}{condition}")(value) == (side == "then")


def _fill(name: str, pointer: str, value: Any, values: list[str]) -> None:
    home, target = _follow(name, pointer)
    schema = _at(home, target)
    if isinstance(value, dict) and "maxProperties" not in schema:
        for key in schema.get("properties", {}):
            example = None if key in value else _example(home, f"{target}/properties/{key}", values)
            if example:
                value[key] = example
    for part, _, inner in _steps(home, target, value):
        _fill(home, f"{target}/{part}", inner, values)


def _example(name: str, pointer: str, values: list[str]) -> str | list[str] | None:
    home, target = _follow(name, pointer)
    schema = _at(home, target)
    if f"{home}{target}" in {LINE, PROSE}:
        return "x"
    if schema.get("type") == "array" and "items" in schema:
        part = _example(home, f"{target}/items", values)
        return [part] if isinstance(part, str) else None
    return next(filter(judge(f"{name}{pointer}"), values), None) if _takes_text(schema) else None


def as_yaml(data: Any) -> str:
    """The document as a YAML file: JSON is YAML, but for the escapes of characters beyond U+FFFF."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"

"""The rules for schemas that make faults exact; see design.md, section 7."""

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from builder.defaults import filler
from builder.schemas import load_schemas
from builder.validate import _EXPLAINERS

SCHEMAS = load_schemas()
KINDS = sorted(SCHEMAS.by_kind)
# In Jinja `question.items` is a method and never the key of that name.
METHODS = {name for name in dir(dict) if not name.startswith("_")}
SILENT = {"$ref", "properties", "items", "allOf", "if", "then", "else", "additionalProperties", "propertyNames", "required"}
NAMED = {"$schema", "$id", "$defs", "title", "description", "examples", "default"}


def within(schema: Any, path: str = "", *, condition: bool = False) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """Every schema inside a schema: its path, itself, and whether it stands in an `if`."""
    yield path, schema, condition
    for name in ("properties", "$defs"):
        for key, part in schema.get(name, {}).items():
            yield from within(part, f"{path}/{name}/{key}", condition=condition)
    for name in ("items", "additionalProperties", "propertyNames", "not", "if", "then", "else"):
        if isinstance(schema.get(name), dict):
            yield from within(schema[name], f"{path}/{name}", condition=condition or name in {"if", "not"})
    for index, part in enumerate(schema.get("allOf", ())):
        yield from within(part, f"{path}/allOf/{index}", condition=condition)


ALL = [(f"{kind}{path}", schema, condition) for kind in KINDS for path, schema, condition in within(SCHEMAS.by_kind[kind])]
STATED = [(path, schema) for path, schema, condition in ALL if not condition]


@pytest.mark.parametrize("kind", KINDS)
def test_is_a_schema(kind: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS.by_kind[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_examples_are_valid(kind: str) -> None:
    examples = SCHEMAS.by_kind[kind]["examples"]
    assert examples
    for example in examples:
        assert list(SCHEMAS.explainers[kind].iter_errors(example)) == []
        assert list(SCHEMAS.explainers[kind].iter_errors(filler(SCHEMAS, kind)(example))) == []


def test_examples_of_parts_are_valid() -> None:
    found = 0
    for kind in KINDS:
        for part in SCHEMAS.by_kind[kind].get("$defs", {}).values():
            for example in part.get("examples", ()):
                found += 1
                home = {"$schema": SCHEMAS.by_kind[kind]["$schema"], "$id": SCHEMAS.by_kind[kind]["$id"]}
                judge = SCHEMAS.explainers[kind].evolve(schema={**part, **home, "$defs": SCHEMAS.by_kind[kind].get("$defs", {})})
                assert list(judge.iter_errors(example)) == []
    assert found > 5


def test_every_property_and_definition_is_described() -> None:
    places = [
        (f"{path}/{name}/{key}", part)
        for path, schema in STATED
        for name in ("properties", "$defs")
        for key, part in schema.get(name, {}).items()
    ]
    assert len(places) > 200
    assert [path for path, part in places if not described(part, path.partition("/")[0])] == []


def described(part: dict[str, Any], kind: str) -> bool:
    target = part if "description" in part else SCHEMAS.resolve(part["$ref"], SCHEMAS.by_kind[kind])[0]
    return target.get("description", "").endswith((".", ")"))


def test_no_variant_hides_its_cause() -> None:
    assert [
        path for path, schema, _ in ALL if {"oneOf", "anyOf", "unevaluatedProperties", "patternProperties"} & set(schema)
    ] == []


def test_no_default_inside_an_if() -> None:
    assert [path for path, schema, condition in ALL if condition and "default" in schema] == []


def test_defaults_are_valid() -> None:
    for path, schema in STATED:
        if "default" in schema:
            kind = path.partition("/")[0]
            validator = SCHEMAS.explainers[kind].evolve(schema=schema)
            validator = validator.evolve(_resolver=SCHEMAS.explainers[kind]._resolver)
            assert list(validator.iter_errors(schema["default"])) == [], path


def test_no_property_is_named_like_a_method() -> None:
    assert [path for path, schema, _ in ALL if METHODS & set(schema.get("properties", ()))] == []


def test_mappings_are_closed() -> None:
    """Each mapping names all its keys, so that each unknown key is named; a dispatcher sends on to one that does."""
    for path, schema in STATED:
        if "properties" in schema:
            assert schema.get("additionalProperties") is False or "allOf" in schema, path


def test_every_question_type_has_a_branch() -> None:
    definitions = SCHEMAS.by_kind["questionnaire"]["$defs"]
    kinds = definitions["question"]["properties"]["type"]["enum"]
    branches = {part["if"]["properties"]["type"]["const"]: part["then"]["$ref"] for part in definitions["question"]["allOf"]}
    assert branches == {kind: f"#/$defs/{kind}" for kind in kinds}
    assert all(definitions[kind]["additionalProperties"] is False for kind in kinds)


def test_every_keyword_is_explained() -> None:
    used = {keyword for _, schema, _ in ALL for keyword in schema}
    assert used - set(_EXPLAINERS) <= SILENT | NAMED


def test_texts_and_lists_are_bounded() -> None:
    for path, schema in STATED:
        if schema.get("type") == "array":
            assert "maxItems" in schema, path
        if schema.get("type") == "string":
            assert "maxLength" in schema or "pattern" in schema, path

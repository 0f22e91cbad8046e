"""Fills in the defaults that the schemas declare, once, so that no one after it asks "and if it is missing?"."""

from collections.abc import Callable
from typing import Any

from builder.schemas import Schema, Schemas

Fill = Callable[[Any], Any]


def filler(schemas: Schemas, kind: str) -> Fill:
    """A function that returns valid data of this kind with defaults filled in; the data given is left as it is."""
    return _Compiler(schemas).compile(schemas.by_kind[kind], schemas.by_kind[kind])


class _Compiler:
    """Turns a schema into nested functions, so that filling a file does not walk the schema again."""

    def __init__(self, schemas: Schemas) -> None:
        self.schemas = schemas
        self.known: dict[int, Fill] = {}

    def compile(self, schema: Schema, home: Schema) -> Fill:
        if id(schema) in self.known:
            return self.known[id(schema)]
        ready: list[Fill] = []
        # Schemas of conditions contain themselves: the name stands before the function does.
        self.known[id(schema)] = lambda value: ready[0](value)  # noqa: PLW0108 - the list is empty until the next line
        ready.append(self._chain(schema, home))
        self.known[id(schema)] = ready[0]
        return ready[0]

    def _chain(self, schema: Schema, home: Schema) -> Fill:
        steps: list[Fill] = []
        if "$ref" in schema:
            steps.append(self.compile(*self.schemas.resolve(schema["$ref"], home)))
        if "properties" in schema:
            steps.append(self._object(schema, home))
        elif isinstance(schema.get("additionalProperties"), dict):
            steps.append(_each_value(self.compile(schema["additionalProperties"], home)))
        if "items" in schema:
            steps.append(_each(self.compile(schema["items"], home)))
        variants = [part for part in schema.get("allOf", ()) if "if" in part]
        if variants:
            steps.append(self._by_type(variants, home))
        if "if" in schema and schema["if"] == {"type": "string"}:
            steps.append(_unless_text(self.compile(schema["else"], home)))
        return _in_turn([step for step in steps if step is not _nothing])

    def _object(self, schema: Schema, home: Schema) -> Fill:
        fills = {name: self.compile(part, home) for name, part in schema["properties"].items()}
        parts = {name: fill for name, fill in fills.items() if fill is not _nothing}
        defaults = {name: part["default"] for name, part in schema["properties"].items() if "default" in part}

        def fill(value: Any) -> Any:
            if not isinstance(value, dict):
                return value
            filled = defaults | value
            for name, fill_part in parts.items():
                if name in filled:
                    filled[name] = fill_part(filled[name])
            return filled

        return fill if parts or defaults else _nothing

    def _by_type(self, variants: list[Schema], home: Schema) -> Fill:
        fills = {part["if"]["properties"]["type"]["const"]: self.compile(part["then"], home) for part in variants}
        return lambda value: fills[value["type"]](value) if value.get("type") in fills else value


def _nothing(value: Any) -> Any:
    return value


def _each(fill: Fill) -> Fill:
    if fill is _nothing:
        return _nothing
    return lambda value: [fill(part) for part in value] if isinstance(value, list) else value


def _each_value(fill: Fill) -> Fill:
    return lambda value: {name: fill(part) for name, part in value.items()}


def _unless_text(fill: Fill) -> Fill:
    return lambda value: value if isinstance(value, str) else fill(value)


def _in_turn(steps: list[Fill]) -> Fill:
    def fill(value: Any) -> Any:
        for step in steps:
            value = step(value)
        return value

    if not steps:
        return _nothing
    return steps[0] if len(steps) == 1 else fill

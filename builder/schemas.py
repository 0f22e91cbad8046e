"""Loads `schemas/`, the only definition of what authors may write; keeps jsonschema's registry closed.

jsonschema fetches unknown `$ref`s over HTTP by default, so the registry is explicit and holds our own schemas only.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import jsonschema_rs

from builder.project import ProjectError, data_folder

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Schemas:
    """The schemas by kind, and for each kind a quick judge and a slow explainer that agree (held by a property test)."""

    by_kind: Mapping[str, Schema]
    judges: Mapping[str, Any]

    @property
    def explainers(self) -> Mapping[str, Any]:
        """Made when the first fault is to be explained."""
        return _explainers(self)

    @property
    def shown(self) -> Mapping[str, Schema]:
        """Those that the reference shows: not the one that only others refer to."""
        return {name: schema for name, schema in self.by_kind.items() if name != "common"}

    def resolve(self, reference: str, within: Schema) -> tuple[Schema, Schema]:
        """The schema that a `$ref` found inside `within` names, and the file it lies in."""
        name, _, pointer = reference.partition("#")
        home = self.by_kind[name.removesuffix(".schema.json")] if name else within
        target: Any = home
        for step in pointer.strip("/").split("/"):
            target = target[step] if step else target
        return target, home


@cache
def load_schemas() -> Schemas:
    """Read the shipped schemas, once."""
    folder = data_folder("schemas")
    files = sorted(folder.glob("*.schema.json"))
    if not files:
        raise ProjectError(f"no schemas in '{folder}'; install roleclarity anew")
    by_kind = {file.name.removesuffix(".schema.json"): json.loads(file.read_text(encoding="utf-8")) for file in files}
    quick = jsonschema_rs.Registry([(schema["$id"], schema) for schema in by_kind.values()])
    judges = {kind: jsonschema_rs.Draft202012Validator(schema, registry=quick) for kind, schema in by_kind.items()}
    return Schemas(by_kind, judges)


@cache
def _explainers(schemas: Schemas) -> Mapping[str, Any]:
    # jsonschema takes as long to load as all of ours together, and content without faults does not need it.
    from jsonschema import Draft202012Validator, ValidationError  # noqa: PLC0415
    from jsonschema.validators import extend  # noqa: PLC0415
    from referencing import Registry, Resource  # noqa: PLC0415

    def check_pattern(_validator: Any, pattern: str, instance: Any, _schema: Schema) -> Iterator[ValidationError]:
        # In Python `$` also matches before a last line break; in the quick judge and in JavaScript it does not.
        if isinstance(instance, str) and not re.search(pattern.replace("$", r"\Z"), instance):
            yield ValidationError("not in the form expected")

    explainer = extend(Draft202012Validator, {"pattern": check_pattern})  # type: ignore[no-untyped-call]  # has no types
    registry: Registry[Any] = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in schemas.by_kind.values()
    )
    return {kind: explainer(schema, registry=registry) for kind, schema in schemas.by_kind.items()}

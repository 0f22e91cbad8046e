"""`roleclarity new`: a starter file made from the schema's own example."""

import json
import re
from pathlib import Path
from typing import Any

from builder.checks.identity import RESERVED_DOCUMENTS
from builder.names import check_names
from builder.project import Project, ProjectError
from builder.scalars import AmbiguousNumberError, NumberSizeError, resolve
from builder.schema_copies import FOLDER, write_schemas
from builder.schemas import load_schemas

FOLDERS = {"questionnaire": "questionnaires", "module": "modules"}
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 _.,'()-]*(?<! )")


def starter(kind: str, document_id: str) -> str:
    """YAML text of the example with another id, with what each key means as a comment."""
    schema = load_schemas().by_kind[kind]
    example = {**schema["examples"][0], "id": document_id}
    head = f"# yaml-language-server: $schema=../../schemas/{kind}.schema.json\n"
    return head + "\n".join(_mapping(example, 0, schema["properties"])) + "\n"


def create(project: Project, kind: str, document_id: str) -> str:
    """Write the starter file where it belongs; gives its path from the project's root. Never writes over a file."""
    pattern = load_schemas().by_kind["common"]["$defs"]["document_id"]["pattern"]
    if not re.fullmatch(pattern, document_id) or len(document_id) > 64:
        raise ProjectError(f"'{document_id}' cannot be an id; use small letters, digits and hyphens, beginning with a letter")
    file = project.content / FOLDERS[kind] / f"{document_id}.yml"
    unfit = next(check_names([(file.relative_to(project.content).as_posix(), project.relative(file))]), None)
    if unfit or document_id in RESERVED_DOCUMENTS:
        reason = unfit.message if unfit else "the page of the list stands there"
        raise ProjectError(f"'{document_id}' cannot be an id: {reason}; choose another")
    try:
        if not (project.root / FOLDER).is_dir():
            write_schemas(project)
        file.parent.mkdir(parents=True, exist_ok=True)
        _write_new(file, starter(kind, document_id).encode())
    except FileExistsError:
        raise ProjectError(f"'{project.relative(file)}' exists already; choose another id") from None
    except OSError as error:
        raise ProjectError(f"'{project.relative(file)}' cannot be written: {error.strerror}") from error
    return project.relative(file)


def _write_new(file: Path, data: bytes) -> None:
    stream = file.open("xb")
    try:
        with stream:
            stream.write(data)
    except OSError:
        file.unlink(missing_ok=True)  # half a file would be in the way of the next try
        raise


def _mapping(value: dict[str, Any], depth: int, properties: Any = None) -> list[str]:
    lines = []
    for key, part in value.items():
        note = (properties or {}).get(key, {}).get("description", "")
        if note:
            lines += [f"# {note}"]
        lines += _entry("  " * depth + f"{key}:", part, depth)
    return lines


def _entry(head: str, value: Any, depth: int) -> list[str]:
    if isinstance(value, dict) and value:
        return [head, *_mapping(value, depth + 1)]
    if isinstance(value, list) and value and any(isinstance(part, dict) for part in value):
        return [head, *(line for part in value for line in _item(part, depth + 1))]
    return [f"{head} {_flow(value)}"]


def _item(value: dict[str, Any], depth: int) -> list[str]:
    lines = _mapping(value, depth + 1)
    return ["  " * depth + "- " + lines[0].lstrip(), *lines[1:]]


def _flow(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_flow(part) for part in value) + "]"
    if not isinstance(value, str):
        return json.dumps(value)
    try:
        plain = PLAIN.fullmatch(value) and resolve(value) == value and "," not in value
    except (AmbiguousNumberError, NumberSizeError):
        plain = False
    return value if plain else json.dumps(value, ensure_ascii=False)

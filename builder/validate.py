"""Stage 3: document x schema -> diagnostics in an author's words. With schemas.py the only user of jsonschema."""

from collections.abc import Callable, Iterator
from typing import Any

from builder.diagnostics import Diagnostic, Span
from builder.document import Document
from builder.schemas import Schemas
from builder.suggest import closest, did_you_mean

# jsonschema's ValidationError; its types call every attribute possibly unset.
SchemaError = Any
NAMES = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
}
TRUTH_WORDS = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}
LIMITS = {
    "minimum": "smaller than {limit}", "maximum": "greater than {limit}", "exclusiveMinimum": "not greater than {limit}",
    "exclusiveMaximum": "not smaller than {limit}", "multipleOf": "not a multiple of {limit}",
}  # fmt: skip
LENGTHS = {
    "minLength": "shorter than {limit} characters", "maxLength": "longer than {limit} characters",
    "minItems": "shorter than {limit} entries", "maxItems": "longer than {limit} entries",
}  # fmt: skip


def validate(document: Document, schemas: Schemas) -> tuple[Diagnostic, ...]:
    """All faults that the schema of the document's kind finds."""
    if schemas.judges[document.kind].is_valid(document.data):
        return ()
    errors = schemas.explainers[document.kind].iter_errors(document.data)
    return tuple(fault for error in errors for fault in _explain(document, error))


def _explain(document: Document, error: SchemaError) -> Iterator[Diagnostic]:
    yield from _EXPLAINERS[str(error.validator)](document, error)


def _unknown_keys(document: Document, error: SchemaError) -> Iterator[Diagnostic]:
    allowed = error.schema["properties"]
    for key in error.instance:
        if key not in allowed:
            span = document.key_span((*error.absolute_path, key))
            match = closest(key, allowed)
            hint = "" if match else f"keys that may stand here: {', '.join(allowed)}"
            yield _fault(
                document,
                span,
                "unknown-key",
                f"unknown key '{_short(key)}'" + (f" (did you mean '{match}'?)" if match else ""),
                hint,
            )


def _missing_key(document: Document, error: SchemaError) -> Iterator[Diagnostic]:
    for key in error.validator_value:
        if key not in error.instance and f"'{key}'" in error.message:
            description = _described(error.schema.get("properties", {}).get(key, {}))
            yield _fault(
                document,
                document.span(tuple(error.absolute_path)),
                "missing-key",
                f"the key '{key}' is missing here",
                description,
            )


def _wrong_type(document: Document, error: SchemaError) -> Iterator[Diagnostic]:
    kinds = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    expected = " or ".join(NAMES[kind] for kind in kinds)
    found, hint = _found(error.instance), ""
    if "boolean" in kinds and isinstance(error.instance, str) and error.instance.lower() in TRUTH_WORDS:
        hint = f"write {TRUTH_WORDS[error.instance.lower()]}"
    elif "string" in kinds and error.instance is not None:
        hint = "put it in quotes if it is meant as text"
    yield _at(document, error, "wrong-type", f"expected {expected}, found {found}", hint)


def _unknown_value(document: Document, error: SchemaError) -> Iterator[Diagnostic]:
    allowed = [str(value) for value in error.validator_value]
    yield _at(
        document,
        error,
        "unknown-value",
        f"{_found(error.instance)} is not one of the values that may stand here",
        did_you_mean(str(error.instance), allowed),
    )


def _wrong_constant(document: Document, error: SchemaError) -> Iterator[Diagnostic]:
    yield _at(
        document, error, "unknown-value", f"{_found(error.instance)} may not stand here", f"write '{error.validator_value}'"
    )


def _wrong_form(document: Document, error: SchemaError) -> Iterator[Diagnostic]:
    yield _at(document, error, "wrong-form", f"{_found(error.instance)} is not in the form expected", _described(error.schema))


def _limit(code: str, words: dict[str, str], subject: str) -> Callable[[Document, SchemaError], Iterator[Diagnostic]]:
    def explain(document: Document, error: SchemaError) -> Iterator[Diagnostic]:
        phrase = words[str(error.validator)].format(limit=error.validator_value)
        yield _at(document, error, code, f"{subject.format(found=_found(error.instance))} is {phrase}", _described(error.schema))

    return explain


def _repeated(document: Document, error: SchemaError) -> Iterator[Diagnostic]:
    for index, value in enumerate(error.instance):
        if value in error.instance[:index]:
            yield _fault(
                document,
                document.span((*error.absolute_path, index)),
                "repeated-value",
                f"{_found(value)} stands twice in this list",
                "keep one",
            )


def _combination(document: Document, error: SchemaError) -> Iterator[Diagnostic]:
    keys = ", ".join(f"'{key}'" for key in error.instance) or "no keys"
    stated = error.validator_value.get("description") if isinstance(error.validator_value, dict) else None
    yield _at(document, error, "wrong-combination", f"these keys do not go together: {keys}", stated or _described(error.schema))


def _bad_name(document: Document, error: SchemaError) -> Iterator[Diagnostic]:
    for child in error.context or [error]:
        yield from _explain(document, child)


def _at(document: Document, error: SchemaError, code: str, message: str, hint: str) -> Diagnostic:
    path = tuple(error.absolute_path)
    named = "propertyNames" in error.absolute_schema_path
    span = document.key_span((*path, error.instance)) if named else document.span(path)
    return _fault(document, span, code, message, hint)


def _fault(document: Document, span: Span, code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(document.path, span, code, message, hint)


def _described(schema: Any) -> str:
    text = str(schema.get("description", ""))
    return text[:1].lower() + text[1:].removesuffix(".") if text else ""


def _found(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"'{str(value).lower()}'"
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else f"'{_short(str(value))}'"


def _short(text: str) -> str:
    line = text.split("\n", 1)[0]
    return line if len(line) <= 60 and line == text else f"{line[:60]}…"


_EXPLAINERS: dict[str, Callable[[Document, SchemaError], Iterator[Diagnostic]]] = {
    "additionalProperties": _unknown_keys,
    "required": _missing_key,
    "type": _wrong_type,
    "enum": _unknown_value,
    "const": _wrong_constant,
    "pattern": _wrong_form,
    "uniqueItems": _repeated,
    "minProperties": _combination,
    "maxProperties": _combination,
    "not": _combination,
    "propertyNames": _bad_name,
    **{name: _limit("out-of-range", LIMITS, "{found}") for name in LIMITS},
    **{name: _limit("wrong-length", LENGTHS, "this") for name in LENGTHS},
}

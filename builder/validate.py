"""Stage 3: document x schema -> diagnostics in an author's words."""

from collections.abc import Callable, Iterator
from typing import Any

from builder.cures import cut_texts, described, missing_key, wrong_form, wrong_type
from builder.diagnostics import MAX_FAULTS, Diagnostic, Span
from builder.document import Document
from builder.misread import misread
from builder.schemas import Schemas
from builder.suggest import closest, did_you_mean

# jsonschema's ValidationError; its types call every attribute possibly unset.
SchemaError = Any
NAMES = {
    "object": "keys with values",
    "array": "a list",
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
}
LIMITS = {
    "minimum": "smaller than {limit}", "maximum": "greater than {limit}", "exclusiveMinimum": "not greater than {limit}",
    "exclusiveMaximum": "not smaller than {limit}", "multipleOf": "not a multiple of {limit}",
}  # fmt: skip
LENGTHS = {
    "minLength": ("text of at least", "character"), "maxLength": ("text of at most", "character"),
    "minItems": ("a list of at least", "entry"), "maxItems": ("a list of at most", "entry"),
}  # fmt: skip


def validate(document: Document, schemas: Schemas) -> tuple[Diagnostic, ...]:
    """The faults that the schema of the document's kind finds."""
    if schemas.judges[document.kind].is_valid(document.data):
        return ()
    first = misread(document, schemas)
    if first:
        return first
    errors = schemas.explainers[document.kind].iter_errors(document.data)
    found = (fault for error in errors for fault in _explain(document, error))
    # A schema may say of a value twice what it is not; what is said first, from further out, has the better cure.
    once: dict[tuple[Span, str, str], Diagnostic] = {}
    while len(once) < MAX_FAULTS and (fault := next(found, None)):
        once.setdefault((fault.span, fault.code, fault.message), fault)
    return tuple(once.values())


def _explain(document: Document, error: SchemaError) -> Iterator[Diagnostic]:
    yield from _EXPLAINERS[str(error.validator)](document, error)


def _unknown_keys(document: Document, error: SchemaError) -> Iterator[Diagnostic]:
    allowed = error.schema["properties"]
    cut = cut_texts(document, tuple(error.absolute_path), error.instance, allowed)
    for key in error.instance:
        if cut.get(key):
            message = f"unknown key '{_short(key)}': a comma ends a text inside {{ }}"
            yield _fault(document, document.key_span((*error.absolute_path, key)), "unknown-key", message, cut[key])
        elif key not in allowed and key not in cut:
            match = closest(key, allowed)
            message = f"unknown key '{_short(key)}'" + (f" (did you mean '{match}'?)" if match else "")
            hint = "" if match else f"keys that may stand here: {', '.join(allowed)}"
            yield _fault(document, document.key_span((*error.absolute_path, key)), "unknown-key", message, hint)


def _missing_key(document: Document, error: SchemaError) -> Iterator[Diagnostic]:
    for key in error.validator_value:
        if key not in error.instance and f"'{key}'" in error.message:
            hint = missing_key(document.kind, key, error.schema)
            span = document.span(tuple(error.absolute_path))
            yield _fault(document, span, "missing-key", f"the key '{key}' is missing here", hint)


def _wrong_type(document: Document, error: SchemaError) -> Iterator[Diagnostic]:
    kinds = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    expected = " or ".join(NAMES[kind] for kind in kinds)
    found = ("the text " if isinstance(error.instance, str) else "") + _found(error.instance)
    hint = wrong_type(document.kind, error.instance, kinds, error.schema)
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
    key = next((step for step in reversed(error.absolute_path) if isinstance(step, str)), "")
    hint = wrong_form(key, error.instance, error.schema)
    yield _at(document, error, "wrong-form", f"{_found(error.instance)} is not in the form expected", hint)


def _out_of_range(document: Document, error: SchemaError) -> Iterator[Diagnostic]:
    phrase = LIMITS[str(error.validator)].format(limit=error.validator_value)
    yield _at(document, error, "out-of-range", f"{_found(error.instance)} is {phrase}", described(error.schema))


def _wrong_length(document: Document, error: SchemaError) -> Iterator[Diagnostic]:
    words, unit = LENGTHS[str(error.validator)]
    units = unit if error.validator_value == 1 else {"character": "characters", "entry": "entries"}[unit]
    message = f"expected {words} {error.validator_value} {units}, found {len(error.instance)}"
    yield _at(document, error, "wrong-length", message, described(error.schema))


def _repeated(document: Document, error: SchemaError) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for index, value in enumerate(error.instance):
        text = repr(value)
        if text in seen:
            yield _fault(
                document,
                document.span((*error.absolute_path, index)),
                "repeated-value",
                f"{_found(value)} stands twice in this list",
                "keep one",
            )
        seen.add(text)


def _number_of_keys(document: Document, error: SchemaError) -> Iterator[Diagnostic]:
    few = error.validator == "minProperties"
    free = [key for key in error.schema.get("properties", ()) if key not in error.instance]
    hint = f"add one of: {', '.join(free)}" if few and free else described(error.schema)
    message = f"too {'few' if few else 'many'} keys stand here: {_keys(error.instance) or 'none'}"
    yield _at(document, error, "wrong-combination", message, hint)


def _keys(instance: Any) -> str:
    shown = ", ".join(f"'{_short(key)}'" for key in list(instance)[:10])
    return f"{shown} and {len(instance) - 10} more" if len(instance) > 10 else shown


def _combination(document: Document, error: SchemaError) -> Iterator[Diagnostic]:
    if not isinstance(error.instance, dict):
        return  # what is no mapping is named as such already
    keys = _keys(error.instance)
    stated = error.validator_value.get("description") if isinstance(error.validator_value, dict) else None
    yield _at(document, error, "wrong-combination", f"these keys do not go together: {keys}", stated or described(error.schema))


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


def _found(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"'{str(value).lower()}'"
    if isinstance(value, dict):
        return "keys with values"
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
    "minProperties": _number_of_keys,
    "maxProperties": _number_of_keys,
    "not": _combination,
    "propertyNames": _bad_name,
    **dict.fromkeys(LIMITS, _out_of_range),
    **dict.fromkeys(LENGTHS, _wrong_length),
}

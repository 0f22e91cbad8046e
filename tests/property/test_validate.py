"""The quick judge and the slow explainer agree on any document, and what is refused is always explained."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from builder.checks import check
from builder.checks.known import Known
from builder.defaults import filler
from builder.diagnostics import in_order
from builder.discover import Discovered, discover
from builder.document import Document, Node
from builder.engines import by_python
from builder.key import scoring_key
from builder.parse import parse
from builder.project import Project
from builder.schemas import load_schemas
from builder.validate import validate

REPOSITORY = Path(__file__).parents[2]
SCHEMAS = load_schemas()


def documents(discovered: Discovered) -> Iterator[Document]:
    for source in discovered.sources:
        parsed = parse(source) if source.kind != "page" else None
        if parsed and parsed.document:
            yield parsed.document


def nowhere() -> Node:
    return Node(1, 1, 1, 1, None)


def response() -> Document:
    return Document("r.json", "response", "r", SCHEMAS.by_kind["response"]["examples"][0], nowhere)


FOLDERS = [REPOSITORY, REPOSITORY / "tests/browser", REPOSITORY / "tests/golden/base"]
SEEDS = [*(document for folder in FOLDERS for document in documents(discover(Project(folder)))), response()]
VALUES = st.one_of(
    st.sampled_from(
        [None, True, False, 0, 1, -1, 1.0, 0.3, 1e308, 2**53, "", " ", "a", "a\n", "\n", "a-b", "A", "1.0.0", "1.0.0\n"]
    ),
    st.sampled_from(
        ["2026-11-22", "rating", "grid", "\u00a0", "\u2003", "é", "😀" * 300, [], {}, ["a", "a"], [1, 1.0], [True, 1], {"a": 1}]
    ),
    st.text(max_size=3),
    st.integers(-10, 10),
)


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every (container, key or index) within."""
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from places(value[key])


@st.composite
def mutants(draw: st.DrawFn) -> Document:
    seed = draw(st.sampled_from(SEEDS))
    data = deepcopy(seed.data)
    for _ in range(draw(st.integers(1, 2))):
        found = list(places(data))
        assume(found)
        container, key = found[draw(st.integers(0, len(found) - 1))]
        match draw(st.sampled_from(["replace", "remove", "add", "repeat", "wrap"])):
            case "replace":
                container[key] = deepcopy(draw(VALUES))
            case "remove":
                del container[key]
            case "wrap":
                container[key] = [container[key]] if draw(st.booleans()) else {"a": container[key]}
            case "repeat" if isinstance(container, list):
                container.append(deepcopy(container[key]))
            case _ if isinstance(container, dict):
                container[draw(st.sampled_from(["a", "items", "text", "show_if", "type", "min_answered_share", "is"]))] = draw(
                    VALUES
                )
    return Document(seed.path, seed.kind, seed.stem, data, nowhere)


@settings(max_examples=1_000, suppress_health_check=[HealthCheck.too_slow])
@given(mutants())
def test_judge_and_explainer_agree(document: Document) -> None:
    valid = SCHEMAS.judges[document.kind].is_valid(document.data)
    assert valid == (next(SCHEMAS.explainers[document.kind].iter_errors(document.data), None) is None)
    assert valid == (validate(document, SCHEMAS) == ())


@settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow])
@given(mutants())
def test_no_stage_changes_its_input_nor_raises(document: Document) -> None:
    """Whatever is valid is filled, checked and scored; whatever is not is explained; the document stays as it was."""
    before = deepcopy(document.data)
    if validate(document, SCHEMAS) == ():
        filled = filler(SCHEMAS, document.kind)(document.data)
        after = deepcopy(filled)
        if document.kind != "response":
            faults = check(Document(document.path, document.kind, document.stem, filled, nowhere), Known())
            assert in_order(faults) == in_order(reversed(faults))
            if document.kind == "questionnaire" and not faults:
                by_python(scoring_key(filled), {})
        assert filled == after
        assert filler(SCHEMAS, document.kind)(filled) == filled
    assert document.data == before

"""Each fault that is shown with an example can be mended, and the mended file is one in which nothing is found.

`mended/` holds the same files as `invalid/`, as their authors would mend them: with the smallest change that follows the hint.
"""

from pathlib import Path

import pytest
from cases import INVALID, MENDED, write_mended
from click.testing import CliRunner

from builder.cli import main
from builder.codes import MEANINGS
from builder.explain import examples

# Codes without an example to show, and why.
NO_EXAMPLE = {
    "file-unreadable": "what the file holds is not its fault",
    "file-too-large": "nobody could read a page with a file of a megabyte",
    "schema-outdated": "the file is a copy of a schema, which no author writes",
    "file-encoding": "a text cannot show bytes that are no text",
    "file-link": "what a link leads to is not its text",
    "file-path": "what the file holds is not its fault",
    "faults-cut": "nobody could read a page with hundreds of faults",
    "yaml-size": "nobody could read a page with a hundred thousand values",
    "json-syntax": "it is about a response, and examples are of content",
    "engines-differ": "no file can bring it about: it is a fault of ours",
    "response-kind": "it is about a response, and examples are of content",
    "response-mismatch": "it is about a response, and examples are of content",
    "response-answer": "it is about a response, and examples are of content",
    "response-hidden": "it is about a response, and examples are of content",
    "response-repeated": "it is about a response, and examples are of content",
    "response-score": "it is about a response, and examples are of content",
    "response-wording": "it is about a response, and examples are of content",
}


@pytest.mark.parametrize("name", sorted(file.name for file in MENDED.iterdir()))
def test_nothing_is_found_in_it(name: str, tmp_path: Path) -> None:
    write_mended(name, tmp_path)
    result = CliRunner().invoke(main, ["validate", "--project", str(tmp_path)])
    assert (result.exit_code, result.output) == (0, "No faults found.\n")


@pytest.mark.parametrize("code", MEANINGS)
def test_the_first_example_of_every_code_is_mended(code: str) -> None:
    found = list(examples(code))
    assert bool(found) == (code not in NO_EXAMPLE)
    assert all(example.mended for example in found[:1]), "put a file of the same name as the shortest example into 'mended'"


def test_every_mended_file_has_a_faulty_one() -> None:
    assert {file.name for file in MENDED.iterdir()} <= {file.name for file in INVALID.iterdir()}
    assert set(MEANINGS) >= set(NO_EXAMPLE)

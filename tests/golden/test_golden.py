"""What authors are told, word for word: every code of `builder/codes.py` has a case, and each case its exact output.

To add a case, add a file to `invalid/` (or to `responses/`) and run `pytest tests/golden --update-golden`; read the result aloud.
"""

from pathlib import Path

import pytest
from cases import INVALID, RECHECKED, RESPONSES, VALID, case_names, response_names, write_base, write_case
from click.testing import CliRunner

import builder.checks.examples
from builder.cli import main
from builder.codes import MEANINGS

# Codes that no file can bring about; the name of the test that does.
ELSEWHERE = {
    "file-unreadable": "test_unreadable_response",
    "engines-differ": "test_engines_differ",
    "response-repeated": "test_repeated_response",
}


def compare(request: pytest.FixtureRequest, expected: Path, output: str) -> None:
    if request.config.getoption("--update-golden"):
        expected.write_text(output, encoding="utf-8", newline="\n")
    assert output == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", case_names())
def test_invalid(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    write_case(name, tmp_path)
    result = CliRunner().invoke(main, ["validate", "--project", str(tmp_path)])
    assert result.exit_code == (": error: " in result.stdout), result.output
    compare(request, INVALID / f"{name}.out", result.stdout)


@pytest.mark.parametrize("name", sorted(file.stem for file in VALID.iterdir()))
def test_valid(name: str, tmp_path: Path) -> None:
    """What once raised, or could raise, a false alarm."""
    write_case(name, tmp_path)
    result = CliRunner().invoke(main, ["validate", "--project", str(tmp_path)])
    assert (result.exit_code, result.output) == (0, "No faults found.\n")


@pytest.mark.parametrize("file", response_names())
def test_response(file: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    write_base(tmp_path)
    monkeypatch.chdir(RESPONSES)
    result = CliRunner().invoke(main, ["score", "--project", str(tmp_path), "first-week", file])
    assert result.exit_code == 1, result.output
    compare(request, (RESPONSES / file).with_suffix(".out"), result.stderr)


def test_unreadable_response(tmp_path: Path) -> None:
    write_base(tmp_path)
    result = CliRunner().invoke(main, ["score", "--project", str(tmp_path), "first-week", str(tmp_path)])
    assert result.exit_code == 1
    assert (
        result.stderr == f"{tmp_path}{FOLDER}\n  = help: name the files in it, such as {tmp_path}/*.json\n\n1 fault in 1 file\n"
    )


FOLDER = ":1:1: error: this is a folder, not a file [file-unreadable]"


def test_repeated_response(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_base(tmp_path)
    monkeypatch.chdir(tmp_path)
    response = '{"format": "roleclarity-response-1", "questionnaire": {"id": "first-week", "version": "1.0.0"}, "answers": {}}\n'
    for name in ("one.json", "two.json"):
        Path(name).write_text(response, encoding="utf-8")
    result = CliRunner().invoke(main, ["compare", "one.json", "two.json"])
    assert (result.exit_code, result.stderr) == (0, REPEATED)


REPEATED = """two.json:1:1: warning: this file holds the same as another one, and both count as one person [response-repeated]
  = help: take one of them away

1 warning in 1 file
1 file counted
"""


def test_engines_differ(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_case("example-failed", tmp_path)
    monkeypatch.setattr(builder.checks.examples, "by_javascript", lambda _key, answers: [{} for _ in answers])
    result = CliRunner().invoke(main, ["validate", "--project", str(tmp_path)])
    assert result.exit_code == 1
    assert "Python and JavaScript give different results for this example [engines-differ]" in result.stdout


def test_every_code_has_a_case() -> None:
    files = [file for folder in (INVALID, RESPONSES, RECHECKED) for file in folder.glob("*.out")]
    outputs = {file.stem: file.read_text(encoding="utf-8") for file in files}
    for code in MEANINGS:
        about = [name for name in outputs if name == code or name.startswith(f"{code}-")]
        assert about or ELSEWHERE[code] in globals(), f"no case named '{code}'"


def test_every_case_is_about_its_code() -> None:
    for folder in (INVALID, RESPONSES, RECHECKED):
        for file in folder.glob("*.out"):
            code = max((code for code in MEANINGS if file.stem == code or file.stem.startswith(f"{code}-")), key=len)
            assert f"[{code}]" in file.read_text(encoding="utf-8"), file.stem

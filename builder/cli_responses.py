"""The commands about saved responses; `cli` hands them to the group."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from builder.compare import Asked, NothingToCompareError, compare
from builder.console import Lines
from builder.diagnostics import Diagnostic, has_errors
from builder.examine import examine_one
from builder.lines import line_reader
from builder.our_words import load_words
from builder.project import Project, ProjectError, open_project
from builder.recheck import recheck
from builder.response import response_source, score_response
from builder.sheet import FORMATS as SHEETS
from builder.terminal import CLEAN, FAULTS, command, folder_option, format_option, show


@click.command()
@click.argument("questionnaire", type=click.Path(path_type=Path))
@click.argument("response", type=click.Path(path_type=Path))
@folder_option
@command
def score(folder: Path, questionnaire: Path, response: Path) -> int:
    """Work out the scores of a saved response, as JSON.

    QUESTIONNAIRE is an id or a file of the project.

    Example: roleclarity score role-clarity-client answers.json
    """
    project = open_project(folder)
    parsed = examine_one(project, project.questionnaire(questionnaire))
    if parsed.document is None:
        show(project, parsed.diagnostics, "text", err=True)
        return FAULTS
    _must_exist([response])
    result = score_response(response_source(response), parsed.document)
    if not isinstance(result, Mapping):
        show(project, result, "text", err=True, lines=_lines(project, [response]))
        return FAULTS
    click.echo(json.dumps(result, ensure_ascii=False, indent=2))
    return CLEAN


@click.command(name="check-response")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@format_option
@folder_option
@command
def check_responses(folder: Path, files: Sequence[Path], style: str) -> int:
    """Check saved responses and work out their scores anew.

    Each FILE is held against the questionnaire that it names, in that version. Earlier versions are those that the project keeps
    as id@1.0.0.yml. A score that the answers do not give is a fault.

    Example: roleclarity check-response answers.json
    """
    project = open_project(folder)
    _must_exist(files)
    found = recheck(project, files)
    show(project, found, style, lines=_lines(project, files))
    return FAULTS if has_errors(found) else CLEAN


def _must_exist(files: Sequence[Path]) -> None:
    for file in files:
        if not file.exists():
            raise ProjectError(f"there is no file '{file}'")


def _lines(project: Project, files: Sequence[Path]) -> Lines:
    """Responses are named as seen from here, questionnaires as seen from the project."""
    near, within = line_reader(Path.cwd()), line_reader(project.root)
    responses = {response_source(file).path for file in files}
    return lambda path, number: (near if path in responses else within)(path, number)


@click.command(name="compare")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--family", default="", metavar="ID", help="Whose role map; needed only for files of several families.")
@click.option("--setting", default="", metavar="ID", help="Only people in this setting, such as hospital.")
@click.option("--smallest", type=click.IntRange(min=5), default=5, show_default=True, help="People that a group needs to show.")
@click.option(
    "--format", "style", type=click.Choice(sorted(SHEETS)), default="text", show_default=True, help="How it is printed."
)
@folder_option
@command
def compare_responses(folder: Path, files: Sequence[Path], style: str, **asked: Any) -> int:
    """Lay saved responses of several people side by side.

    Prints the role map of the family that the FILEs belong to, by the rules of the site's own page: a group of fewer than five
    is not shown, nor is anything that it could be worked out from. A file that cannot be used is named, and the rest counts.

    Example: roleclarity compare answers/*.json
    """
    project = open_project(folder)
    _must_exist(files)
    try:
        found = compare(project, files, Asked(**asked), list(load_words()["perspectives"]))
    except NothingToCompareError as nothing:
        _show_unquoted(project, nothing.faults)
        raise
    _show_unquoted(project, found.faults)
    click.echo(f"{found.used} file{'' if found.used == 1 else 's'} counted", err=True)
    click.echo(SHEETS[style](found), nl=style != "csv")
    return FAULTS if has_errors(found.faults) else CLEAN


def _show_unquoted(project: Project, faults: Sequence[Diagnostic]) -> None:
    """Of answers nothing is quoted: what `compare` prints may be read by the whole team."""
    if faults:
        show(project, faults, "text", err=True, lines=lambda _path, _number: None)

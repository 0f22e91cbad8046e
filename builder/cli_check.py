"""The commands that say what is wrong, and what that means."""

from pathlib import Path

import click

from builder.codes import MEANINGS
from builder.diagnostics import has_errors
from builder.explain import explain, overview
from builder.inspection import inspect
from builder.project import open_project
from builder.terminal import CLEAN, FAULTS, command, counted, folder_option, format_option, show, workers_option


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@format_option
@folder_option
@workers_option
@command
def validate(folder: Path, paths: tuple[Path, ...], style: str, workers: int | None) -> int:
    """Name all faults of all files, each with its place and what to do.

    With PATHs, only the faults in those files or folders are named.

    Example: roleclarity validate content/questionnaires
    """
    project = open_project(folder)
    wanted = [project.inside(path) for path in paths]
    found = tuple(
        d
        for d in inspect(project, counted, workers=workers)
        if not wanted or any(d.path == path or d.path.startswith(f"{path}/") or path == "." for path in wanted)
    )
    show(project, found, style)
    return FAULTS if has_errors(found) else CLEAN


@click.command(name="explain")
@click.argument(
    "code", required=False, shell_complete=lambda _context, _parameter, word: [code for code in MEANINGS if code.startswith(word)]
)
@command
def explain_code(code: str | None) -> int:
    """Say what a code in square brackets means, with an example.

    Without CODE, all codes are listed with their meanings.

    Example: roleclarity explain band-gap
    """
    click.echo(explain(code) if code else overview(), nl=False)
    return CLEAN

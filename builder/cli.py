"""The commands. With cli_responses.py and terminal.py the only place that prints or exits: 0 clean, 1 faults, 2 could not run."""

import io
import sys
from pathlib import Path

import click

from builder import __version__
from builder.cli_build import build_site
from builder.cli_responses import check_responses, compare_responses, score
from builder.codes import MEANINGS
from builder.diagnostics import has_errors
from builder.explain import explain, overview
from builder.init import init, next_steps
from builder.pipeline import build, inspect
from builder.project import open_project
from builder.publish import publish
from builder.scaffold import FOLDERS, create
from builder.schema_copies import write_schemas
from builder.terminal import CLEAN, FAULTS, command, counted, folder_option, format_option, refused, show, workers_option


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="roleclarity")
def main() -> None:
    """Questionnaires and training about a role: checked, published, scored on the reader's own device."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # what a Windows code page cannot show is spelled out


for one in (build_site, score, check_responses, compare_responses):
    main.add_command(one)


@main.command()
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


@main.command()
@click.option("--address", metavar="HOST:PORT", help="Where to listen.  [default: 127.0.0.1:8000]")
@folder_option
@command
def serve(folder: Path, address: str | None) -> int:
    """Preview the site on this machine while you write.

    A saved file shows at once; a fault is named here and does not end the preview. Ctrl-C ends it.

    Example: roleclarity serve
    """
    from builder.preview import preview  # noqa: PLC0415 - MkDocs takes half a second to load

    preview(open_project(folder), address, counted)
    return CLEAN


@main.command(name="init")
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@command
def init_project(target: Path) -> int:
    """Write a new project, with our questionnaires to keep or delete.

    DIR is a folder that is empty or not there yet; a new git repository will do. The project validates, builds and serves at
    once.

    Example: roleclarity init our-team
    """
    init(target)
    click.echo(f"Wrote a new project to {target}\nNext:\n{next_steps(target)}")
    return CLEAN


@main.command(name="explain")
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


@main.command()
@click.argument("kind", type=click.Choice(sorted(FOLDERS)))
@click.argument("document_id", metavar="ID")
@folder_option
@command
def new(folder: Path, kind: str, document_id: str) -> int:
    """Write a starter file that is valid as it stands.

    ID becomes the file's name: small letters, digits and hyphens.

    Example: roleclarity new questionnaire first-week
    """
    path = create(open_project(folder), kind, document_id)
    click.echo(f"Wrote {path}\nOpen it in your editor, then run: roleclarity validate {path}")
    return CLEAN


@main.command()
@folder_option
@command
def schemas(folder: Path) -> int:
    """Put the schemas into the project, where editors find them, over older copies.

    Example: roleclarity schemas
    """
    project = open_project(folder)
    count = write_schemas(project)
    click.echo(f"Wrote {count} schemas to {project.root / 'schemas'}")
    return CLEAN


@main.command()
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@folder_option
@command
def pages(folder: Path, target: Path) -> int:
    """Write the page sources into a plain folder, for any other site engine.

    Example: roleclarity pages build/pages
    """
    project = open_project(folder)
    made = build(project)
    if refused(project, made.diagnostics):
        return FAULTS
    count = publish(project, made, target)
    click.echo(f"Wrote {count} files to {target}", err=True)
    return CLEAN

"""The commands. With terminal.py the only place that prints or exits. Exit 0 clean, 1 faults found, 2 could not run."""

import io
import json
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from builder import __version__
from builder.again import Ledger
from builder.codes import MEANINGS
from builder.console import FORMATS
from builder.diagnostics import has_errors
from builder.discover import Source
from builder.examine import examine_one
from builder.explain import explain, overview
from builder.init import init, next_steps
from builder.pipeline import build, inspect
from builder.project import Project, ProjectError, open_project
from builder.publish import publish
from builder.record import default_folder, record_place
from builder.response import score_response
from builder.scaffold import FOLDERS, create
from builder.schema_copies import write_schemas
from builder.terminal import CLEAN, FAULTS, command, counted, folder_option, refused, show, workers_option
from builder.timings import Timings


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="roleclarity")
def main() -> None:
    """Questionnaires and training about a role: checked, published, scored on the reader's own device."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # what a Windows code page cannot show is spelled out


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--format", "style", type=click.Choice(sorted(FORMATS)), default="text", show_default=True, help="How faults are printed."
)
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


@main.command(name="build")
@click.option(
    "--site-dir",
    "target",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the site goes.  [default: what mkdocs.yml says]",
)
@folder_option
@workers_option
@click.option("--whole", is_flag=True, help="Make every page anew, whatever changed.")
@click.option("--timings", "timed", is_flag=True, help="Say at the end how long each stage took.")
@command
def build_site(folder: Path, target: Path | None, workers: int | None, *, whole: bool, timed: bool) -> int:
    """Check the project and publish its site.

    The old site stays whole until the new one is; with faults, nothing is published. After an edit of a few questionnaires, only
    their pages are made anew.

    Example: roleclarity build --site-dir public
    """
    timings = Timings()
    project = open_project(folder)
    place = target or default_folder(project)
    with timings.stage("looking for changes"):
        count = Ledger(project, place, record_place(project, place)).refresh() if place and not whole else None
    if count is None and not _build_whole(project, target, workers, timings, whole=whole):
        return FAULTS
    if count is not None:
        made = f"{count} page{'' if count == 1 else 's'} made anew in" if count else "Nothing changed in"
        click.echo(f"{made} {place}, after {timings.seconds:.1f} s", err=True)
    if timed:
        click.echo(timings.table(), err=True)
    return CLEAN


def _build_whole(project: Project, target: Path | None, workers: int | None, timings: Timings, *, whole: bool) -> bool:
    from builder.mkdocs_plugin import Work  # noqa: PLC0415 - MkDocs takes half a second to load
    from builder.site import publish_site, site_folder  # noqa: PLC0415

    place = target or site_folder(project)
    ledger = Ledger(project, place, record_place(project, place))
    before, past = ledger.begin()
    with timings.stage("reading and checking"):
        made = build(project, counted, workers=workers)
    if refused(project, made.diagnostics):
        return False
    with timings.stage("pages and search"):
        published = publish_site(project, Work(made, None if whole else past, workers, counted), place)
    if not made.diagnostics:  # warnings are to be said each time
        with timings.stage("remembering"):
            ledger.remember(before, made, published)
    click.echo(f"Published {len(made.pages)} generated pages and what you wrote to {place} in {timings.seconds:.1f} s", err=True)
    if published.note:
        click.echo(published.note, err=True)
    return True


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

    preview(open_project(folder), address)
    return CLEAN


@main.command()
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
    if not response.exists():
        raise ProjectError(f"there is no file '{response}'")
    result = score_response(Source(str(response), response.absolute(), "response"), parsed.document)
    if not isinstance(result, Mapping):
        show(project, result, "text", err=True)
        return FAULTS
    click.echo(json.dumps(result, ensure_ascii=False, indent=2))
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

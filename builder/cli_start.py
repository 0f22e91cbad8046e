"""The commands that write what authors begin with."""

from pathlib import Path

import click

from builder.init import init, next_steps
from builder.project import open_project
from builder.scaffold import FOLDERS, create
from builder.schema_copies import write_schemas
from builder.terminal import CLEAN, command, folder_option

BEFORE_PUBLISHING = "Before you publish, fill in what is left to you. This names it: roleclarity validate"


@click.command(name="init")
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@command
def init_project(target: Path) -> int:
    """Write a new project, with our questionnaires to keep or delete.

    DIR is a folder that is empty or not there yet; a new git repository will do. The project validates, builds and serves at
    once.

    Example: roleclarity init our-team
    """
    init(target)
    click.echo(f"Wrote a new project to {target}\nNext:\n{next_steps(target)}\n{BEFORE_PUBLISHING}")
    return CLEAN


@click.command()
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


@click.command()
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

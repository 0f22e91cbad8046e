"""Copies of the schemas in a project's own folder, for editors; what is checked never depends on them."""

from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Severity, Span
from builder.project import Project, ProjectError, data_folder

FOLDER = "schemas"


def write_schemas(project: Project) -> int:
    """Put the shipped schemas into the project, over older ones; gives their number."""
    folder = project.root / FOLDER
    files = sorted(data_folder(FOLDER).glob("*.schema.json"))
    try:
        folder.mkdir(exist_ok=True)
        for file in files:
            (folder / file.name).write_bytes(file.read_bytes())
    except OSError as error:
        raise ProjectError(f"'{error.filename or folder}' cannot be written: {error.strerror}") from error
    return len(files)


def check_copies(project: Project) -> Iterator[Diagnostic]:
    """A copy that is another than the shipped one makes an editor complain of what is right, or praise what is wrong."""
    for file in sorted(data_folder(FOLDER).glob("*.schema.json")):
        copy = project.root / FOLDER / file.name
        if copy.is_file() and copy.read_bytes() != file.read_bytes():
            message = "this copy of a schema, which editors use, is not that of the installed version"
            path = f"{FOLDER}/{file.name}"
            yield Diagnostic(path, Span(), "schema-outdated", message, "run: roleclarity schemas", Severity.WARNING)

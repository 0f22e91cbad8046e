"""`roleclarity init`: a new project that validates, builds and serves at once, with the shipped content to keep or delete."""

import shutil
from pathlib import Path

from builder.project import PACKAGE, Project, ProjectError, data_folder
from builder.schema_copies import write_schemas

STARTER = {
    "mkdocs.yml": "mkdocs.yml",
    "README.md": "README.md",
    "site.yml": "content/site.yml",
    "gitignore": ".gitignore",
    "settings.json": ".vscode/settings.json",
    "extensions.json": ".vscode/extensions.json",
    "publish.yml": ".github/workflows/publish.yml",
    "pre-commit.yaml": ".pre-commit-config.yaml",
}
OURS = ("changelog.md", "guides", "reference")
"""What is about this project and not about theirs."""


def init(folder: Path) -> Project:
    """Write a new project into a folder that is empty or not there yet."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ProjectError(f"'{folder}' is not empty; name a new folder")
    try:
        shutil.copytree(data_folder("content"), folder / "content", ignore=shutil.ignore_patterns(*OURS), dirs_exist_ok=True)
        for name, place in STARTER.items():
            target = folder / place
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((PACKAGE / "starter" / name).read_bytes())
    except OSError as error:
        raise ProjectError(f"'{error.filename or folder}' cannot be written: {error.strerror}") from error
    project = Project(folder.resolve())
    write_schemas(project)
    return project

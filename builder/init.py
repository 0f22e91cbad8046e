"""`roleclarity init`: a new project that validates, builds and serves at once, with the shipped content to keep or delete."""

import os
import re
import shlex
import shutil
from datetime import UTC, datetime
from pathlib import Path

from builder import __version__
from builder.project import PACKAGE, Project, ProjectError, data_folder
from builder.schema_copies import write_schemas

STARTER = {
    "mkdocs.yml": "mkdocs.yml",
    "README.md": "README.md",
    "site.yml": "content/site.yml",
    "privacy.md": "content/guides/privacy.md",
    "accessibility.md": "content/guides/accessibility.md",
    "gitignore": ".gitignore",
    "settings.json": ".vscode/settings.json",
    "extensions.json": ".vscode/extensions.json",
    "publish.yml": ".github/workflows/publish.yml",
    "pre-commit.yaml": ".pre-commit-config.yaml",
}
OURS = ("changelog.md", "guides", "reference")
"""What is about this project and not about theirs."""
NO_HINDRANCE = {".git", ".DS_Store"}
"""What may lie in the folder before: a repository just made, and what a Mac puts into every folder."""
OUR_ENTRY = re.compile(r"^  - id: own-work\n(?: {4}.*\n)+", re.MULTILINE)
OUR_CREDIT = re.compile(r"(?<![\w-])own-work(?![\w-])")


def init(folder: Path) -> Project:
    """Write a new project into a folder that is empty or not there yet."""
    try:
        _refuse_what_is_taken(folder)
        shutil.copytree(data_folder("content"), folder / "content", ignore=shutil.ignore_patterns(*OURS), dirs_exist_ok=True)
        for name, place in STARTER.items():
            target = folder / place
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_starter(name).encode())
        _credit(folder / "content")
    except OSError as error:
        raise ProjectError(f"'{error.filename or folder}' cannot be written: {error.strerror}") from error
    project = Project(folder.resolve())
    write_schemas(project)
    return project


def next_steps(folder: Path, system: str = os.name) -> str:
    """What to type now. Two lines, since the older PowerShell knows no `&&`."""
    place = str(folder)
    if system == "posix":
        place = shlex.quote(place)
    elif " " in place:
        place = f'"{place}"'
    return f"cd {place}\nroleclarity serve"


def versions_that_fit() -> str:
    """The versions that keep what this one promises; before 1.0 the middle number is the one that breaks."""
    first, second, _ = __version__.split(".")
    end = f"0.{int(second) + 1}" if first == "0" else f"{int(first) + 1}"
    return f">={__version__},<{end}"


def _refuse_what_is_taken(folder: Path) -> None:
    if folder.is_file():
        raise ProjectError(f"'{folder}' is a file; name a folder")
    found = sorted(item.name for item in folder.iterdir()) if folder.exists() else []
    taken = next((name for name in found if name not in NO_HINDRANCE), None)
    if taken is not None:
        raise ProjectError(f"'{folder}' is not empty: it holds '{taken}'; name a new folder")


def _starter(name: str) -> str:
    text = (PACKAGE / "starter" / name).read_text(encoding="utf-8")
    return text.replace("@versions@", versions_that_fit()).replace("@today@", datetime.now(UTC).date().isoformat())


def _credit(content: Path) -> None:
    """`own-work` is theirs from now on. What we wrote, and cited by that name, gets a name of ours."""
    sources = content / "library" / "sources.yml"
    for file in sorted(content.rglob("*.yml")):
        text = file.read_text(encoding="utf-8")
        if file == sources:
            text = OUR_ENTRY.sub(lambda _: _starter("own-work.yml"), text)
        else:
            text = OUR_CREDIT.sub("role-clarity", text)
        file.write_bytes(text.encode())

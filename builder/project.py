"""Where a project keeps its content and its site, and where this package keeps its own data."""

import os
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = {"diagnostics": "tests/golden/invalid", "mended": "tests/golden/mended"}


class ProjectError(Exception):
    """A fault of the environment: the message is one line that names the place and what to do."""


@dataclass(frozen=True, slots=True)
class Project:
    """A folder that holds `content/` and, to be published, `mkdocs.yml`."""

    root: Path

    @property
    def content(self) -> Path:
        """Where authors write."""
        return self.root / "content"

    @property
    def config(self) -> Path:
        """The owner's settings for MkDocs."""
        return self.root / "mkdocs.yml"

    def relative(self, path: Path | str) -> str:
        """The path as diagnostics print it: from the project's root, with forward slashes."""
        root, whole = str(self.root), str(path)
        name = "." if whole == root else whole.removeprefix(f"{root}{os.sep}").replace(os.sep, "/")
        # Linux lets any bytes into a file's name; those that are no text would break what prints them.
        return name if name.isascii() else os.fsencode(name).decode("utf-8", "replace")

    def inside(self, path: Path) -> str:
        """What somebody names on the command line, from the current folder or the project's, as diagnostics print it."""
        found = [place.resolve() for place in (path.absolute(), self.root / path) if place.exists()]
        if not found:
            raise ProjectError(f"there is no file or folder '{path}'")
        inside = next((place for place in found if place.is_relative_to(self.root)), None)
        if inside is None:
            raise ProjectError(f"'{path}' lies outside the project '{self.root}'; name its project with --project")
        if inside != self.root and not inside.is_relative_to(self.content):
            raise ProjectError(f"'{path}' is not content; name a file or folder under '{self.content}'")
        return self.relative(inside)

    def questionnaire(self, name: Path) -> Path:
        """The file of a questionnaire that is named by its id or its path."""
        folder = self.content / "questionnaires"
        for file in (name, self.root / name, folder / f"{name}.yml", folder / f"{name}.yaml"):
            if file.is_file():
                return file.resolve()
        raise ProjectError(f"there is no questionnaire '{name}' in '{folder}'")


def open_project(folder: Path) -> Project:
    """The project in this folder; refuses one without content."""
    root = folder.resolve()
    if not root.is_dir():
        raise ProjectError(f"there is no folder '{folder}'; give the project's folder with --project")
    if not (root / "content").is_dir():
        above = next((parent for parent in root.parents if (parent / "content").is_dir()), None)
        way = f"go to '{above}'" if above else "go to your project's folder"
        raise ProjectError(f"'{folder}' holds no folder 'content'; {way} or name it with --project")
    return Project(root)


def is_linked(file: Path) -> bool:
    """Whether a file, or a folder that it lies in, is a link. A link that leads to itself is one, too."""
    return os.path.realpath(file) != str(file)


def data_folder(name: str) -> Path:
    """`schemas`, `content`, `diagnostics` or `mended` as shipped: inside an installed package, beside it in a checkout."""
    shipped = PACKAGE / "_data" / name
    return shipped if shipped.is_dir() else PACKAGE.parent / CHECKOUT.get(name, name)

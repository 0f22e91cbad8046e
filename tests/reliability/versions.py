"""Small projects that differ, and what the command makes of each."""

from pathlib import Path
from typing import NamedTuple

from forks import Forks
from sites import every_kind_in, tree


class Version(NamedTuple):
    """A project, and what each command makes of it."""

    project: Path
    made: dict[str, dict[str, bytes]]

    def arguments(self, command: str, target: Path) -> list[str]:
        place = ["--site-dir", str(target)] if command == "build" else [str(target)]
        return [command, *place, "--project", str(self.project)]


def version(number: int, folder: Path, forks: Forks) -> Version:
    """A project with a number in every page of its own and in its title; the second has a page more, the third one less."""
    project = folder / f"project-{number}"
    every_kind_in(project)
    for file in [project / "mkdocs.yml", project / "content/index.md", project / "content/questionnaires/all-kinds.yml"]:
        text = file.read_text(encoding="utf-8")
        lines = [f"{line} {number}" if line.startswith(("site_name:", "title:", "# ")) else line for line in text.splitlines()]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for extra in range(number):
        (project / f"content/more-{extra}.md").write_text(f"# More {extra} of {number}\n\nText.\n", encoding="utf-8")
    made = {}
    found = Version(project, made)
    for command in ("build", "pages"):
        target = folder / f"{command}-{number}"
        outcome = forks.run(*found.arguments(command, target))
        assert outcome.status == 0, outcome
        made[command] = tree(target)
    return found

"""How much work a command does, counted instead of timed, so that a slower way is caught without a clock.

The numbers may fall but not grow. All is done in this process, with one worker.
"""

import builtins
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
import pytest
from click.testing import CliRunner
from corpus import edit, write

import builder.examine
import builder.parse
from builder.cli import main

FORMS = 120


class Work(NamedTuple):
    """What was done: YAML documents parsed, documents held against a schema, templates rendered, files opened to be written."""

    parsed: int
    validated: int
    rendered: int
    written: int

    def within(self, most: "Work") -> bool:
        return all(done <= allowed for done, allowed in zip(self, most, strict=True))


# Of 120 questionnaires, two modules and two files of the library, which each run reads and checks.
WHOLE = Work(124, 124, 166, 179)
NOTHING = Work(0, 0, 0, 1)
QUESTION = Work(4, 3, 1, 3)
TITLE = Work(9, 6, 48, 63)
"""Its page comes first; the list of questionnaires and the search show it too."""
CHECKED = Work(124, 124, 0, 1)
CHECKED_AGAIN = Work(4, 2, 0, 0)
CHECKED_ONE = Work(5, 3, 0, 1)


class Counter:
    """Counts what goes through the few functions that all work goes through."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder, self.done = str(folder), [0, 0, 0, 0]
        places = [(builder.parse, "parse_text"), (builder.examine, "validate"), (jinja2.Template, "render")]
        for number, (module, name) in enumerate(places):
            patch.setattr(module, name, self._counted(number, getattr(module, name)))
        for module in (builtins, io):
            patch.setattr(module, "open", self._opened(module.open))

    def _counted(self, number: int, real: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*arguments: Any, **options: Any) -> Any:
            self.done[number] += 1
            return real(*arguments, **options)

        return counting

    def _opened(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def counting(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
            # Compiled templates and linked scripts are kept once for a machine: which run does it depends on what ran before.
            name = str(file) if isinstance(file, str | os.PathLike) else ""
            if name.startswith(self.folder) and not {".template", ".scripts"} & {*Path(name).suffixes}:
                self.done[3] += not set(mode).isdisjoint("wxa+")
            return real(file, mode, *arguments, **options)

        return counting

    def work(self, command: str, project: Path) -> Work:
        """What a command does on a project."""
        self.done[:] = [0, 0, 0, 0]
        result = CliRunner().invoke(main, [command, "--project", str(project), "--workers", "1"])
        assert result.exit_code == 0, result.output
        return Work(*self.done)


@pytest.fixture
def counter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Counter:
    monkeypatch.setenv("ROLECLARITY_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    return Counter(tmp_path, monkeypatch)


def project_of(forms: int, folder: Path) -> Path:
    write(forms, folder / str(forms))
    return folder / str(forms)


def test_builds(counter: Counter, tmp_path: Path) -> None:
    project = project_of(FORMS, tmp_path)
    assert counter.work("build", project).within(WHOLE), counter.done
    assert counter.work("build", project).within(NOTHING), counter.done
    edit(project, "text: How", "text: How very")
    assert counter.work("build", project).within(QUESTION), counter.done
    edit(project, "title: ", "title: New ")
    assert counter.work("build", project).within(TITLE), counter.done


def test_validations(counter: Counter, tmp_path: Path) -> None:
    project = project_of(FORMS, tmp_path)
    assert counter.work("validate", project).within(CHECKED), counter.done
    assert counter.work("validate", project).within(CHECKED_AGAIN), counter.done
    edit(project, "title: ", "title: New ")
    assert counter.work("validate", project).within(CHECKED_ONE), counter.done


def test_work_grows_with_the_project_and_no_faster(counter: Counter, tmp_path: Path) -> None:
    """Twice the questionnaires are twice the work, less what every project costs."""
    single, double = (counter.work("build", project_of(forms, tmp_path)) for forms in (FORMS, 2 * FORMS))
    assert double.within(Work(*(2 * done for done in single)))


@pytest.mark.parametrize("change", [("text: How", "text: How very"), None])
def test_a_small_change_costs_the_same_in_a_project_of_twice_the_size(
    change: tuple[str, str] | None, counter: Counter, tmp_path: Path
) -> None:
    found = []
    for forms in (FORMS, 2 * FORMS):
        project = project_of(forms, tmp_path)
        counter.work("build", project)
        if change:
            edit(project, *change)
        found.append(counter.work("build", project))
    assert found[1].within(found[0]), found

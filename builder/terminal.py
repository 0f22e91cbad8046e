"""What the commands share: how they end, what they print, and how they show that they are at work."""

import _thread
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from builder.console import FORMATS, Lines, plain
from builder.diagnostics import Diagnostic, has_errors
from builder.lines import line_reader
from builder.project import Project, ProjectError

Item = TypeVar("Item")
SOON = 0.01
CLEAN, FAULTS, COULD_NOT_RUN, STOPPED = 0, 1, 2, 130  # the last one is what shells expect after Ctrl-C
folder_option = click.option(
    "--project",
    "folder",
    default=".",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The project's folder.  [default: the current one]",
)

format_option = click.option(
    "--format", "style", type=click.Choice(sorted(FORMATS)), default="text", show_default=True, help="How faults are printed."
)

workers_option = click.option(
    "--workers",
    type=click.IntRange(1, 64),
    metavar="N",
    help="How many processes share the work; if left out, up to four, as the machine and the work ask for.",
)


def command(run: Callable[..., int]) -> Callable[..., None]:
    """A fault of the environment is one line and exit 2; anything else is our bug."""

    @wraps(run)
    def wrapped(**options: Any) -> None:
        before, sys.unraisablehook = sys.unraisablehook, _not_lost
        try:
            sys.exit(run(**options))
        except ProjectError as error:
            _could_not_run(str(error))
        except KeyboardInterrupt:
            click.echo("\nroleclarity: stopped", err=True)
            sys.exit(STOPPED)
        except BrokenPipeError:
            raise  # the reader, such as `head`, has seen enough; click ends in silence
        except OSError as error:
            place = f"'{error.filename}': " if error.filename else ""
            _could_not_run(f"{place}{error.strerror or error}")
        finally:
            sys.unraisablehook = before

    return wrapped


def _not_lost(fault: Any) -> None:
    """Ctrl-C that comes while a library in another language calls us back is dropped there; so it is sent once more."""
    if issubclass(fault.exc_type, KeyboardInterrupt):
        threading.Timer(SOON, _thread.interrupt_main).start()  # at once, it would come to this very function
    else:
        sys.__unraisablehook__(fault)


def _could_not_run(message: str) -> None:
    click.echo(f"roleclarity: {plain(message)}", err=True)
    sys.exit(COULD_NOT_RUN)


def refused(project: Project, faults: Sequence[Diagnostic]) -> bool:
    """Whether faults bar the way; they are shown, warnings too."""
    if faults:
        show(project, faults, "text", err=True)
    if has_errors(faults):
        click.echo("Nothing was written, since the content has faults.", err=True)
    return has_errors(faults)


def show(project: Project, faults: Sequence[Diagnostic], style: str, *, err: bool = False, lines: Lines | None = None) -> None:
    """Print diagnostics in one of the formats, and what they come to. `lines` shows those of files outside the project, too."""
    text = FORMATS[style](faults, lines or line_reader(project.root))
    if text:
        click.echo(text, err=err)
    if style == "text":
        click.echo(_summary(faults), err=True)


def _summary(faults: Sequence[Diagnostic]) -> str:
    errors = sum(fault.severity == "error" for fault in faults)
    counts = [(errors, "fault"), (len(faults) - errors, "warning")]
    named = " and ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count)
    files = len({fault.path for fault in faults})
    return f"\n{named} in {files} file{'' if files == 1 else 's'}" if faults else "No faults found."


def counted(items: Sequence[Item], label: str = "Reading") -> Iterator[Item]:
    """A bar, with the time left, where somebody watches and the work is long enough to be waited for."""
    hidden = len(items) < 200 or not sys.stderr.isatty() or "CI" in os.environ
    with click.progressbar(items, label=label, file=sys.stderr, hidden=hidden) as bar:
        yield from bar

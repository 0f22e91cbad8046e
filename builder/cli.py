"""The commands by where they are. With those files and terminal.py the only place that prints or exits: 0 clean, 1 faults,
2 could not run.
"""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click

from builder import __version__
from builder.terminal import STOPPED

COMMANDS = {
    "build": ("builder.cli_build", "build_site"),
    "check-response": ("builder.cli_responses", "check_responses"),
    "compare": ("builder.cli_responses", "compare_responses"),
    "explain": ("builder.cli_check", "explain_code"),
    "init": ("builder.cli_start", "init_project"),
    "new": ("builder.cli_start", "new"),
    "pages": ("builder.cli_build", "pages"),
    "schemas": ("builder.cli_start", "schemas"),
    "score": ("builder.cli_responses", "score"),
    "serve": ("builder.cli_build", "serve"),
    "validate": ("builder.cli_check", "validate"),
}


class Commands(click.Group):
    """Loads a command when it is asked for: whoever checks a file, maybe at each save, need not wait for what builds a site."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """All names, as help shows them."""
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """One of them, if there is such a one."""
        if name not in COMMANDS:
            return None
        module, function = COMMANDS[name]
        found: click.Command = getattr(import_module(module), function)
        return found

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        """Ctrl-C before a command begins ends as in the middle of one; click would say that it was aborted, and give 1."""
        with _stopping():
            return super().make_context(*arguments, **options)

    def invoke(self, context: click.Context) -> Any:
        """The same, while a command is loaded and reads its options."""
        with _stopping():
            return super().invoke(context)


@contextmanager
def _stopping() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        sys.exit(STOPPED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="roleclarity")
def main() -> None:
    """Questionnaires and training about a role: checked, published, scored on the reader's own device."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # what a Windows code page cannot show is spelled out

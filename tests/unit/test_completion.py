"""The shell can complete commands, options and codes, if it is told how; README and tutorial say how."""

import re

import pytest
from click.testing import CliRunner
from sites import ROOT

from builder.cli import main


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_it_prints_a_script(shell: str) -> None:
    result = CliRunner().invoke(main, [], prog_name="roleclarity", env={"_ROLECLARITY_COMPLETE": f"{shell}_source"})
    assert result.exit_code == 0, result.output
    assert f"_ROLECLARITY_COMPLETE={shell}_complete" in result.stdout


def test_it_completes() -> None:
    env = {"_ROLECLARITY_COMPLETE": "bash_complete", "COMP_WORDS": "roleclarity explain band-g", "COMP_CWORD": "2"}
    assert CliRunner().invoke(main, [], prog_name="roleclarity", env=env).stdout == "plain,band-gap\n"


def test_it_completes_a_command() -> None:
    env = {"_ROLECLARITY_COMPLETE": "bash_complete", "COMP_WORDS": "roleclarity check", "COMP_CWORD": "1"}
    assert CliRunner().invoke(main, [], prog_name="roleclarity", env=env).stdout == "plain,check-response\n"


@pytest.mark.parametrize("path", ["README.md", "content/reference/tutorial.md"])
def test_each_shell_is_named(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert set(re.findall(r"_ROLECLARITY_COMPLETE=(\w+)_source", text)) == {"bash", "zsh", "fish"}

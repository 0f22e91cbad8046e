"""The command where things are missing or closed: one line that names the cause, or the work done; never a traceback."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from forks import Forks
from sites import every_kind_in, run, tree
from versions import Version

COMMAND = f"{sys.executable} -m builder"
PLAIN = {"PATH": os.environ["PATH"], "ROLECLARITY_CACHE": ""}
IMPORTED = {name: value for name, value in os.environ.items() if name == "PYTHONPATH"}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with many faults, in letters that no code page of Windows has all of."""
    folder = tmp_path_factory.mktemp("faulty") / "project"
    every_kind_in(folder)
    with (folder / "content/questionnaires/all-kinds.yml").open("a", encoding="utf-8") as stream:
        stream.write("".join(f"ключ_日本_😀_{number}: мир\n" for number in range(400)))
    return folder


def shell(line: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A line for bash; {command} and {project} are filled in."""
    text = line.format(command=COMMAND, project=folder)
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", text],
        capture_output=True,
        check=False,
        env={**PLAIN, **IMPORTED, **environment},
        timeout=120,
    )


# what is wrong -> environment, line, exit codes, what must be said on either stream
VALIDATE = "{command} validate --project {project}"
CONDITIONS: dict[str, tuple[dict[str, str], str, set[int], str]] = {
    "plain locale": ({"LC_ALL": "C"}, VALIDATE, {1}, "400 faults"),
    "plain locale, no coercion": ({"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, VALIDATE, {1}, "400 faults"),
    "code page of Windows": ({"PYTHONIOENCODING": "cp1252"}, VALIDATE, {1}, "\\u043a\\u043b\\u044e\\u0447"),
    "ASCII": ({"PYTHONIOENCODING": "ascii"}, VALIDATE, {1}, "400 faults"),
    "code page, for programs": ({"PYTHONIOENCODING": "cp1252"}, VALIDATE + " --format github", {1}, "::error"),
    "no standard output": ({}, VALIDATE + " >&-", {1}, "400 faults"),
    "no standard error": ({}, VALIDATE + " 2>&-", {1}, "unknown key"),
    "no standard input": ({}, VALIDATE + " <&-", {1}, "400 faults"),
    "no streams at all": ({}, VALIDATE + " <&- >&- 2>&-", {1}, ""),
    "output on a full disk": ({}, VALIDATE + " > /dev/full", {2}, "No space left on device"),
    "output read by head": ({}, VALIDATE + " --format json | head -1", {1, 141}, "["),
    "output read by nobody": ({}, VALIDATE + " --format json | true", {1, 141}, ""),
    "current folder gone": (
        {},
        "mkdir -p {project}/../gone; cd {project}/../gone; rmdir ../gone; {command} validate",
        {2},
        "No such file",
    ),
    "no home": ({"HOME": "/nowhere"}, VALIDATE, {1}, "400 faults"),
}


@pytest.mark.parametrize("name", CONDITIONS)
def test_condition(name: str, faulty: Path) -> None:
    environment, line, statuses, said = CONDITIONS[name]
    result = shell(line, faulty, **environment)
    output = (result.stdout + result.stderr).decode("utf-8", "replace")
    assert "Traceback" not in output, output[-2000:]
    assert "Exception ignored" not in output, output[-2000:]
    assert result.returncode in statuses, output[-2000:]
    assert said in output


# what a build meets -> environment, what comes before the command
BUILDS = {
    "no environment": ({}, ""),
    "no home, no place for temporary files": ({"HOME": "/nowhere", "TMPDIR": "/nowhere"}, ""),
    "few open files": ({}, "ulimit -n 32; "),
    "no output": ({}, "exec >&-; "),
    "plain locale": ({"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, ""),
}


@pytest.mark.parametrize("name", BUILDS)
def test_build_under(name: str, versions: list[Version], tmp_path: Path) -> None:
    environment, before = BUILDS[name]
    words = "{command} build --project {project} --site-dir " + str(tmp_path / "out")
    result = shell(before + words, versions[1].project, **environment)
    assert (result.returncode, b"Traceback" in result.stderr) == (0, False), result.stderr
    assert tree(tmp_path / "out") == versions[1].made["build"]


@pytest.mark.parametrize("command", ["build", "pages"])
def test_interrupted(command: str, versions: list[Version], forks: Forks, tmp_path: Path) -> None:
    """Ctrl-C at any moment: ends without a traceback; what it may leave, the next run removes."""
    target, chance = tmp_path / "out", random.Random(7)
    took = forks.run(*versions[0].arguments(command, target)).seconds
    waits = []
    for _ in range(8):
        moment = chance.uniform(0, took * 0.9)
        outcome = forks.run(*versions[2].arguments(command, target), kill=moment, signal=signal.SIGINT)
        assert outcome.status in (0, 130), outcome
        assert "Traceback" not in outcome.err
        assert tree(target) in (versions[0].made[command], versions[2].made[command])
        assert len(list(tmp_path.iterdir())) <= 2
        waits.append(outcome.seconds - moment)
    print(f"{command}: ended {max(waits):.2f} s after Ctrl-C at the latest")
    assert forks.run(*versions[0].arguments(command, target)).status == 0
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


INTERRUPTED = """
import sys
from builder.__main__ import run
class Interrupt:
    def find_spec(self, name, *rest):
        if name == "{module}":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupt())
run()
"""


def ended(program: str) -> tuple[int, bytes]:
    """How a program that checks a project ended, and what it said."""
    result = subprocess.run([sys.executable, "-c", program, "validate"], capture_output=True, check=False, timeout=120)
    return result.returncode, result.stderr


@pytest.mark.parametrize("module", ["builder.cli", "builder.cli_check"])
def test_interrupted_while_it_loads(module: str) -> None:
    """The first tenth of a second, in which Python reads our modules."""
    assert ended(INTERRUPTED.format(module=module)) == (130, b"")


STOPPED_EARLY = """
import click
from builder.__main__ import run
def stopped(*arguments, **options):
    raise KeyboardInterrupt
click.{step} = stopped
run()
"""


@pytest.mark.parametrize("step", ["Context.__init__", "Command.parse_args"])
def test_interrupted_before_a_command_begins(step: str) -> None:
    """While click reads what was typed it would say "Aborted!" and give 1."""
    assert ended(STOPPED_EARLY.format(step=step)) == (130, b"")


def test_output_in_use_by_a_file(versions: list[Version], tmp_path: Path) -> None:
    (tmp_path / "busy").write_text("mine", encoding="utf-8")
    result = run(*versions[0].arguments("pages", tmp_path / "busy" / "deep" / "out"))
    assert result.returncode == 2
    assert "cannot be written: Not a directory" in result.stderr

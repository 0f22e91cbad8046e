import json
import shutil
import socket
from pathlib import Path

import nh3
import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.terminal import STOPPED, command

BASE = Path(__file__).parents[1] / "golden" / "base"
QUESTIONNAIRE = "content/questionnaires/first-week.yml"
RESPONSE = {
    "format": "roleclarity-response-1",
    "questionnaire": {"id": "first-week", "version": "1.0.0"},
    "answers": {"tasks": "low", "limits": "high"},
}
SCORES = {
    "clarity": {
        "title": "How clear my work is",
        "state": "scored",
        "value": "3.0",
        "answered": 2,
        "asked": 2,
        "questions": ["tasks", "limits"],
    }
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    return tmp_path


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def spoil(project: Path, path: str = QUESTIONNAIRE) -> None:
    file = project / path
    file.write_text(file.read_text(encoding="utf-8").replace("title:", "titel:", 1), encoding="utf-8")


def warn(project: Path) -> None:
    file = project / QUESTIONNAIRE
    more = "  - {id: more, choices: [{id: a, label: A}, {id: b, label: B}]}\nsections:"
    file.write_text(file.read_text(encoding="utf-8").replace("sections:", more, 1), encoding="utf-8")


def test_clean(project: Path) -> None:
    result = run("validate", "--project", project)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "No faults found.\n")


def test_faults(project: Path) -> None:
    spoil(project)
    result = run("validate", "--project", project)
    assert result.exit_code == 1
    assert "unknown key 'titel' (did you mean 'title'?) [unknown-key]" in result.stdout
    assert result.stderr == "\n2 faults in 1 file\n"


def test_a_warning_stops_nothing(project: Path) -> None:
    warn(project)
    result = run("validate", "--project", project)
    assert (result.exit_code, result.stderr) == (0, "\n1 warning in 1 file\n")


@pytest.mark.parametrize("style", ["json", "sarif", "github"])
def test_formats_keep_standard_output_to_themselves(project: Path, style: str) -> None:
    clean = run("validate", "--project", project, "--format", style)
    assert (clean.exit_code, clean.stderr) == (0, "")
    spoil(project)
    result = run("validate", "--project", project, "--format", style)
    assert (result.exit_code, result.stderr) == (1, "")
    if style == "github":
        assert all(line.startswith("::error file=") for line in result.stdout.splitlines())
    else:
        assert json.loads(clean.stdout) != json.loads(result.stdout)


@pytest.mark.parametrize(
    ("path", "status"), [(QUESTIONNAIRE, 1), ("content/questionnaires", 1), ("content/modules", 0), (".", 1)]
)
def test_paths(project: Path, path: str, status: int) -> None:
    spoil(project)
    assert run("validate", "--project", project, path).exit_code == status
    assert run("validate", "--project", project, project / path).exit_code == status


# words after the command -> what is said; each ends with 2, in one line
COULD_NOT_RUN = {
    "no folder": (["validate", "--project", "{}/nowhere"], "there is no folder"),
    "no content": (["validate", "--project", "{}/content"], "holds no folder 'content'; go to '{}' or name it with --project"),
    "no such path": (["validate", "--project", "{}", "content/nothing.yml"], "there is no file or folder 'content/nothing.yml'"),
    "path outside": (["validate", "--project", "{}", "/etc"], "'/etc' lies outside the project"),
    "no such questionnaire": (["score", "--project", "{}", "nobody", "r.json"], "there is no questionnaire 'nobody'"),
    "a module is no questionnaire": (["score", "--project", "{}", "../modules/x", "r.json"], "there is no questionnaire"),
    "no such response": (["check-response", "--project", "{}", "{}/nobody.json"], "there is no file '{}/nobody.json'"),
    "an id that exists": (["new", "--project", "{}", "questionnaire", "first-week"], "exists already"),
    "an id that is none": (["new", "--project", "{}", "questionnaire", "First Week"], "cannot be an id"),
    "an id that leads away": (["new", "--project", "{}", "module", "../../x"], "cannot be an id"),
    "an id that is too long": (["new", "--project", "{}", "module", "a" * 65], "cannot be an id"),
    "no mkdocs.yml": (["build", "--project", "{}"], "no mkdocs.yml"),
}


@pytest.mark.parametrize("name", COULD_NOT_RUN)
def test_could_not_run(project: Path, name: str) -> None:
    words, said = COULD_NOT_RUN[name]
    result = run(*(word.replace("{}", str(project)) for word in words))
    assert result.exit_code == 2
    assert result.stderr.startswith("roleclarity: ")
    assert said.replace("{}", str(project)) in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("words", [["nothing"], ["validate", "--format", "pdf"], ["new", "track", "a"], ["validate", "--colour"]])
def test_wrong_words(words: list[str]) -> None:
    assert run(*words).exit_code == 2


@pytest.mark.parametrize("command", ["validate", "build", "serve", "score", "check-response", "new", "pages"])
def test_help_shows_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"Example: roleclarity {command}" in result.stdout


@pytest.mark.parametrize("command", ["validate", "build", "serve", "score", "check-response", "new", "pages", "schemas"])
def test_help_names_a_default_once(command: str) -> None:
    shown = run(command, "--help").stdout.partition("--project")[2].partition("--help")[0]
    assert shown.count("[default:") == 1


def test_a_preview_at_an_address_in_use_says_so(project: Path) -> None:
    (project / "mkdocs.yml").write_text("site_name: A\ndocs_dir: content\nplugins: [roleclarity]\n", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"127.0.0.1:{other.getsockname()[1]}"
        result = run("serve", "--project", project, "--address", address)
    assert result.exit_code == 2
    said = f"roleclarity: the address {address} is in use, perhaps by another preview; try --address 127.0.0.1:8000\n"
    assert result.stderr == said


def test_score(project: Path) -> None:
    file = project / "response.json"
    file.write_text(json.dumps(RESPONSE), encoding="utf-8")
    for name in ("first-week", project / QUESTIONNAIRE):
        result = run("score", "--project", project, name, file)
        assert result.exit_code == 0, result.stderr
        assert json.loads(result.stdout) == {"questionnaire": RESPONSE["questionnaire"], "scores": SCORES}


def test_score_with_a_faulty_questionnaire(project: Path) -> None:
    spoil(project)
    result = run("score", "--project", project, "first-week", project / "response.json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "[unknown-key]" in result.stderr


def test_faults_in_content_publish_nothing(project: Path) -> None:
    spoil(project)
    result = run("pages", "--project", project, project / "out")
    assert result.exit_code == 1
    assert "Nothing was written, since the content has faults." in result.stderr
    assert not (project / "out").exists()


@pytest.mark.parametrize("address", ["nonsense", "8000", ":8000", "127.0.0.1:", "a b:1"])
def test_what_is_no_address_is_said(address: str, project: Path) -> None:
    (project / "mkdocs.yml").write_text("site_name: A\ndocs_dir: content\nplugins: [roleclarity]\n", encoding="utf-8")
    result = run("serve", "--project", project, "--address", address)
    said = f"roleclarity: '{address}' is no address; write the host and the port, such as 127.0.0.1:8001\n"
    assert (result.exit_code, result.stderr) == (2, said)


def test_ctrl_c_that_a_library_drops_still_ends_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    keys = iter([KeyboardInterrupt])

    def pressed(*_: str) -> str:
        for key in keys:
            raise key
        return "x"

    @command
    def work() -> int:
        nh3.clean('<a href="x">a</a>', attribute_filter=pressed)
        while True:
            pass

    with pytest.raises(SystemExit) as ended:
        work()
    assert ended.value.code == STOPPED
    assert capsys.readouterr().err == "\nroleclarity: stopped\n"

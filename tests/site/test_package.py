"""The package as others install it: schemas and content inside, working on somebody else's project folder."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import corpus
import pytest
from sites import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked as an installer does."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def run(installed: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-m", "builder", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120, check=False)


def test_it_brings_schemas_and_content(installed: Path) -> None:
    for name in ("schemas", "content"):
        shipped = {file.relative_to(ROOT / name) for file in (ROOT / name).rglob("*") if file.is_file()}
        assert shipped
        assert {
            file.relative_to(installed / "builder/_data" / name) for file in (installed / "builder/_data" / name).rglob("*.*")
        } == shipped


def test_it_checks_and_builds_somebody_elses_project(installed: Path, tmp_path: Path) -> None:
    corpus.write(3, tmp_path / "theirs")
    where = subprocess.run(
        [sys.executable, "-c", "import builder; print(builder.__file__)"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(installed) in where.stdout
    assert run(installed, "validate", cwd=tmp_path / "theirs").returncode == 0
    built = run(installed, "build", "--site-dir", str(tmp_path / "site"), cwd=tmp_path / "theirs")
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "site/questionnaires/generated-00002/index.html").is_file()


def test_it_shows_a_fault_and_the_same_mended(installed: Path, tmp_path: Path) -> None:
    explained = run(installed, "explain", "band-gap", cwd=tmp_path)
    assert explained.returncode == 0, explained.stderr
    wrong, _, mended = explained.stdout.partition("The same, mended:")
    assert "{id: less, below: 2, label: Less}" in wrong
    assert "{id: less, below: 3, label: Less}" in mended

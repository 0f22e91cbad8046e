"""The live preview: an edit shows, a fault is named and ends nothing."""

import re
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from previews import Preview, previewed, until
from sites import EVERY_KIND


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    shutil.copytree(EVERY_KIND, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return folder


@pytest.fixture(params=["roleclarity", "mkdocs"])
def preview(request: pytest.FixtureRequest, project: Path) -> Iterator[Preview]:
    with previewed(project, request.param) as running:
        yield running


def test_an_edit_shows_and_a_fault_ends_nothing(preview: Preview, project: Path) -> None:
    page = "questionnaires/all-kinds/"
    file = project / "content/questionnaires/all-kinds.yml"
    good = file.read_text(encoding="utf-8")
    changed = re.sub(r"^title: .*$", "title: A new name for it", good, count=1, flags=re.MULTILINE)
    assert changed != good

    file.write_text(changed, encoding="utf-8")
    assert until(lambda: "A new name for it" in preview.page(page)), preview.said

    file.write_text(changed.replace("version:", "verzion:", 1), encoding="utf-8")
    assert until(lambda: "unknown key 'verzion' (did you mean 'version'?) [unknown-key]" in preview.said), preview.said
    assert until(lambda: "verzion" in preview.page(page)), preview.said
    assert preview.process.poll() is None

    file.write_text(changed.replace("A new name for it", "A third name"), encoding="utf-8")
    assert until(lambda: "A third name" in preview.page(page)), preview.said


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_however_it_is_ended_it_takes_its_folder_along(
    end: signal.Signals, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    with previewed(project) as running:
        assert list((tmp_path / "temporary").iterdir())
        running.process.send_signal(end)
        running.process.wait(60)
    assert list((tmp_path / "temporary").iterdir()) == []
    assert "Traceback" not in running.said

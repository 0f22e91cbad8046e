"""One hash of the site and of the page sources, wherever, whenever and by whomever it is built."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from sites import ROOT, tree
from versions import Version

FOLDERS = ["p", "a/b/c/d/e/f/g", "with spaces in it", "Ünï-côde 日本", "-dash", "100%20"]
ZONES = ["UTC", "Asia/Tokyo", "America/St_Johns"]
LOCALES = ["C", "C.UTF-8", "tr_TR.UTF-8", "de_DE.ISO-8859-1"]
UMASKS = [0o022, 0o077, 0o000]
SEEDS = ["0", "1", "4294967295"]
CLOCKS = [0, 2_000_000_000]  # when the content was last changed; and SOURCE_DATE_EPOCH now and then


def variants(count: int) -> Iterator[tuple[str, str, str, int, str, int, bool]]:
    """Settings that turn at different speeds, so that few runs meet many combinations."""
    wheels = [cycle(wheel) for wheel in (FOLDERS, ZONES, LOCALES, UMASKS, SEEDS, CLOCKS, [False, True, False])]
    for number in range(count):
        yield tuple(next(wheel) for wheel in wheels)  # type: ignore[misc]
        if number % 4 == 3:
            next(wheels[4])
            next(wheels[5])


def digest(files: dict[str, bytes]) -> str:
    total = hashlib.sha256()
    for name, data in sorted(files.items()):
        total.update(f"{name}\0{len(data)}\0".encode() + data)
    return total.hexdigest()


def copied(source: Path, target: Path, changed: int) -> Path:
    """The project elsewhere, its files made in the opposite order and at another time."""
    for file in sorted(source.rglob("*"), reverse=True):
        if file.is_file():
            place = target / file.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)
            os.utime(place, (changed, changed))
    return target


def hashes(version: Version, command: str, count: int, folder: Path, python: str = sys.executable) -> set[str]:
    found = set()
    for number, (name, zone, locale, mask, seed, changed, dated) in enumerate(variants(count)):
        project = copied(version.project, folder / str(number) / name, changed)
        target = folder / f"out {number}"
        environment = {**os.environ, "TZ": zone, "LC_ALL": locale, "LANG": locale, "PYTHONHASHSEED": seed}
        environment |= {"SOURCE_DATE_EPOCH": "1"} if dated else {}
        arguments = version._replace(project=project).arguments(command, target)
        where = project if number % 2 else ROOT
        result = subprocess.run(
            [python, "-m", "builder", *arguments],
            cwd=where,
            env=environment,
            umask=mask,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        found.add(digest(tree(target)))
    return found


@pytest.mark.parametrize(("command", "count"), [("build", 8), ("pages", 6)])
def test_one_hash(command: str, count: int, versions: list[Version], tmp_path: Path) -> None:
    assert hashes(versions[2], command, count, tmp_path) == {digest(versions[2].made[command])}


@pytest.mark.long
@pytest.mark.parametrize("command", ["build", "pages"])
def test_one_hash_at_length(command: str, versions: list[Version], tmp_path: Path) -> None:
    assert hashes(versions[2], command, 36, tmp_path) == {digest(versions[2].made[command])}


def other_pythons() -> list[str]:
    """Those of pyenv and of the system, but the one that runs this."""
    places = [*Path.home().glob(".pyenv/versions/3.1[1-9]*/bin/python"), *Path("/usr/bin").glob("python3.1[1-9]")]
    return sorted({str(place) for place in places if f"3.{sys.version_info.minor}." not in str(place)})


@pytest.mark.long
def test_one_hash_from_any_python(versions: list[Version], tmp_path: Path) -> None:
    found = {}
    for number, python in enumerate(other_pythons()):
        place = tmp_path / f"venv-{number}"
        subprocess.run([python, "-m", "venv", str(place)], check=True)
        subprocess.run([str(place / "bin/python"), "-m", "pip", "install", "--quiet", str(ROOT)], check=True)
        for command in ("build", "pages"):
            found[python, command] = hashes(versions[2], command, 2, tmp_path / f"{number} {command}", str(place / "bin/python"))
    print(found)
    assert all(value == {digest(versions[2].made[command])} for (_, command), value in found.items())

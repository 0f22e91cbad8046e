"""Finds the golden cases: a base project, and the files that a case puts into it."""

import re
import shutil
from pathlib import Path

HERE = Path(__file__).parent
FOLDERS = ("invalid", "mended", "valid", "responses", "rechecked", "base")
INVALID, MENDED, VALID, RESPONSES, RECHECKED, BASE = (HERE / name for name in FOLDERS)
PLACE = re.compile(r"(?:# |<!-- )file: (\S+)")

# Cases that no editor would keep as they are. `path in the project, bytes`
QUESTIONNAIRE = "content/questionnaires/first-week.yml"
BYTES = {
    "file-encoding": (QUESTIONNAIRE, "id: first-week\ntitle: Première semaine\n".encode("latin-1")),
    "file-encoding-utf16": (QUESTIONNAIRE, "id: first-week\n".encode("utf-16")),
    "file-encoding-utf32": (QUESTIONNAIRE, "id: first-week\n".encode("utf-32")),
    "file-encoding-page": ("content/guide.md", b"# A guide \xff\n"),
    "file-character-nul": (QUESTIONNAIRE, b"id: first-week\ntitle: First\0week\n"),
    "file-too-large": (QUESTIONNAIRE, b"# " + b"x" * 1_000_000),
    "yaml-size": (QUESTIONNAIRE, b"id: first-week\nsections:\n" + b"- 1\n" * 100_001),
    "file-character-line-separator": (QUESTIONNAIRE, "id: first-week\ntitle: First\u2028week\n".encode()),
    "prose-dense-paragraph": ("content/guide.md", b"# A guide\n\n" + b"word " * 1300),
    "faults-cut": (QUESTIONNAIRE, b"id: first-week\nsections:\n" + b"- 1\n" * 600),
    **{
        f"file-character-{name}": ("content/guide.md", f"# A guide\n\nAsk{sign} for help.\n".encode())
        for name, sign in {
            "arabic-mark": "\u061c",
            "blank": "\u200b",
            "joiner": "\u2060",
            "operator": "\u2063",
            "byte-order-mark": "\ufeff",
            "tag": "\U000e0068",
            "tags-behind-a-flag": "\U0001f3f4" + "\U000e0068" * 7,
            "annotation": "\ufff9",
        }.items()
    },
    "file-path": ("content/con.md", b"# A guide\n"),
    "file-path-signs": ("content/a\nguide.md", b"# A guide\n"),
    "file-path-long": (f"content/{'x' * 220}.md", b"# A guide\n"),
    "file-path-twice": ("content/Questionnaires/First-Week.md", b"# A guide\n"),
    "file-misplaced-capitals": ("content/questionnaires/FIRST.YML", b"id: first\n"),
}
LINKS = {"file-link": ("content/guide.md", "/etc/hostname"), "file-link-folder": ("content/guides", "/etc")}
# A file that stays as it is: what is said of it is mended in another.
MENDED_ELSEWHERE = {"version-collision"}


def case_names() -> list[str]:
    """The names of all cases of `invalid/`; each begins with the code that it is about."""
    return sorted([file.stem for file in INVALID.iterdir() if file.suffix != ".out"] + [*BYTES, *LINKS])


def response_names() -> list[str]:
    """The files of `responses/`: saved answers with a fault, and what people take for such a file."""
    return sorted(file.name for file in RESPONSES.iterdir() if file.suffix != ".out")


def write_base(root: Path) -> None:
    """A small project without faults."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)


def write_case(name: str, root: Path) -> None:
    """The base project with the files of one case in it."""
    write_base(root)
    if name in BYTES:
        path, data = BYTES[name]
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
        return
    if name in LINKS:
        path, target = LINKS[name]
        (root / path).symlink_to(target)
        return
    file = next(file for folder in (INVALID, VALID) for file in folder.iterdir() if file.stem == name and file.suffix != ".out")
    _put(file, root)


def write_mended(name: str, root: Path) -> None:
    """The base project with a file of `mended/` in the place of the faulty one."""
    write_base(root)
    file = MENDED / name
    if file.stem in MENDED_ELSEWHERE:
        _put(INVALID / name, root)
    _put(file, root)


def _put(file: Path, root: Path) -> None:
    """One file, in the place that it names in a comment, or all that lies in a folder."""
    if file.is_dir():
        shutil.copytree(file, root, dirs_exist_ok=True)
    else:
        target = root / PLACE.search(file.read_text(encoding="utf-8"))[1]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())

"""`roleclarity explain`: what a code means, with a wrong example, what is said of it and the same mended, from the tests."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from builder.codes import MEANINGS
from builder.project import ProjectError, data_folder
from builder.suggest import meant


class Example(NamedTuple):
    """What an author wrote, what is said of it, and what stands there once it is mended; nothing if no test mends it."""

    wrong: str
    said: str
    mended: str


def overview() -> str:
    """All codes with their meanings, one a line."""
    width = max(map(len, MEANINGS))
    return "".join(f"{code:{width}}  {meaning}\n" for code, meaning in MEANINGS.items())


def explain(code: str) -> str:
    """Plain text for a terminal: the meaning, and where there is one the shortest example, with its diagnostic and mended."""
    if code not in MEANINGS:
        question = f" {meant(code, MEANINGS)}".rstrip()
        raise ProjectError(f"there is no code '{code}';{question} 'roleclarity explain' lists them all")
    parts = [f"{code}: {MEANINGS[code]}"]
    for example in list(examples(code))[:1]:
        parts += ["A wrong example:", _indented(example.wrong), "What is said of it:", _indented(example.said)]
        parts += ["The same, mended:", _indented(example.mended)] if example.mended else []
    return "\n\n".join(parts) + "\n"


def examples(code: str) -> Iterator[Example]:
    """All that the tests have about a code: those first that are mended, of these the ones in YAML, of these the shortest."""
    folder, mended = data_folder("diagnostics"), data_folder("mended")
    found = []
    for output in folder.glob(f"{code}*.out"):
        if _code_of(output.stem) == code:
            sources = (source for ending in (".yml", ".md") if (source := output.with_suffix(ending)).is_file())
            found += [(source.read_text(encoding="utf-8"), output.read_text(encoding="utf-8"), source.name) for source in sources]
    cures = {name: (mended / name).read_text(encoding="utf-8") for _, _, name in found if (mended / name).is_file()}
    for text, said, name in sorted(found, key=lambda one: (one[2] not in cures, one[2].endswith(".md"), len(one[0]), one)):
        yield Example(_around(text, said), said.strip(), _changed(text, cures[name]) if name in cures else "")


def _code_of(name: str) -> str:
    return max((code for code in MEANINGS if name == code or name.startswith(f"{code}-")), key=len, default="")


def _around(text: str, said: str) -> str:
    """The lines near the first place that is named, numbered as in the file."""
    found = re.search(r":([0-9]+):[0-9]+: ", said)
    line = int(found.group(1)) if found else 1
    return _numbered(text.splitlines(), line - 1, line)


def _changed(text: str, mended: str) -> str:
    """The lines that were mended and those near them; where lines were taken out, what stands there now."""
    lines = mended.splitlines()
    steps = SequenceMatcher(None, text.splitlines(), lines, autojunk=False).get_opcodes()
    changes = [(start, end) for kind, _, _, start, end in steps if kind != "equal"]
    return _numbered(lines, changes[0][0], changes[-1][1])


def _numbered(lines: Sequence[str], start: int, end: int) -> str:
    """The lines between two places, and a few before and behind them."""
    first, last = max(0, start - 3), min(len(lines), end + 2)
    return "\n".join(f"{number:4} {lines[number - 1]}" for number in range(first + 1, last + 1))


def _indented(text: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in text.splitlines())

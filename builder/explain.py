"""`roleclarity explain`: what a code means, with a wrong example and what is said of it, from the golden pairs of the tests."""

import re
from collections.abc import Iterator

from builder.codes import MEANINGS
from builder.project import ProjectError, data_folder
from builder.suggest import did_you_mean


def explain(code: str) -> str:
    """Plain text for a terminal: the meaning, and where there is one the shortest example with its diagnostic."""
    if code not in MEANINGS:
        raise ProjectError(f"there is no code '{code}'; {did_you_mean(code, MEANINGS)}")
    parts = [f"{code}: {MEANINGS[code]}"]
    for example, said in list(examples(code))[:1]:
        parts += ["A wrong example:", _indented(example), "What is said of it:", _indented(said)]
    return "\n\n".join(parts) + "\n"


def examples(code: str) -> Iterator[tuple[str, str]]:
    """Pairs of a faulty text and what is said of it, the shortest first."""
    folder = data_folder("diagnostics")
    pairs = []
    for output in folder.glob(f"{code}*.out"):
        if _code_of(output.stem) == code:
            sources = (source for ending in (".yml", ".md") if (source := output.with_suffix(ending)).is_file())
            pairs += [(source.read_text(encoding="utf-8"), output.read_text(encoding="utf-8")) for source in sources]
    for text, said in sorted(pairs, key=lambda pair: (len(pair[0]), pair)):
        yield _around(text, said), said.strip()


def _code_of(name: str) -> str:
    return max((code for code in MEANINGS if name == code or name.startswith(f"{code}-")), key=len, default="")


def _around(text: str, said: str) -> str:
    """The lines near the first place that is named, numbered as in the file."""
    found = re.search(r":([0-9]+):[0-9]+: ", said)
    line = int(found.group(1)) if found else 1
    lines = text.splitlines()
    first, last = max(0, line - 4), min(len(lines), line + 2)
    return "\n".join(f"{number:4} {lines[number - 1]}" for number in range(first + 1, last + 1))


def _indented(text: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in text.splitlines())

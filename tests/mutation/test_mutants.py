"""Do the vectors test? Every small change to an engine breaks one of them, but for the few that change nothing."""

from pathlib import Path

import pytest
from mutate import FILES, survivors

LINES = Path(__file__).with_name("survivors.txt").read_text(encoding="utf-8").splitlines()[1:]
EXPLAINED = dict(zip(LINES[::2], LINES[1::2], strict=True))


@pytest.mark.parametrize("name", FILES)
def test_survivors_are_explained(name: str) -> None:
    left, count = survivors(name)
    print(f"{name}: {count - len(left)} of {count} killed")
    assert left == [entry for entry in EXPLAINED if entry.startswith(f"{name}: ")]
    assert len(left) <= 0.05 * count


def test_every_survivor_has_a_reason() -> None:
    assert all(reason.startswith("    ") and reason.strip() for reason in EXPLAINED.values())

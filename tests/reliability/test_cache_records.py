"""What lies in the cache was spoilt: a build does without it, and makes the bytes of a clean one."""

import json
import random
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from builds import KINDS_OF_EDIT, Builds, in_order
from sites import tree

DEEP = "[" * 100_000
SPOILT: list[bytes] = [b"", b"\xff\xfe\0", b"null", b"{}", DEEP.encode()]
VALUES: list[Any] = [None, True, 0, -1, 1e308, "", "x", "\ud800", [], [[]], ["x"], {}, {"x": 1}, [None, None]]


def mutated(value: Any, chance: random.Random) -> Any:
    """The same value, but for one part that is of another type, or missing."""
    if isinstance(value, dict) and value and chance.random() < 0.85:
        key = chance.choice(list(value))
        if chance.random() < 0.15:
            return {name: part for name, part in value.items() if name != key}
        return {**value, key: mutated(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.85:
        place = chance.randrange(len(value))
        kept = [] if chance.random() < 0.15 else [mutated(value[place], chance)]
        return [*value[:place], *kept, *value[place + 1 :]]
    return chance.choice(VALUES)


def spoilt(builds: Builds, turns: Iterable[Callable[[bytes], bytes]]) -> None:
    """The cache is spoilt in one way after another, each time between two builds."""
    for number, spoil in enumerate(turns):
        builds.build()
        for file in builds.cache.iterdir():
            file.write_bytes(spoil(file.read_bytes()))
        KINDS_OF_EDIT[number % 3](builds)
        assert in_order(builds.build()), number
        assert tree(builds.site) == builds.clean(), number
    builds.is_whole()


def of_other_types(chance: random.Random) -> Callable[[bytes], bytes]:
    def spoil(data: bytes) -> bytes:
        if data.startswith(b"{"):
            return json.dumps(mutated(json.loads(data), chance)).encode()
        head, *lines = data.split(b"\n")  # what questionnaires hold: a hash, a name, another hash and JSON on each line
        place = chance.randrange(len(lines) - 1)
        *before, held = lines[place].split(b"\t")
        lines[place] = b"\t".join([*before, json.dumps(mutated(json.loads(held), chance)).encode()])
        return b"\n".join([head, *lines])

    return spoil


def rotten(chance: random.Random) -> Callable[[bytes], bytes]:
    """Bytes that changed on the disk, or were cut off."""

    def spoil(data: bytes) -> bytes:
        place = chance.randrange(len(data))
        return data[:place] if chance.random() < 0.3 else data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]

    return spoil


def test_what_is_no_record(builds: Builds) -> None:
    spoilt(builds, [lambda _, data=data: data for data in SPOILT])


@pytest.mark.parametrize("way", [of_other_types, rotten])
def test_spoilt_records(way: Callable[[random.Random], Callable[[bytes], bytes]], builds: Builds) -> None:
    spoilt(builds, [way(random.Random(1))] * 4)


@pytest.mark.long
@pytest.mark.parametrize("way", [of_other_types, rotten])
def test_spoilt_records_at_length(way: Callable[[random.Random], Callable[[bytes], bytes]], builds: Builds) -> None:
    spoilt(builds, [way(random.Random(2))] * 200)

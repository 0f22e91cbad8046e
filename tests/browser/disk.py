"""What lies in a browser's own files: a search that sees through the ways in which browsers write and pack text."""

import base64
import contextlib
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

STREAMS = {b"\x1f\x8b\x08": 31, b"\x78\x01": 15, b"\x78\x9c": 15, b"\x78\xda": 15}
"""How packed streams begin, and how zlib is told of each kind."""
MOST = 8_000_000
TABLE_ENDS = bytes.fromhex("57fb808b247547db")
"""The last bytes of a table of LevelDB."""


def on_disk(folder: Path, marker: str) -> list[Path]:
    """The files that hold the marker, in UTF-8 or UTF-16: quick enough to ask again and again."""
    forms = (marker.encode(), marker.encode("utf-16-le"))
    return [file for file, data in files(folder) if any(form in data for form in forms)]


def traces(folder: Path, *markers: str) -> list[Path]:
    """The files that hold a marker in any form, also where they are packed."""
    found = [form for marker in markers for form in forms(marker)]
    return [file for file, data in files(folder) if any(form in text for text in texts(data) for form in found)]


def files(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for file in sorted(folder.rglob("*")):
        with contextlib.suppress(OSError):  # the browser removes files while we look
            if file.is_file():
                yield file, file.read_bytes()


def forms(marker: str) -> list[bytes]:
    """How a text may be written: as letters of one byte or two, in figures, and inside of a longer text in base64."""
    plain = [marker.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be")]
    # What stands before and after decides of the signs at both ends.
    inner = [
        base64.b64encode(bytes(before) + text)[-(-8 * before // 6) : (before + len(text)) * 8 // 6]
        for text in plain
        for before in range(3)
    ]
    return [*plain, *inner, *(text.replace(b"+", b"-").replace(b"/", b"_") for text in inner), plain[0].hex().encode()]


def texts(data: bytes) -> Iterator[bytes]:
    """A file as it is, and whatever is packed in it."""
    yield data
    for start, kind in STREAMS.items():
        at = data.find(start)
        while at >= 0:
            with contextlib.suppress(zlib.error):
                yield zlib.decompressobj(kind).decompress(data[at : at + MOST], MOST)
            at = data.find(start, at + 1)
    if data.endswith(TABLE_ENDS):
        yield from blocks(data)


def blocks(table: bytes) -> Iterator[bytes]:
    """The blocks of a table of LevelDB; its last 48 bytes say where their list lies."""
    at = len(table) - 48
    for _ in range(2):
        _, at = number(table, at)
    start, at = number(table, at)
    size, at = number(table, at)
    listed = block(table, start, size)
    end = len(listed) - 4 * (1 + struct.unpack("<I", listed[-4:])[0])
    at = 0
    while at < end:
        _, at = number(listed, at)
        added, at = number(listed, at)
        _, at = number(listed, at)
        start, at = number(listed, at + added)
        size, at = number(listed, at)
        yield block(table, start, size)


def block(table: bytes, start: int, size: int) -> bytes:
    data = table[start : start + size]
    return unsnappy(data) if table[start + size] == 1 else data


def number(data: bytes, at: int) -> tuple[int, int]:
    """A number in groups of seven bits, and where it ends."""
    value = shift = 0
    while True:
        value |= (data[at] & 127) << shift
        at, shift, more = at + 1, shift + 7, data[at] & 128
        if not more:
            return value, at


def unsnappy(data: bytes) -> bytes:
    """What Snappy packed: pieces as they are, and copies of what came before."""
    size, at = number(data, 0)
    made = bytearray()
    while at < len(data):
        tag, at = data[at], at + 1
        if not tag & 3:
            length = tag >> 2
            if length >= 60:
                length, at = int.from_bytes(data[at : at + length - 59], "little"), at + length - 59
            made += data[at : at + length + 1]
            at += length + 1
            continue
        if tag & 3 == 1:
            length, back, at = (tag >> 2 & 7) + 4, (tag >> 5) << 8 | data[at], at + 1
        else:
            wide = 2 if tag & 3 == 2 else 4
            length, back, at = (tag >> 2) + 1, int.from_bytes(data[at : at + wide], "little"), at + wide
        for _ in range(length):
            made.append(made[-back])
    assert len(made) == size
    return bytes(made)

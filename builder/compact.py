"""JSON between our own stages and in pages: short, of frozen data too, and quick. The only user of msgspec.

A full build writes and reads some twenty kilobytes of it a page; the standard library takes ten times as long for that. What
strangers hand us is read by `json_source`, which is strict and knows places.
"""

import json
from collections.abc import Mapping
from typing import Any

from msgspec.json import Decoder, Encoder


def _plain(value: Any) -> Any:
    """What a value is to JSON that msgspec does not know by its type."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, str):  # such as text that is marked as safe
        return str.__str__(value)
    raise TypeError(f"{type(value).__name__} is nothing that JSON can hold")


WRITER = Encoder(enc_hook=_plain)
IN_ORDER = Encoder(enc_hook=_plain, order="sorted")
READER = Decoder()


def compact(value: Any) -> str:
    """JSON without spaces, tabs or line breaks. Tuples are lists to it, and any mapping is an object."""
    return _text(WRITER, value)


def canonical(value: Any) -> str:
    """The same text for the same data, frozen or not, in whatever order its keys were written."""
    return _text(IN_ORDER, value)


def expand(text: str | bytes) -> Any:
    """What such a text says. A ValueError for one that is no JSON."""
    try:
        return READER.decode(text)
    except ValueError:  # among them halves of characters
        return json.loads(text)


def _text(writer: Encoder, value: Any) -> str:
    try:
        return writer.encode(value).decode()
    except UnicodeEncodeError:  # halves of characters, as names of files may hold: escaped, which msgspec never does
        return json.dumps(value, separators=(",", ":"), default=_plain, sort_keys=writer is IN_ORDER)

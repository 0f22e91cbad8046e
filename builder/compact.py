"""JSON between our own stages and in pages: short, of frozen data too, and quick. The only user of msgspec.

A full build writes and reads some twenty kilobytes of it a page; the standard library takes ten times as long for that. What
strangers hand us is read by `json_source`, which is strict and knows places.
"""

import json
from typing import Any

from msgspec.json import Decoder, Encoder

WRITER = Encoder(enc_hook=dict)
IN_ORDER = Encoder(enc_hook=dict, order="sorted")
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
        return json.dumps(value, separators=(",", ":"), default=dict, sort_keys=writer is IN_ORDER)

"""A file -> text that is safe to hand on: bounded, UTF-8, without characters that nobody can see."""

import re
import stat
from pathlib import Path

from builder.diagnostics import Diagnostic, Span
from builder.discover import Source

MAX_BYTES = 1_000_000
# Control characters, line breaks that only some programs honour, controls that reorder text (CVE-2021-42574), and characters
# without any shape, in which words could be hidden from whoever reviews them. Not among them, since Persian, Hindi, Arabic,
# Hebrew and emoji need them: U+200C to U+200F, and the tags behind a black flag, which make it that of Scotland or Wales.
TAG = "[\U000e0000-\U000e007f]"
NO_FLAG_BEFORE = "".join(f"(?<!\U0001f3f4{TAG * tags})" for tags in range(1, 7))
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u2028\u2029\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
    f"|{TAG}{NO_FLAG_BEFORE}"
)
ORDINARY = bytes([*b"\t\n\r", *range(0x20, 0x7F)])
# The longer marks first: that of UTF-32 begins with that of UTF-16.
BYTE_ORDER_MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


class Refused(Exception):  # noqa: N818 - it is how a reader stops early, not an error of ours
    """Nothing more can be read from this file; carries the diagnostic that says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def read_text(source: Source) -> str:
    """The text of a file, with a byte order mark taken off; raises Refused."""
    data = _bytes(source)
    for mark, name in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            raise Refused(_fault(source, Span(), "file-encoding", f"the file is {name}", "save it as UTF-8 in your editor"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        span = place(data[: error.start].decode("utf-8"), len(data))
        hint = "save it as UTF-8 in your editor"
        raise Refused(_fault(source, span, "file-encoding", "the file is not UTF-8 text", hint)) from None
    # Most files hold nothing but letters of English, which takes a twentieth of the time to find out.
    hidden = INVISIBLE.search(text) if data.translate(None, ORDINARY) else None
    if hidden:
        message = f"the invisible character U+{ord(hidden.group()):04X} stands here"
        raise Refused(_fault(source, place(text, hidden.start()), "file-character", message, "delete it and type the text anew"))
    return text


def place(text: str, offset: int) -> Span:
    """The character at this offset; the end of the text if it lies beyond."""
    before = re.split("\r\n|\r|\n", text[:offset])
    line, column = len(before), len(before[-1]) + 1
    return Span(line, column, line, column + 1)


def _bytes(source: Source) -> bytes:
    file = Path(source.file)
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise OSError(0, "it is no ordinary file")  # a named pipe would be waited for without end
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise Refused(
            _fault(
                source, Span(), "file-unreadable", f"the file cannot be read: {reason}", "check that it is a file you may open"
            )
        ) from None
    if len(data) > MAX_BYTES:
        hint = "split it, or check that it is the right file"
        raise Refused(_fault(source, Span(), "file-too-large", f"the file is larger than {MAX_BYTES // 1000} kB", hint))
    return data


def _fault(source: Source, span: Span, code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(source.path, span, code, message, hint)

"""Signs that word processors put in the place of those that YAML reads, and what to say of them."""

import re
import unicodedata
from typing import NamedTuple

BLANKS = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
DASHES = "\u2010-\u2015\u2022\u2212"
CURLY = "\u2018\u2019\u201a\u201c\u201d\u201e\u2039\u203a\u00ab\u00bb"
"""Quotes that look like quotes, and are letters to YAML."""
# At the beginning of a line or a key, or behind its first colon: only there do they stand for a sign of YAML.
STRAY = re.compile(rf"[ \t-]*(?:(?P<blank>[{BLANKS}])|(?P<dash>[{DASHES}])(?=[ {BLANKS}]))|[^:]*:(?P<after>[{BLANKS}])")


class Stray(NamedTuple):
    """One such sign: how far into the text it stands, the code of the diagnostic, what is said and what helps."""

    offset: int
    code: str
    message: str
    hint: str


def stray(text: str) -> Stray | None:
    """The first sign in a line or a key that only looks like a blank or a hyphen of YAML."""
    found = STRAY.match(text)
    if found is None:
        return None
    sign = found.group(str(found.lastgroup))
    offset = found.start(str(found.lastgroup))
    named = f"{unicodedata.name(sign, 'a sign').lower()}, U+{ord(sign):04X}"
    if found.lastgroup == "dash":
        return Stray(offset, "yaml-syntax", f"'{sign}' ({named}) does not begin an entry", f"write '-' in place of '{sign}'")
    where = "after the ':'" if found.lastgroup == "after" else "at the beginning of the line"
    message = f"where an ordinary space belongs, another blank stands {where} ({named})"
    return Stray(offset, "file-character", message, "delete it and type an ordinary space")

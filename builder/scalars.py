"""Plain scalars of YAML 1.2's core schema -> JSON values.

PyYAML follows YAML 1.1, where `yes` is true, `12:30` is 750 and `010` is 8. Authors mean what they see, so only what every
reader takes alike is converted, and numbers on which readers disagree are refused.
"""

import math
import re

NULLS = {"", "~", "null", "Null", "NULL"}
BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
INTEGER = re.compile(r"[-+]?[0-9]+")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
AMBIGUOUS = re.compile(r"[-+]?0[0-9]+|0[ox][0-9a-fA-F]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
STARTS = frozenset(["", *"~nNtTfF+-.0123456789"])
"""How a scalar begins that may be more than text."""


class AmbiguousNumberError(ValueError):
    """YAML readers disagree about this number."""


class NumberSizeError(ValueError):
    """The number cannot be read alike in Python and JavaScript."""


def resolve(text: str) -> str | int | float | bool | None:
    """The JSON value of a plain scalar; raises AmbiguousNumberError or NumberSizeError."""
    if text[:1] not in STARTS:
        return text
    if text in NULLS:
        return None
    if text in BOOLEANS:
        return BOOLEANS[text]
    if AMBIGUOUS.fullmatch(text):
        raise AmbiguousNumberError
    if INTEGER.fullmatch(text):
        return _integer(text)
    return _float(text) if FLOAT.fullmatch(text) else text


def _integer(text: str) -> int:
    # 2**53 is where JavaScript begins to skip integers.
    if len(text) > 17 or abs(int(text)) > 2**53:
        raise NumberSizeError
    return int(text)


def _float(text: str) -> float:
    if len(text) > 40:
        raise NumberSizeError
    number = float(text)
    if math.isinf(number):
        raise NumberSizeError
    return number + 0.0  # -0.0 becomes 0.0

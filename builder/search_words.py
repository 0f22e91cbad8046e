"""The words of a text, as the index holds them and as a search asks for them. The twin of `runtime/search-find.js`."""

import re
from typing import Any
from unicodedata import category, normalize

# Signs that a person may leave out: accents, vowel points, soft hyphens.
LEFT_OUT = re.compile("[\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\ufe00-\ufe0f]")
# Writing without blanks: Thai, Lao, Burmese, Khmer, kana, Chinese characters.
BLANKLESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
BLANKLESS += "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
RUNS = re.compile(f"[{BLANKLESS}]+|[^{BLANKLESS}]+")
HAS_RUN = re.compile(f"[{BLANKLESS}]")
PLAIN_WORDS = re.compile("[a-z0-9]{2,}")


class _Signs(dict[int, Any]):
    """What is no letter, digit or mark becomes a blank. Each sign is looked up once."""

    def __missing__(self, code: int) -> int | str:
        self[code] = code if category(chr(code))[0] in "LNM" else " "
        result: int | str = self[code]
        return result


_SIGNS = _Signs({ord("\u03c2"): "\u03c3"})


def split_words(text: str) -> list[str]:
    """The words of a text, without capitals and accents. Writing without blanks is cut into pairs and its last sign."""
    if text.isascii():
        return PLAIN_WORDS.findall(text.lower())
    plain = LEFT_OUT.sub("", normalize("NFKD", text)).lower().upper().lower().translate(_SIGNS)
    found: list[str] = []
    for word in plain.split():
        if not HAS_RUN.search(word):
            found += [word] if len(word) > 1 else []
            continue
        for run in RUNS.findall(word):
            if HAS_RUN.match(run):
                found += [run[place : place + 2] for place in range(len(run))]
            elif len(run) > 1:
                found.append(run)
    return found

"""Which way a language is written, by its tag."""

import re

RIGHT_TO_LEFT = frozenset(re.findall(r"\w+", "ar arc ckb dv fa he iw ji ks mzn nqo pnb prs ps rhg sd syr ug ur yi"))
"""Languages, by BCP 47, that are written so where their tag names no script."""
SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"})


def direction(language: str) -> str:
    """`rtl` or `ltr`, as HTML calls it. A script that a tag names decides; Latin letters, say, for `ks-Latn`."""
    name, *parts = language.lower().split("-")
    script = next((part for part in parts if len(part) == 4 and part.isalpha()), "")
    return "rtl" if script in SCRIPTS or (not script and name in RIGHT_TO_LEFT) else "ltr"

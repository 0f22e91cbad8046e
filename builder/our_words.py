"""Every word of ours that people read on the site, in one file a language under `words/`."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from builder.project import PACKAGE
from builder.templating import Words

Wording = Callable[[], Mapping[str, Any]]
"""Gives the words that a page is made with."""


@cache
def load_words(language: str = "en") -> Mapping[str, Any]:
    """All of one language. In templates and here, `words.keep.ask` is a word."""
    words: Words = json.loads((PACKAGE / "words" / f"{language}.json").read_text(encoding="utf-8"), object_hook=Words)
    return words

"""What pages load: our modules as they are written in `runtime/`, beside the words that they say, linked into one file a page."""

import json
from collections.abc import Container, Mapping
from functools import cache
from typing import Any

from builder.bundled import bundled
from builder.our_words import load_words
from builder.project import PACKAGE

WORDS = {
    "our-words.js": "script",
    "map-words.js": "map_script",
    "editor-words.js": "editor_script",
    "time-words.js": "time_script",
}
"""Scripts that hold the words that others say, and the part of the file of all words that each is made from."""


@cache
def scripts() -> Mapping[str, str]:
    """What pages load, by name: our modules, linked."""
    return bundled("pages", modules())


def modules(*without: str) -> dict[str, str]:
    """Our scripts as they are written, by name, and the words that they say, but for these parts."""
    words = load_words()
    views = {name: told["view"] for name, told in words["perspectives"].items()}
    refusals = {"refused_why": words["script"]["files"]["refused_why"]}
    more = {"map_script": {**refusals, "views": views, "opt_outs": words["opt_outs"]}, "time_script": refusals}
    said = {script: {**words[part], **more.get(part, {})} for script, part in WORDS.items()}
    written = {file.name: file.read_text(encoding="utf-8") for file in (PACKAGE / "runtime").glob("*.js")}
    return written | {name: _words_module(parts, without) for name, parts in said.items()}


def _words_module(parts: Mapping[str, Any], without: Container[str]) -> str:
    kept = {name: said for name, said in parts.items() if name not in without}
    return f"export const words = {literal(kept)};\n"


def literal(value: Any) -> str:
    """JSON data as it is written in a script, where names need no quotes."""
    if isinstance(value, dict):
        parts = ((name if name.isidentifier() else json.dumps(name), literal(part)) for name, part in value.items())
        return "{" + ",".join(f"{name}:{part}" for name, part in parts) + "}"
    if isinstance(value, list):
        return f"[{','.join(map(literal, value))}]"
    return json.dumps(value, ensure_ascii=False)

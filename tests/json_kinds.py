"""JSON texts of the kinds that public suites for JSON readers hold, made for this project. Where readers are free, we refuse."""

import json

from sites import ROOT

SHORT = json.loads((ROOT / "tests" / "property" / "json_kinds.json").read_text(encoding="utf-8"))
REFUSED: list[str] = [
    *SHORT["refused"],
    *["1" * 400, "[" * 100_000, '{"":' * 100_000, '{"a":' * 40 + "1" + "}" * 40, '"' + "x" * 100_000, "1" * 100_000],
    *["[1," * 1000, " " * 100_000, "[" + "1," * 30_000 + "]"],
]
TAKEN: list[str] = [
    *SHORT["taken"],
    *['{"a":' * 32 + "1" + "}" * 32, '"' + "x" * 100_000 + '"', "[" + "1," * 30_000 + "1]"],
]

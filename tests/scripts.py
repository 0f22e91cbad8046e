"""The shipped scripts in QuickJS: each module in a scope of its own, run as it is written."""

import json
import re
from collections.abc import Callable
from functools import cache
from typing import Any

import quickjs
from sites import ROOT

RUNTIME = ROOT / "builder" / "runtime"
IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+)\.js";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (\w+))", re.MULTILINE)


@cache
def script(bridge: str, *names: str) -> Callable[..., Any]:
    """A function of JSON values: `bridge` is JavaScript that makes it, in which the exports of these modules are known."""
    done: dict[str, str] = {}
    for name in names:
        _link(name, done)
    known = "".join(f"const {{{', '.join(EXPORT.findall(_source(name)))}}} = {_scope(name)};\n" for name in names)
    context = quickjs.Context()
    context.eval(f"Object.freeze(Object.prototype);\n{''.join(done.values())}")
    context.eval(f"{known} const bridge = {bridge};")
    context.eval("globalThis.run = (given) => JSON.stringify(bridge(...JSON.parse(given)));")
    run = context.get("run")
    return lambda *given: json.loads(run(json.dumps(given, default=dict)))


def _link(name: str, done: dict[str, str]) -> None:
    if name not in done:
        source = _source(name)
        for _, other in IMPORT.findall(source):
            _link(other, done)
        code = IMPORT.sub(lambda found: f"const {{{found[1]}}} = {_scope(found[2])};", EXPORT.sub("", source))
        done[name] = (
            f'const {_scope(name)} = (() => {{ "use strict";\n{code}\nreturn {{{", ".join(EXPORT.findall(source))}}}; }})();\n'
        )


def _source(name: str) -> str:
    return (RUNTIME / f"{name}.js").read_text(encoding="utf-8")


def _scope(name: str) -> str:
    return "$" + name.replace("-", "_")

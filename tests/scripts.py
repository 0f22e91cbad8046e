"""The shipped scripts in QuickJS, linked as pages load them."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import quickjs

from builder.javascript import read
from builder.link import linked
from builder.scripts import modules


@cache
def script(bridge: str, *names: str) -> Callable[..., Any]:
    """A function of JSON values: `bridge` is JavaScript that makes it, in which the exports of these modules are known."""
    known = modules()
    imports = "".join(f'import {{ {", ".join(read(known[f"{name}.js"]).exports)} }} from "./{name}.js";\n' for name in names)
    entry = f"{imports}const bridge = {bridge};\nglobalThis.run = (given) => JSON.stringify(bridge(...JSON.parse(given)));\n"
    context = quickjs.Context()
    context.eval(f'"use strict";Object.freeze(Object.prototype);\n{linked("entry.js", {**known, "entry.js": entry})}')
    run = context.get("run")
    return lambda *given: json.loads(run(json.dumps(given, default=dict)))

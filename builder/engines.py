"""Both scoring engines side by side: Python's, and the JavaScript that pages load, run as shipped. The only user of quickjs."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from builder.document import thaw
from builder.project import PACKAGE
from builder.scoring import score
from builder.visibility import examine

BRIDGE = """
import { examine } from "visibility";
import { score } from "scoring";
globalThis.run = (text) => {
  const { key, answers } = JSON.parse(text);
  const { shown, answers: given, alerts } = examine(key, answers);
  return JSON.stringify({ shown, answers: Object.fromEntries(given), alerts, scores: score(key, shown, given) });
};
"""


def by_python(key: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, Any]:
    """What applies and what it scores: {shown, answers, alerts, scores}."""
    situation = examine(key, answers)
    scores = score(key, situation.shown, situation.answers)
    return {"shown": list(situation.shown), "answers": situation.answers, "alerts": list(situation.alerts), "scores": scores}


def by_javascript(key: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The same, worked out by `runtime/visibility.js` and `runtime/scoring.js`."""
    result: dict[str, Any] = json.loads(_run()(json.dumps({"key": thaw(key), "answers": thaw(answers)})))
    return result


@cache
def _run() -> Any:
    import quickjs  # noqa: PLC0415 - 3 MB that only a project with examples needs

    context = quickjs.Context()
    # QuickJS resolves no file names here: the twins import nothing, so both become plain functions of one module.
    sources = [(PACKAGE / "runtime" / f"{name}.js").read_text(encoding="utf-8") for name in ("visibility", "scoring")]
    bodies = [source.replace("\nexport function", "\nfunction") for source in sources]
    names = ["examine", "score"]
    wrapped = [f"const {name} = (() => {{ {body}\nreturn {name}; }})();" for name, body in zip(names, bodies, strict=True)]
    context.eval("\n".join(wrapped) + "\n" + BRIDGE.split("\n", 3)[3])
    return context.get("run")

"""Both scoring engines side by side: Python's, and the JavaScript that pages load, run as shipped. The only user of quickjs."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from builder.bundled import bundled
from builder.compact import compact, expand
from builder.project import PACKAGE
from builder.scoring import score
from builder.visibility import examine

TWINS = ("visibility.js", "scoring.js")
BRIDGE = """import { examine } from "./visibility.js";
import { score } from "./scoring.js";
globalThis.run = (text) => {
  const { key, all } = JSON.parse(text);
  return JSON.stringify(all.map((answers) => {
    const { shown, answers: given, alerts } = examine(key, answers);
    return { shown, answers: Object.fromEntries(given), alerts, scores: score(key, shown, given) };
  }));
};
"""


def by_python(key: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, Any]:
    """What applies and what it scores: {shown, answers, alerts, scores}."""
    situation = examine(key, answers)
    scores = score(key, situation.shown, situation.answers)
    return {"shown": list(situation.shown), "answers": situation.answers, "alerts": list(situation.alerts), "scores": scores}


def by_javascript(key: Mapping[str, Any], all_answers: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The same for several sets of answers, worked out by `runtime/visibility.js` and `runtime/scoring.js`.

    All at once, since handing over the key takes as long as the work.
    """
    results: list[dict[str, Any]] = expand(_run()(compact({"key": key, "all": all_answers})))
    return results


@cache
def _run() -> Any:
    import quickjs  # noqa: PLC0415 - 3 MB that only a project with examples needs

    context = quickjs.Context()
    modules = {name: (PACKAGE / "runtime" / name).read_text(encoding="utf-8") for name in TWINS}
    # Linked, as pages load them: QuickJS finds no files here.
    context.eval(bundled("engine", {**modules, "bridge.js": BRIDGE})["bridge.js"])
    return context.get("run")

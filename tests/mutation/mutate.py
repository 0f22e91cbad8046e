#!/usr/bin/env python3
"""Changes one thing at a time in the engines and lists what no vector of `tests/conformance` notices.

    python tests/mutation/mutate.py [scoring.py scoring.js visibility.py visibility.js]

Each mutant is run against all vectors in this process. A survivor is either a vector that is missing, or a change without
effect; the latter are named in `survivors.txt`, each with its reason.
"""

import ast
import copy
import json
import re
import sys
import types
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import quickjs

HERE = Path(__file__).resolve().parent
BUILDER = HERE.parents[1] / "builder"
FILES = {
    name: BUILDER / ("runtime" if name.endswith(".js") else "") / name
    for name in ("scoring.py", "visibility.py", "scoring.js", "visibility.js")
}
Engine = Callable[[Any, Any], dict[str, Any]]


class Mutant(NamedTuple):
    """What was changed, in words that stay the same when lines move, and the changed source."""

    name: str
    source: str


# --- vectors -------------------------------------------------------------------------------------------------------------


def vectors() -> list[tuple[bool, Any, Any, Any]]:
    found = []
    for folder in ("scoring", "visibility"):
        for file in sorted((HERE.parent / "conformance" / folder).glob("*.json")):
            for case in json.loads(file.read_text(encoding="utf-8")):
                found += [(folder == "scoring", case["key"], test["answers"], test["expect"]) for test in case["tests"]]
    return found


def fails(engine: Engine, scores: bool, key: Any, answers: Any, expect: Any) -> bool:
    """Whether an engine breaks this vector; by the rules of `test_vectors.py`."""
    try:
        found = engine(key, answers)
        if not scores:
            return {name: found[name] for name in expect} != expect
        compared = {
            name: {field: value for field, value in score.items() if field != "questions" or "questions" in expect[name]}
            for name, score in found["scores"].items()
        }
    except Exception:
        return True
    return compared != expect


# --- Python --------------------------------------------------------------------------------------------------------------

COMPARISONS: dict[type, list[type]] = {
    ast.Lt: [ast.LtE, ast.GtE],
    ast.LtE: [ast.Lt, ast.Gt],
    ast.Gt: [ast.GtE, ast.LtE],
    ast.GtE: [ast.Gt, ast.Lt],
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
    ast.In: [ast.NotIn],
    ast.NotIn: [ast.In],
    ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is],
}
ARITHMETIC: dict[type, list[type]] = {
    ast.Add: [ast.Sub],
    ast.Sub: [ast.Add],
    ast.Mult: [ast.Add, ast.Div],
    ast.Div: [ast.Mult],
    ast.FloorDiv: [ast.Mult],
    ast.Pow: [ast.Mult],
    ast.Mod: [ast.Mult],
}
NAMES = {"max": "min", "any": "all", "all": "any"}


def variants(node: ast.AST) -> Iterator[ast.AST]:  # noqa: C901 - a table
    """Other nodes in the place of this one."""
    match node:
        case ast.Compare(left, [operator], right):
            yield from (ast.Compare(left, [other()], right) for other in COMPARISONS.get(type(operator), []))
        case ast.Compare(left, operators, right):
            for index, operator in enumerate(operators):
                for other in COMPARISONS.get(type(operator), []):
                    yield ast.Compare(left, [*operators[:index], other(), *operators[index + 1 :]], right)
        case ast.BinOp(left, operator, right):
            yield from (ast.BinOp(left, other(), right) for other in ARITHMETIC.get(type(operator), []))
        case ast.BoolOp(operator, values):
            yield ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield operand
        case ast.Constant(bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(int() as value):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case ast.Constant(str() as value):
            yield ast.Constant(value + "_")
        case ast.IfExp(test, body, other):
            yield ast.IfExp(test, other, body)
        case ast.Name(name, ast.Load()) if name in NAMES:
            yield ast.Name(NAMES[name], ast.Load())
        case ast.If(test, body, other):
            yield from (ast.If(ast.Constant(value), body, other) for value in (True, False))
        case ast.Return(value) if value and not isinstance(value, ast.Constant):
            yield ast.Return(ast.Constant(None))
        case ast.Continue():
            yield ast.Pass()
        case ast.comprehension(target, iterated, [_, *_], _):
            yield ast.comprehension(target, iterated, [], 0)


def positions(tree: ast.AST, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], ast.AST]]:
    """Every node that runs, with the way to it: no annotations, docstrings, imports or decorators."""
    for field, value in ast.iter_fields(tree):
        if field in {"annotation", "returns", "decorator_list", "bases", "ctx", "op", "ops"}:
            continue
        for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
            idle = isinstance(node, ast.Import | ast.ImportFrom | ast.AnnAssign) and not getattr(node, "value", None)
            text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            if isinstance(node, ast.AST) and not idle and not text:
                yield (*path, (field, index)), node
                yield from positions(node, (*path, (field, index)))


def put(tree: ast.AST, path: tuple[Any, ...], node: ast.AST) -> ast.AST:
    """The tree with another node at the end of this way; shares the rest."""
    (field, index), *rest = path
    changed, value = copy.copy(tree), getattr(tree, field)
    child = value if index is None else value[index]
    new = put(child, tuple(rest), node) if rest else node
    setattr(changed, field, new if index is None else [*value[:index], new, *value[index + 1 :]])
    return changed


def python_mutants(text: str) -> Iterator[Mutant]:
    tree, lines = ast.parse(text), text.splitlines()
    seen: Counter[str] = Counter()
    for path, node in positions(tree):
        for other in variants(node):
            line = lines[node.lineno - 1].strip() if hasattr(node, "lineno") else "for"
            short = [re.sub(r"\s+", " ", ast.unparse(part).partition(":\n")[0]) for part in (node, other)]
            changed = ast.fix_missing_locations(put(tree, path, other))
            seen[f"{line}{short}"] += 1
            yield Mutant(f"{line} | {short[0]} ({seen[f'{line}{short}']}) -> {short[1]}", ast.unparse(changed))


def python_engine(changed: str, source: str) -> Engine:
    modules = {}
    for name in ("visibility", "scoring"):
        text = source if changed == f"{name}.py" else FILES[f"{name}.py"].read_text(encoding="utf-8")
        modules[name] = types.ModuleType(name)
        exec(compile(text, name, "exec"), modules[name].__dict__)

    def run(key: Any, answers: Any) -> dict[str, Any]:
        shown, given, alerts = modules["visibility"].examine(key, answers)
        scores = modules["scoring"].score(key, shown, given)
        return {"shown": list(shown), "answers": given, "alerts": list(alerts), "scores": scores}

    return run


# --- JavaScript ----------------------------------------------------------------------------------------------------------

TOKEN = re.compile(
    r"""(?P<skip>/\*.*?\*/|//[^\n]*|`(?:\\.|[^`\\])*`|/\^(?:\\.|[^/\n])*/|/\[[^\n]*?\]/)|(?P<string>"(?:\\.|[^"\\])*")
    |(?P<operator>=>|===|!==|<=|>=|&&|\|\||\?\?|\*\*|\.\.\.|\?\.|[-+*/%<>!?])|(?P<number>\b[0-9]+n?\b)
    |(?P<word>[A-Za-z_$][\w$]*)""",
    re.DOTALL | re.VERBOSE,
)
SWAPS = {
    "===": ["!=="],
    "!==": ["==="],
    "<": ["<=", ">="],
    "<=": ["<", ">"],
    ">": [">=", "<="],
    ">=": [">", "<"],
    "&&": ["||"],
    "||": ["&&"],
    "??": ["&&"],
    "+": ["-"],
    "-": ["+"],
    "*": ["+"],
    "/": ["*"],
    "%": ["*"],
    "**": ["*"],
    "!": [" "],
    "true": ["false"],
    "false": ["true"],
    "some": ["every"],
    "every": ["some"],
    "continue": [";"],
    "undefined": ["null"],
}


def other_tokens(kind: str, token: str) -> list[str]:
    if kind == "number":
        ending = "n" if token.endswith("n") else ""
        value = int(token.removesuffix("n"))
        return [f"{value + 1}{ending}", f"({value - 1}{ending})"]
    return [f'{token[:-1]}_"'] if kind == "string" else SWAPS.get(token, [])


def balanced(text: str, start: int) -> int:
    """The end of the bracket that opens here."""
    depth = 0
    for place in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth == 0:
            return place + 1
    raise ValueError(text[start : start + 40])


def script_mutants(text: str) -> Iterator[Mutant]:
    def made(start: int, end: int, new: str) -> Mutant:
        line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", start)
        line, old = text[line_start:line_end].strip(), " ".join(text[start:end].split())
        count = text.count(old, line_start, start) + 1
        return Mutant(f"{line} | {old} ({count}) -> {new}", text[:start] + new + text[end:])

    for match in TOKEN.finditer(text):
        kind, token, (start, end) = match.lastgroup or "", match.group(), match.span()
        if kind != "skip":
            yield from (made(start, end, new) for new in other_tokens(kind, token))
        if token == "if":
            yield from (made(start + 3, balanced(text, start + 3), f"({value})") for value in ("true", "false"))
        if token == "return":
            yield made(start, text.index(";", start), "return undefined")


def script_engine(changed: str, source: str) -> Engine:
    context = quickjs.Context()
    for twin, name in {"visibility": "examine", "scoring": "score"}.items():
        text = source if changed == f"{twin}.js" else FILES[f"{twin}.js"].read_text(encoding="utf-8")
        text = text.replace("\nexport function", "\nfunction")
        context.eval(f"const {name} = (() => {{ {text}\nreturn {name}; }})();")
    context.eval("""globalThis.run = (text) => {
      const { key, answers } = JSON.parse(text);
      const { shown, answers: given, alerts } = examine(key, answers);
      return JSON.stringify({ shown, answers: Object.fromEntries(given), alerts, scores: score(key, shown, given) });
    };""")
    run = context.get("run")
    return lambda key, answers: json.loads(run(json.dumps({"key": key, "answers": answers})))


# --- the run -------------------------------------------------------------------------------------------------------------


def killed(name: str, mutant: Mutant, cases: list[tuple[bool, Any, Any, Any]]) -> bool:
    make = script_engine if name.endswith(".js") else python_engine
    try:
        engine = make(name, mutant.source)
    except Exception:
        return True
    for case in cases:
        if fails(engine, *case):
            cases.remove(case)  # what killed one mutant is likely to kill the next
            cases.insert(0, case)
            return True
    return False


def survivors(name: str) -> tuple[list[str], int]:
    """What no vector notices in one file, and the number of its mutants."""
    text = FILES[name].read_text(encoding="utf-8")
    mutants = list((script_mutants if name.endswith(".js") else python_mutants)(text))
    cases = vectors()
    make = script_engine if name.endswith(".js") else python_engine
    assert not any(fails(make(name, text), *case) for case in cases), "the engine itself breaks a vector"
    return [f"{name}: {mutant.name}" for mutant in mutants if not killed(name, mutant, cases)], len(mutants)


if __name__ == "__main__":
    for file in sys.argv[1:] or FILES:
        left, count = survivors(file)
        print(f"{file}: {count - len(left)} of {count} killed, {100 * (count - len(left)) / count:.1f} %")
        print("\n".join(left))

"""A script under short names does what it did, however its names hide each other."""

import json

import quickjs
from hypothesis import given
from hypothesis import strategies as st

from builder.link import linked

NAMES = st.sampled_from(["x", "y", "z", "e", "t"])  # few, so that they hide each other; two are what short names begin with
VALUES = ["{a}", "({a} + {b})", "[{a}, {b}].length", "7"]
TOLD = 'told.push(typeof {a} === "number" ? {{ {a}, of: `${{{a}}} {a}` }} : typeof {a});'
AROUND = "const told = []; try {{ {} }} catch (fault) {{ told.push(fault.name); }} globalThis.told = JSON.stringify(told);"
KINDS = [
    TOLD,
    "{inner} {inner_too}",
    "{{ let {a} = {value}; {inner} }} {inner_too}",
    "{{ const {a} = () => {value}; {inner} }} {inner_too}",
    "{{ {inner} class {a} {{ {b} = 1; t() {{ {inner_too} }} }} new {a}().t(); }}",
    "{{ {inner} {a}({value}); function {a}({b}) {{ {inner_too} }} }}",
    "(({a}) => {{ {inner} }})({value}); {inner_too}",
    "(({{ {a}, z: [{b}z = {value}] }}) => {{ {inner} }})({{ {a}: 8, z: [] }}); {inner_too}",
    "(({a}, q = {value}) => {{ let {b}u = {value}; {inner} }})({value}); {inner_too}",
    "try {{ throw {value}; }} catch ({a}) {{ const {b}u = 3; {inner} }} {inner_too}",
    "for (const {a} of [{value}]) {{ {inner} }} {inner_too}",
    "for (let {a} = 0; {a} < 2; {a}++) {{ {inner} }}",
    "try {{ throw [{value}]; }} catch ({{ {a}, length: {b}e }}) {{ {inner} }} {inner_too}",
    "((q, {a} = {value}, {{ z: {b}q = {value} }} = {{}}) => {{ {inner} }})(); {inner_too}",
    "({{ ['t' + {a}]({b}) {{ {inner} }}, get [{a}]() {{ {inner_too} }} }})['t' + {a}](3);",
    "{{ {inner} class {a}e {{ e = {value}\n #t = ({b}) => {value}\n n() {{ return this.#t(3) }} }} told.push(new {a}e().n()); }}",
    "(async ({a}) => {{ {inner} }})({value}); [...(function* {b}({a}) {{ {inner_too} }})(2)];",
    "{a} = {value}; {inner}",
    "({{ {a}, length: {b} }} = [1]); {inner}",
    "switch (7) {{ case {value}: {inner} default: let {a} = 6; {inner_too} }}",
]


@st.composite
def programs(draw: st.DrawFn, depth: int = 0) -> str:
    kind = draw(st.sampled_from(KINDS)) if depth < 4 else TOLD
    names = {"a": draw(NAMES), "b": draw(NAMES)}
    parts = {part: draw(programs(depth + 1)) if f"{{{part}}}" in kind else "" for part in ("inner", "inner_too")}
    return kind.format(**names, **parts, value=draw(st.sampled_from(VALUES)).format(**names))


def run(code: str) -> object:
    context = quickjs.Context()
    context.eval(f'"use strict"; let x = 1, y = 2, z = 3, e = 4, t = 5; {{ {code} }}')
    return json.loads(context.get("told"))


@given(programs())
def test_each_name_means_what_it_meant(program: str) -> None:
    code = AROUND.format(program)
    assert run(linked("a.js", {"a.js": code})) == run(code)

"""Scripts as pages load them do what the modules do that they are made of; the vectors of the engines run linked code too."""

import gzip
import json
import re
from collections import Counter

import pytest
import quickjs

from builder.javascript import Module, ScriptError, read
from builder.link import bundles, linked
from builder.our_words import load_words
from builder.scripts import WORDS, literal, modules

MODULES = modules()
BUNDLES = dict(bundles(MODULES))

# code -> what is left of it
LEFT = {
    "a(); // b": "a();",
    "a( /* b\n c */ + d);": "a(+d);",
    'a("// no"); // yes': 'a("// no");',
    "a('/* no */');": "a('/* no */');",
    "a(`// no\n  ${b} /* no */`);": "a(`// no\n  ${b} /* no */`);",
    "a(`x ${b ? `y  z ${ c }` : 1 } in${ d }`);": "a(`x ${b?`y  z ${c}`:1} in${d}`);",
    "a(/[\"'`]\\/\\/[/*]/g); // yes": "a(/[\"'`]\\/\\/[/*]/g);",
    "a((b) / c / d, e[0] / f); // g": "a((b)/c/d,e[0]/f);",
    "a(b + +c, b - -c, b++ + c, typeof b, void 0, b in c);": "a(b+ +c,b- -c,b++ +c,typeof b,void 0,b in c);",
    "a()\nb = 1\nconst { length } = c\nif (a) { return }": "a();b=1;let{length:e}=c;if(a){return}",
    "if (a) { b(); } else c();\nd();": "if(a){b()}else c();d();",
    "a(1 .b, 2..c, d.e);": "a(1 .b,2..c,d.e);",
    "a(/b/ in c, d < !--e);": "a(/b/ in c,d< !--e);",
    "a(b ? #c in d : $e);": "a(b?#c in d:$e);",
    "a(true, false, b.true, { true: 1 });": "a(!0,!1,b.true,{true:1});",
    "a(undefined, b.undefined, 1_000, 30_000, 0, 100, 1_500_000);": "a(void 0,b.undefined,1e3,3e4,0,100,15e5);",
    "a(true.b, false?.c, true[d], undefined ** 2, [undefined], true);": "a(true.b,false?.c,true[d],undefined**2,[void 0],!0);",
    "a(0xff_00, 10n, 1.50, 1_0.5e-3, 1e3);": "a(0xff00,10n,1.50,10.5e-3,1e3);",
    "a((b) => c, async (b) => c, (b, c) => d);": "a(e=>c,async e=>c,(e,t)=>d);",
    "a(({ b }) => c, (...b) => c, () => d, (b = 1) => c);": "a(({b:e})=>c,(...e)=>c,()=>d,(e=1)=>c);",
    "do { a() } while (b)\nc()": "do{a()}while(b);c();",
    "const a = 1; // b\nlet c = [2,,], d = { a, }; f(c, d,);": "let e=1,t=[2,,],n={a:e};f(t,n);",
    "for (const a of b) { if (a) continue\n else break\n }": "for(let e of b){if(e)continue;else break}",
    "": "",
    "// a": "",
    '"\\"// no"; // b': '"\\"// no";',
}


@pytest.mark.parametrize("code", LEFT)
def test_what_only_readers_need_goes_and_nothing_else(code: str) -> None:
    found = linked("a.js", {"a.js": code})
    assert found == f"{LEFT[code]}\n"


@pytest.mark.parametrize("data", [{"a": {"b-c": ["d", {"e": '"f": 1'}]}, "default": "\u2028</script>"}, [], {}, "g"])
def test_words_are_written_as_scripts_read_them(data: object) -> None:
    assert run(f"const result = {literal(data)};") == data
    assert '"a":' not in literal(data)


def run(code: str) -> object:
    return json.loads(quickjs.Context().eval(f"(() => {{ {code}; return JSON.stringify(result); }})()"))


def test_each_module_keeps_its_names_to_itself() -> None:
    modules = {
        "a.js": 'import { two } from "./b.js";\nimport { three as four } from "./c.js";\n'
        "const own = 1;\nresult = [own, two(), four];",
        "b.js": 'import { three } from "./c.js";\nconst own = 2;\nexport function two() { return own * three; }',
        "c.js": "const own = 3;\nexport const three = own;\nexport class Four {}",
        "d.js": "const own = 4;",
    }
    assert run(f"let result; {linked('a.js', modules)}") == [1, 6, 3]
    assert [name for name, _ in bundles(modules)] == ["a.js", "d.js"]


# what a name may stand in, and what it then means
SCOPES = {
    "a block that declares the same": "const x = 1; { const x = 2; result.push(x); } result.push(x);",
    "a block in a function": "const x = 1; function f() { if (1) { const x = 2; result.push(x); } return x; } result.push(f());",
    "a parameter": "const x = 1; function f(x, y = x) { return [x, y]; } result.push(f(2), x);",
    "a use before the declaration": "const f = () => x; const x = 3; result.push(f());",
    "a loop": "let x = 0; for (const x of [1, 2]) result.push(x); for (let x = 5; x < 7; x++) result.push(x); result.push(x);",
    "an assigned loop": "let x = 0; for (x of [1, 2]) result.push(0); result.push(x);",
    "a computed name": "const x = 'y'; class A { [x](x) { return x; } get [x + 1]() { return 8; } async [x + 2](x) {} } "
    "const a = new A(); result.push(a.y(3), a.y1, Object.keys({ [x](x) {} }));",
    "fields of a class": "const e = 1; class A {\n e = e\n #t = (e) => e + 1\n n() { return this.#t(e) }\n i = 5; } "
    "const a = new A(); result.push(a.e, a.n(), a.i);",
    "what only a class knows": "const e = 1; class A { #e = 2; #long(e) { return e + this.#e; } async #also() {} "
    "long() { return this.#long(e); } has(x) { return #long in x; } } "
    "const a = new A(); result.push(a.long(), a.has(a), a.has({}));",
    "what only a class within a class knows": "class A { #long = 3; n() { const other = this; return class { #short = 4; "
    "static #some() { return 5; } m() { return [this.#short, other.#long, this.constructor.p()]; } "
    "static p() { return this.#some(); } }; } } const B = new A().n(); result.push(new B().m());",
    "no name for what is caught": "const x = 1; try { throw 2; } catch { result.push(x); }",
    "what is caught": "const x = 1; try { throw 4; } catch (x) { result.push(x); } result.push(x);",
    "a case": "const x = 1; switch (x) { case 1: { const x = 2; result.push(x); } } result.push(x);",
    "short properties": "const x = 1; const { y, z = x, w: [v] } = { y: x, w: [7] }; result.push({ x, y, z, v });",
    "what is taken apart again": "let x, y; ({ x, y: [y] } = { x: 1, y: [2] }); [x, y] = [y, x]; result.push({ x, y });",
    "properties and methods": "const x = 1; class A { x = x; y() { return this.x + x; } get z() { return x; } } "
    "const a = new A(); result.push(a.x, a.y(), a.z);",
    "a function's own name": "const f = function g(n) { return n ? n * g(n - 1) : 1; }; result.push(f(4), g(2)); "
    "function g(n) { return -n; }",
    "a generator": "function* f(n) { while (n) yield n--; } result.push([...f(3)]);",
    "things of others": "const e = 1; const t = 2; result.push(Math.max(e, t), typeof console, [e, t].map((n) => n + e));",
    "a template": "const x = 1; result.push(`${x} x ${[x].map((y) => `${y} y ${{ x }.x}`)} ;}`);",
}


@pytest.mark.parametrize("name", SCOPES)
def test_a_name_means_what_it_meant(name: str) -> None:
    code = SCOPES[name]
    found = linked("a.js", {"a.js": code})
    assert not re.search("#[a-z]{3}", found)
    assert run(f"const result = []; {found}") == run(f"const result = []; {code}")
    assert len(found) < len(code)


# modules -> words of the refusal
REFUSED = {
    "a circle": ({"a.js": 'import { b } from "./b.js";', "b.js": 'import { a } from "./a.js";'}, "needs itself"),
    "an export of another form": (
        {"a.js": 'import { b } from "./b.js";', "b.js": "const b = 1;\nexport { b };"},
        "of another form",
    ),
    "an import of all": ({"a.js": 'import * as b from "./b.js";'}, "of another form"),
    "an import of what is not there": (
        {"a.js": 'import { b } from "./b.js";\nb();', "b.js": "const b = 1;"},
        "'b.js' exports no 'b'",
    ),
    "what is no JavaScript": ({"a.js": "const a = ;"}, "line 1 is not understood"),
    "a variable of a whole function": ({"a.js": "\nvar a = 1;"}, "line 2 is not understood"),
    "an empty statement": ({"a.js": "if (a) ;"}, "line 1 is not understood"),
    "a loop variable of a whole function": ({"a.js": "for (var k in o) f(k);"}, "line 1 is not understood"),
    "a label": ({"a.js": "a: for (const b of c) { break a; }"}, "line 1 is not understood"),
    "a block of a class": ({"a.js": "class A { static { a(); } }"}, "line 1 is not understood"),
    "names of an object's properties": ({"a.js": "with (a) b();"}, "line 1 is not understood"),
    "a line for shells": ({"a.js": "#!/bin/node\na();"}, "line 1 is not understood"),
    "a stop": ({"a.js": "debugger\na();"}, "line 1 is not understood"),
    "elements": ({"a.js": "const a = <b/>;"}, "line 1 is not understood"),
    "what is missing": ({"a.js": "a(;"}, "line 1 is not understood"),
    "code in a text": ({"a.js": "eval('a');"}, "code in a text"),
    "an import with a fault": ({"a.js": 'import { b c } from "./b.js";', "b.js": ""}, "line 1 is not understood"),
    "an import of data": ({"a.js": 'import { b } from "./b.js" with { type: "json" };', "b.js": ""}, "line 1 is not understood"),
    "an import from elsewhere": ({"a.js": 'import { b } from "b";'}, "of another form"),
    "an import that nobody uses of what is not there": ({"a.js": 'import { b } from "./b.js";', "b.js": ""}, "exports no 'b'"),
    "an import of no file": ({"a.js": 'import "./b.js";'}, "there is no 'b.js'"),
    "an export of a default function": (
        {"a.js": 'import { b } from "./b.js";', "b.js": "export default function b() {}"},
        "of another form",
    ),
    "an export of a default": ({"a.js": 'import { b } from "./b.js";', "b.js": "export default 1;"}, "of another form"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_understood_is_refused(name: str) -> None:
    modules, words = REFUSED[name]
    with pytest.raises(ScriptError, match=words):
        linked("a.js", modules)


def needed(name: str) -> set[str]:
    """A module and all that it needs."""
    return {name}.union(*(needed(file) for file in read(MODULES[name]).files))


PARTING = (";", ",", "let")  # one declaration may stand for several, also of two modules
LONGER = {"!0": ["!", "0"], "!1": ["!", "1"], "void 0": ["void", "0"]}


def but_names(module: Module) -> Counter[str]:
    """Everything of a script but names that it declares, which may be others, and signs that part; `{name}` is `{name: name}`."""
    found: Counter[str] = Counter()
    for token in module.code:
        ours = token.scope and (token.scope.home(token.text) or token.text in module.imports)
        found.update([token.text, ":"] if ours and token.short else [] if ours else LONGER.get(token.text, [token.text]))
    return found - Counter({sign: found[sign] for sign in PARTING})


@pytest.mark.parametrize("name", BUNDLES)
def test_a_bundle_holds_every_module_once_and_nothing_else(name: str) -> None:
    modules = [read(MODULES[file]) for file in needed(name)]
    assert but_names(read(BUNDLES[name])) == sum(map(but_names, modules), Counter())
    assert not read(BUNDLES[name]).files


@pytest.mark.parametrize("name", BUNDLES)
def test_a_bundle_is_a_script_that_can_be_read(name: str) -> None:
    """The grammar takes more than engines do; nothing of it runs here."""
    quickjs.Context().eval(f"async () => {{ {BUNDLES[name].replace('import.meta.url', '0')} }}")


def test_many_names_are_none_of_the_language() -> None:
    many = [f"const name_{number} = {number};" for number in range(6000)]
    assert run(f"let result; {linked('a.js', {'a.js': chr(10).join(many) + 'result = name_5999;'})}") == 5999


def packed(code: str) -> int:
    return len(gzip.compress(code.encode(), 9, mtime=0))


def test_what_a_page_loads_is_small() -> None:
    words = load_words()  # a site in another language has others
    said = {name for part in WORDS.values() for name in words[part]} | {"views", "refused_why", "opt_outs"}
    code = bundles(modules(*said))
    assert packed(BUNDLES["questionnaire.js"]) <= 20_000  # all that a form loads, in our words
    sizes = {name: packed(code) for name, code in code}
    assert sizes.pop("questionnaire.js") <= 18_200  # with keeping, saving, opening, steps, the review, leaving and being offline
    assert sizes.pop("role-map.js") <= 11_000  # on the pages of the role map only
    assert sizes.pop("search.js") <= 3_000  # no page loads it before it is used
    assert sizes.pop("catalogue.js") <= 2_500  # on long lists only
    assert sizes.pop("charter.js") <= 13_500  # with keeping, files, undo, comparing and moving lines between boxes
    assert sizes.pop("plan.js") <= 13_300
    assert sizes.pop("over-time.js") <= 6_200  # no page loads it before somebody asks for it
    assert sizes.pop("page.js") <= 1_200  # on every other page, after it has loaded
    assert not sizes

"""Scripts as pages load them do what the modules do that they are made of; the vectors of the engines run linked code too."""

import gzip
import json
import re

import pytest
import quickjs

from builder.link import EXPORT, LinkError, bundles, linked, without_comments
from builder.render import WORDS, load_words, modules

MODULES = modules()
BUNDLES = dict(bundles(MODULES))

# code -> the same without comments
COMMENTS = {
    "a; // b": "a;",
    "a /* b\n c */ + d": "a  + d",
    'const a = "// no"; // yes': 'const a = "// no";',
    "const a = '/* no */';": "const a = '/* no */';",
    "const a = `// no\n  ${b} /* no */`;": "const a = `// no\n  ${b} /* no */`;",
    "const a = /[\"'`]\\/\\/[/*]/g; // yes": "const a = /[\"'`]\\/\\/[/*]/g;",
    "return /[/]/.test(a); // b": "return /[/]/.test(a);",
    "const half = a / 2; // b / c": "const half = a / 2;",
    "(a) / b / c; // d": "(a) / b / c;",
    "a[0] / b; /* c */": "a[0] / b;",
    "  a;\n\n\n    b;\n": "a;\nb;",
    "a;\n// b\nc;": "a;\nc;",
    '"\\"// no"; // b': '"\\"// no";',
    "/** a\n * b\n */\nc;": "c;",
}


@pytest.mark.parametrize("code", COMMENTS)
def test_comments_go_and_nothing_else(code: str) -> None:
    found = without_comments(code)
    assert "\n".join(line.rstrip() for line in found.splitlines()) == COMMENTS[code]
    assert without_comments(found) == found


def run(code: str) -> object:
    return json.loads(quickjs.Context().eval(f"(() => {{ {code}; return JSON.stringify(result); }})()"))


def test_each_module_keeps_a_scope_of_its_own() -> None:
    modules = {
        "a.js": 'import { two } from "./b.js";\nimport { three } from "./c.js";\nconst own = 1;\nresult = [own, two(), three];',
        "b.js": 'import { three } from "./c.js";\nconst own = 2;\nexport function two() { return own * three; }',
        "c.js": "const own = 3;\nexport const three = own;\nexport class Four {}",
    }
    assert run(f"let result; {linked('a.js', modules)}") == [1, 6, 3]
    assert [name for name, _ in bundles(modules)] == ["a.js"]


# modules -> words of the refusal
REFUSED = {
    "a circle": ({"a.js": 'import { b } from "./b.js";', "b.js": 'import { a } from "./a.js";'}, "needs itself"),
    "an export of another form": (
        {"a.js": 'import { b } from "./b.js";', "b.js": "const b = 1;\nexport { b };"},
        "of another form",
    ),
    "an import of all": ({"a.js": 'import * as b from "./b.js";'}, "of another form"),
    "a template in a template": ({"a.js": "const a = `x${b ? `y z` : 1}`;"}, "within a template"),
    "two exports of one name": (
        {
            "a.js": 'import { b } from "./b.js";\nimport { c } from "./c.js";',
            "b.js": "export const b = 1;",
            "c.js": "export const b = 2;",
        },
        "exports b",
    ),
    "an export of a default": ({"a.js": 'import { b } from "./b.js";', "b.js": "export default 1;"}, "of another form"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_understood_is_refused(name: str) -> None:
    modules, words = REFUSED[name]
    with pytest.raises(LinkError, match=words):
        linked("a.js", modules)


def test_a_bundle_holds_every_module_once() -> None:
    for name, code in BUNDLES.items():
        exported = re.findall(r"^const\{([\w,]+)\}=\(\(\)=>\{", code, re.MULTILINE)
        assert len(exported) == len(set(exported)), name
        assert not re.search(r"^(?:import|export)\b", code, re.MULTILINE)
    inside = "".join(BUNDLES.values())
    exports = {name: ",".join(EXPORT.findall(without_comments(code))) for name, code in MODULES.items()}
    assert all(name in BUNDLES or f"const{{{exports[name]}}}=(()=>{{" in inside for name in MODULES)


def test_what_a_page_loads_is_small() -> None:
    words = load_words()  # a site in another language has others
    said = {name for part in WORDS.values() for name in words[part]} | {"views", "refused_why", "opt_outs"}
    code = bundles(modules(*said))
    sizes = {name: len(gzip.compress(code.encode(), 9, mtime=0)) for name, code in code}
    assert sizes.pop("questionnaire.js") <= 20_480  # with keeping, saving, opening, steps, the review and leaving
    assert sizes.pop("role-map.js") <= 13_300  # on the pages of the role map only
    assert sizes.pop("search.js") <= 4_000  # no page loads it before it is used
    assert sizes.pop("catalogue.js") <= 3_000  # on long lists only
    assert sizes.pop("charter.js") <= 15_500  # with keeping, files, undo, comparing and moving lines between boxes
    assert sizes.pop("plan.js") <= 15_360
    assert sizes.pop("over-time.js") <= 7_500  # no page loads it before somebody asks for it
    assert sizes.pop("offline.js") <= 1_400  # on every page, after it has loaded
    assert not sizes

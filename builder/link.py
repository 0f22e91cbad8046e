"""The scripts of pages: modules as they are written -> one file for each that a page asks for, without comments.

A page asks for one file instead of ten, and an e-mailed form can hold it. What is written stays readable and is tested as it is.
"""

import re
from collections.abc import Iterator, Mapping

TOKEN = re.compile(
    r"""(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)
    |(?P<comment>//[^\n]*|/\*.*?\*/)
    |(?P<blank>\s*\n\s*)
    |(?P<code>[^"'`/\n]+?(?=\s*\n|["'`/]|$)|/)""",
    re.VERBOSE | re.DOTALL,
)
PATTERN = re.compile(r"/(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/")
"""A regular expression, where one may stand: behind a sign or a word after which nothing can be divided."""
BEFORE_PATTERN = re.compile(r"(?:[(,=:\[!&|?{};>]|\breturn)\s*$|^\s*$")
SPACED = re.compile(r" ?([=<>!&|?:;,(){}\[\]]) ?")
"""Signs that need no space around them; plus and minus may."""
BEGUN, ENDS = (";", "{", "(", "[", ","), ("}", ")", "]")
IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"\./([\w-]+\.js)";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|class|const) (\w+))", re.MULTILINE)


class LinkError(ValueError):
    """Modules that need each other, or that are written in a way that is not understood here."""


def bundles(modules: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """For each module that no other imports, all that it needs as one module, under its name."""
    imported = {name for text in modules.values() for _, name in IMPORT.findall(without_comments(text))}
    for name in sorted(set(modules) - imported):
        yield name, linked(name, modules)


def linked(entry: str, modules: Mapping[str, str]) -> str:
    """One module that does what this one does with all that it imports. Each imported one keeps its own names to itself."""
    done: dict[str, str] = {}
    names = _link(entry, modules, done, ())
    if twice := {name for name in names if names.count(name) > 1}:
        raise LinkError(f"more than one module behind '{entry}' exports {', '.join(sorted(twice))}")
    tokens = [SPACED.sub(r"\1", token) if kind == "code" else token for kind, token in _tokens("".join(done.values()))]
    around = zip(["", *tokens], tokens, [*tokens[1:], ""], strict=False)
    return "".join(token for before, token, after in around if not _needless(before, token, after))


def _needless(before: str, part: str, after: str) -> bool:
    """Whether it is a new line that parts nothing."""
    return part == "\n" and (before.endswith(BEGUN) or after.startswith(ENDS))


def _link(name: str, modules: Mapping[str, str], done: dict[str, str], above: tuple[str, ...]) -> list[str]:
    """Adds a module behind all that it needs; gives the names that these and it export, each of which the others see as it is."""
    if name in done:
        return []
    if name in above:
        raise LinkError(f"'{name}' needs itself, by way of {', '.join(above)}")
    text = without_comments(modules[name])
    known = [seen for _, other in IMPORT.findall(text) for seen in _link(other, modules, done, (*above, name))]
    code = IMPORT.sub("", text)
    names = EXPORT.findall(code)
    code = EXPORT.sub("", code)
    if re.search(r"^(?:import|export)\b", code, re.MULTILINE):
        raise LinkError(f"'{name}' holds an import or export of another form than are linked here")
    exported = ", ".join(names)
    done[name] = code if not above else f"const {{{exported}}} = (() => {{\n{code}return {{{exported}}};\n}})();\n"
    return [*known, *names]


def without_comments(text: str) -> str:
    """The same code without comments, indentation and blank lines. What stands in texts and patterns stays as it is."""
    kept: list[str] = []
    for kind, token in _tokens(text):
        if kind == "blank":
            kept.append("" if not kept or kept[-1].endswith("\n") else "\n")
        elif kind != "comment":
            kept.append(token)
    return "".join(kept).strip() + "\n"


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    place, before = 0, ""
    while place < len(text):
        pattern = PATTERN.match(text, place) if BEFORE_PATTERN.search(before) else None
        found = TOKEN.match(text, place) if pattern is None or text.startswith(("//", "/*"), place) else pattern
        if found is None:
            raise LinkError(f"nothing is known that begins with {text[place : place + 20]!r}")
        if found.group().startswith("`") and found.group().count("${") > found.group().count("}"):
            raise LinkError(f"a template within a template is not understood here: {found.group()!r}")
        kind = found.lastgroup or "pattern"
        yield kind, found.group()
        place = found.end()
        before = before if kind in {"blank", "comment"} else found.group()

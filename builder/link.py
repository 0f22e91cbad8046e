"""The scripts of pages: modules as they are written -> one file for each that a page asks for, without what only readers need.

A page asks for one file instead of thirty, and an e-mailed form can hold it. What is written stays readable; the tests run what
this makes of it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from builder.javascript import Module, Scope, ScriptError, Token, read
from builder.shorten import Declared, Uses, short_names

TOGETHER = re.compile(r"(?:[\w$#][\w$#]|\+\+|--|./\w|/[/*]|\d\.|<!)$")
"""The end of a token and the beginning of the next that would be read as one, or as a comment. A pattern has two signs."""

IDLE = {(";", "}"), (",", "}"), (",", ")")}
"""A sign, and the next that makes it needless. A comma before `]` may stand for an entry."""


def bundles(modules: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """For each module that no other imports, all that it needs as one module, under its name. Raises ScriptError."""
    imported = {file for text in modules.values() for file in read(text).files}
    for name in sorted(set(modules) - imported):
        yield name, linked(name, modules)


def linked(entry: str, modules: Mapping[str, str]) -> str:
    """One script that does what this module does with all that it imports, under short names. Raises ScriptError."""
    order: dict[str, Module] = {}
    _order(entry, modules, order, ())
    meant = [(token, _meant(token, module, order)) for module in order.values() for token in module.code]
    free = {token.text for token, declared in meant if token.scope and not declared}
    if "eval" in free:
        raise ScriptError(f"'{entry}' has code in a text, where no name would be the same")
    names = short_names([module.scope for module in order.values()], _uses(meant), free)
    return _joined([_written(token, names[declared]) if declared else token.text for token, declared in meant])


def _order(name: str, modules: Mapping[str, str], order: dict[str, Module], above: tuple[str, ...]) -> None:
    """Puts a module behind all that it needs."""
    if name in above:
        raise ScriptError(f"'{name}' needs itself, by way of {', '.join(above)}")
    if name not in modules:
        raise ScriptError(f"there is no '{name}'")
    if name not in order:
        module = read(modules[name])
        for file in module.files:
            _order(file, modules, order, (*above, name))
        if lacking := [
            f"'{file}' exports no '{there}'" for file, there in module.imports.values() if there not in order[file].exports
        ]:
            raise ScriptError(", ".join(lacking))
        order[name] = module


def _meant(token: Token, module: Module, order: Mapping[str, Module]) -> Declared | None:
    """The declaration that a token means; None if it means none of ours."""
    if not token.scope:
        return None
    if home := token.scope.home(token.text):
        return home, token.text
    if token.text not in module.imports:
        return None
    file, name = module.imports[token.text]
    return order[file].scope, name


def _uses(meant: Iterable[tuple[Token, Declared | None]]) -> Uses:
    uses: dict[Scope, set[Declared]] = {}
    for token, declared in meant:
        scope = token.scope
        while declared and scope and scope != declared[0]:
            uses.setdefault(scope, set()).add(declared)
            scope = scope.above
    return uses


def _written(token: Token, name: str) -> str:
    return f"{token.text}:{name}" if token.short else name


def _joined(code: Sequence[str]) -> str:
    """Tokens as text, with a space only where two would be read as one, and without signs that part them from nothing."""
    needed = [token for token, after in zip(code, [*code[1:], "\n"], strict=False) if (token, after) not in IDLE]
    parted = (
        f" {token}" if TOGETHER.search(before[-2:] + token[0]) else token
        for before, token in zip(["\n", *needed], needed, strict=False)
    )
    return "".join(parted) + "\n"

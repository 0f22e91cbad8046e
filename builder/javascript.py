"""JavaScript as tokens: text -> what it is made of, and which declaration each name in it means. The only user of tree-sitter.

What is told here holds for modules, which are strict code: every name is declared by `const`, `let`, `function`, `class`, an
import, a parameter or a `catch`, and is known in the block in which that stands. Functions and classes lose their `name`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

NAMED = {"function_declaration", "generator_function_declaration", "method_definition"}
"""Functions whose own name stands outside of them."""
FUNCTIONS = NAMED | {"function_expression", "generator_function", "arrow_function"}
SCOPES = FUNCTIONS | {"class_body", "statement_block", "for_statement", "for_in_statement", "catch_clause", "switch_body"}
DECLARING = {"function_declaration", "generator_function_declaration", "variable_declarator", "class_declaration"}
SHORTHANDS = {"shorthand_property_identifier", "shorthand_property_identifier_pattern"}
NAMES = SHORTHANDS | {"identifier", "private_property_identifier"}
"""Names of things. Names of properties and of methods are nodes of other types, but for those that only their class knows."""
WHOLE = {"string", "regex"}
SENTENCES = {"expression", "return", "throw", "break", "continue", "do"}
ENDED = {"lexical_declaration", "field_definition", *(f"{kind}_statement" for kind in SENTENCES)}
"""What ends with a semicolon, also where a new line stands for it: these go."""
SHORTER = {"true": "!0", "false": "!1", "undefined": "void 0", "const": "let"}
"""What does the same in fewer signs: nothing of ours gives a `const` another value and relies on the error."""
BARRED = {"variable_declaration", "var", "with_statement", "empty_statement", "labeled_statement", "debugger_statement"}
BARRED |= {"class_static_block", "hash_bang_line", "import_attribute", "jsx_element", "jsx_self_closing_element", "ERROR"}
"""What would need rules of its own here, and no module of ours needs."""


class ScriptError(ValueError):
    """A script that cannot be read, or is written in a way that is not understood here."""


@dataclass(eq=False, slots=True)
class Scope:
    """A part of a script with names of its own, and those within it. A `body` may not declare what the scope above it does."""

    above: "Scope | None" = None
    body: bool = False
    within: list["Scope"] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict)  # in the order in which they are declared

    def home(self, name: str) -> "Scope | None":
        """The scope that declares what a name means here; None if the script does not."""
        scope: Scope | None = self
        while scope and name not in scope.names:
            scope = scope.above
        return scope


class Token(NamedTuple):
    """A piece of code. `scope` is where it stands if it names a thing; `short` is for `{name}`, which says `{name: name}`."""

    text: str
    scope: Scope | None = None
    short: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Module:
    """A script as it is written. `imports` are, by its own name for something, the file and the name there."""

    code: tuple[Token, ...]
    scope: Scope
    files: tuple[str, ...]
    imports: Mapping[str, tuple[str, str]]
    exports: tuple[str, ...]


@lru_cache(maxsize=128)
def read(text: str) -> Module:
    """What a module holds, needs and gives. Raises ScriptError."""
    code: list[Token] = []
    scope = Scope()
    files, exports = [], []
    imports: dict[str, tuple[str, str]] = {}
    kept: list[Node] = []
    for statement in _parser().parse(text.encode()).root_node.children:
        _refuse_barred(statement)
        if statement.type == "import_statement":
            file, imported = _import(statement)
            files.append(file)
            imports |= imported
        elif statement.type == "export_statement":
            declaration, names = _export(statement)
            exports += names
            kept.append(declaration)
        else:
            kept.append(statement)
    _take_each([(statement, scope) for statement in kept], code)
    return Module(tuple(code), scope, tuple(files), imports, tuple(exports))


def _import(node: Node) -> tuple[str, dict[str, tuple[str, str]]]:
    """The file, and what is imported from it, by our own names."""
    place = _said(node.child_by_field_name("source"))[1:-1]
    what = [part for clause in node.named_children if clause.type == "import_clause" for part in clause.named_children]
    if not place.startswith("./") or any(part.type not in {"named_imports", "comment"} for part in what):
        raise ScriptError(f"an import of another form than are linked here: {_said(node)}")
    names = [one for part in what for one in part.named_children if one.type == "import_specifier"]
    file = place.removeprefix("./")
    own = {_said(one.child_by_field_name("alias") or one.child_by_field_name("name")): one for one in names}
    return file, {name: (file, _said(one.child_by_field_name("name"))) for name, one in own.items()}


def _export(node: Node) -> tuple[Node, list[str]]:
    """What is declared and exported, and its names."""
    declaration = node.child_by_field_name("declaration")
    if not declaration or any(part.type == "default" for part in node.children):
        raise ScriptError(f"an export of another form than are linked here: {_said(node)}")
    return declaration, list(_declared(declaration)) or [name for part in declaration.named_children for name in _declared(part)]


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_javascript.language()))


def _said(node: Node | None) -> str:
    """The text of a node; none is empty."""
    return (node.text or b"").decode() if node else ""


def _refuse_barred(node: Node) -> None:
    if node.type in BARRED or node.is_missing:
        raise ScriptError(f"line {node.start_point.row + 1} is not understood: {_said(node)[:60]!r}")
    for part in node.children:
        _refuse_barred(part)


def _take(node: Node, scope: Scope, code: list[Token]) -> None:
    """Adds what a node is made of, without comments and blanks; the scope comes to know what is declared."""
    kind = node.type
    if kind in NAMES:
        code.append(Token(_said(node), scope, kind in SHORTHANDS))
    elif kind == "template_string":
        _take_template(node, scope, code)
    elif kind in WHOLE or not node.child_count:
        if kind != "comment":
            code.append(Token(_number(_said(node)) if kind == "number" else _short(node) or _said(node)))
    else:
        _take_parts(node, kind, scope, code)


def _short(node: Node) -> str:
    """What does the same in fewer signs; empty if there is nothing, or if what follows would take a part of it alone."""
    after = node.next_sibling
    return "" if after and after.type in {".", "optional_chain", "[", "**"} else SHORTER.get(node.type, "")


def _number(said: str) -> str:
    """A number without what helps readers: 1_000_000 as 1e6."""
    digits = said.replace("_", "")
    zeros = len(digits) - len(digits.rstrip("0")) if digits.isdecimal() else 0
    return f"{digits[:-zeros]}e{zeros}" if zeros > 2 and len(digits) > zeros else digits


def _take_parts(node: Node, kind: str, scope: Scope, code: list[Token]) -> None:
    scope.names |= dict.fromkeys(_declared(node))
    inner = scope
    if kind in SCOPES:
        inner = Scope(scope, _is_body(node), names=dict.fromkeys(_given(node)))
        scope.within.append(inner)
    called = node.child_by_field_name("name") if kind in NAMED else None
    children = node.named_children if _has_one_name(node) else node.children
    _take_each([(child, scope if called and child == called else inner) for child in children], code)
    if kind in ENDED and not _semicolon_follows(node):
        code.append(Token(";"))


def _is_body(node: Node) -> bool:
    return bool(node.type == "statement_block" and node.parent and node.parent.type in {*FUNCTIONS, "catch_clause"})


def _has_one_name(node: Node) -> bool:
    """Whether it is `(name)` before an arrow, which needs no brackets."""
    alone = node.type == "formal_parameters" and [part.type for part in node.named_children] == ["identifier"]
    return bool(alone and node.parent and node.parent.type == "arrow_function")


def _take_each(parts: Iterable[tuple[Node, Scope]], code: list[Token]) -> None:
    before = ""
    for part, scope in parts:
        begin = len(code)
        _take(part, scope, code)
        if part.type == before == "lexical_declaration":
            code[begin - 1 : begin + 1] = [Token(",")]  # one declaration instead of two
        before = before if part.type == "comment" else part.type


def _semicolon_follows(node: Node) -> bool:
    """Whether it is written; that of a field stands behind it."""
    after = node.next_sibling
    return ";" in {node.children[-1].type, after and after.type}


def _take_template(node: Node, scope: Scope, code: list[Token]) -> None:
    """Its text as it stands, cut where something is put into it: each piece begins and ends with a sign."""
    text, at = node.text or b"", 0
    for put in (child for child in node.children if child.type == "template_substitution"):
        begin, end = put.children[0].end_byte - node.start_byte, put.children[-1].start_byte - node.start_byte
        code.append(Token(text[at:begin].decode()))
        for child in put.children[1:-1]:
            _take(child, scope, code)
        at = end
    code.append(Token(text[at:].decode()))


def _declared(node: Node) -> Iterator[str]:
    """The names that a node declares in the scope in which it stands."""
    if node.type in DECLARING:
        yield from _bound(node.child_by_field_name("name"))


def _given(node: Node) -> Iterator[str]:
    """The names that a scope begins with: parameters, what a loop gives values to, and what only a class knows."""
    if node.type == "class_body":
        members = (child.child_by_field_name(place) for child in node.named_children for place in ("name", "property"))
        yield from (_said(member) for member in members if member and member.type == "private_property_identifier")
    for place in ("parameter", "parameters"):
        yield from _bound(node.child_by_field_name(place))
    if node.child_by_field_name("kind"):
        yield from _bound(node.child_by_field_name("left"))


def _bound(node: Node | None) -> Iterator[str]:
    """The names that a pattern gives values to."""
    if node is None:
        return
    if node.type in NAMES:
        yield _said(node)
    elif node.type in {"assignment_pattern", "object_assignment_pattern"}:
        yield from _bound(node.child_by_field_name("left"))
    elif node.type == "pair_pattern":
        yield from _bound(node.child_by_field_name("value"))
    else:
        for child in node.named_children:
            yield from _bound(child)

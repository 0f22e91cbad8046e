"""Short names for what a script declares, so that phones load less: its scopes -> a new name for each declaration.

A name comes again in a scope wherever nothing there, or within it, uses what has it outside. So the first parameter of nearly
each function is named alike, and packed the script is smaller for it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count, product

from builder.javascript import Scope

LETTERS = "etnairlosdgpyvjzqbcxfkmwuh"
"""In an order found by trial, in which packed scripts of ours are smallest."""
RESERVED = frozenset({"as", "do", "if", "in", "of", "for", "let", "new", "try", "var"})
"""Words of the language that are as short as any name here."""
PRIVATE = "#"
"""What names begin with that only their class knows."""
Declared = tuple[Scope, str]
"""What a name means: the scope that declares it, and how it was written."""
Uses = Mapping[Scope, Collection[Declared]]
"""For a scope, the declarations of scopes further out that are used in it or within it."""


def short_names(modules: Sequence[Scope], uses: Uses, free: Collection[str]) -> dict[Declared, str]:
    """A name for each declaration in these modules, which become one script; none is in `free`, which means others' things."""
    barred = RESERVED.union(free)
    given: dict[Declared, str] = {}
    _give(given, [(module, name) for module in modules for name in module.names], barred)
    for module in modules:
        for part in module.within:
            _name(part, uses, given, barred)
    return given


def _name(scope: Scope, uses: Uses, given: dict[Declared, str], barred: frozenset[str]) -> None:
    """Names what a scope and those within it declare, after all around it."""
    taken = {given[declared] for declared in uses.get(scope, ())}
    if scope.body and scope.above:  # what it declares stands beside the parameters
        taken |= {given[scope.above, name] for name in scope.above.names}
    _give(given, [(scope, name) for name in scope.names], barred | taken)
    for part in scope.within:
        _name(part, uses, given, barred)


def _give(given: dict[Declared, str], declared: Sequence[Declared], taken: Collection[str]) -> None:
    """In the order in which they are declared: by how often they are used, scripts come to a little more when they are packed."""
    for sign in ("", PRIVATE):
        alike = [one for one in declared if one[1].startswith(PRIVATE) == bool(sign)]
        given |= zip(alike, (name for name in map(sign.__add__, _names()) if name not in taken), strict=False)


def _names() -> Iterator[str]:
    for length in count(1):
        yield from map("".join, product(LETTERS + LETTERS.upper(), repeat=length))

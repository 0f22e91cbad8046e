"""Short names for what a script declares, so that phones load less: its scopes -> a new name for each declaration.

A name may come again where nothing that has it is known: numbers are given from the innermost scopes outwards, and a scope's
begin where those of all within it end. So no two names that are known in one place are the same, whoever uses which.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import count, islice, product

from builder.javascript import Scope

LETTERS = "etnraoislcdufhmpgbvwykxjqz"
"""In about the order in which they come in our code: packed, a script is smaller for it."""
RESERVED = frozenset({"as", "do", "if", "in", "of", "for", "let", "new", "try", "var"})
"""Words of the language that are as short as any name here."""
Declared = tuple[Scope, str]
"""What a name means: the scope that declares it, and how it was written."""


def short_names(modules: Sequence[Scope], free: Collection[str]) -> dict[Declared, str]:
    """A name for each declaration in these modules, which become one script; none is in `free`, which means others' things."""
    numbers: dict[Declared, int] = {}
    begin = max((_number(part, numbers) for module in modules for part in module.within), default=0)
    numbers |= zip([(module, name) for module in modules for name in module.names], count(begin), strict=False)
    names = list(islice((name for name in _names() if name not in RESERVED and name not in free), len(numbers)))
    return {declared: names[number] for declared, number in numbers.items()}


def _number(scope: Scope, numbers: dict[Declared, int]) -> int:
    """Numbers what a scope and those within it declare; gives the first number that none of them has."""
    begin = max((_number(part, numbers) for part in scope.within), default=0)
    # In the order in which they are declared: by how often they are used, scripts come to a little more when they are packed.
    numbers |= zip([(scope, name) for name in scope.names], count(begin), strict=False)
    return begin + len(scope.names)


def _names() -> Iterator[str]:
    for length in count(1):
        yield from map("".join, product(LETTERS + LETTERS.upper(), repeat=length))

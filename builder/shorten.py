"""Short names for what a script declares, so that phones load less: its scopes -> a new name for each declaration.

A name may come again where nothing that has it is known: numbers are given from the innermost scopes outwards, and a scope's
begin where those of all within it end. So no two names that are known in one place are the same, whoever uses which.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count, islice, product

from builder.javascript import Scope

LETTERS = "etnaoisrclduhmfpgbvwykxjqz"
"""In about the order in which they come in our code: packed, a script is smaller for it."""
RESERVED = frozenset({"as", "do", "if", "in", "of"})
Declared = tuple[Scope, str]
"""What a name means: the scope that declares it, and how it was written."""


def short_names(modules: Sequence[Scope], uses: Mapping[Declared, int], free: Collection[str]) -> dict[Declared, str]:
    """A name for each declaration in these modules, which become one script; none is in `free`, which means others' things."""
    numbers: dict[Declared, int] = {}
    begin = max((_number(part, uses, numbers) for module in modules for part in module.within), default=0)
    outermost = [(module, name) for module in modules for name in module.names]
    _count_on(outermost, begin, uses, numbers)
    names = list(islice((name for name in _names() if name not in RESERVED and name not in free), len(numbers)))
    return {declared: names[number] for declared, number in numbers.items()}


def _number(scope: Scope, uses: Mapping[Declared, int], numbers: dict[Declared, int]) -> int:
    """Numbers what a scope and those within it declare; gives the first number that none of them has."""
    begin = max((_number(part, uses, numbers) for part in scope.within), default=0)
    return _count_on([(scope, name) for name in scope.names], begin, uses, numbers)


def _count_on(declared: Sequence[Declared], begin: int, uses: Mapping[Declared, int], numbers: dict[Declared, int]) -> int:
    """Numbers the most used first: in a script of many names, these are the ones of one letter."""
    numbers |= zip(sorted(declared, key=lambda one: -uses.get(one, 0)), count(begin), strict=False)
    return begin + len(declared)


def _names() -> Iterator[str]:
    for length in count(1):
        yield from map("".join, product(LETTERS + LETTERS.upper(), repeat=length))

"""Our scripts, linked and kept in the cache: that takes a quarter of a second, and from one build to the next they stay."""

from collections.abc import Mapping
from contextlib import suppress
from importlib.metadata import version

from builder.cache import cache_folder, digest, keep, kept
from builder.project import PACKAGE

LINKERS = ("link.py", "javascript.py", "shorten.py")
PARSERS = ("tree-sitter", "tree-sitter-javascript")


def bundled(name: str, modules: Mapping[str, str]) -> Mapping[str, str]:
    """What `link.bundles` makes of these modules. Each `name` keeps the last that was made; what cannot be kept is made again."""
    folder = cache_folder()
    file = folder / f"{name}.scripts.json" if folder else None
    made_of = digest(repr((sorted(modules.items()), _linker())).encode())
    with suppress(OSError, ValueError, TypeError, LookupError, RecursionError):
        if file and (found := kept(file))["made_of"] == made_of:
            return dict(found["scripts"])
    from builder.link import bundles  # noqa: PLC0415 - its parser takes as long to load as a small check in an editor

    made = dict(bundles(modules))
    if file:
        keep(file, {"made_of": made_of, "scripts": made})
    return made


def _linker() -> list[str]:
    """What stands for how scripts are linked."""
    return [*((PACKAGE / file).read_text(encoding="utf-8") for file in LINKERS), *map(version, PARSERS)]

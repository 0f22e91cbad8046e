"""The files of a theme, past its icons: Material brings fourteen thousand, and a walk through them takes a tenth of a second."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

ICONS = ".icons"


def theme_files(folders: Iterable[str]) -> Iterator[tuple[Path, str]]:
    """Each file with its name within its folder, such as `partials/header.html`; icons are there for templates that name them."""
    for folder in folders:
        for place, within, files in os.walk(folder):
            within[:] = [name for name in within if name != ICONS]
            yield from ((file, file.relative_to(folder).as_posix()) for file in (Path(place, name) for name in files))

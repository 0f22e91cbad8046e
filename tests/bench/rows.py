"""The rows of the table: what is measured, beside what, and what is to be reached."""

from collections.abc import Callable
from typing import Any

import figures
from report import Goal, Row


def rows(options: Any) -> list[Row]:
    """All rows, in the order of the table."""
    small, large, huge, some = options.small, options.large, options.huge, options.peer_files
    at_most: Callable[..., tuple[Goal, ...]] = lambda most: (Goal("ratio", most=most),)  # noqa: E731
    faster = "times faster"
    return [
        Row(
            "stock",
            f"full build, {small} pages, CPU",
            "stock Material, the ready pages",
            "s",
            at_most(0.12),
            figures.stock,
            "mkdocs-material",
        ),
        Row("hugo", f"full build, {large} pages, 2 workers", "Hugo, the ready pages", "s", at_most(0.7), figures.hugo, "hugo"),
        Row("memory", f"peak memory, {huge} pages, 2 workers", "Hugo", "MB", at_most(0.3), figures.memory, "hugo"),
        Row("growth", f"CPU, 10 times the pages, from {small} and {huge}", f"{small} pages", "s", at_most(10.5), figures.growth),
        Row(
            "bytes",
            f"output for 10 times the pages, from {small} and {huge}",
            f"{small} pages",
            "MB",
            at_most(10.5),
            figures.output,
        ),
        Row("copy", f"full build, {large} pages, 2 workers", "cp -r of the finished site", "s", at_most(4), figures.copy),
        Row(
            "edit",
            f"one questionnaire of {large} edited, until its page is right on disk",
            "the full build",
            "s",
            (*at_most(0.05), Goal("ours", most=1)),
            figures.after(lambda site: site.edited_build().wall),
        ),
        Row(
            "title",
            f"one questionnaire of {large} given another title, until its page is right on disk",
            "the full build",
            "s",
            (*at_most(0.05), Goal("ours", most=1)),
            figures.after(lambda site: site.retitled_build(whole=False).wall),
        ),
        Row(
            "titles",
            "the same, until lists and the search are right too",
            "the full build",
            "s",
            (),
            figures.after(lambda site: site.retitled_build(whole=True).wall),
        ),
        Row(
            "nothing",
            f"nothing changed, {large} pages",
            "the full build",
            "s",
            at_most(0.03),
            figures.after(lambda site: site.build(kept=True).wall),
        ),
        Row(
            "serve",
            f"serve, {large} pages: from saving a file to the page with the edit",
            "",
            "s",
            (Goal("ours", most=1),),
            figures.serve,
        ),
        Row(
            "check-jsonschema",
            f"validate, {huge} files, nothing cached",
            f"check-jsonschema, same schema, scaled from {some} files",
            "s",
            (Goal(faster, least=40),),
            figures.beside_check_jsonschema,
            "check-jsonschema",
        ),
        Row(
            "ajv",
            f"validate, {huge} files, nothing cached",
            "ajv-cli, same schema",
            "s",
            (Goal(faster, least=1),),
            figures.beside_ajv,
            "ajv-cli",
        ),
        Row("again", f"validate again, 10 of {huge} files changed", "the first run", "s", at_most(0.05), figures.again),
        Row("workers", f"full build, {large} pages, 2 workers", "1 worker", "s", at_most(0.65), figures.workers),
        Row("same", f"files that differ, {large} pages, 2 workers", "1 worker", "files", (Goal("ours", most=0),), figures.same),
    ]

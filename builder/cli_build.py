"""The commands that publish: a site, each questionnaire as one file, the sources for another engine, or a preview."""

from collections.abc import Sequence
from pathlib import Path

import click

from builder.again import Ledger
from builder.diagnostics import Diagnostic
from builder.pipeline import build
from builder.project import Project, open_project
from builder.publish import publish
from builder.record import Record, default_folder, record_place
from builder.refresh import Begun, refresh
from builder.terminal import CLEAN, FAULTS, command, counted, folder_option, refused, show, workers_option
from builder.timings import Timings
from builder.work import Work


@click.command(name="build")
@click.option(
    "--site-dir",
    "target",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the site goes.  [default: what mkdocs.yml says]",
)
@folder_option
@workers_option
@click.option("--whole", is_flag=True, help="Make every page anew, whatever changed.")
@click.option(
    "--single-file",
    "single",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write each questionnaire as one file into DIR, and no site.",
)
@click.option("--timings", "timed", is_flag=True, help="Say at the end how long each stage took.")
@command
def build_site(  # noqa: PLR0913 - one for each option
    folder: Path,
    target: Path | None,
    single: Path | None,
    workers: int | None,
    *,
    whole: bool,
    timed: bool,
) -> int:
    """Check the project and publish its site.

    The old site stays whole until the new one is; with faults, nothing is published. After an edit of a few questionnaires, only
    their pages are made anew. With --single-file, each questionnaire becomes a file that opens from a stick or an e-mail.

    Example: roleclarity build --site-dir public
    """
    timings = Timings()
    project = open_project(folder)
    try:
        if single:
            with timings.stage("making each form as one file"):
                return _build_single(project, single, workers)
        return _build(project, target, workers, timings, whole=whole)
    finally:
        if timed:
            click.echo(timings.table(), err=True)


@click.command()
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@folder_option
@command
def pages(folder: Path, target: Path) -> int:
    """Write the page sources into a plain folder, for any other site engine.

    Example: roleclarity pages build/pages
    """
    project = open_project(folder)
    made = build(project)
    if refused(project, made.diagnostics):
        return FAULTS
    count = publish(project, made, target)
    click.echo(f"Wrote {count} files to {target}", err=True)
    return CLEAN


@click.command()
@click.option("--address", metavar="HOST:PORT", help="Where to listen.  [default: 127.0.0.1:8000]")
@folder_option
@command
def serve(folder: Path, address: str | None) -> int:
    """Preview the site on this machine while you write.

    A saved file shows at once; a fault is named here and does not end the preview. Ctrl-C ends it.

    Example: roleclarity serve
    """
    from builder.preview import preview  # noqa: PLC0415 - MkDocs takes half a second to load

    preview(open_project(folder), address, counted)
    return CLEAN


def _build(project: Project, target: Path | None, workers: int | None, timings: Timings, *, whole: bool) -> int:
    place = target or default_folder(project)
    with timings.stage("looking for changes"):
        done = (
            refresh(Ledger(project, place, record_place(project, place)), begin=True, stage=timings.stage)
            if place and not whole
            else None
        )
    if done is None:
        return CLEAN if _build_whole(project, target, workers, timings, None, whole=whole) else FAULTS
    if isinstance(done, Begun):
        made = f"{_pages(done.pages)} made anew in {place}, {timings.seconds:.1f} s"
        click.echo(f"{made}; now the lists and the search, which show the edit too", err=True)
        return _build_rest(project, target, workers, timings, done)
    if done.warnings:
        show(project, done.warnings, "text", err=True)
    made = f"{_pages(done.pages)} made anew in {place}" if done.pages else f"Nothing changed in {place}"
    click.echo(f"{made}: {done.reused} reused, {_faults(done.warnings)}, {timings.seconds:.1f} s", err=True)
    return CLEAN


def _build_rest(project: Project, target: Path | None, workers: int | None, timings: Timings, begun: Begun) -> int:
    """A whole build after its first pages, which are put back as they were if it publishes nothing."""
    published = False
    try:
        published = _build_whole(project, target, workers, timings, begun.record, whole=False)
    finally:
        if not published:
            begun.undo()
    return CLEAN if published else FAULTS


def _build_whole(  # noqa: PLR0913 - what was asked for, and what is known
    project: Project, target: Path | None, workers: int | None, timings: Timings, record: Record | None, *, whole: bool
) -> bool:
    with timings.stage("loading MkDocs"):
        from builder.site import publish_site, site_folder  # noqa: PLC0415 - it takes half a second

        place = target or site_folder(project)
    ledger = Ledger(project, place, record_place(project, place))
    with timings.stage("looking for pages that stand"):
        before, past = ledger.begin(record)
    made = build(project, counted, workers=workers, stage=timings.stage)
    if refused(project, made.diagnostics):
        return False
    with timings.stage("making the site"):
        published = publish_site(project, Work(made, None if whole else past, workers, counted, timings.stage), place)
    with timings.stage("remembering for the next build"):
        obstacle = ledger.remember(before, made, published)
    fresh = len(made.pages) - published.reused
    counts = f"{_pages(fresh)} made, {published.reused} reused, {_faults(made.diagnostics)}, {timings.seconds:.1f} s"
    click.echo(f"Published {_pages(len(made.pages))} and what you wrote in Markdown to {place}: {counts}", err=True)
    if obstacle:
        click.echo(f"The next build makes every page again, since {obstacle}", err=True)
    elif past.why_none and not whole:
        click.echo(f"No page of the last build could be taken over: {past.why_none}", err=True)
    elif past.found and not published.reused and not whole:
        click.echo(
            "No page of the last build could be taken over: what stands around all pages changed, as by mkdocs.yml", err=True
        )
    elif target is None and default_folder(project) is None:
        click.echo(
            "Builds after an edit take longer here; for quick ones write a name such as 'site_dir: site' in mkdocs.yml", err=True
        )
    for note in published.notes:
        click.echo(note, err=True)
    return True


def _pages(count: int) -> str:
    return f"{count} page{'' if count == 1 else 's'}"


def _faults(warnings: Sequence[Diagnostic]) -> str:
    count = len(warnings)
    return f"{count} warning{'' if count == 1 else 's'}" if count else "no faults"


def _build_single(project: Project, target: Path, workers: int | None) -> int:
    from builder.single import publish_single  # noqa: PLC0415 - no site needs it
    from builder.site import settings  # noqa: PLC0415

    made = build(project, counted, workers=workers)
    if refused(project, made.diagnostics):
        return FAULTS
    count = publish_single(project, made.catalog, target, settings(project).site_url or "")
    click.echo(f"Wrote {count} questionnaire{'' if count == 1 else 's'} to {target}, each as one file", err=True)
    return CLEAN

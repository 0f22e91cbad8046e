"""What is wrong in a project, without making anything of it: the road as far as the checks."""

from builder.diagnostics import Diagnostic, in_order
from builder.discover import discover
from builder.examine import Watch, examine_all
from builder.memory import Memory
from builder.project import Project
from builder.schema_copies import check_copies


def inspect(project: Project, watch: Watch = iter, *, workers: int | None = None) -> tuple[Diagnostic, ...]:
    """All faults of a project. One file is held at a time, so memory grows with the largest, not with their number."""
    discovered = discover(project)
    faults = (
        fault
        for parsed in examine_all(discovered, Memory.of(project), watch, read=False, workers=workers)
        for fault in parsed.diagnostics
    )
    return in_order([*check_copies(project), *discovered.diagnostics, *faults])

"""Stage 7: pages and assets -> a plain folder that any engine can build."""

from pathlib import Path

from builder.discover import PUBLISHED_ENDINGS, content_files
from builder.pipeline import Build
from builder.project import Project
from builder.swap import refuse_overlap, replace_folder
from builder.tested import MARK, with_tested


def publish(project: Project, build: Build, folder: Path) -> int:
    """Write the page sources into the folder, whole or not at all; gives the number of files."""
    refuse_overlap(project, folder)
    with replace_folder(folder) as fresh:
        authored = [file for file in _authored(project.content) if file.suffix in PUBLISHED_ENDINGS]
        for file in authored:
            _write(fresh / file.relative_to(project.content), _filled(file))
        for page in build.pages:
            _write(fresh / page.uri, page.source.encode())
        for asset in build.assets:
            _write(fresh / asset.uri, asset.data)
    return len(authored) + len(build.pages) + len(build.assets)


def _authored(content: Path) -> list[Path]:
    return sorted(Path(file.path) for file in content_files(content) if file.is_file(follow_symlinks=False))


def _filled(file: Path) -> bytes:
    data = file.read_bytes()
    return with_tested(data.decode()).encode() if MARK.encode() in data else data


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)

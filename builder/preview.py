"""The site on this machine while somebody writes: the page that was edited at once, what else shows the edit soon after.

A whole build of thousands of pages takes seconds. So it runs behind the preview, in a process of its own, and the folder that
is served changes when it is done; by then the edited page has been written into the old one.
"""

import logging
import re
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from errno import EADDRINUSE
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from builder.again import Ledger
from builder.diagnostics import Diagnostic
from builder.mkdocs_plugin import tell
from builder.pipeline import build
from builder.project import Project, ProjectError
from builder.record import Record
from builder.refresh import ahead, refresh
from builder.site import listen, publish_site, settings
from builder.work import Watch, Work, unwatched

ADDRESS = re.compile(r"(?:[^:\s]+|\[[0-9a-fA-F:.]+\]):[0-9]{1,5}")
LOOK = 0.2
"""Seconds from one look for edits to the next."""
log = logging.getLogger("mkdocs.plugins.roleclarity")


class Draft:
    """The site of a preview at an address, in a folder of its own beside the record of what it was made from."""

    def __init__(self, project: Project, folder: Path, address: str) -> None:
        self.project = project
        self.address = address
        self.site = folder / "site"
        self.done = folder / "done"
        """Written when a whole build has ended, so that whoever watches it looks again."""
        self.ledger = Ledger(project, self.site, folder / "record.json")
        self.known: Record | None = None
        """What the site that is served was made from, if that is known."""
        self.told: tuple[Diagnostic, ...] = ()
        """Faults that were said of this edit already; the whole build behind finds them again."""
        self.behind: Callable[[], None] = lambda: None
        """Waits for the whole build that is at work."""
        self.busy = self.missed = False
        """Whether a whole build is at work behind, and whether anything was edited since it began."""
        self.lock = threading.Lock()
        """Held to look at these two."""
        self.done.touch()

    def follow(self) -> None:
        """Bring the site up to date with the sources, as far as can be done at once. A full disk is said, and ends nothing."""
        try:
            self._follow()
        except OSError as error:  # MkDocs would answer no request anymore
            log.error("The site cannot be written: %s", error.strerror)

    def _follow(self) -> None:
        with self.lock:
            self.missed = self.busy
        if self.missed:  # what else shows the edit is made after what is being made
            with suppress(OSError):  # the other site may come to stand here at this very moment
                self._show_pages()
            return
        if refresh(self.ledger) is not None:
            self.told = ()
            return
        self.known = self.ledger.last()
        if shown := self._show_pages():
            self.ledger.keep(shown)
            self.behind = self._told_of(self._start())
        else:
            self._start()()  # no page to show before the rest

    def _show_pages(self) -> Record | None:
        """Write the pages of edited questionnaires into the site that is served; gives what is then known of it."""
        found = ahead(self.ledger, self.known) if self.known else None
        if found is None:
            return None
        self.known, faults = found
        tell(self.project, [fault for fault in faults if fault not in self.told], draft=True)
        self.told = faults
        return self.known

    def make_whole(self, watch: Watch = unwatched) -> None:
        """Make every page that does not stand, and take down what was made."""
        before, past = self.ledger.begin()
        made = build(self.project, watch, draft=True)
        tell(self.project, [fault for fault in made.diagnostics if fault not in self.told], draft=True)
        published = publish_site(self.project, Work(made, past, watch=watch), self.site, self.address)
        self.ledger.remember(before, made, published)

    def _start(self) -> Callable[[], bool]:
        """Begin a whole build behind; gives a function that waits for its end and says whether it came to one.

        Where a system cannot fork, it is done at once.
        """
        if "fork" not in get_all_start_methods():
            done = _ended(self.make_whole)
            return lambda: done
        process = get_context("fork").Process(target=lambda: sys.exit(not _ended(self.make_whole)))
        process.start()

        def ended() -> bool:
            process.join()
            return process.exitcode == 0

        return ended

    def _told_of(self, work: Callable[[], bool]) -> Callable[[], None]:
        """Have whoever watches look again once the work is done. If it failed, only after an edit, or it would fail for ever."""
        self.busy = True

        def wait() -> None:
            ended = work()
            with self.lock:
                self.busy, look = False, ended or self.missed
            if look:
                self.done.write_text("", encoding="utf-8")

        waiting = threading.Thread(target=wait, daemon=True)
        waiting.start()
        return waiting.join


def preview(project: Project, address: str | None, watch: Watch = unwatched) -> None:
    """Serve the site until interrupted; an edit shows at once, a fault does not end it. `watch` counts the pages of the first."""
    if address and not ADDRESS.fullmatch(address):
        raise ProjectError(f"'{address}' is no address; write the host and the port, such as 127.0.0.1:8001")
    config = settings(project, **({"dev_addr": address} if address else {}))
    _refuse_taken(config)  # what cannot be served is refused before anything starts
    listen(logging.INFO)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # else the folder below would stay
    with TemporaryDirectory(prefix="roleclarity-") as temporary:
        folder = Path(temporary).resolve()
        server = _server(config, folder / "site", urlsplit(config.site_url or "/").path)
        draft = Draft(project, folder, server.url)
        server.builder = draft.follow
        server.error_handler = lambda code: _read(draft.site / f"{code}.html")
        log.info("Making the site...")
        draft.make_whole(watch)
        for watched in (config.docs_dir, str(project.config), str(draft.done), *config.watch):
            server.watch(watched)
        served: Any = config.plugins.on_serve(server, config=config, builder=draft.follow)
        try:
            served.serve()
        except KeyboardInterrupt:
            log.info("Shutting down...")
        finally:
            served.shutdown()
            draft.behind()


def _ended(work: Callable[[], None]) -> bool:
    """Whether the work came to its end; what stood in its way is said."""
    try:
        work()
    except ProjectError as error:
        log.error("%s", error)
        return False
    except KeyboardInterrupt:
        return False  # the preview ends, and says so
    return True


def _server(config: MkDocsConfig, root: Path, path: str) -> LiveReloadServer:
    host, port = config.dev_addr
    return LiveReloadServer(builder=lambda: None, host=host, port=port, root=str(root), mount_path=path, polling_interval=LOOK)


def _refuse_taken(config: MkDocsConfig) -> None:
    """Try the address first: else the whole site would be made before the door is found shut."""
    host, port = config.dev_addr
    trial = _server(config, Path(config.site_dir), "/")
    try:
        trial.server_bind()
    except (OSError, OverflowError) as error:
        taken = isinstance(error, OSError) and error.errno == EADDRINUSE
        reason = "is in use, perhaps by another preview" if taken else "cannot be opened on this machine"
        other = f"127.0.0.1:{8001 if port == 8000 else 8000}"
        raise ProjectError(f"the address {host}:{port} {reason}; try --address {other}") from error
    finally:
        trial.server_close()


def _read(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None

"""Links and pictures of Markdown pages: what they point to must be in the project, else the site would not build."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from builder.checks.known import Known
from builder.diagnostics import Diagnostic
from builder.prose import ELSEWHERE, Outline
from builder.read import place
from builder.suggest import did_you_mean


def check_links(path: str, text: str, start: int, page: Outline, known: Known) -> Iterator[Diagnostic]:
    """A fault for each address that leads nowhere. `start` is where the head of the page ends."""
    folder = posixpath.dirname(path.removeprefix("content/"))
    for address in page.links:
        if not ELSEWHERE.match(address):
            yield from _link(path, text, start, folder, address, page, known)
    for address in page.pictures:
        target = _target(folder, address)
        if not ELSEWHERE.match(address) and target not in known.pictures:
            message, hint = f"there is no picture '{target}' under 'content'", did_you_mean(target, known.pictures)
            yield _fault(path, text, start, address, "unknown-picture", message, hint)


def _link(  # noqa: PLR0913, PLR0917 - a place, an address, and what it may lead to
    path: str, text: str, start: int, folder: str, address: str, page: Outline, known: Known
) -> Iterator[Diagnostic]:
    name, _, heading = address.partition("#")
    target = _target(folder, name)
    if name and target not in known.pages | known.pictures:
        yield _fault(path, text, start, address, "unknown-page", *_unknown_page(folder, name, target, known))
    elif not name and heading and unquote(heading) not in page.anchors:
        message, hint = f"this page has no heading '#{heading}'", _meant(heading, page.anchors)
        yield _fault(path, text, start, address, "unknown-heading", message, hint)


def _unknown_page(folder: str, name: str, target: str, known: Known) -> tuple[str, str]:
    if name.startswith("/"):
        here = posixpath.relpath(name.lstrip("/") or "index.md", folder or ".")
        return "the address of a page of this site begins with '/'", f"write it from here, such as '{here}'"
    for meant in (f"{target}.md", posixpath.join(target, "index.md"), target.removesuffix(".yml") + ".md"):
        if meant in known.pages:
            here = posixpath.relpath(meant, folder or ".")
            return f"'{name}' is not the file of a page", f"write '{here}', the Markdown name of the page"
    return f"there is no page '{target}' under 'content'", _meant(target, known.pages)


def _meant(name: str, known: frozenset[str]) -> str:
    hint = did_you_mean(name, known)
    return f"{hint} If not, take the link out" if hint.endswith("?") else f"take the link out; {hint}"


def _target(folder: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(address.partition("?")[0])))


def _fault(  # noqa: PLR0913, PLR0917 - where it is, and what is said
    path: str, text: str, start: int, address: str, code: str, message: str, hint: str
) -> Diagnostic:
    at = max(text.find(f"({address}", start), text.find(f'"{address}"', start)) + 1 or max(text.find(address, start), 0)
    return Diagnostic(path, place(text, at), code, message, hint)

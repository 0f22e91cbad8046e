"""The preview's pages reload by themselves: the script that MkDocs puts into what it serves may run, and no other."""

from collections.abc import Callable, Iterable
from typing import Any

from builder.policy import script_hash

Application = Callable[..., Iterable[bytes]]
ALLOWED = b"script-src 'self'"
OPENED, CLOSED = b"<script>", b"</script></body>"


def with_reload(application: Application) -> Application:
    """The WSGI application with the hash of MkDocs' script in the policy of each page; the script differs at each request."""

    def served(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        begun: list[tuple[str, list[tuple[str, str]]]] = []
        body = application(environ, lambda status, headers, *_: begun.append((status, headers)))
        ((status, headers),) = begun
        if dict(headers).get("Content-Type", "").startswith("text/html"):
            page = allow_reload(b"".join(body))
            headers = [(name, str(len(page)) if name == "Content-Length" else value) for name, value in headers]
            body = [page]
        start_response(status, headers)
        return body

    return served


def allow_reload(page: bytes) -> bytes:
    """The page as served, whose policy allows the script that stands last in it, where MkDocs puts its own."""
    before, closed, _ = page.rpartition(CLOSED)
    script = before.rpartition(OPENED)[2]
    if not closed or b"var livereload = " not in script:
        return page
    return page.replace(ALLOWED, ALLOWED + b" " + script_hash(script).encode(), 1)

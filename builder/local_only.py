"""The preview answers only to names of this machine: a stranger's page cannot read drafts by a name that leads here."""

import ipaddress
import re
from collections.abc import Callable, Iterable
from typing import Any

HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^][@:/]+))(?::[0-9]+)?")
Application = Callable[..., Iterable[bytes]]


def local_only(application: Application, name: str) -> Application:
    """The WSGI application for requests that ask for an address in figures, for `localhost` or for the name it listens at.

    No name server can make a browser send one of those for somebody else's page (DNS rebinding).
    """

    def guarded(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not _is_local(environ.get("HTTP_HOST", ""), name):
            return _refuse(start_response, "403 Forbidden", b"The preview answers only at the address that it printed.")
        if "\0" in environ.get("PATH_INFO", ""):
            return _refuse(start_response, "400 Bad Request", b"No address holds such a character.")
        return application(environ, start_response)

    return guarded


def _is_local(host: str, name: str) -> bool:
    match = HOST.fullmatch(host.lower())
    if match is None or match[2] in {"localhost", name.lower()}:
        return match is not None
    try:
        ipaddress.ip_address(match[1] or match[2])
    except ValueError:
        return False
    return True


def _refuse(start_response: Callable[..., Any], status: str, reason: bytes) -> Iterable[bytes]:
    start_response(status, [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(reason)))])
    return [reason]

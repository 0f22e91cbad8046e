import pytest

from builder.local_only import local_only

LOCAL = ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:8000", "[::1]:8000", "192.168.1.20:8000", "Studio:8000"]
FOREIGN = [
    "",
    "evil.example",
    "localhost.evil.example:8000",
    "127.0.0.1.evil.example",
    "a@localhost",
    "[::1",
    "::1",
    "2130706433",
]


def ask(host: str, path: str = "/") -> str:
    def page(_environ: object, start: object) -> list[bytes]:
        start("200 OK", [])
        return [b"page"]

    statuses: list[str] = []
    environ = {"HTTP_HOST": host, "PATH_INFO": path} if host else {"PATH_INFO": path}
    list(local_only(page, "studio")(environ, lambda status, _headers: statuses.append(status)))
    return statuses[0][:3]


@pytest.mark.parametrize("host", LOCAL)
def test_local(host: str) -> None:
    assert ask(host) == "200"


@pytest.mark.parametrize("host", FOREIGN)
def test_foreign(host: str) -> None:
    assert ask(host) == "403"


def test_a_path_that_cannot_be() -> None:
    assert ask("localhost", "/a\0b") == "400"

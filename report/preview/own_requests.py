"""Which requests come from the preview's own pages; another site could otherwise read a paper through the browser."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

_HOSTS = ("127.0.0.1", "localhost")


def is_own(connection: HTTPConnection, port: int) -> bool:
    """Whether a request names the server on a port as its host, and comes from its own pages or from no page."""
    own = {f"{host}:{port}" for host in _HOSTS}
    origin = connection.headers.get("origin")
    return connection.headers.get("host") in own and (origin is None or urlsplit(origin).netloc in own)

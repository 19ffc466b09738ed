"""Only pages of the preview itself may read what it serves."""

from __future__ import annotations

import pytest
from starlette.requests import HTTPConnection

from report.preview.own_requests import is_own


def connection(**headers: str) -> HTTPConnection:
    """A request with these headers."""
    pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
    return HTTPConnection({"type": "http", "headers": pairs})


@pytest.mark.parametrize("host", ["127.0.0.1:4300", "localhost:4300"])
@pytest.mark.parametrize("origin", [None, "http://127.0.0.1:4300", "http://localhost:4300"])
def test_own_pages_and_addresses_typed_in_a_browser(host: str, origin: str | None) -> None:
    """By either name of this computer; a typed address has no origin."""
    headers = {"host": host} | ({"origin": origin} if origin else {})
    assert is_own(connection(**headers), 4300)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"host": "example.org"},
        {"host": "example.org:4300"},
        {"host": "localhost:4301"},
        {"host": "localhost"},
        {"host": "localhost:4300", "origin": "https://example.org"},
        {"host": "localhost:4300", "origin": "http://localhost:4301"},
        {"host": "localhost:4300", "origin": "null"},
        {"host": "localhost:4300", "origin": "http://example.org/localhost:4300"},
    ],
)
def test_requests_of_other_sites_are_foreign(headers: dict[str, str]) -> None:
    """A name that another site points to this computer, another port, or a page of another site."""
    assert not is_own(connection(**headers), 4300)

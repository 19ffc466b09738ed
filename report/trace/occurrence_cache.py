"""The places where rendered pages print numbers; each page is read again only if it has changed."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from report.files.engine_hash import engine_hash
from report.files.store import Cache, digest
from report.trace.occurrences import Occurrence, occurrences


def read_back(documents: Iterable[str], folder: Path, root: Path, *, fresh: bool = False) -> list[Occurrence]:
    """The places in all pages of a folder, in order, from the project's cache unless `fresh`."""
    return [place for name in documents for place in _places(name, folder / f"{name}.html", root, fresh)]


def _places(document: str, page: Path, root: Path, fresh: bool) -> list[Occurrence]:
    text = page.read_text(encoding="utf-8")
    cache = Cache(root / ".tracepaper" / "places" / document.replace("/", "-"))
    key = digest([], engine_hash(), version("lxml"), document, text)
    return cache.get_or_compute(key, list, lambda: list(occurrences(document, text)), fresh=fresh)

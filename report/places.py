"""The places at which rendered pages print a number: each page is read once, and again only when it changed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from report.occurrence import Occurrence, occurrences
from report.store import Cache, digest

ENGINE = Path(__file__).parent


def read_back(documents: Iterable[str], folder: Path, root: Path) -> list[Occurrence]:
    """The places of all pages in a folder, in their order; what was read is kept in the project's cache."""
    engine = digest(sorted(ENGINE.rglob("*.py")))
    return [place for name in documents for place in _places(name, folder / f"{name}.html", root, engine)]


def _places(document: str, page: Path, root: Path, engine: str) -> list[Occurrence]:
    text = page.read_text(encoding="utf-8")
    cache = Cache(root / ".tracepaper" / "places" / document.replace("/", "-"))
    key = digest([], engine, document, text)
    kept = cache.get(key)
    if isinstance(kept, list):
        return kept
    found = list(occurrences(document, text))
    cache.put(key, found)
    return found

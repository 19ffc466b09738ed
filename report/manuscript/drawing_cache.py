"""Where the drawn figures of earlier runs are cached."""

from __future__ import annotations

from pathlib import Path

from report.files.traced import Traced


def drawing_cache(root: Path) -> Traced:
    """The drawn figures of a project."""
    return Traced(root / ".tracepaper" / "figures", root)


def drawn_digest(basis: str, root: Path) -> str:
    """A hash of the drawn figures of a run; empty if they are not cached."""
    entry = drawing_cache(root).find(basis) if basis else None
    return str(entry.notes.get("drawn", "")) if entry else ""

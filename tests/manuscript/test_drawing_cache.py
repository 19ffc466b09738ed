"""The cache of drawn figures of a project."""

from __future__ import annotations

from pathlib import Path

from report.files.observed import Observed
from report.manuscript.drawing_cache import drawing_cache, drawn_digest


def test_the_hash_of_drawn_figures(tmp_path: Path) -> None:
    """That of the entry with the same basis; empty for another one and without a basis."""
    drawing_cache(tmp_path).put("basis", Observed(), {"a": b"svg"}, {"drawn": "abc"})
    assert drawn_digest("basis", tmp_path) == "abc"
    assert drawn_digest("other", tmp_path) == drawn_digest("", tmp_path) == ""

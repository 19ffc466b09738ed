"""The engine's own files: whatever is kept between runs holds only for the code that made it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from report.files.store import digest

ENGINE = Path(__file__).parents[1]


@cache
def engine_hash(*left_out: str) -> str:
    """One hash over the engine's files but those of some of its parts; a run reads them once."""
    files = (path for path in sorted(ENGINE.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
    return digest(path for path in files if path.relative_to(ENGINE).parts[0] not in left_out)

"""Facts that a paper does not print, from a YAML file: models, instruments, sizes."""

from __future__ import annotations

from pathlib import Path

from report.data.yaml_files import read_yaml
from report.rows.errors import DataError, Fault

#: The keys of a file of facts, with what they hold.
KEYS = ("models", "instruments", "n", "alpha", "correlations", "groups")


def facts_of(file: Path) -> dict[str, object]:
    """The facts of a file; an unknown key is a fault."""
    read = read_yaml(file.read_text(encoding="utf-8"), str(file))
    if not isinstance(read, dict):
        raise DataError(Fault(str(file), "is not a mapping", f"use the keys {', '.join(KEYS)}"))
    unknown = [str(key) for key in read if key not in KEYS]
    if unknown:
        raise DataError(
            Fault(str(file), f"unknown key {key}", f"use the keys {', '.join(KEYS)}") for key in unknown
        )
    return {str(key): value for key, value in read.items()}

"""Facts that a paper does not print, from a YAML file: models, instruments, sizes."""

from __future__ import annotations

from pathlib import Path

from report.audit.fact_faults import KEYS, faults_in
from report.data.yaml_files import read_yaml
from report.rows.errors import DataError, Fault


def facts_of(file: Path) -> dict[str, object]:
    """The facts of a file; DataError has all its faults."""
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise DataError(Fault(str(file), "is not UTF-8 text", "save it as UTF-8")) from None
    read = read_yaml(text, str(file))
    if not isinstance(read, dict):
        raise DataError(Fault(str(file), "is not a mapping", f"use the keys {', '.join(KEYS)}"))
    faults = list(faults_in(read, str(file), text))
    if faults:
        raise DataError(faults)
    return {str(key): value for key, value in read.items()}

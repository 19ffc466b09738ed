"""Reads `_quarto.yml`, in which Quarto keeps the settings and the shared metadata of a project."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from report.study.project_settings import QUARTO_FILE


def quarto_text(root: Path | None) -> str:
    """The text of a project's `_quarto.yml`; empty without one."""
    path = root / QUARTO_FILE if root else None
    if path is None or not path.is_file():
        return ""
    return path.read_text(encoding="utf-8-sig", errors="replace")


def quarto_settings(root: Path | None) -> Mapping[str, Any]:
    """The top level of a project's `_quarto.yml`; empty if Quarto itself will refuse the file."""
    import yaml

    from report.files.safe_yaml import load

    text = quarto_text(root)
    try:
        found = load(text) if text else None
    except (yaml.YAMLError, ValueError):
        return {}
    return {str(key): value for key, value in found.items()} if isinstance(found, dict) else {}

"""Defines the context in which templates are woven."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from report.rows.figures import Figure
from report.rows.ledger import Ledger
from report.rows.tables import Table
from report.study.project_settings import Manuscript


@dataclass(frozen=True)
class Context:
    """Everything templates may refer to: rows, tables, and figures with their drawn widths in millimetres.

    `places` are the locations where tables and figures are defined; bibliographies and pictures are found below `root`;
    `filters` are the study's own, `manuscript` has the layout that a journal requires, `modules` names its code.
    """

    ledger: Ledger
    tables: Mapping[str, Table] = field(default_factory=dict)
    figures: Mapping[str, tuple[Figure, float]] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    root: Path | None = None
    filters: Mapping[str, str | Callable[..., str]] = field(default_factory=dict)
    manuscript: Manuscript = field(default_factory=Manuscript)
    modules: tuple[str, ...] = ()

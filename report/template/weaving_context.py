"""What templates are woven with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from report.rows.figures import Figure
from report.rows.ledger import Ledger
from report.rows.tables import Table


@dataclass(frozen=True)
class Context:
    """All that templates may name: rows, tables, and figures with their drawn widths in millimetres.

    `places` tell where tables and figures are made; bibliographies and pictures are looked for below `root`, if given.
    """

    ledger: Ledger
    tables: Mapping[str, Table] = field(default_factory=dict)
    figures: Mapping[str, tuple[Figure, float]] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    root: Path | None = None

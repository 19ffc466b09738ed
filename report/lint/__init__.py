"""Numbers that no row stands behind: found in templates, tables and figures before anything is rendered."""

from report.lint.conventions import Conventions
from report.lint.findings import Typed, faults, lint

__all__ = ["Conventions", "Typed", "faults", "lint"]

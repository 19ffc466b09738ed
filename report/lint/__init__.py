"""Finds typed numbers, which have no row, in templates, tables and figures before anything is rendered."""

from report.lint.allowed_numbers import Conventions
from report.lint.typed_numbers import Typed, faults, lint

__all__ = ["Conventions", "Typed", "faults", "lint"]

"""Tracepaper's engine: rows of statistics in, documents out; it knows no variable of any study."""

from report.product import claims, figure, stats, table, value
from report.stat import Claim, Stat
from report.study import Study

__all__ = ["Claim", "Stat", "Study", "claims", "figure", "stats", "table", "value"]

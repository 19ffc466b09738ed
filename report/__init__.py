"""Tracepaper's engine: rows of statistics in, documents out; it knows no variable of any study."""

# Loading a module sets its name on the package: these two first, so that the tags `table` and `figure` stay.
import report.figure
import report.table  # noqa: F401
from report.product import claims, figure, stats, table, value
from report.stat import Claim, Stat
from report.study import Study

__all__ = ["Claim", "Stat", "Study", "claims", "figure", "stats", "table", "value"]

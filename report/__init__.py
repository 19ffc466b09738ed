"""Tracepaper's engine: rows of statistics in, documents out; it knows no variable of any study."""

from report.rows.binding import bind, literal, scale
from report.rows.errors import DataError, Fault
from report.rows.figures import Figure
from report.rows.stat import Claim, Stat
from report.rows.tables import Cell, Column, Table, group, row
from report.study.product import claims, figure, stats, table, value
from report.study.study import DataFile, Study

__all__ = [
    "Cell",
    "Claim",
    "Column",
    "DataError",
    "DataFile",
    "Fault",
    "Figure",
    "Stat",
    "Study",
    "Table",
    "bind",
    "claims",
    "figure",
    "group",
    "literal",
    "row",
    "scale",
    "stats",
    "table",
    "value",
]

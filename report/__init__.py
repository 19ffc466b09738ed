"""Tracepaper's engine: rows of statistics in, documents out; it knows no variable of any study."""

import sys

from report import drawing
from report.rows import errors, figures, ledger, number_formats, tables
from report.rows import stat as stat_module
from report.rows.binding import bind, literal, scale
from report.rows.errors import DataError, Fault
from report.rows.figures import Figure
from report.rows.stat import Claim, Stat
from report.rows.tables import Cell, Column, Table, group, row
from report.study import product
from report.study.batches import Batch
from report.study.product import claims, figure, stats, table, value
from report.study.study import DataFile, Study
from report.sweeps.declaration import sweep
from report.sweeps.design import Design

__all__ = [
    "Batch",
    "Cell",
    "Claim",
    "Column",
    "DataError",
    "DataFile",
    "Design",
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
    "sweep",
    "table",
    "value",
]

#: Studies written before the engine had rooms import these modules by their old names.
_FORMER_NAMES = {
    "diagram": drawing,
    "errors": errors,
    "figure": figures,
    "ledger": ledger,
    "numbers": number_formats,
    "product": product,
    "stat": stat_module,
    "table": tables,
}
for _name, _module in _FORMER_NAMES.items():
    sys.modules.setdefault(f"{__name__}.{_name}", _module)

"""Tracepaper's engine: rows of statistics in, documents out; it knows no variable of any study.

Names are imported when they are first used, so that a command loads only what it needs.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from report.rows.deferred import deferred

if TYPE_CHECKING:
    from report.rows.binding import bind, literal, scale
    from report.rows.errors import DataError, Fault
    from report.rows.figures import Figure
    from report.rows.levels import Levels
    from report.rows.stat import Claim, Stat
    from report.rows.tables import Cell, Column, Table, group, row
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
    "Levels",
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

_NAMES_BY_MODULE = {
    "report.rows.binding": ("bind", "literal", "scale"),
    "report.rows.errors": ("DataError", "Fault"),
    "report.rows.figures": ("Figure",),
    "report.rows.levels": ("Levels",),
    "report.rows.stat": ("Claim", "Stat"),
    "report.rows.tables": ("Cell", "Column", "Table", "group", "row"),
    "report.study.batches": ("Batch",),
    "report.study.product": ("claims", "figure", "stats", "table", "value"),
    "report.study.study": ("DataFile", "Study"),
    "report.sweeps.declaration": ("sweep",),
    "report.sweeps.design": ("Design",),
}
#: Studies written before the engine had rooms import these modules by their old names.
_FORMER_NAMES = {
    "diagram": "report.drawing",
    "errors": "report.rows.errors",
    "figure": "report.rows.figures",
    "ledger": "report.rows.ledger",
    "numbers": "report.rows.number_formats",
    "product": "report.study.product",
    "stat": "report.rows.stat",
    "table": "report.rows.tables",
}


class _FormerName(ModuleType):
    """The old name of a module, which is imported when one of its attributes is first used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(import_module(_FORMER_NAMES[self.__name__.rpartition(".")[2]]), name)


for _name in _FORMER_NAMES:
    sys.modules.setdefault(f"{__name__}.{_name}", _FormerName(f"{__name__}.{_name}"))

_public = deferred(__name__, _NAMES_BY_MODULE)


def __getattr__(name: str) -> Any:
    """Import a public name, or a module that was once at the top."""
    if name in _FORMER_NAMES and name not in __all__:
        return import_module(_FORMER_NAMES[name])
    return _public(name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

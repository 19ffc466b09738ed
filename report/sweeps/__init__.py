"""Sweeps: one function computed for thousands of universes and replications, on this machine or on a cluster."""

from typing import TYPE_CHECKING

from report.rows.deferred import deferred

if TYPE_CHECKING:
    from report.sweeps.declaration import Sweep, sweep
    from report.sweeps.design import Design, Universe

__all__ = ["Design", "Sweep", "Universe", "sweep"]

__getattr__ = deferred(
    __name__,
    {
        "report.sweeps.declaration": ("Sweep", "sweep"),
        "report.sweeps.design": ("Design", "Universe"),
    },
)

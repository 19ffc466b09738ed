"""Sweeps: one function computed for thousands of universes and replications, on this machine or on a cluster."""

from report.sweeps.declaration import Sweep, sweep
from report.sweeps.design import Design, Universe

__all__ = ["Design", "Sweep", "Universe", "sweep"]

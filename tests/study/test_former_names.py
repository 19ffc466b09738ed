"""Studies that were written before the engine had rooms keep working."""

import subprocess
import sys

OLD = """
from report import figure, stats, table
from report.errors import DataError, Fault
from report.figure import Figure
from report.diagram import Arrow, Node, Panel, PathDiagram
from report.stat import Claim, Stat
from report.table import Cell, Column, Table, row
from report.product import apart
from report.study import DataFile, Study
import report

assert callable(report.table) and callable(report.figure) and callable(table)
assert Table is report.Table and Stat is report.Stat and Fault is report.Fault
assert "matplotlib" not in __import__("sys").modules
"""


def test_old_module_names_lead_to_the_same_objects() -> None:
    """Tags stay functions although modules were called like them."""
    done = subprocess.run([sys.executable, "-c", OLD], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

"""The constants of the protocol, for products that hold them against other numbers."""

from __future__ import annotations

from report.constants import constants
from report.product import value
from report.stat import Stat
from report.study import DataFile


@value
def protocol(protocol_file: DataFile) -> dict[str, Stat]:
    """The rows of the protocol's constants by their ids."""
    return {row.id: row for row in constants(protocol_file.path, protocol_file.name, protocol_file.sha256)}

"""The constants of the protocol, for products that compare them with other numbers."""

from __future__ import annotations

from report.data.protocol_constants import constants
from report.rows.stat import Stat
from report.study.product import value
from report.study.study import DataFile


@value
def protocol(protocol_file: DataFile) -> dict[str, Stat]:
    """The rows of the protocol's constants by their ids."""
    return {row.id: row for row in constants(protocol_file.path, protocol_file.name, protocol_file.sha256)}

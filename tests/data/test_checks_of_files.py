"""A check of a data file: its size, its faults, and remarks."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.data.dictionary import read_dictionary
from report.data.file_checks import check_file, file_records
from report.rows.errors import DataError

DICTIONARY = """\
variables:
  id: {type: id, label: Participant}
  age: {type: integer, label: Age, range: [18, 90]}
"""


def test_the_records_of_a_file_have_their_lines(tmp_path: Path) -> None:
    """The head is the first line."""
    file = tmp_path / "a.csv"
    file.write_text("id,age\n1,20\n2,30\n", encoding="utf-8")
    found = file_records(file, "data/a.csv")
    assert (found.header, found.lines, len(found.records)) == (("id", "age"), (2, 3), 2)


def test_a_missing_file_cannot_be_checked(tmp_path: Path) -> None:
    """It is a fault of the data, not of one value."""
    with pytest.raises(DataError):
        check_file(tmp_path / "lost.csv", read_dictionary(DICTIONARY, "d.yaml"))

"""Checks a data file of any supported format against a data dictionary."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

from report.data.delimited_files import Records, read_records
from report.data.dictionary import Dictionary
from report.data.tabular_files import is_delimited, read_sheet
from report.data.typed_frames import typed_frame
from report.rows.errors import DataError, Fault


@dataclass(frozen=True)
class FileCheck:
    """The result of a check: the size of the file, its faults, and remarks that are not faults."""

    file: str
    records: int
    columns: int
    faults: tuple[Fault, ...] = ()
    remarks: tuple[str, ...] = ()


def check_file(path: Path, dictionary: Dictionary, name: str = "") -> FileCheck:
    """Check a CSV, Excel, SPSS, Stata or Parquet file; faults cite it as `name`.

    Faults of the same kind in a column are one fault, with their number and three examples. A file that cannot be read
    at all
    raises a `DataError`.
    """
    records = file_records(path, name or path.name)
    faults: tuple[Fault, ...] = ()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            typed_frame(records, dictionary)
        except DataError as error:
            faults = error.faults
    remarks = tuple(str(each.message) for each in caught) if not faults else records.remarks
    return FileCheck(records.file, len(records.records), len(records.header), faults, remarks)


def file_records(path: Path, name: str) -> Records:
    """The records of a file of any format, with line numbers; those of Excel are the rows of its sheet."""
    if is_delimited(path) and path.is_file():
        return read_records(path, name)
    sheet = read_sheet(path, name)
    cells = tuple(zip(*(column.cells for column in sheet.columns), strict=True))
    lines = sheet.lines or tuple(range(2, len(cells) + 2))
    header = tuple(column.name for column in sheet.columns)
    return Records(name, 1, header, lines, cells, remarks=sheet.remarks)

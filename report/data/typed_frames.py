"""Reads a data file into a data frame of typed columns, validated against its dictionary."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report.data.cell_rules import number
from report.data.decimal_commas import is_decimal_point_number, with_decimal_point
from report.data.delimited_files import Records, read_records
from report.data.dictionary import NUMERIC, Dictionary, Field
from report.data.grouped_faults import line_of_fault
from report.data.numeric_signs import minus_remark, with_hyphen
from report.data.validation import Cells, faults_of
from report.rows.counted import counted
from report.rows.errors import DataError

if TYPE_CHECKING:
    from pandas import DataFrame, Series

_SHOWN = 12


def read_frame(path: Path, name: str, dictionary: Dictionary) -> DataFrame:
    """The columns of a data file that the dictionary describes; `name` identifies the file in faults."""
    return typed_frame(read_records(path, name), dictionary)


def typed_frame(records: Records, dictionary: Dictionary) -> DataFrame:
    """The columns that the dictionary describes, numbers as floats; all faults are raised together.

    Remarks that are not faults become warnings, which the build reports.
    """
    cells = _cells(records, dictionary)
    faults = [*records.faults, *faults_of(cells, dictionary)]
    if faults:
        raise DataError(sorted(faults, key=line_of_fault))
    for message in (*records.remarks, *_dashed(records, dictionary), *_remarks(cells.read, dictionary)):
        warnings.warn(message, stacklevel=2)
    known = [name for name in dictionary.fields if name in cells.read]
    typed = {name: _typed(cells.read[name], dictionary[name]) for name in known}
    return cells.read.assign(**typed)[known].reset_index(drop=True)


def _cells(records: Records, dictionary: Dictionary) -> Cells:
    from pandas import NA, DataFrame, Index

    columns, lines = list(records.header), Index(records.lines, dtype="int64")
    written = DataFrame(list(records.records), columns=columns, index=lines, dtype=object)
    for name in _with_dashes(records, dictionary):
        written[name] = [with_hyphen(cell) for cell in written[name]]
    written = written.mask(written.isin(dictionary.missing), NA)
    described = [field for name, field in dictionary.fields.items() if name in written]
    commas = records.decimal_comma and not _has_decimal_points(written, described)
    for field in described:
        if field.type in NUMERIC:
            codes = _other_spellings(written[field.name], dictionary.missing, commas)
            written[field.name] = written[field.name].mask(written[field.name].isin(codes), NA)
    read = {field.name: _read(written[field.name], field, commas) for field in described}
    return Cells(written, written.assign(**read), records.file, records.header_line)


def _with_dashes(records: Records, dictionary: Dictionary) -> list[str]:
    """The columns of numbers or codes in which numbers have a typographic minus sign."""
    return [
        name
        for place, name in enumerate(records.header)
        if name in dictionary.fields
        and (
            dictionary[name].type in NUMERIC
            or any(code.startswith("-") for code in dictionary[name].categories)
        )
        and any(with_hyphen(record[place]) != record[place] for record in records.records)
    ]


def _dashed(records: Records, dictionary: Dictionary) -> Iterator[str]:
    if columns := _with_dashes(records, dictionary):
        yield minus_remark(columns)


def _other_spellings(column: Series[str], missing: Collection[str], commas: bool) -> list[str]:
    """The cells that are a code of a missing value in another spelling, such as -99.0 or -99,0 for -99."""
    codes = {value for code in missing if (value := number(code)) is not None}
    if not codes:
        return []
    cells = (str(cell) for cell in column.dropna().unique())
    return [cell for cell in cells if number(with_decimal_point(cell) if commas else cell) in codes]


def _has_decimal_points(written: DataFrame, described: list[Field]) -> bool:
    """Whether a column of numbers contains a decimal point, so that commas are not decimal commas."""
    numbers = [field.name for field in described if field.type in ("integer", "number")]
    return any(written[name].dropna().map(is_decimal_point_number).any() for name in numbers)


def _read(column: Series[str], field: Field, commas: bool) -> Series[Any]:
    """A column converted by its type: codes of a boolean to 1 and 0, decimal commas to points."""
    if field.type not in NUMERIC or not (commas or field.codes):
        return column
    other = {}
    for cell in column.dropna().unique():
        written = with_decimal_point(cell) if commas else cell
        if (meant := field.codes.get(written.lower(), written)) != cell:
            other[cell] = meant
    return column.map(lambda cell: other.get(cell, cell)).astype(object) if other else column


def _typed(cells: Series[str], field: Field) -> Series[float]:
    from pandas import to_numeric

    return (
        to_numeric(cells.astype("Float64").astype(float)) if field.type in NUMERIC else cells.astype(object)
    )


def _remarks(cells: DataFrame, dictionary: Dictionary) -> Iterator[str]:
    """Remarks that are not faults: unknown columns, and unexplained empty cells."""
    unknown = [str(name) for name in cells if name not in dictionary.fields]
    if unknown:
        shown = ", ".join(unknown[:_SHOWN]) + (
            f" and {len(unknown) - _SHOWN} more" if unknown[_SHOWN:] else ""
        )
        yield f"the dictionary does not describe these columns, which are not used: {shown}"
    for field in dictionary.fields.values():
        if field.empty_when and field.empty_when[0] in cells:
            column, code = field.empty_when
            unexplained = int((cells[field.name].isna() & (cells[column] != code)).sum())
            if unexplained:
                rows = counted(unexplained, "row")
                yield f"{field.name} is empty in {rows} although {column} is not {code}"

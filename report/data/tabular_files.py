"""Reads CSV, Excel, SPSS, Stata and Parquet files as columns of texts, with their labels."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report.data.cell_rules import number
from report.data.decimal_commas import has_decimal_commas, is_decimal_point_number, with_decimal_point
from report.data.delimited_files import read_records
from report.data.grouped_faults import grouped
from report.data.numeric_signs import infinite_places, minus_remark, with_hyphen
from report.data.workbooks import first_sheet
from report.rows.errors import DataError, Fault, ToolError

if TYPE_CHECKING:
    from pandas import DataFrame

_EXTRA = 'install it with `pip install "tracepaper[data]"`, or export the data as CSV'


@dataclass(frozen=True)
class SheetColumn:
    """A column of a file: name, cells as texts (empty if missing), label, and value labels."""

    name: str
    cells: tuple[str, ...]
    label: str = ""
    value_labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class DataSheet:
    """The columns of a file; `delimited` is True for text files.

    `lines` are the lines of a text file or the rows of a worksheet that contain the records; other formats have none.
    """

    file: str
    columns: tuple[SheetColumn, ...]
    delimited: bool = False
    remarks: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()

    @property
    def length(self) -> int:
        """The number of records."""
        return len(self.columns[0].cells) if self.columns else 0

    def as_csv(self) -> str:
        """The same data as comma-separated text."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(column.name for column in self.columns)
        writer.writerows(zip(*(column.cells for column in self.columns), strict=True))
        return out.getvalue()


def is_delimited(path: Path) -> bool:
    """Whether the suffix of a file is that of delimited text, or of no known format."""
    return path.suffix.lower() not in _READERS


def read_sheet(path: Path, name: str = "") -> DataSheet:
    """Read the columns of a file according to its suffix; other files are read as delimited text."""
    name = name or path.name
    if not path.is_file():
        raise DataError(
            Fault(name or str(path), "is not a file", "name a CSV, Excel, SPSS, Stata or Parquet file")
        )
    sheet = _READERS.get(path.suffix.lower(), _delimited)(path, name)
    if faults := [*_faults(sheet)]:
        raise DataError(faults)
    return sheet


def _faults(sheet: DataSheet) -> Iterator[Fault]:
    names = [column.name for column in sheet.columns]
    for name in dict.fromkeys(each for each in names if names.count(each) > 1):
        yield Fault(sheet.file, f"names the column {name} twice", "give each column one name")
    if not sheet.length:
        yield Fault(sheet.file, "has no records", "name a file with a header and one line for each record")
    yield from _infinite(sheet)


def _infinite(sheet: DataSheet) -> Iterator[Fault]:
    """The faults of columns of numbers with infinite values, each with its lines."""
    lines = sheet.lines or tuple(range(1, sheet.length + 1))
    for column in sheet.columns:
        places = infinite_places(column.cells, (number(cell) is not None for cell in column.cells))
        if places:
            texts = {lines[place]: column.cells[place] for place in places}
            what = f"{column.name} = {column.cells[places[0]]} is infinite"
            remedy = "correct the value; a missing value is an empty cell"
            fault = grouped(sheet.file, list(texts), what, remedy, texts.__getitem__)
            yield fault if sheet.lines else replace(fault, where=f"{sheet.file}, record {lines[places[0]]}")


def _delimited(path: Path, name: str) -> DataSheet:
    records = read_records(path, name)
    if records.faults:
        raise DataError(records.faults)
    cells = list(zip(*records.records, strict=True))
    columns, dashed = _signed([SheetColumn(*pair) for pair in zip(records.header, cells, strict=True)])
    cells = [column.cells for column in columns]
    if records.decimal_comma and not any(map(is_decimal_point_number, chain.from_iterable(cells))):
        columns = [_with_points(each) for each in columns]
    return DataSheet(name, tuple(columns), True, (*records.remarks, *dashed), records.lines)


def _excel(path: Path, name: str) -> DataSheet:
    """The first worksheet; its first row that is not empty is the header."""
    try:
        sheet = first_sheet(path)
    except Exception as error:
        raise _unreadable(name, "an Excel workbook", error) from None
    if sheet.uncomputed:
        raise DataError(_uncomputed(name, sheet.uncomputed))
    cells = [tuple(map(cell_text, row)) for row in sheet.cells]
    remarks = [f"only the first sheet, {sheet.title}, is read"] if sheet.others else []
    lines = [line for line, row in enumerate(cells, 1) if any(row)]
    rows = [cells[line - 1] for line in lines]
    if not rows:
        raise DataError(Fault(name, f"has an empty first sheet ({sheet.title})", "put the data there"))
    columns, dashed = _signed(list(_named(rows[0], rows[1:])))
    remarks += dashed
    remarks += [
        f"column {place} has no name and is called {column.name}"
        for place, column in enumerate(columns, 1)
        if column.name not in rows[0]
    ]
    typed = [each.name for each in columns if has_decimal_commas(each.cells)]
    if typed:
        remarks.append(f"numbers typed as text with decimal commas are read as numbers: {', '.join(typed)}")
    columns = [_with_points(each) if each.name in typed else each for each in columns]
    return DataSheet(name, tuple(columns), False, tuple(remarks), tuple(lines[1:]))


def _uncomputed(name: str, cells: Sequence[str]) -> Fault:
    """The fault of formulas whose values are not in the file, since no spreadsheet program has computed them."""
    many = f"; {len(cells)} such cells" if len(cells) > 1 else ""
    what = f"has a formula without a stored value in cell {cells[0]}{many}"
    return Fault(name, what, "open it in Excel or LibreOffice and save it again")


def _signed(columns: Sequence[SheetColumn]) -> tuple[list[SheetColumn], list[str]]:
    """The columns with hyphens for typographic minus signs, and a remark on those that had some."""
    signed = [replace(each, cells=tuple(map(with_hyphen, each.cells))) for each in columns]
    changed = [new.name for old, new in zip(columns, signed, strict=True) if old.cells != new.cells]
    return signed, [minus_remark(changed)] if changed else []


def _with_points(column: SheetColumn) -> SheetColumn:
    return replace(column, cells=tuple(map(with_decimal_point, column.cells)))


def _named(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[SheetColumn]:
    """The named columns of a sheet; empty columns without a name are ignored."""
    for place, head in enumerate(header):
        cells = tuple(row[place] if place < len(row) else "" for row in rows)
        if head or any(cells):
            yield SheetColumn(head or f"column_{place + 1}", cells)


def _spss(path: Path, name: str) -> DataSheet:
    return _with_labels(path, name, "read_sav", "an SPSS file")


def _stata(path: Path, name: str) -> DataSheet:
    return _with_labels(path, name, "read_dta", "a Stata file")


def _with_labels(path: Path, name: str, reader: str, kind: str) -> DataSheet:
    try:
        import pyreadstat
    except ImportError:
        raise ToolError(Fault(name, f"is {kind}, which pyreadstat reads", _EXTRA)) from None
    try:
        frame, about = getattr(pyreadstat, reader)(str(path))
    except Exception as error:
        raise _unreadable(name, kind, error) from None
    labels = {key: text or "" for key, text in zip(about.column_names, about.column_labels, strict=True)}
    values = {
        key: {cell_text(code): str(text) for code, text in labelled.items()}
        for key, labelled in about.variable_value_labels.items()
    }
    return DataSheet(name, tuple(_columns(frame, labels, values)))


def _parquet(path: Path, name: str) -> DataSheet:
    try:
        from pyarrow import parquet
    except ImportError:
        raise ToolError(Fault(name, "is a Parquet file, which pyarrow reads", _EXTRA)) from None
    try:
        frame = parquet.read_table(path).to_pandas()
    except Exception as error:
        raise _unreadable(name, "a Parquet file", error) from None
    return DataSheet(name, tuple(_columns(frame, {}, {})))


def _columns(
    frame: DataFrame, labels: Mapping[str, str], values: Mapping[str, Mapping[str, str]]
) -> Iterator[SheetColumn]:
    for place, key in enumerate(frame.columns):
        cells = tuple(map(cell_text, frame.iloc[:, place].tolist()))
        yield SheetColumn(str(key).strip(), cells, labels.get(key, "").strip(), values.get(key, {}))


def cell_text(value: Any) -> str:
    """A value as text: whole numbers without decimals, dates in ISO 8601, booleans as 1 or 0."""
    if (
        value is None
        or (isinstance(value, float) and isnan(value))
        or type(value).__name__ in ("NAType", "NaTType")
    ):
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(float(value))
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).removesuffix("T00:00:00")
    return " ".join(str(value).split())


def _unreadable(name: str, kind: str, error: Exception) -> DataError:
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    return DataError(
        Fault(name, f"cannot be read as {kind}: {reason}", "open and save it again, or export CSV")
    )


_READERS: Mapping[str, Callable[[Path, str], DataSheet]] = {
    ".xlsx": _excel,
    ".xlsm": _excel,
    ".sav": _spss,
    ".zsav": _spss,
    ".dta": _stata,
    ".parquet": _parquet,
}

"""Reads the columns that a model uses from a CSV file."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from report.rows.errors import DataError, Fault

if TYPE_CHECKING:
    from pandas import DataFrame

_SEPARATORS = {";": "semicolons", "\t": "tabs"}
_KINDS = {
    b"PK\x03\x04": "an Excel workbook or another ZIP archive",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"\xff\xfe": "text in UTF-16",
    b"\xfe\xff": "text in UTF-16",
    b"$FL2": "an SPSS file",
}
_REMEDY = "export it as comma-separated text in UTF-8 with one header line"


def numeric_columns(path: Path, wanted: Collection[str], missing_codes: Collection[str] = ()) -> DataFrame:
    """The wanted columns of a file, or only its header if one of them is missing.

    Other columns are never parsed, however many there are. A row whose width differs from the header's is a fault,
    because its values would move into other columns; so is a wanted column that occurs twice. Values among
    `missing_codes` are missing, as empty cells and NA are.
    """
    import pandas as pd

    try:
        header = pd.read_csv(path, nrows=0, index_col=False, encoding="utf-8-sig")
        used = [name for name in header.columns if unicodedata.normalize("NFC", name) in wanted]
        _check_header(path, wanted)
        if len(used) < len(wanted):
            return header
        _check_widths(path, len(header.columns))
        codes = [*missing_codes] or None
        return pd.read_csv(path, usecols=used, index_col=False, encoding="utf-8-sig", na_values=codes)
    except OSError as error:
        raise DataError(Fault(str(path), f"cannot be read: {error.strerror}", "check the path")) from None
    except pd.errors.EmptyDataError:
        raise DataError(Fault(str(path), "is empty", _REMEDY)) from None
    except UnicodeDecodeError:
        raise DataError(Fault(str(path), f"is not UTF-8 CSV{_kind(path)}", _REMEDY)) from None
    except pd.errors.ParserError as error:
        raise DataError(Fault(str(path), f"cannot be read as CSV: {str(error).strip()}", _REMEDY)) from None


def heads(path: Path) -> list[str]:
    """The names of a file's columns."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [unicodedata.normalize("NFC", head.strip()) for head in next(csv.reader(file), [])]


def _check_header(path: Path, wanted: Collection[str]) -> None:
    """Refuse a wanted column that occurs twice, and a file whose cells are separated by semicolons or tabs."""
    found = heads(path)
    double = sorted({head for head in found if head in wanted and found.count(head) > 1})
    if double:
        what = f"has more than one column {', '.join(double)}"
        raise DataError(Fault(f"{path}:1", what, "rename or remove one of them"))
    separator = next(
        (name for sign, name in _SEPARATORS.items() if len(found) == 1 and sign in found[0]), None
    )
    if separator:
        raise DataError(Fault(f"{path}:1", f"has {separator} between its cells", _REMEDY))


def _check_widths(path: Path, width: int) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        faults = [
            Fault(
                f"{path}:{rows.line_num}",
                f"has {len(row)} cells, but the header has {width}",
                "correct the row",
            )
            for row in rows
            if row and len(row) != width
        ]
    if faults:
        raise DataError(faults)


def _kind(path: Path) -> str:
    """What a file that is not UTF-8 text seems to be, by its first bytes."""
    with path.open("rb") as file:
        first = file.read(4)
    for beginning, kind in _KINDS.items():
        if first.startswith(beginning):
            return f": it is {kind}"
    return ""

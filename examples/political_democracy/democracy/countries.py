"""The data: read, checked with the dictionary, and averaged into composites."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from democracy.dictionary import Dictionary, Indicator
from report.rows.errors import DataError, Fault
from report.study.product import value
from report.study.study import DataFile

if TYPE_CHECKING:
    from pandas import DataFrame


@value
def countries(countries_file: DataFile, dictionary: Dictionary) -> DataFrame:
    """One row a country: all indicators, then the composites; every fault of the file at once."""
    from pandas import DataFrame

    text = countries_file.path.read_text(encoding="utf-8-sig")
    header, *records = csv.reader(line for line in text.splitlines() if not line.startswith("#"))
    faults = list(_of_header(countries_file.name, header, dictionary.indicators))
    if not faults:
        faults = list(_of_cells(countries_file.name, header, records, dictionary.indicators))
    if faults:
        raise DataError(faults)
    frame = DataFrame(records, columns=header).astype(float)
    return frame.assign(
        **{each.name: frame[[i.name for i in each.indicators]].mean(axis=1) for each in dictionary.composites}
    )


def _of_header(file: str, header: Sequence[str], indicators: Sequence[Indicator]) -> Iterator[Fault]:
    for each in indicators:
        if each.name not in header:
            yield Fault(f"{file}:1", f"the column {each.name} is missing", f"add it: {each.label}")


def _of_cells(
    file: str, header: Sequence[str], records: Sequence[Sequence[str]], indicators: Sequence[Indicator]
) -> Iterator[Fault]:
    for number, record in enumerate(records, start=2):
        if len(record) != len(header):
            yield Fault(f"{file}:{number}", f"has {len(record)} cells, not {len(header)}", "correct the line")
            continue
        cells = dict(zip(header, record, strict=True))
        for each in indicators:
            if not _within(cells[each.name], each):
                what = (
                    f"{each.name} = {cells[each.name] or 'nothing'} is outside {each.minimum}-{each.maximum}"
                )
                yield Fault(f"{file}:{number}", f"{what} ({each.label})", "correct the value")


def _within(cell: str, indicator: Indicator) -> bool:
    try:
        return indicator.minimum <= float(cell) <= indicator.maximum
    except ValueError:
        return False

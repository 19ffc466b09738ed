"""The trial's data: read, held against the dictionary, and split into its arms."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.data.delimited_files import Records, read_records
from report.data.dictionary import Dictionary, Field, read_dictionary
from report.data.validation import faults_of
from report.rows.errors import DataError, Fault
from report.study.product import value
from report.study.study import DataFile

if TYPE_CHECKING:
    from pandas import DataFrame, Series


@dataclass(frozen=True)
class Trial:
    """All participants who were randomised, one row each, and the name of the file that holds them."""

    frame: DataFrame
    file: str


@dataclass(frozen=True)
class Arm:
    """The participants of one arm who are analysed, one row each."""

    name: str
    frame: DataFrame
    file: str


def read_trial(records: Records, dictionary: Dictionary) -> Trial:
    """Turn records into typed columns; all faults of all cells at once."""
    cells = _cells(records, dictionary)
    faults = faults_of(cells, dictionary, records.file, records.header_line)
    if faults:
        raise DataError(faults)
    for message in _remarks(cells, dictionary):
        warnings.warn(message, stacklevel=2)
    known = [name for name in dictionary.fields if name in cells]
    typed = {name: _typed(cells[name], dictionary[name]) for name in known}
    return Trial(cells.assign(**typed)[known].reset_index(drop=True), records.file)


def _cells(records: Records, dictionary: Dictionary) -> DataFrame:
    from pandas import NA, DataFrame, Index

    frame = DataFrame(
        list(records.records), columns=list(records.header), index=Index(records.lines), dtype=object
    )
    return frame.mask(frame.isin(dictionary.missing), NA)


def _typed(cells: Series[str], field: Field) -> Series[float]:
    from pandas import to_numeric

    return (
        to_numeric(cells.astype("Float64").astype(float)) if field.type in NUMERIC else cells.astype(object)
    )


NUMERIC = ("boolean", "integer", "number")
_SHOWN = 12


def _remarks(cells: DataFrame, dictionary: Dictionary) -> Iterator[str]:
    """What is no fault but worth knowing: unknown columns, and cells that are empty without the usual reason."""
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
                rows = f"{unexplained} row{'s' if unexplained > 1 else ''}"
                yield f"{field.name} is empty in {rows} although {column} is not {code}"


@value
def dictionary(dictionary_file: DataFile) -> Dictionary:
    """The data dictionary of the trial."""
    return read_dictionary(dictionary_file.path.read_text(encoding="utf-8"), dictionary_file.name)


@value
def trial(trial_file: DataFile, dictionary: Dictionary) -> Trial:
    """The trial's participants, validated against the dictionary."""
    return read_trial(read_records(trial_file.path, trial_file.name), dictionary)


@value
def psilocybin(trial: Trial) -> Arm:
    """The analysed participants of the psilocybin arm."""
    return analysed(trial, "psilocybin")


@value
def escitalopram(trial: Trial) -> Arm:
    """The analysed participants of the escitalopram arm."""
    return analysed(trial, "escitalopram")


def analysed(trial: Trial, arm: str) -> Arm:
    """The participants of an arm who are included; an arm without any is a fault."""
    frame = trial.frame[(trial.frame["arm"] == arm) & (trial.frame["included"] == 1)]
    if frame.empty:
        what = f"has no analysed participant in the arm {arm}"
        raise DataError(Fault(trial.file, what, "add rows with included = 1"))
    return Arm(arm, frame.reset_index(drop=True), trial.file)

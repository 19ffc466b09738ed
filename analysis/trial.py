"""Reads the trial's data, validates them against the dictionary, and divides them into arms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.data.delimited_files import Records, read_records
from report.data.dictionary import Dictionary, read_dictionary
from report.data.typed_frames import typed_frame
from report.rows.errors import DataError, Fault
from report.study.product import value
from report.study.study import DataFile

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True)
class Trial:
    """All randomised participants, one row each, and the name of their file."""

    frame: DataFrame
    file: str


@dataclass(frozen=True)
class Arm:
    """The analysed participants of one arm, one row each."""

    name: str
    frame: DataFrame
    file: str


def read_trial(records: Records, dictionary: Dictionary) -> Trial:
    """The participants of a file's records; all faults of the file are reported together."""
    return Trial(typed_frame(records, dictionary), records.file)


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
    """The included participants of an arm; an arm without any is a fault."""
    frame = trial.frame[(trial.frame["arm"] == arm) & (trial.frame["included"] == 1)]
    if frame.empty:
        what = f"has no analysed participant in the arm {arm}"
        raise DataError(Fault(trial.file, what, "add rows with included = 1"))
    return Arm(arm, frame.reset_index(drop=True), trial.file)

"""The psilocybin arm as processes of a sweep read it: from the data file, whose hash identifies the results."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from analysis.trial import Arm, analysed, read_trial
from report.data.delimited_files import read_records
from report.data.dictionary import read_dictionary
from report.study.study import DataFile


def psilocybin_of(trial_file: DataFile, dictionary_file: DataFile) -> Arm:
    """The analysed participants of the psilocybin arm; a process reads them once."""
    return _read(trial_file.path, trial_file.name, dictionary_file.path, dictionary_file.name)


@cache
def _read(trial: Path, name: str, dictionary: Path, dictionary_name: str) -> Arm:
    variables = read_dictionary(dictionary.read_text(encoding="utf-8"), dictionary_name)
    return analysed(read_trial(read_records(trial, name), variables), "psilocybin")

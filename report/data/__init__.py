"""Data files: dictionary, validation, reading, constants of the protocol. May import `rows` and `files`.

dictionary = read_dictionary(text, "data/dictionary.yaml")
people = read_frame(path, "data/people.csv", dictionary)
found = check_file(Path("export.xlsx"), dictionary)   # faults and remarks; raises nothing for a broken rule
columns = describe_file(Path("survey.sav")).columns   # types, labels, ranges and codes, as far as they can be guessed
"""

from typing import TYPE_CHECKING

from report.rows.deferred import deferred

if TYPE_CHECKING:
    from report.data.column_guesses import Guess, Guesses, describe_file
    from report.data.delimited_files import read_records
    from report.data.dictionary import Dictionary, read_dictionary
    from report.data.file_checks import FileCheck, check_file
    from report.data.typed_frames import read_frame, typed_frame

__all__ = [
    "Dictionary",
    "FileCheck",
    "Guess",
    "Guesses",
    "check_file",
    "describe_file",
    "read_dictionary",
    "read_frame",
    "read_records",
    "typed_frame",
]

__getattr__ = deferred(
    __name__,
    {
        "report.data.column_guesses": ("Guess", "Guesses", "describe_file"),
        "report.data.delimited_files": ("read_records",),
        "report.data.dictionary": ("Dictionary", "read_dictionary"),
        "report.data.file_checks": ("FileCheck", "check_file"),
        "report.data.typed_frames": ("read_frame", "typed_frame"),
    },
)

"""Data files: dictionary, validation, reading, constants of the protocol. May import `rows` and `files`.

dictionary = read_dictionary(text, "data/dictionary.yaml")
people = read_frame(path, "data/people.csv", dictionary)
"""

from report.data.delimited_files import read_records
from report.data.dictionary import Dictionary, read_dictionary
from report.data.typed_frames import read_frame, typed_frame

__all__ = ["Dictionary", "read_dictionary", "read_frame", "read_records", "typed_frame"]

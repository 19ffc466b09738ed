"""Guesses the properties of the columns of a file: types, codes of missing values, ranges, identifiers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from report.data.cell_rules import number
from report.data.dictionary import NO, YES, Type
from report.data.missing_codes import means_missing, missing_codes
from report.data.tabular_files import DataSheet, SheetColumn, read_sheet

_MOST_LEVELS = 20
_IDENTIFIER = re.compile(
    r"(?:.*[\W_])?(?:id|ids|uuid|guid|token|pseudonym|vpn?)(?:[\W_].*)?|(?:subject|participant|respondent|proband|"
    r"patient|person|case|record|code)(?:[\W_]*(?:id|no|nr|number|code))?|.*(?:Id|ID)",
)
_PERSONAL = re.compile(
    r"(?:.*[\W_])?(?:e?-?mail|(?:first|last|sur|given|family|full|vor|nach)?[\W_]?name|phone|telephone|mobile|address|"
    r"street|postcode|zip|birth[\W_]?(?:day|date)?|dob|ip|ip[\W_]?address|initials|ssn)(?:[\W_].*)?"
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ].*)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
#: A number with a per-cent sign, a currency, or separators of thousands.
_DECORATED = re.compile(
    r"(?:[$€£¥]|[A-Z]{3} )?\s?[+-]?\d{1,3}(?:,?\d{3})*(?:\.\d+)?\s?(?:%|[$€£¥]|[A-Z]{3})?"
)
_FEW = 5


@dataclass(frozen=True)
class Guess:
    """The guessed properties of a column, explained in `notes`; the values of identifying columns are never shown."""

    name: str
    type: Type
    label: str
    categories: Mapping[str, str] = field(default_factory=dict)
    minimum: float | None = None
    maximum: float | None = None
    missing: int = 0
    distinct: int = 0
    unique: bool = False
    identifies: bool = False
    notes: tuple[str, ...] = ()

    @property
    def numeric(self) -> bool:
        """Whether it contains numbers that vary."""
        return self.type in ("integer", "number") and self.distinct > 1


@dataclass(frozen=True)
class Guesses:
    """All columns, and the codes that probably mean a missing value, each with the columns that have it."""

    columns: tuple[Guess, ...]
    missing: Mapping[str, tuple[str, ...]]
    length: int
    remarks: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Guess:
        return next(each for each in self.columns if each.name == name)


def describe_file(path: Path) -> Guesses:
    """Guess the properties of the columns of a CSV, Excel, SPSS, Stata or Parquet file."""
    return guessed(read_sheet(path))


def guessed(sheet: DataSheet) -> Guesses:
    """Guess the properties of a sheet's columns."""
    codes = missing_codes(sheet)
    columns = tuple(_guess(column, codes, place) for place, column in enumerate(sheet.columns))
    return Guesses(columns, codes, sheet.length, (*sheet.remarks, *_headless(sheet)))


def _headless(sheet: DataSheet) -> Iterator[str]:
    if all(number(column.name) is not None for column in sheet.columns):
        yield "the header has only numbers: if it is the first record, add a header above it"


def _guess(column: SheetColumn, codes: Mapping[str, Sequence[str]], place: int) -> Guess:
    cells = [cell for cell in column.cells if cell and cell not in codes]
    counts = Counter(cells)
    kind, categories, notes = _kind(column, counts, place)
    numbers = [value + 0.0 for cell in counts if (value := number(cell)) is not None and kind in _NUMBERS]
    identifies = "identifier" in " ".join(notes) or "person" in " ".join(notes)
    return Guess(
        column.name,
        kind,
        column.label or _label_of(column.name),
        categories,
        min(numbers, default=None),
        max(numbers, default=None),
        len(column.cells) - len(cells),
        len(counts),
        unique=identifies and len(counts) == len(column.cells) and kind == "text",
        identifies=identifies,
        notes=tuple(notes),
    )


def _label_of(name: str) -> str:
    """A label from the name of a column: stress_after becomes Stress after; other names are unchanged."""
    return name.replace("_", " ").capitalize() if re.fullmatch(r"[a-z]+(?:_[a-z0-9]+)*", name) else name


_NUMBERS = ("integer", "number")
_Kind = tuple[Type, Mapping[str, str], list[str]]


def _kind(column: SheetColumn, counts: Counter[str], place: int) -> _Kind:
    """The type, its categories, and notes on guesses."""
    if not counts:
        return "text", {}, ["no values"]
    if _PERSONAL.fullmatch(column.name.lower()):
        return "text", {}, ["guessed to identify a person by its name; not shown in any output"]
    if _is_identifier(column, counts, place):
        return "text", {}, ["guessed to be an identifier; not shown in any output"]
    if any(number(cell) is None for cell in counts) or column.value_labels:
        return _coded(column, counts)
    return _numeric(column, counts)


def _coded(column: SheetColumn, counts: Counter[str]) -> _Kind:
    """The kind of a column with texts, or codes with labels."""
    total = counts.total()
    if column.value_labels and set(counts) <= set(column.value_labels):
        return _labelled(column.value_labels, counts)
    if _is_boolean(counts):
        return "boolean", {}, []
    if all(number(cell) is not None for cell in counts):
        return _numeric(column, counts)
    if note := _recognised(column, counts):
        return "text", {}, [note]
    if len(counts) <= _MOST_LEVELS and len(counts) * 2 <= total and total >= _FEW:
        return "category", {cell: cell for cell in sorted(counts)}, []
    return "text", {}, ["free text; not shown in any output"]


def _recognised(column: SheetColumn, counts: Counter[str]) -> str:
    """What a column of other texts contains: dates, or numbers with other characters; empty if it is free text."""
    if all(_DATE.fullmatch(cell) for cell in counts):
        return "dates"
    if all(number(cell) is not None or _DECORATED.fullmatch(cell) for cell in counts):
        return "numbers with other characters, as in 5 % or 1,000; write plain numbers"
    texts = {cell for cell in counts if number(cell) is None}
    others = sum(counts[cell] for cell in texts)
    if others * 2 >= counts.total():
        return ""
    first = next(place for place, cell in enumerate(column.cells, 1) if cell in texts)
    where = (
        f"{others} records, first in the {_ordinal(first)}" if others > 1 else f"the {_ordinal(first)} record"
    )
    return f"numbers, but text in {where}"


def _ordinal(place: int) -> str:
    """A place in English: 1st, 2nd, 3rd, 11th."""
    end = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{end}"


def _labelled(labels: Mapping[str, str], counts: Counter[str]) -> _Kind:
    """A category of labelled values, without the labels of missing values that do not occur."""
    levels = {code: label for code, label in labels.items() if code in counts or not means_missing(label)}
    values = [f"{code} = {label}" for code, label in levels.items() if means_missing(label)]
    notes = [f"{each}, but {each.split(' = ')[0]} is a value of other columns: recode it" for each in values]
    return "category", levels, notes


def _numeric(column: SheetColumn, counts: Counter[str]) -> _Kind:
    if _is_boolean(counts):
        return "boolean", {}, []
    if any(re.match(r"[+-]?0\d", cell) for cell in counts):
        return "text", {}, ["codes with leading zeros; not shown in any output"]
    values = {number(cell) or 0.0 for cell in counts}
    notes = [f"labels in the file: {', '.join(f'{k} = {v}' for k, v in column.value_labels.items())}"]
    notes = notes if column.value_labels else []
    if not all(value == int(value) for value in values):
        return "number", {}, notes
    if values == {1.0, 2.0} and counts.total() >= _FEW:
        return (
            "category",
            {cell: cell for cell in sorted(counts)},
            [*notes, "guessed to be codes; write their meanings"],
        )
    return "integer", {}, notes


def _is_boolean(counts: Counter[str]) -> bool:
    """Whether cells are yes or no in any common spelling, and both occur."""
    lower = {cell.lower() for cell in counts}
    return lower <= {*YES, *NO} and len({cell in YES for cell in lower}) > 1


def _is_identifier(column: SheetColumn, counts: Counter[str], place: int) -> bool:
    """Whether a column identifies records: by its name, by distinct texts, or by consecutive numbers."""
    total, name = counts.total(), column.name
    if _IDENTIFIER.fullmatch(name) or _IDENTIFIER.fullmatch(name.lower()):
        return len(counts) * 10 > total
    if len(counts) < total or total < _FEW:
        return False
    values = [number(cell) for cell in counts]
    if any(value is None for value in values):
        return not _recognised(column, counts) and not any(" " in cell for cell in counts)
    whole = sorted(value for value in values if value is not None)
    return place == 0 and whole == [whole[0] + step for step in range(total)]


def summary_lines(guesses: Guesses) -> Iterator[tuple[str, str, str, str, str]]:
    """Name, type, missing values, contents and label of each column; no values of identifying columns."""
    for each in guesses.columns:
        yield each.name, each.type, str(each.missing), holds(each), each.label


def holds(guess: Guess) -> str:
    """The range or the levels of a column, or why they are not shown."""
    if guess.minimum is not None and guess.maximum is not None:
        return f"{guess.minimum:g} to {guess.maximum:g}"
    if guess.categories:
        shown = [f"{k} = {v}" if k != v else k for k, v in guess.categories.items()]
        return ", ".join(shown)
    return "; ".join(guess.notes) or ("yes or no" if guess.type == "boolean" else "")

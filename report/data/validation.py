"""The rules of the dictionary as pandera checks, and what breaks them as faults."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from report.data.dictionary import Dictionary, Field
from report.rows.errors import Fault

if TYPE_CHECKING:
    from pandas import DataFrame

EMPTY = "not_nullable"
REPEATED = "field_uniqueness"
_ROUNDING = 1e-9


def number(text: str) -> float | None:
    """The finite number that a cell holds, or None."""
    try:
        found = float(text)
    except ValueError:
        return None
    if "_" in text:
        return None
    return found if abs(found) < float("inf") else None


@dataclass(frozen=True)
class IsNumber:
    """A cell holds a number; `whole` asks for one without decimals."""

    whole: bool = False

    def __call__(self, cell: str) -> bool:
        """Whether the cell keeps the rule."""
        found = number(cell)
        return found is not None and (not self.whole or found == int(found))

    def broken(self, field: Field) -> tuple[str, str]:
        """What is wrong, and how to mend it."""
        kind = "a whole number" if self.whole else "a number"
        form = kind if self.whole else f"{kind}, its decimals after a point"
        return f"is not {kind} ({field.meaning})", f"write {form}; a missing value is an empty cell"


@dataclass(frozen=True)
class IsWithin:
    """A number lies in the instrument's range, ends included; what is no number is another rule's."""

    minimum: float
    maximum: float

    def __call__(self, cell: str) -> bool:
        """Whether the cell keeps the rule."""
        found = number(cell)
        return found is None or self.minimum <= found <= self.maximum

    def broken(self, field: Field) -> tuple[str, str]:
        """What is wrong, and how to mend it."""
        what = f"is outside {self.minimum:g}-{self.maximum:g} ({field.meaning})"
        return what, "correct the score in the data, or the range in the dictionary"


@dataclass(frozen=True)
class IsOnGrid:
    """A number is a score that the instrument can give, rounded to the decimals with which it is written."""

    minimum: float
    step: Fraction

    def __call__(self, cell: str) -> bool:
        """Whether the cell keeps the rule."""
        found = number(cell)
        if found is None:
            return True
        step, decimals = float(self.step), Decimal(cell).as_tuple().exponent
        scores = (found - self.minimum) / step
        half_unit = 0.5 * 10.0 ** min(0, int(decimals))
        return abs(scores - round(scores)) * step <= half_unit + _ROUNDING

    def broken(self, field: Field) -> tuple[str, str]:
        """What is wrong, and how to mend it."""
        what = f"is no score in steps of {self.step} ({field.meaning})"
        return what, "correct the score in the data, or the grid in the dictionary"


@dataclass(frozen=True)
class IsOneOf:
    """A cell holds one of the codes."""

    codes: tuple[str, ...]

    def __call__(self, cell: str) -> bool:
        """Whether the cell keeps the rule."""
        return cell in self.codes

    def broken(self, field: Field) -> tuple[str, str]:
        """What is wrong, and how to mend it."""
        return f"is no known value of {field.label.lower()}", f"one of {', '.join(self.codes)}"


@dataclass(frozen=True)
class HasForm:
    """A cell matches a pattern."""

    pattern: str

    def __call__(self, cell: str) -> bool:
        """Whether the cell keeps the rule."""
        return re.fullmatch(self.pattern, cell) is not None

    def broken(self, field: Field) -> tuple[str, str]:
        """What is wrong, and how to mend it."""
        return f"does not have the form of a {field.label.lower()}", f"write it as {self.pattern}"


Rule = IsNumber | IsWithin | IsOnGrid | IsOneOf | HasForm


def rules(field: Field) -> Iterator[Rule]:
    """The rules that a cell of this column keeps unless it is empty."""
    if field.type == "boolean":
        yield IsOneOf(("0", "1"))
    if field.type == "category":
        yield IsOneOf(tuple(field.categories))
    if field.type in ("integer", "number"):
        yield IsNumber(whole=field.type == "integer")
    if field.minimum is not None and field.maximum is not None:
        yield IsWithin(field.minimum, field.maximum)
    if field.step is not None:
        yield IsOnGrid(field.minimum or 0, field.step)
    if field.pattern:
        yield HasForm(field.pattern)


def faults_of(cells: DataFrame, dictionary: Dictionary, file: str, header_line: int) -> list[Fault]:
    """All faults of a file: missing columns first, then cell by cell, line by line.

    `cells` holds texts (missing cells as NA), indexed by the lines of the file.
    """
    found = [
        *_absent(cells, dictionary, header_line),
        *_breaches(cells, dictionary),
        *_filled_in_vain(cells, dictionary),
    ]
    ordered = sorted(dict.fromkeys(found), key=lambda breach: breach.line)
    return [Fault(f"{file}:{breach.line}", breach.what, breach.remedy) for breach in ordered]


@dataclass(frozen=True)
class _Breach:
    line: int
    what: str
    remedy: str


def _absent(cells: DataFrame, dictionary: Dictionary, header_line: int) -> Iterator[_Breach]:
    there = [str(name) for name in cells]
    lower = {name.lower(): name for name in reversed(there)}
    for name in dictionary.fields:
        if name not in there:
            near = lower.get(name) or next(iter(get_close_matches(name, there, 1, 0.8)), "")
            near = "" if near in dictionary.fields else near
            remedy = f"is it {near}? name it {name}" if near else f"add it; {dictionary.file} describes it"
            yield _Breach(header_line, f"the column {name} is missing", remedy)


def _breaches(cells: DataFrame, dictionary: Dictionary) -> Iterator[_Breach]:
    import pandera.pandas as pandera

    columns = {name: _column(field) for name, field in dictionary.fields.items() if name in cells}
    try:
        pandera.DataFrameSchema(columns, strict=False).validate(cells, lazy=True)
    except pandera.errors.SchemaErrors as error:
        for case in error.failure_cases.to_dict("records"):
            yield from _breach(dictionary[case["column"]], case, cells, dictionary.file)


def _column(field: Field) -> Any:
    import pandera.pandas as pandera

    checks = [
        pandera.Check(rule, element_wise=True, ignore_na=True, error=str(place))
        for place, rule in enumerate(rules(field))
    ]
    return pandera.Column(None, checks, nullable=not field.required, unique=field.unique, coerce=False)


def _breach(field: Field, case: dict[Any, Any], cells: DataFrame, file: str) -> Iterator[_Breach]:
    line, cell = int(case["index"]), f"{field.name} = {case['failure_case']}"
    if case["check"] == EMPTY:
        remedy = f"fill it in, or allow it with `required: false` in {file}"
        yield _Breach(line, f"{field.name} is empty ({field.meaning})", remedy)
    elif case["check"] == REPEATED:
        first = int(cells.index[cells[field.name] == case["failure_case"]][0])
        if line != first:
            yield _Breach(line, f"{cell} stands on line {first} already", "keep one row each")
    else:
        what, remedy = list(rules(field))[int(case["check"])].broken(field)
        yield _Breach(line, f"{cell} {what}", remedy)


def _filled_in_vain(cells: DataFrame, dictionary: Dictionary) -> Iterator[_Breach]:
    """Cells that hold a value although the dictionary says that there can be none."""
    for field in dictionary.fields.values():
        column, code = field.empty_when or ("", "")
        if column in cells and field.name in cells:
            wrong = cells[(cells[column] == code).fillna(False).astype(bool) & cells[field.name].notna()]
            for line, text in wrong[field.name].items():
                what = f"{field.name} = {text} although {column} is {code}"
                yield _Breach(int(str(line)), what, f"leave {field.name} empty, or correct {column}")

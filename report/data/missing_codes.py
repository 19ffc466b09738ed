"""Guesses which cells of a file stand for a missing value: words, common codes, and codes labelled as missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from report.data.cell_rules import number
from report.data.tabular_files import DataSheet, SheetColumn

_WORDS = frozenset("na n/a nan null . - -- ? missing #n/a #null! #value! #div/0! k.a. n.a.".split())  # noqa: SIM905
_NEGATIVE = frozenset({-6, -7, -8, -9, -66, -77, -88, -98, -99, -666, -777, -888, -998, -999, -9999, -99999})
_POSITIVE = frozenset({99, 998, 999, 9998, 9999, 99999})
_CODES = _NEGATIVE | _POSITIVE
_LABEL = re.compile(
    r"(?:user[ -]?|system[ -]?)?missing(?: value)?|no (?:answer|response)(?: given)?|not (?:answered|applicable|asked)|"
    r"refus(?:ed|al)(?: to answer)?|(?:prefers? not|declined?) to (?:answer|say)|n\.? ?/?a\.?|"
    r"keine (?:angaben?|antwort)|k\. ?a\.|fehlend(?:er wert)?|nicht (?:beantwortet|zutreffend)|"
    r"(?:pas de|sans|non)[ -]réponse|valeur manquante|no contesta|sin respuesta|ns/nc|geen antwoord|"
    r"nessuna risposta|não respondeu|sem resposta",
    re.IGNORECASE,
)


def means_missing(label: str) -> bool:
    """Whether the label of a value, such as "no answer", means that the answer is missing."""
    return _LABEL.fullmatch(" ".join(label.split())) is not None


def missing_codes(sheet: DataSheet) -> dict[str, tuple[str, ...]]:
    """The codes of missing values, each with the columns that have it.

    They are words such as NA, numbers such as -99 that are far from all other numbers of their columns, and values
    labelled as missing. Codes apply to all columns, so that a number that is a value of another column is not a code.
    """
    codes = {column.name: set(_codes_of(column)) for column in sheet.columns}
    found = {
        code: tuple(name for name in codes if code in codes[name]) for code in set().union(*codes.values())
    }
    values = {cell for column in sheet.columns for cell in set(column.cells) - codes[column.name]}
    return {
        code: names for code, names in sorted(found.items()) if code.lower() in _WORDS or code not in values
    }


def _codes_of(column: SheetColumn) -> list[str]:
    """The cells of one column that seem to mean a missing value."""
    present = {cell for cell in column.cells if cell}
    numbers = {cell: value for cell in present if (value := number(cell)) is not None}
    return [cell for cell in present if _is_code(cell, column, numbers)]


def _is_code(cell: str, column: SheetColumn, numbers: dict[str, float]) -> bool:
    if cell.lower() in _WORDS or means_missing(column.value_labels.get(cell, "")):
        return True
    if numbers.get(cell) not in _CODES or cell in column.value_labels:
        return False
    return _is_far(numbers[cell], [value for other, value in numbers.items() if other != cell])


def _is_far(value: float, others: Sequence[float]) -> bool:
    """Whether one of the common codes can only be a code: the only negative number, or far above all others."""
    rest = [each for each in others if each not in _CODES]
    if not rest:
        return False
    if value in _NEGATIVE:
        return min(rest) >= 0
    return min(rest) >= 0 and max(rest) * 5 <= value

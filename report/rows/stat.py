"""One statistic is one immutable row: what it is, how it prints, and where it came from."""

from __future__ import annotations

import math
import numbers
import re
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeVar

from report.rows.errors import Fault, LedgerError
from report.rows.format_registry import FORMATS
from report.rows.levels import USUAL, Levels, unusual
from report.rows.number_formats import one_line
from report.rows.p_value_format import PValue
from report.rows.styles import APA, STYLES
from report.rows.suggestions import nearest_or_all

#: The types of pandas.NA, pandas.NaT and numpy.ma.masked, which are recognised without importing either library.
_MISSING = ("NAType", "NaTType", "MaskedConstant")
NOT_A_NUMBER = "its value is not a number (NaN) and prints as a dash"
ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")


@dataclass(frozen=True)
class Source:
    """The origin of a row: function, file and line, the products that it takes, and the data behind them."""

    function: str
    file: str
    line: int
    inputs: tuple[str, ...] = ()
    data: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Stat:
    """One statistic: its raw value and its printed form.

    `format` names an entry of `report.rows.format_registry.FORMATS`; `symbol` is the statistic's printed symbol in
    Markdown ("*p*", "β"); `about` places the row for tables and exports (arm, variable, statistic, ...).
    `source`, `warnings`, the study's `levels` and its `style` are set by the run, not by the study; a row may state
    its own levels. `stored` is the printed text as read from a ledger, for a format that another study registered.
    """

    id: str
    value: float | int | str | None
    format: str
    label: str
    symbol: str = ""
    n: int | None = None
    unit: str = ""
    about: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    source: Source | None = None
    levels: Levels | None = None
    style: str = APA.name
    stored: str = ""

    def __post_init__(self) -> None:
        if not ID.fullmatch(self.id):
            raise LedgerError(
                Fault(
                    self.id,
                    "is not an id",
                    "use lower-case words joined by dots, as in primary.ebi.indirect.beta",
                )
            )
        self._check_format()
        if _is_nan(self.value):
            object.__setattr__(self, "warnings", (*self.warnings, NOT_A_NUMBER))
        object.__setattr__(self, "value", plain(self.value))
        for name in ("label", "symbol", "unit", "warnings", "about"):
            object.__setattr__(self, name, printable(getattr(self, name)))

    def _check_format(self) -> None:
        if self.format not in FORMATS and not self.stored:
            raise LedgerError(
                Fault(self.id, f"has the unknown format {self.format}", nearest_or_all(self.format, FORMATS))
            )

    @cached_property
    def printed(self) -> str:
        """The text that is printed for this row."""
        if self.format not in FORMATS:
            return self.stored
        format = FORMATS[self.format]
        if isinstance(format, PValue) and self.levels is not None:
            format = replace(format, thresholds=self.levels.thresholds)
        return one_line(STYLES[self.style].printed(format, self.value))

    def marks(self, trend: bool = False) -> str:
        """The significance marks of a p-value, at its own levels."""
        value = self.value if isinstance(self.value, int | float) else None
        return (self.levels or USUAL).marks(value, trend)

    def stamped(
        self, source: Source, warnings: tuple[str, ...] = (), levels: Levels = USUAL, style: str = APA.name
    ) -> Stat:
        """The same row with its source, warnings, levels and style set by the run."""
        self._check_format()  # a study's own format may be gone since the row was stored
        warned, own, symbol = self.warnings + warnings, self.levels or unusual(levels), STYLES[style].symbols
        return _changed(
            self,
            source=source,
            warnings=printable(warned),
            levels=own,
            style=style,
            symbol=printable(symbol(self.symbol)),
        )


@dataclass(frozen=True)
class Claim:
    """A statement that holds or does not, and the rows that it depends on."""

    id: str
    holds: bool
    label: str
    evidence: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    source: Source | None = None

    def __post_init__(self) -> None:
        if not ID.fullmatch(self.id):
            raise LedgerError(Fault(self.id, "is not an id", "use lower-case words joined by dots"))
        object.__setattr__(self, "holds", bool(self.holds))
        for name in ("label", "warnings"):
            object.__setattr__(self, name, printable(getattr(self, name)))

    @property
    def printed(self) -> str:
        """The claim's state in words."""
        return "holds" if self.holds else "does not hold"

    def stamped(
        self, source: Source, warnings: tuple[str, ...] = (), levels: Levels = USUAL, style: str = APA.name
    ) -> Claim:
        """The same claim with its source and warnings set by the run."""
        return _changed(self, source=source, warnings=printable(self.warnings + warnings))


Row = Stat | Claim
_Row = TypeVar("_Row", Stat, Claim)


def _changed(row: _Row, **values: Any) -> _Row:
    """A copy of a row with some values replaced; the others are not validated again."""
    changed = copy(row)
    changed.__dict__.pop("printed", None)
    for name, value in values.items():
        object.__setattr__(changed, name, value)
    return changed


def printable(texts: Any) -> Any:
    """A text, or each text of a tuple or mapping, on one line and of characters that all documents can contain."""
    if isinstance(texts, str):
        return one_line(texts)
    if isinstance(texts, Mapping):
        return {key: one_line(str(value)) for key, value in texts.items()}
    return tuple(one_line(str(text)) for text in texts)


def _is_nan(value: Any) -> bool:
    return isinstance(value, numbers.Real) and math.isnan(value)


def plain(value: Any) -> float | int | str | None:
    """A plain Python value: numpy scalars are unwrapped; NaN and missing values of pandas and numpy become None."""
    if type(value).__name__ in _MISSING or _is_nan(value):
        return None
    if getattr(value, "size", 1) == 1 and hasattr(value, "item"):
        value = value.item()
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, Decimal | Fraction):
        return float(value)
    if isinstance(value, str):
        return one_line(value)
    if value is None or isinstance(value, int | float):
        return value
    raise LedgerError(f"a statistic's value must be a number or a text, not {type(value).__name__}")

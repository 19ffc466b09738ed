"""The use of columns in a new study: those that it describes, the one that divides the sample, and the outcomes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from report.data.cell_rules import number
from report.data.column_guesses import Guess, Guesses
from report.results.summaries.variables import id_parts
from report.rows.errors import DataError, Fault
from report.rows.suggestions import nearest_or_all

Template = Literal["blank", "trial", "survey"]
_GROUP = re.compile(
    r"(?:.*[\W_])?(?:arm|group|condition|treatment|allocation|randomi[sz]ed|gruppe|bedingung)s?(?:[\W_].*)?"
)
_MOST_DESCRIBED, _MOST_CORRELATED, _MOST_DRAWN, _MOST_ITEMS, _MOST_ANSWERS = 12, 6, 4, 12, 7
_MOST_GROUPS = 8
_TWO = 2
_NO_ITEMS = (
    f"has no items: columns such as mood_1 and mood_2, each with at most {_MOST_ANSWERS} different answers"
)
_ITEMS_NEED = "rename the items so that only their number differs, or choose --template blank"


@dataclass(frozen=True)
class StudyPlan:
    """The columns of a new study by their use; `parts` are their names in ids.

    `several`: the dividing column has more than two groups.
    """

    template: Template
    described: tuple[str, ...]
    numbers: tuple[str, ...]
    drawn: tuple[str, ...]
    items: tuple[str, ...] = ()
    group: str = ""
    outcome: str = ""
    parts: dict[str, str] | None = None
    several: bool = False

    def part(self, name: str) -> str:
        """A column's name in ids."""
        return (self.parts or {})[name]


def planned(guesses: Guesses, template: Template, by: str, file: str) -> StudyPlan:
    """The use of each column; a template whose columns are missing is a fault."""
    group = _group(guesses, by, file, _TWO if template == "trial" else _MOST_GROUPS)
    if template == "trial" and not group:
        what, remedy = "has no column of two groups that looks like a treatment", "name it: --by COLUMN"
        raise DataError(Fault(file, what, remedy))
    shown = [
        each for each in guesses.columns if each.type != "text" and not each.identifies and each.distinct
    ]
    numbers = [each.name for each in shown if each.numeric]
    items = _items(guesses) if template == "survey" else ()
    if template == "survey" and not items:
        raise DataError(Fault(file, _NO_ITEMS, _ITEMS_NEED))
    varying = [each.name for each in shown if each.distinct > 1]
    others = [name for name in varying if name not in items and name != group]
    free = [name for name in numbers if name not in items] or list(numbers)
    if template == "trial" and not free:
        raise DataError(Fault(file, "has no column of numbers that could be an outcome", "add one"))
    outcome = free[-1] if template == "trial" else ""
    return StudyPlan(
        template,
        tuple(others[:_MOST_DESCRIBED] or [each.name for each in shown][:_MOST_DESCRIBED]),
        _measured(free, outcome),
        tuple(free[:_MOST_DRAWN]),
        items,
        group,
        outcome,
        id_parts(each.name for each in guesses.columns),
        bool(group) and not _divides(guesses[group]),
    )


def _measured(free: Sequence[str], outcome: str) -> tuple[str, ...]:
    """The columns of numbers whose moments are computed: the first ones, and the outcome, which the text names."""
    first = free[:_MOST_CORRELATED]
    return tuple(first) if not outcome or outcome in first else (*first[:-1], outcome)


def _group(guesses: Guesses, by: str, file: str, most: int) -> str:
    """The column that divides the sample: the named one, or one of two groups whose name suggests a treatment."""
    if by:
        names = [each.name for each in guesses.columns]
        if by not in names:
            raise DataError(Fault(file, f"has no column {by}", nearest_or_all(by, names)))
        if not _divides(guesses[by], most):
            raise DataError(
                Fault(file, f"{by} does not divide the sample into {_words(most)}", _remedy(most))
            )
        return by
    named = (each.name for each in guesses.columns if _divides(each) and _GROUP.fullmatch(each.name.lower()))
    return next(named, "")


def _words(most: int) -> str:
    return "two groups" if most == _TWO else f"{_TWO} to {most} groups"


def _remedy(most: int) -> str:
    other = f"; the other templates describe up to {_MOST_GROUPS} groups" if most == _TWO else ""
    return f"name another: --by COLUMN{other}"


def _divides(guess: Guess, most: int = _TWO) -> bool:
    return guess.type in ("category", "boolean") and _TWO <= guess.distinct <= most


def _items(guesses: Guesses) -> tuple[str, ...]:
    """The largest set of columns with few answers whose names differ only in their number."""
    families: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for each in guesses.columns:
        stem = re.sub(r"\d+[a-z]?$", "#", each.name)
        if stem != each.name and _is_item(each):
            families.setdefault((stem, tuple(each.categories)), []).append(each.name)
    largest: Sequence[str] = max(families.values(), key=len, default=[])
    return tuple(largest[:_MOST_ITEMS]) if len(largest) >= _TWO else ()


def _is_item(guess: Guess) -> bool:
    """Whether a column contains whole numbers of a short range, or a few labelled codes."""
    if guess.type == "category":
        coded = all(number(code) is not None for code in guess.categories)
        return coded and _TWO < len(guess.categories) <= _MOST_ANSWERS
    if guess.type != "integer" or guess.minimum is None or guess.maximum is None:
        return False
    return guess.maximum - guess.minimum < _MOST_ANSWERS

"""The stamp by which the rows of a summary are recognised as one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import wraps
from typing import Concatenate, ParamSpec

from report.rows.stat import Stat

P = ParamSpec("P")
_Summary = Callable[Concatenate[str, P], Iterator[Stat]]
#: The thresholds below which a p-value has one, two or three stars.
_STARS = (("one", 0.05, "index"), ("two", 0.01, "index"), ("three", 0.001, "index3"))


def summary(table: str) -> Callable[[_Summary[P]], _Summary[P]]:
    """Mark all rows that a function yields as those of a table of this kind, below the given id."""

    def mark(function: _Summary[P]) -> _Summary[P]:
        @wraps(function)
        def marked(id: str, /, *arguments: P.args, **options: P.kwargs) -> Iterator[Stat]:
            for each in function(id, *arguments, **options):
                yield replace(each, about={**each.about, "table": table, "summary": id})

        return marked

    return mark


def star_rows(id: str) -> Iterator[Stat]:
    """The thresholds of the significance marks, which a table's note prints."""
    for name, threshold, format in _STARS:
        label = f"p-values below it have {name} star{'s' * (name != 'one')}"
        yield Stat(f"{id}.stars.{name}", threshold, format, label, about={"statistic": "threshold"})


def star_note(id: str) -> str:
    """The explanation of the significance marks."""
    marks = (("\\*", "one"), ("\\*\\*", "two"), ("\\*\\*\\*", "three"))
    return " ".join(f"{mark}\u00a0*p* < {{{id}.stars.{name}}}." for mark, name in marks)

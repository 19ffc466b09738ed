"""The stamp by which the rows of a summary are recognised as one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import wraps
from typing import Concatenate, ParamSpec

from report.results.summaries.arranged_summary import Summary
from report.rows.levels import study_levels
from report.rows.stat import Stat

P = ParamSpec("P")
_Summary = Callable[Concatenate[str, P], Iterator[Stat]]
#: The numbers of significance marks, as they are written in ids.
_NUMBERS = ("one", "two", "three", "four", "five")


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
    """The study's thresholds of the significance marks, which a table's note prints."""
    for name, threshold in zip(_NUMBERS, study_levels().significance, strict=False):
        format = "index" if round(threshold, 2) == threshold else "index3"
        label = f"p-values below it have {name} star{'s' * (name != 'one')}"
        yield Stat(f"{id}.stars.{name}", threshold, format, label, about={"statistic": "threshold"})


def star_note(summary: Summary) -> str:
    """The explanation of the significance marks."""
    stars = [f"{summary.id}.stars.{name}" for name in _NUMBERS]
    marks = {"\\*" * count: id for count, id in enumerate(stars, 1) if id in summary.rows}
    return " ".join(f"{mark}\u00a0*p* < {{{id}}}." for mark, id in marks.items())

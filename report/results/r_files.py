"""Results that R has written to files: broom's tables, ARD of cards, tidystats, and lavaan's tables.

A file is an input of the product that reads it, so that its hash is recorded and `report trace` leads to it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from report.results import broom_tables, broom_tests, json_results, lavaan_tables
from report.results.options import OptionError, read_with
from report.results.quantities import Result
from report.results.registry import rows_of_all
from report.rows.errors import DataError, Fault, ResultError
from report.rows.stat import Stat

Table = list[dict[str, Any]]


class ResultFile(Protocol):
    """A file of the study, as products receive it."""

    @property
    def path(self) -> Path:
        """Where the file is."""

    @property
    def name(self) -> str:
        """The name by which the file is cited."""


#: The readers of tables by the columns that a table must have; the first match is used.
_TABLES: tuple[tuple[frozenset[str], Callable[..., Iterator[Result]]], ...] = (
    (frozenset({"lhs", "op", "rhs", "est"}), lavaan_tables.estimates),
    (frozenset({"lhs", "op", "rhs", "est.std"}), lavaan_tables.standardised),
    (frozenset({"Chisq diff", "Df diff"}), lavaan_tables.comparisons),
    (frozenset({"chisq"}), lavaan_tables.fit),
    (frozenset({"cfi"}), lavaan_tables.fit),
    (frozenset({"rmsea"}), lavaan_tables.fit),
    (frozenset({"srmr"}), lavaan_tables.fit),
    (frozenset({".fitted"}), broom_tables.augment),
    (frozenset({"term", "num.df", "den.df"}), broom_tests.multivariate),
    (frozenset({"term", "df", "sumsq"}), broom_tables.anova),
    (frozenset({"term", "estimate"}), broom_tables.terms),
    (frozenset({"p.value", "method"}), broom_tests.single_test),
    (frozenset({"nobs"}), broom_tables.glance),
    (frozenset({"AIC", "BIC"}), broom_tables.glance),
    (frozenset({"group1", "group2", "p.value"}), broom_tests.pairwise),
    (frozenset({"statistic", "p.value", "df", "df.residual"}), broom_tests.levene),
)

_SEPARATORS = {";": "semicolons", "\t": "tabs", " ": "spaces"}


def rows_from_file(
    id: str,
    file: ResultFile,
    *,
    label: str = "",
    about: Mapping[str, str] | None = None,
    script: ResultFile | str = "",
    formats: Mapping[str, str] | None = None,
    **options: Any,
) -> Iterator[Stat]:
    """The rows of a file of results, below `id`; its columns or keys determine what the file is.

    `script` names the R script that wrote it. Options are those of the reader: `confidence` (files of broom do not
    state it), `test` ("t" or "z") and `df` of a table of terms, `ratio` ("OR", "IRR", "HR") if it was exponentiated.
    """
    found = _results(file, options)
    named = script if isinstance(script, str) else script.name
    place = {**(about or {}), "file": file.name} | ({"script": named} if named else {})
    yield from rows_of_all(id, [each.printed_as(formats or {}) for each in found], label, place)


def _results(file: ResultFile, options: Mapping[str, Any]) -> list[Result]:
    try:
        text = file.path.read_text("utf-8-sig")
        if file.path.suffix.lower() == ".json":
            return json_results.results(json.loads(text), **options)
        return read_with(_reader(table := _table(text)), table, options)
    except OSError as error:
        raise DataError(Fault(file.name, f"cannot be read: {error.strerror}", "correct its name")) from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise DataError(Fault(file.name, f"cannot be read: {error}", "write it again from R")) from error
    except OptionError as error:  # A mistake of the study, whose line the run adds.
        raise OptionError(replace(each, where=file.name) for each in error.faults) from error
    except ResultError as error:
        raise DataError(Fault(file.name, each.what, each.remedy) for each in error.faults) from error


def _table(text: str) -> Table:
    """The rows of a CSV file; NA and empty cells are omitted, numbers are parsed."""
    lines = list(csv.DictReader(io.StringIO(text, newline="")))
    if lines and set(lines[0]) == {"", "x"}:  # write.csv of a named vector
        lines = [{line[""]: line["x"] for line in lines}]
    return [
        {
            name: _cell(cell)
            for name, cell in line.items()
            if name is not None and cell not in (None, "", "NA")
        }
        for line in lines
    ]


def _cell(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text


def _reader(table: Table) -> Callable[..., Iterator[Result]]:
    columns = set().union(*table)
    for needed, reader in _TABLES:
        if needed <= columns:
            return reader
    if not table:
        raise ResultError(Fault("", "has no rows", "write it again from R"))
    if separator := re.search(r'[;\t]|(?<=\w) (?=")', next(iter(columns))) if len(columns) == 1 else None:
        what = f"has {_SEPARATORS[separator[0]]} between its cells instead of commas"
        raise ResultError(Fault("", what, "write it with write.csv(…, row.names = FALSE)"))
    what = f"is a table of an unknown kind; its columns are {', '.join(sorted(columns))}"
    remedy = (
        "tables of broom (tidy, glance, augment) and lavaan (parameterEstimates, fitMeasures) are supported"
    )
    raise ResultError(Fault("", what, remedy))

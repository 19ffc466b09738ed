"""Demographic and clinical characteristics of each arm."""

from __future__ import annotations

from collections.abc import Iterator

from report.rows.tables import Column, Table, TableRow, group, row
from report.study.product import table

COLUMNS = (Column("Characteristic", "left"), Column("*M* (*SD*) or *n* (%)"), Column("Range"))
NOTE = (
    "*Note.* Percentages refer to the participants analysed. Eligibility rested on a HAM-D-17 of at least "
    "{protocol.hamd_threshold} at screening, not on the score at baseline that is printed here. HAM-D-17 = Hamilton "
    "Depression Rating Scale; QIDS-SR-16 = Quick Inventory of Depressive Symptomatology, self-rated. A unit of alcohol "
    "is that of the United Kingdom."
)


def _mean(name: str, arm: str, label: str, indent: int = 0) -> TableRow:
    place = f"table1.{arm}.{name}"
    return row(label, f"{{{place}.mean}} ({{{place}.sd}})", f"{{{place}.min}}–{{{place}.max}}", indent=indent)


def _count(name: str, arm: str, label: str, indent: int = 0) -> TableRow:
    place = f"table1.{arm}.{name}"
    return row(label, f"{{{place}.n}} ({{{place}.pct}})", "", indent=indent)


def _rows(arm: str) -> Iterator[TableRow]:
    yield _mean("age", arm, "Age, years")
    yield _count("female", arm, "Female")
    yield _count("caucasian", arm, "Caucasian")
    yield group("Employment")
    for status in ("employed", "unemployed", "student"):
        yield _count(status, arm, status.capitalize(), indent=1)
    yield _count("university", arm, "University education")
    yield group("Clinical history")
    yield _mean("illness_years", arm, "Duration of illness, years", 1)
    yield _mean("past_medications", arm, "Psychiatric medications tried", 1)
    yield _count("discontinued_medication", arm, "Discontinued medication for the trial", 1)
    yield _count("past_psychotherapy", arm, "Earlier psychotherapy", 1)
    yield _count("past_psilocybin", arm, "Earlier use of psilocybin", 1)
    yield _mean("alcohol_units", arm, "Alcohol, units per week", 1)
    yield group("Severity of depression at baseline")
    yield _mean("hamd17_0", arm, "HAM-D-17", 1)
    yield _mean("qids_0", arm, "QIDS-SR-16", 1)


def _characteristics(arm: str) -> Table:
    caption = f"Demographic and clinical characteristics of the {arm} arm (*n* = {{flow.{arm}.analysed}})"
    return Table(caption, COLUMNS, tuple(_rows(arm)), (NOTE,))


@table
def demographics() -> Table:
    """Table 1: the psilocybin arm."""
    return _characteristics("psilocybin")


@table
def escitalopram_demographics() -> Table:
    """The escitalopram arm in the same terms."""
    return _characteristics("escitalopram")

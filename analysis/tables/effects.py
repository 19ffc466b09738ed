"""Every path, residual covariance and indirect effect of the models, raw and standardised."""

from __future__ import annotations

from analysis.models import MODELS, Model
from analysis.tables.wording import ABBREVIATIONS, CONFIDENCE, model_words, path_words
from report.rows.ledger import Ledger
from report.rows.table_parts import interval
from report.rows.tables import Column, Table, TableRow, group, row
from report.study.product import table

COLUMNS = (
    Column("Path", "left"),
    Column("*b*"),
    Column("*SE*"),
    Column(CONFIDENCE),
    Column("*p*"),
    Column("β"),
    Column("*SE*"),
    Column(f"Percentile {CONFIDENCE}"),
    Column(f"Corrected {CONFIDENCE}"),
)
NOTES = (
    "*Note.* *b* = raw coefficient with its standard error, Wald interval and *p*-value; β = standardised coefficient "
    "with its standard error by the delta method, and percentile and bias-corrected bootstrap intervals from "
    "{bootstrap.psilocybin.resamples} resamples of participants. The Monte Carlo standard error of a bound is at most "
    "{bootstrap.psilocybin.largest_error} in the psilocybin and {bootstrap.escitalopram.largest_error} in the "
    "escitalopram arm. → path; ↔ residual covariance.",
    ABBREVIATIONS,
)


@table
def effects(ledger: Ledger) -> Table:
    """All parameters of all models with their uncertainty."""
    rows: list[TableRow] = []
    for model in MODELS:
        rows += [
            group(f"{model_words(model)} (*n* = {{{model.name}.n}})"),
            *(_row(model, name) for name in paths(ledger, model)),
        ]
    return Table(
        "All estimated paths, residual covariances and indirect effects",
        COLUMNS,
        tuple(rows),
        NOTES,
        wide=True,
    )


def paths(ledger: Ledger, model: Model) -> list[str]:
    """The names of a model's paths and effects, in the order of its rows."""
    below = (row.id.removeprefix(f"{model.name}.") for row in ledger.below(model.name))
    return [id.removesuffix(".beta_se") for id in below if id.endswith(".beta_se")]


def _row(model: Model, name: str) -> TableRow:
    place = f"{model.name}.{name}"
    return row(
        path_words(model, name),
        f"{{{place}.b}}",
        f"{{{place}.se}}",
        interval(f"{place}.ci"),
        f"{{{place}.p}}",
        f"{{{place}.beta}}",
        f"{{{place}.beta_se}}",
        interval(f"{place}.beta_percentile_ci"),
        interval(f"{place}.beta_corrected_ci"),
        indent=1,
    )

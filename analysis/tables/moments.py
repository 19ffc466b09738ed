"""The moments from which each model can be estimated: means, standard deviations and correlations."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.models import MODELS, Model
from analysis.scales import short
from analysis.tables.wording import ABBREVIATIONS, model_words
from report.rows.table_parts import lettered, lettered_columns, lower_triangle
from report.rows.tables import Cell, Column, Table, TableRow, group, row
from report.study.product import table

_WIDEST = max(len(model.variables) for model in MODELS)


@table
def model_moments() -> Table:
    """The moments of every model, one group per model."""
    columns = (Column("Variable", "left"), Column("*M*"), Column("*SD*"), *lettered_columns(_WIDEST - 1))
    rows: list[TableRow] = []
    for model in MODELS:
        rows += [group(f"{model_words(model)} (*n* = {{{model.name}.n}})"), *_lines(model)]
    notes = (
        "*Note.* Means, standard deviations and correlations in the complete cases of each model; letters at the head "
        "of a column stand for the variables of the group, in their order. Standard deviations are those of a sample; "
        f"maximum likelihood estimates a model from covariances with the divisor *n*. {ABBREVIATIONS}",
    )
    return Table("Moments from which each model can be estimated", columns, tuple(rows), notes, wide=True)


def _lines(model: Model) -> Iterator[TableRow]:
    prefix, names = f"moments.{model.name}", model.variables
    for place, name in enumerate(names):
        above = [Cell(f"{{{prefix}.{other}_{name}.r}}") for other in names[:place]]
        cells = (f"{{{prefix}.{name}.mean}}", f"{{{prefix}.{name}.sd}}")
        triangle = lower_triangle(place, _WIDEST - 1, above.__getitem__)
        yield row(lettered(place, short(name)), *cells, *triangle, indent=1)

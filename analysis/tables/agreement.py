"""The table of fit indices computed here and by semopy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from analysis.models import MODELS, Model
from analysis.tables.wording import model_words
from report.results.semopy_rows import COMPARED, Compared
from report.rows.tables import Column, Table, TableRow, group, row
from report.study.product import table

COLUMNS = (
    Column("Index", "left", 0.22),
    Column("Ours", "right", 0.13),
    Column("semopy", "right", 0.13),
    Column("Why they differ", "left", 0.52),
)
NAMES = {
    "npar": "Free parameters",
    "baseline_chisq": "χ² of the baseline model",
    "baseline_df": "*df* of the baseline model",
    "p": "*p* of χ²",
}
NOTE = (
    "*Note.* semopy {software.semopy}, its own indices for the same model and the same cases. It has neither SRMR "
    "nor an interval of RMSEA. A dash stands where an index is not defined."
)


@table
def sem_agreement(semopy_comparisons: Mapping[str, Compared]) -> Table:
    """Each index as computed here and by semopy, and the reason for any difference."""
    rows: list[TableRow] = []
    for model in MODELS:
        rows += [group(model_words(model)), *_rows(model, semopy_comparisons[model.name])]
    caption = "Fit indices computed here and by semopy for the same models"
    return Table(caption, COLUMNS, tuple(rows), (NOTE,))


def _rows(model: Model, compared: Compared) -> Iterator[TableRow]:
    for part in COMPARED:
        name = NAMES.get(part.name, part.symbol)
        place = f"{model.name}.fit.{part.name}"
        theirs = f"agreement.{model.name}.{part.name}"
        yield row(name, f"{{{place}}}", f"{{{theirs}}}", compared.reason(part), indent=1)
    farthest = f"{{agreement.{model.name}.estimates}}"
    yield row("Estimates", "", "", f"farthest apart: {farthest} standard errors", indent=1)

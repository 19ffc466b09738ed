"""Fit indices of all path models."""

from __future__ import annotations

from analysis.models import MODELS, Model
from report.rows.ledger import Ledger
from report.rows.table_parts import interval
from report.rows.tables import Column, Table, TableRow, group, row
from report.study.product import table

COLUMNS = (
    Column("Model", "left"),
    Column("*n*"),
    Column("χ²"),
    Column("*df*"),
    Column("*p*"),
    Column("CFI"),
    Column("TLI"),
    Column("RMSEA"),
    Column("{protocol.rmsea_confidence_level}% CI"),
    Column("SRMR"),
)
NOTE = (
    "*Note.* CFI = comparative fit index; TLI = Tucker–Lewis index; RMSEA = root mean square error of approximation; "
    "CI = confidence interval of RMSEA; SRMR = standardised root mean square residual. The models of the second "
    "session are saturated: they reproduce their data whatever these are, so that indices of fit are not defined (–)."
)
FAMILIES = {
    "primary": "Confirmatory models, psilocybin arm",
    "session1": "Models of the first session, psilocybin arm",
    "session2": "Models of the second session, psilocybin arm",
    "escitalopram": "Confirmatory models, escitalopram arm",
}


def _row(model: Model, *, saturated: bool) -> TableRow:
    fit = f"{model.name}.fit"
    cells = (f"{{{fit}.{index}}}" for index in ("chisq", "df", "p", "cfi", "tli", "rmsea"))
    return row(
        model.acute.upper(),
        f"{{{model.name}.n}}",
        *cells,
        "–" if saturated else interval(f"{fit}.rmsea_ci"),
        f"{{{fit}.srmr}}",
        indent=1,
    )


@table
def fit_indices(ledger: Ledger) -> Table:
    """Table 3: chi-square, CFI, TLI, RMSEA and SRMR of each model."""
    rows: list[TableRow] = []
    for family, title in FAMILIES.items():
        rows.append(group(title))
        for model in MODELS:
            if model.name.startswith(family):
                rows.append(_row(model, saturated=ledger.claim(f"{model.name}.fit.saturated").holds))
    return Table("Fit of the path models", COLUMNS, tuple(rows), (NOTE,))

"""The benchmarks for judging effects and fit."""

from __future__ import annotations

from report.rows.tables import Column, Table, group, row
from report.study.product import table

COLUMNS = (
    Column("Quantity", "left"),
    Column("Benchmark", "left"),
    Column("Value"),
    Column("Source", "left"),
)
NOTE = (
    "*Note.* CFI = comparative fit index; RMSEA = root mean square error of approximation. Absolute values of "
    "coefficients and correlations are compared."
)


@table
def thresholds() -> Table:
    """Table 2: benchmarks of fit, effects and significance."""
    rows = (
        group("Global fit"),
        row("χ², *p*", "acceptable above", "{threshold.chisq_p.acceptable}", "@hooper2008", indent=1),
        row("CFI", "acceptable from", "{threshold.cfi.acceptable}", "@awang2014", indent=1),
        row("CFI", "good from", "{threshold.cfi.good}", "@hooper2008", indent=1),
        row("RMSEA", "acceptable up to", "{threshold.rmsea.acceptable}", "@hooper2008", indent=1),
        row("RMSEA", "good up to", "{threshold.rmsea.good}", "@hair2010", indent=1),
        group("Size of effects"),
        row("β", "moderate from", "{threshold.beta.moderate}", "@acock2014", indent=1),
        row("β", "strong above", "{threshold.beta.strong}", "@acock2014", indent=1),
        row("*r*", "weak below", "{threshold.r.weak}", "@cohen1988", indent=1),
        row("*r*", "high from", "{threshold.r.high}", "@cohen1988", indent=1),
        group("Significance"),
        row("*p*, two-sided", "significant below", "{threshold.alpha}", "by convention", indent=1),
        row("*p*, two-sided", "trend below", "{threshold.trend}", "by convention", indent=1),
    )
    return Table("Benchmarks for the evaluation of fit, effects and significance", COLUMNS, rows, (NOTE,))

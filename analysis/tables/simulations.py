"""Power, bias and coverage of the indirect effects, and coverage of the printed intervals."""

from __future__ import annotations

from analysis.models import ACUTE_LABEL, Model
from analysis.simulation_rows import METHODS
from analysis.simulations import INDIRECT, MODELS, SIZES
from analysis.tables.wording import path_words
from report.rows.tables import Column, Table, TableRow, group, row
from report.study.product import table

NAMES = tuple(name for name, _ in METHODS.values())
HEADS = ("Delta", "Percentile", "Bias-corrected")
POWER_COLUMNS = (
    Column("*n*", "left"),
    Column("Estimated"),
    Column("Bias"),
    *(Column(head, spanner="Power") for head in HEADS),
    *(Column(head, spanner="Coverage") for head in HEADS),
)
ERRORS = (
    "The largest Monte Carlo standard error of a power or coverage is {simulation.largest_error}. "
    "All data are simulated."
)
POWER_NOTE = (
    "*Note.* {simulation.replications} simulated data sets of each size, {simulation.resamples} resamples of each. "
    "Estimated: data sets with estimates, in per cent. Bias: mean error of the standardised indirect effect. Delta: "
    "the Wald test, and the interval of the delta method. Percentile, bias-corrected: an effect is significant if the "
    f"bootstrap interval does not contain a null effect. {ERRORS}"
)
COVERAGE_COLUMNS = (
    Column("Path or effect", "left", 0.4),
    Column("True β"),
    *(Column(head, spanner="Coverage") for head in HEADS),
)
COVERAGE_NOTE = (
    "*Note.* Share of {simulation.replications} simulated data sets of {primary.ebi.n} participants whose interval at "
    "{protocol.confidence_level}% covers the true standardised value; {simulation.fine_resamples} resamples of each "
    f"data set. {ERRORS}"
)


@table
def simulated_power_table() -> Table:
    """Each number of cases, for both instruments."""
    rows: list[TableRow] = []
    for acute, label in ACUTE_LABEL.items():
        rows.append(group(f"Confirmatory model: {label}"))
        rows += [_power(f"power.{acute}.n{n}.{INDIRECT}", n) for n in SIZES]
    caption = "Power, bias and coverage of the indirect effects in simulated samples"
    return Table(caption, POWER_COLUMNS, tuple(rows), (POWER_NOTE,))


def _power(prefix: str, n: int) -> TableRow:
    shares = [f"{{{prefix}.{name}.{what}}}" for what in ("power", "coverage") for name in NAMES]
    return row(f"{{{prefix}.n}}", f"{{{prefix}.converged}}", f"{{{prefix}.bias}}", *shares, indent=1)


@table
def printed_coverage() -> Table:
    """Each path and indirect effect of the confirmatory models."""
    rows: list[TableRow] = []
    for acute, model in MODELS.items():
        rows.append(group(f"Confirmatory model: {ACUTE_LABEL[model.acute]}"))
        rows += [_coverage(model, acute, name) for name in _paths(model)]
    caption = "Coverage of the intervals of the confirmatory models at the size of the arm"
    return Table(caption, COVERAGE_COLUMNS, tuple(rows), (COVERAGE_NOTE,))


def _paths(model: Model) -> list[str]:
    return [f"{term.lhs}_on_{term.rhs}" for term in model.terms] + [INDIRECT, "indirect_rapport"]


def _coverage(model: Model, acute: str, name: str) -> TableRow:
    prefix = f"coverage.{acute}.{name}"
    shares = [f"{{{prefix}.{method}.coverage}}" for method in NAMES]
    return row(path_words(model, name), f"{{{prefix}.truth}}", *shares, indent=1)

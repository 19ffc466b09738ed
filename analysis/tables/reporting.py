"""The reporting standards for structural equation models, item by item (Appelbaum et al., 2018, Table 7)."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.models import MODELS, Model
from analysis.scales import short
from analysis.tables.wording import ABBREVIATIONS
from report.rows.ledger import Ledger
from report.rows.table_parts import interval
from report.rows.tables import Column, Table, TableRow, group, row
from report.study.product import table

COLUMNS = (
    Column("Item", "left", 0.24),
    Column("What is reported", "left", 0.54),
    Column("Where", "left", 0.22),
)
NOTE = (
    "*Note.* CFI = comparative fit index; TLI = Tucker–Lewis index; RMSEA = root mean square error of approximation; "
    "SRMR = standardised root mean square residual. Each number leads to its record, which lists all places that print "
    f"it. {ABBREVIATIONS}"
)
BOOTSTRAP = (
    "Percentile and bias-corrected intervals of {protocol.confidence_level}% from "
    "{bootstrap.psilocybin.resamples} resamples of participants for each model; seeds {bootstrap.psilocybin.seed} "
    "(psilocybin arm) and {bootstrap.escitalopram.seed} (escitalopram arm); resamples without an answer: "
    "{bootstrap.psilocybin.failed} and {bootstrap.escitalopram.failed}; largest Monte Carlo standard error of a bound: "
    "{bootstrap.psilocybin.largest_error} and {bootstrap.escitalopram.largest_error}"
)
SOFTWARE = (
    "Own code in Python {software.python} with NumPy {software.numpy} and SciPy {software.scipy}, tested against "
    "stored output of lavaan; compared with semopy {software.semopy}"
)
MISSING = (
    "Rapport, EBI and MEQ of the second session are missing where the second dose was missed "
    "({flow.psilocybin.missed_second_dose} participants of the psilocybin and {flow.escitalopram.missed_second_dose} "
    "of the escitalopram arm); listwise deletion, full-information maximum "
    "likelihood as an analysis of sensitivity"
)

#: Sections and floats that report an item, in the paper and in the supplement, by their anchors.
PAPER = {
    name: f"[{text}](index.html#{anchor})"
    for name, text, anchor in (
        ("flow", "Results, participant flow", "participant-flow-and-demographics"),
        ("limitations", "Limitations", "limitations"),
        ("analyses", "Methods, statistical analyses", "statistical-analyses"),
        ("measures", "Methods, measures", "measures"),
        ("diagrams", "Results, confirmatory models", "confirmatory-models"),
        ("fit", "Results, table of fit indices", "tbl-fit-indices"),
        ("primary", "Results, confirmatory models", "fig-primary-models"),
        ("session1", "Results, first session", "fig-session1-models"),
        ("session2", "Results, second session", "fig-session2-models"),
    )
}
SUPPLEMENT = {
    name: f"[{text}](#{anchor})"
    for name, text, anchor in (
        ("sensitivity", "Sensitivity", "sensitivity"),
        ("descriptives", "Descriptive statistics", "tbl-descriptives"),
        ("moments", "Moments of the models", "tbl-model-moments"),
        ("reliability", "Scoring and reliability of the scales", "scoring-and-reliability-of-the-scales"),
        ("agreement", "Agreement of the software", "agreement-of-the-software"),
        ("effects", "All paths, with bootstrap intervals", "all-paths-with-bootstrap-intervals"),
        ("escitalopram", "Models of the escitalopram arm", "fig-escitalopram-models"),
        ("power", "Power and coverage by simulation", "power-and-coverage-by-simulation"),
    )
}


@table
def reporting(ledger: Ledger) -> Table:
    """The checklist, filled from the ledger."""
    rows = (
        group("Preparation of the data"),
        *_preparation(),
        group("Specification and estimation"),
        *_estimation(converged=all(ledger.claim(f"{model.name}.converged").holds for model in MODELS)),
        group("Fit"),
        *(_fit(model, saturated=ledger.claim(f"{model.name}.fit.saturated").holds) for model in MODELS),
        group("Estimates"),
        *_estimates(ledger),
    )
    return Table("Reporting standards for structural equation models, item by item", COLUMNS, rows, (NOTE,))


def _preparation() -> Iterator[TableRow]:
    yield row(
        "Sample size",
        "Psilocybin arm, *n* = {flow.psilocybin.analysed}; escitalopram arm, *n* = {flow.escitalopram.analysed}; given "
        "by the trial, power of these models by simulation",
        f"{PAPER['flow']}; {PAPER['limitations']}; {SUPPLEMENT['power']}",
        indent=1,
    )
    yield row("Missing data", MISSING, f"{PAPER['analyses']}; {SUPPLEMENT['sensitivity']}", indent=1)
    yield row(
        "Measures and their distributions",
        "Ranges, means, standard deviations and medians of all measures; histograms of the acute experience",
        f"{PAPER['measures']}; {SUPPLEMENT['descriptives']}",
        indent=1,
    )
    yield row(
        "Measurement",
        "Total scores stand for the constructs, without latent variables, so that errors of measurement remain in the "
        "paths; internal consistency of each scale",
        SUPPLEMENT["reliability"],
        indent=1,
    )
    yield row(
        "Covariances or correlations",
        "Means, standard deviations and correlations of each model's cases, from which it can be estimated again",
        SUPPLEMENT["moments"],
        indent=1,
    )


def _estimation(*, converged: bool) -> Iterator[TableRow]:
    yield row(
        "Models",
        "Confirmatory models of the acute experience at its maximum, near-saturated models of the first and saturated "
        "models of the second session; observed variables only, no path added or removed after estimation",
        f"{PAPER['analyses']}; {PAPER['diagrams']}",
        indent=1,
    )
    yield row(
        "Estimator",
        "Maximum likelihood on covariances with the divisor *N*, expected information, fixed exogenous covariates; "
        f"{'all models converged' if converged else 'not all models converged'}",
        PAPER["analyses"],
        indent=1,
    )
    yield row(
        "Assumptions",
        "Scores are treated as continuous, and tests of paths and of fit assume normal residuals, without robust "
        "standard errors; bootstrap intervals do not assume them",
        f"{PAPER['analyses']}; {SUPPLEMENT['effects']}",
        indent=1,
    )
    yield row(
        "Groups",
        "The arms are estimated separately; no parameter is equal across them, and no difference between their paths "
        "is tested",
        f"{PAPER['analyses']}; {SUPPLEMENT['escitalopram']}",
        indent=1,
    )
    yield row("Software", SOFTWARE, f"{PAPER['analyses']}; {SUPPLEMENT['agreement']}", indent=1)
    yield row("Bootstrap", BOOTSTRAP, SUPPLEMENT["effects"], indent=1)
    yield row(
        "Multiple tests",
        "Bonferroni correction of the {protocol.comparisons} confirmatory indirect effects; other tests uncorrected",
        PAPER["analyses"],
        indent=1,
    )


def _diagram(model: Model) -> str:
    family = model.name.split(".")[0]
    return PAPER.get(family) or SUPPLEMENT[family]


def _name(model: Model) -> str:
    return f"{model.title} (*n* = {{{model.name}.n}})"


def _fit(model: Model, *, saturated: bool) -> TableRow:
    fit = f"{model.name}.fit"
    if saturated:
        text = f"*df* = {{{fit}.df}}: saturated, no test and no index of fit"
    else:
        text = (
            f"χ²({{{fit}.df}}) = {{{fit}.chisq}}, *p* = {{{fit}.p}}; CFI = {{{fit}.cfi}}; TLI = {{{fit}.tli}}; "
            f"RMSEA = {{{fit}.rmsea}}, {{protocol.rmsea_confidence_level}}% CI {interval(f'{fit}.rmsea_ci')}; "
            f"SRMR = {{{fit}.srmr}}"
        )
    return row(_name(model), text, PAPER["fit"], indent=1)


def _estimates(ledger: Ledger) -> Iterator[TableRow]:
    yield row(
        "Paths, raw and standardised",
        "Coefficients with standard errors, intervals and *p*-values of every path, residual covariance and indirect "
        "effect",
        SUPPLEMENT["effects"],
        indent=1,
    )
    for model in MODELS:
        outcomes = [stat.id for stat in ledger.below(f"{model.name}.r2")]
        parts = (f"{short(id.rsplit('.', 1)[1])} {{{id}}}" for id in outcomes)
        yield row(f"*R*², {model.phrase}", "; ".join(parts), _diagram(model), indent=1)

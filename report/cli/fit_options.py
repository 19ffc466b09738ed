"""The options of `report fit`: the data, the model, resampling, further tests, and what each group of them means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from report.cli.fit_tests import listed
from report.cli.options import path_of
from report.pathmodels.results import Difference, Kind, Missing

if TYPE_CHECKING:
    from report.pathmodels.results import Estimator, Options

DataFile = Annotated[
    Path, typer.Argument(metavar="DATA", parser=path_of, help="A CSV file, one row per case.")
]
MissingValues = Annotated[Missing, typer.Option("--missing", help="How to treat missing values.")]
EstimatorName = Annotated[
    str,
    typer.Option(
        "--estimator",
        metavar="<ML|MLM|MLR>",
        help="MLM and MLR have robust standard errors and a scaled test.",
    ),
]
FixedX = Annotated[
    bool | None,
    typer.Option(
        "--fixed-x/--random-x",
        help="Fix exogenous covariates at their sample moments, or estimate these "
        "[default: fixed, except with FIML].",
    ),
]
Means = Annotated[bool, typer.Option("--means", help="Estimate intercepts.")]
UnitLatent = Annotated[
    bool,
    typer.Option("--std-lv", help="Fix the variance of latent variables at one instead of a marker loading."),
]
Group = Annotated[
    str, typer.Option("--group", metavar="COLUMN", help="Estimate the model in each group of a column.")
]
GroupEqual = Annotated[
    str,
    typer.Option(
        "--group-equal",
        metavar="KINDS",
        help="Kinds of parameters to hold equal across groups, separated by commas: loadings, intercepts, means, "
        "regressions, residuals, residual.covariances, lv.variances, lv.covariances.",
    ),
]
GroupPartial = Annotated[
    list[str] | None,
    typer.Option(
        "--group-partial",
        metavar="TERM",
        help='A term that may still differ between groups, such as "f =~ x2".',
    ),
]
Resamples = Annotated[
    int | None, typer.Option("--bootstrap", metavar="N", min=1, help="Resamples for bootstrap intervals.")
]
Interval = Annotated[
    Kind | None,
    typer.Option(
        "--interval",
        help="The interval to print: percentile, bc (bias-corrected) or bca (also accelerated) "
        "[default: percentile and bc].",
    ),
]
BollenStineTest = Annotated[
    bool, typer.Option("--bollen-stine", help="Add the Bollen-Stine bootstrap of the chi-square test.")
]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Seed of the bootstrap.")]
Workers = Annotated[int, typer.Option("--workers", min=1, help="Threads used for the bootstrap.")]
AsMoments = Annotated[
    bool,
    typer.Option(
        "--moments",
        help="Read DATA as covariances, or as correlations with a line sd; both need a line n (docs/sem.md).",
    ),
]
LocalFit = Annotated[
    bool, typer.Option("--local-fit", help="Add residual correlations and modification indices.")
]
Wald = Annotated[
    str, typer.Option("--wald", metavar="RESTRICTIONS", help='Test restrictions on labels, such as "a == b".')
]
Score = Annotated[bool, typer.Option("--score-tests", help="Add score tests of the equality constraints.")]
Slopes = Annotated[
    str,
    typer.Option(
        "--slopes",
        metavar="INTERACTION",
        help='Simple slopes and the Johnson-Neyman region of an interaction, such as "y ~ x | z".',
    ),
]
SlopesAt = Annotated[
    str,
    typer.Option(
        "--slopes-at",
        metavar="VALUES",
        help="Values of the moderator, separated by commas [default: mean, and one SD below and above].",
    ),
]
SlopesFigure = Annotated[
    Path | None,
    typer.Option(
        "--slopes-figure",
        metavar="FILE",
        parser=path_of,
        help="Draw the slope against the moderator: .svg, .pdf or .png.",
    ),
]
Against = Annotated[
    Path | None,
    typer.Option(
        "--compare", metavar="MODEL", parser=path_of, help="Compare with a nested model for the same data."
    ),
]
CompareEqual = Annotated[
    str,
    typer.Option(
        "--compare-equal",
        metavar="KINDS",
        help="Kinds of parameters to hold equal across groups in the other model: that of --compare, or "
        "by default the same model.",
    ),
]
DifferenceTest = Annotated[
    Difference,
    typer.Option(
        "--difference",
        help="The scaled chi-square difference: that of Satorra and Bentler (2001), or their strictly positive "
        "one of 2010.",
    ),
]


def options_of(
    missing: Missing,
    estimator: str,
    fixed_x: bool | None,
    means: bool,
    unit_latent: bool,
    group: str,
    group_equal: str,
    group_partial: list[str] | None,
) -> Options:
    """The options of the estimation; those that exclude each other are a fault."""
    from report.cli.model_files import require_options
    from report.pathmodels.results import Options

    options = Options(
        missing,
        estimator=cast("Estimator", estimator.upper()),
        fixed_x=fixed_x,
        means=means,
        unit_latent=unit_latent,
        group=group,
        group_equal=listed(group_equal),
        group_partial=tuple(group_partial or ()),
    )
    require_options(options)
    return options

"""`report fit`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from report.cli.console import say, write_json
from report.cli.fit_tests import Resampling, Wanted, draw_slopes, further, listed, read_other, read_probe
from report.cli.model_files import Codes, ModelFile, read_cases, read_model, require_options
from report.cli.options import Json, JsonOut, path_of
from report.files.pinned import pin
from report.pathmodels.further_printing import Further, more_json, more_lines
from report.pathmodels.results import Difference, Kind, Missing
from report.rows.errors import Fault, ReportError, UsageError

if TYPE_CHECKING:
    from pandas import DataFrame

    from report.pathmodels import Bootstrap, PathFit
    from report.pathmodels.results import Estimator, Options
    from report.pathmodels.summary_data import Moments

#: A bootstrap with fewer resamples finishes before a progress bar is useful.
_LONG = 100_000


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command(
        "fit",
        epilog="Examples: report fit model.lav data.csv; "
        "report fit model.lav data.csv --missing fiml --bootstrap 10000 --seed 1 --json; "
        "report fit model.lav data.csv --estimator MLR --group arm --group-equal regressions",
    )(fit)


def fit(
    model: ModelFile,
    data: Annotated[
        Path, typer.Argument(metavar="DATA", parser=path_of, help="A CSV file, one row per case.")
    ],
    missing: Annotated[Missing, typer.Option("--missing", help="How to treat missing values.")] = "listwise",
    missing_codes: Codes = None,
    estimator: Annotated[
        str,
        typer.Option(
            "--estimator",
            metavar="<ML|MLM|MLR>",
            help="MLM and MLR have robust standard errors and a scaled test.",
        ),
    ] = "ML",
    fixed_x: Annotated[
        bool | None,
        typer.Option(
            "--fixed-x/--random-x",
            help="Fix exogenous covariates at their sample moments, or estimate these "
            "[default: fixed, except with FIML].",
        ),
    ] = None,
    means: Annotated[bool, typer.Option("--means", help="Estimate intercepts.")] = False,
    unit_latent: Annotated[
        bool,
        typer.Option(
            "--std-lv", help="Fix the variance of latent variables at one instead of a marker loading."
        ),
    ] = False,
    group: Annotated[
        str, typer.Option("--group", metavar="COLUMN", help="Estimate the model in each group of a column.")
    ] = "",
    group_equal: Annotated[
        str,
        typer.Option(
            "--group-equal",
            metavar="KINDS",
            help="Kinds of parameters to hold equal across groups, separated by commas: loadings, intercepts, means, "
            "regressions, residuals, residual.covariances, lv.variances, lv.covariances.",
        ),
    ] = "",
    group_partial: Annotated[
        list[str] | None,
        typer.Option(
            "--group-partial",
            metavar="TERM",
            help='A term that may still differ between groups, such as "f =~ x2".',
        ),
    ] = None,
    bootstrap: Annotated[
        int | None, typer.Option("--bootstrap", metavar="N", min=1, help="Resamples for bootstrap intervals.")
    ] = None,
    interval: Annotated[
        Kind | None,
        typer.Option(
            "--interval",
            help="The interval to print: percentile, bc (bias-corrected) or bca (also accelerated) "
            "[default: percentile and bc].",
        ),
    ] = None,
    bollen_stine: Annotated[
        bool, typer.Option("--bollen-stine", help="Add the Bollen-Stine bootstrap of the chi-square test.")
    ] = False,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Seed of the bootstrap.")] = 1,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Threads used for the bootstrap.")] = 1,
    moments: Annotated[
        bool,
        typer.Option(
            "--moments",
            help="Read DATA as covariances, or as correlations with a line sd; both need a line n (docs/sem.md).",
        ),
    ] = False,
    local: Annotated[
        bool, typer.Option("--local-fit", help="Add residual correlations and modification indices.")
    ] = False,
    wald: Annotated[
        str,
        typer.Option("--wald", metavar="RESTRICTIONS", help='Test restrictions on labels, such as "a == b".'),
    ] = "",
    score: Annotated[
        bool, typer.Option("--score-tests", help="Add score tests of the equality constraints.")
    ] = False,
    slopes: Annotated[
        str,
        typer.Option(
            "--slopes",
            metavar="INTERACTION",
            help='Simple slopes and the Johnson-Neyman region of an interaction, such as "y ~ x | z".',
        ),
    ] = "",
    slopes_at: Annotated[
        str,
        typer.Option(
            "--slopes-at",
            metavar="VALUES",
            help="Values of the moderator, separated by commas [default: mean, and one SD below and above].",
        ),
    ] = "",
    slopes_figure: Annotated[
        Path | None,
        typer.Option(
            "--slopes-figure",
            metavar="FILE",
            parser=path_of,
            help="Draw the slope against the moderator: .svg, .pdf or .png.",
        ),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(
            "--compare",
            metavar="MODEL",
            parser=path_of,
            help="Compare with a nested model for the same data.",
        ),
    ] = None,
    compare_equal: Annotated[
        str,
        typer.Option(
            "--compare-equal",
            metavar="KINDS",
            help="Kinds of parameters to hold equal across groups in the other model: that of --compare, or "
            "by default the same model.",
        ),
    ] = "",
    difference: Annotated[
        Difference,
        typer.Option(
            "--difference",
            help="The scaled chi-square difference: that of Satorra and Bentler (2001), or their strictly positive "
            "one of 2010.",
        ),
    ] = "2001",
    json: Json = False,
    json_out: JsonOut = None,
) -> None:
    """Estimate a model from a CSV file. Empty cells and NA are missing values."""
    pin()
    from report.cli.moments_file import read_moments
    from report.pathmodels.printing import as_json, as_text
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
    if moments and group:
        what = "moments describe a single sample and have no column of groups"
        raise UsageError(Fault("--group", what, "give cases instead of moments, or omit --group"))
    resampling = Resampling(bootstrap, seed, workers, interval, bollen_stine)
    resampling.check()
    probe = read_probe(slopes, slopes_at, slopes_figure)
    syntax = read_model(model)
    frame = read_moments(data) if moments else read_cases(model, syntax, data, options, missing_codes or ())
    found, boot = _estimated(model, syntax, data, frame, options, resampling)
    other = read_other(read_model(against) if against else None, syntax, compare_equal, difference)
    wanted = Wanted(local, wald, score, other, probe)
    more = _further(found, frame, wanted, resampling, str(against or data))
    if slopes_figure and more.slopes:
        draw_slopes(more.slopes, slopes_figure)
    if json or json_out:
        write_json(as_json(found, boot) | more_json(more), json, json_out)
    if not json:
        say("\n".join([as_text(found, boot, interval), *more_lines(more)]))


def _further(
    found: PathFit, frame: DataFrame | Moments, wanted: Wanted, resampling: Resampling, where: str
) -> Further:
    from report.pathmodels import ModelError

    try:
        return further(found, frame, wanted, resampling)
    except ModelError as error:
        raise ReportError(Fault(where, str(error), "correct the data or the model")) from None


def _estimated(
    model: Path,
    syntax: str,
    data: Path,
    frame: DataFrame | Moments,
    options: Options,
    resampling: Resampling,
) -> tuple[PathFit, Bootstrap | None]:
    """Return the fit, and the bootstrap if requested."""
    from dataclasses import asdict

    from report.pathmodels import ModelError, ModelSyntaxError, bootstrap, fit

    resamples, accelerated = resampling.resamples, resampling.kind == "bca"
    try:
        found = fit(syntax, frame, **asdict(options))
        if not resamples:
            return found, None
        seed, workers, bar = resampling.seed, resampling.workers, _bar(resamples)
        boot = bootstrap(found, frame, resamples, seed, workers, bar, accelerated)
    except ModelSyntaxError as error:
        raise ReportError(Fault(str(model), str(error), "correct the model")) from None
    except ModelError as error:
        raise ReportError(Fault(str(data), str(error), "correct the data or the model")) from None
    return found, boot


def _bar(resamples: int | None) -> Callable[[int, int], None] | None:
    """Return a progress bar if stderr is a terminal and the bootstrap is long, else None."""
    if not sys.stderr.isatty() or resamples is None or resamples < _LONG:
        return None
    from rich.progress import Progress

    progress = Progress(transient=True)
    task = progress.add_task("bootstrap", total=resamples)
    progress.start()

    def show(done: int, total: int) -> None:
        progress.update(task, completed=done, total=total)
        if done >= total:
            progress.stop()

    return show

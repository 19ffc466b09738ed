"""`report fit`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from report.cli import fit_options as opts
from report.cli.console import echo, write_json
from report.cli.fit_tests import Probe, Resampling, Wanted, draw_slopes, further, read_other, read_probe
from report.cli.model_files import Codes, ModelFile, read_cases, read_model
from report.cli.options import Json, JsonOut
from report.files.pinned import pin
from report.pathmodels.further_printing import Further, more_json, more_lines
from report.rows.errors import Fault, ReportError, UsageError

if TYPE_CHECKING:
    from pandas import DataFrame

    from report.pathmodels import Bootstrap, PathFit
    from report.pathmodels.results import Difference, Options
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
    data: opts.DataFile,
    missing: opts.MissingValues = "listwise",
    missing_codes: Codes = None,
    estimator: opts.EstimatorName = "ML",
    fixed_x: opts.FixedX = None,
    means: opts.Means = False,
    unit_latent: opts.UnitLatent = False,
    group: opts.Group = "",
    group_equal: opts.GroupEqual = "",
    group_partial: opts.GroupPartial = None,
    bootstrap: opts.Resamples = None,
    interval: opts.Interval = None,
    bollen_stine: opts.BollenStineTest = False,
    seed: opts.Seed = 1,
    workers: opts.Workers = 1,
    moments: opts.AsMoments = False,
    local: opts.LocalFit = False,
    wald: opts.Wald = "",
    score: opts.Score = False,
    slopes: opts.Slopes = "",
    slopes_at: opts.SlopesAt = "",
    slopes_figure: opts.SlopesFigure = None,
    against: opts.Against = None,
    compare_equal: opts.CompareEqual = "",
    difference: opts.DifferenceTest = "2001",
    json: Json = False,
    json_out: JsonOut = None,
) -> None:
    """Estimate a model from a CSV file. Empty cells and NA are missing values."""
    pin()
    options = opts.options_of(
        missing, estimator, fixed_x, means, unit_latent, group, group_equal, group_partial
    )
    files = _Files(model, data, moments, tuple(missing_codes or ()), against, slopes_figure)
    resampling = Resampling(bootstrap, seed, workers, interval, bollen_stine)
    tests = _Tests(local, wald, score, slopes, slopes_at, compare_equal, difference)
    _write_fit(files, options, resampling, tests, (json, json_out))


@dataclass(frozen=True)
class _Files:
    """The files of a fit: the model, its data (cases, or moments), the model to compare with, and the figure."""

    model: Path
    data: Path
    moments: bool
    codes: tuple[str, ...]
    against: Path | None
    figure: Path | None


@dataclass(frozen=True)
class _Tests:
    """The further tests as the options state them."""

    local: bool
    wald: str
    score: bool
    slopes: str
    slopes_at: str
    compare_equal: str
    difference: Difference

    def wanted(self, against: str | None, syntax: str, probe: Probe | None) -> Wanted:
        """The tests that are requested; `against` is the text of the model of the comparison."""
        other = read_other(against, syntax, self.compare_equal, self.difference)
        return Wanted(self.local, self.wald, self.score, other, probe)


def _write_fit(
    files: _Files,
    options: Options,
    resampling: Resampling,
    tests: _Tests,
    json: tuple[bool, Path | None],
) -> None:
    """Estimate the model and its tests, draw the slopes, and print or write everything."""
    from report.cli.moments_file import read_moments
    from report.pathmodels.printing import as_json, as_text

    if files.moments and options.group:
        what = "moments describe a single sample and have no column of groups"
        raise UsageError(Fault("--group", what, "give cases instead of moments, or omit --group"))
    resampling.check()
    probe = read_probe(tests.slopes, tests.slopes_at, files.figure)
    syntax, data = read_model(files.model), files.data
    frame = (
        read_moments(data) if files.moments else read_cases(files.model, syntax, data, options, files.codes)
    )
    found, boot = _estimated(files.model, syntax, data, frame, options, resampling)
    wanted = tests.wanted(read_model(files.against) if files.against else None, syntax, probe)
    more = _further(found, frame, wanted, resampling, str(files.against or data))
    if files.figure and more.slopes:
        draw_slopes(more.slopes, files.figure)
    if any(json):
        write_json(as_json(found, boot) | more_json(more), *json)
    if not json[0]:
        echo("\n".join([as_text(found, boot, resampling.kind), *more_lines(more)]))


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

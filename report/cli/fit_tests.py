"""The tests and tables that `report fit` adds to an estimated model."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from report.pathmodels.further_printing import Further
from report.rows.errors import DataError, Fault, UsageError

if TYPE_CHECKING:
    from pandas import DataFrame

    from report.pathmodels import PathFit
    from report.pathmodels.bollen_stine import BollenStine
    from report.pathmodels.moderation import Moderation
    from report.pathmodels.results import ChiSquareTest, Difference, Kind
    from report.pathmodels.summary_data import Moments

_SLOPES = re.compile(r"\s*([^\s~|]+)\s*~\s*([^\s~|]+)\s*\|\s*([^\s~|]+)\s*")

_FIGURES = (".svg", ".pdf", ".png")


@dataclass(frozen=True)
class Resampling:
    """How often to resample, from which seed, in how many threads; `kind` is the interval that is printed."""

    resamples: int | None
    seed: int
    workers: int
    kind: Kind | None = None
    test: bool = False

    def check(self) -> None:
        """Raise UsageError for bootstrap options without a bootstrap."""
        for option, wanted in (("--interval", self.kind), ("--bollen-stine", self.test)):
            if wanted and not self.resamples:
                raise UsageError(Fault(option, "needs a bootstrap", "add --bootstrap N, such as 5000"))


@dataclass(frozen=True)
class Probe:
    """An outcome, a predictor and a moderator, and values of the moderator (default: mean, mean ± SD)."""

    outcome: str
    predictor: str
    moderator: str
    at: tuple[float, ...] = ()


@dataclass(frozen=True)
class Other:
    """The model of a comparison: its text, what is equal in all its groups, and the form of the scaled difference."""

    syntax: str
    group_equal: tuple[str, ...] = ()
    difference: Difference = "2001"


@dataclass(frozen=True)
class Wanted:
    """The tests requested in addition to the estimates."""

    local: bool = False
    wald: str = ""
    score: bool = False
    against: Other | None = None
    probe: Probe | None = None


def listed(text: str) -> tuple[str, ...]:
    """The parts of a comma-separated list."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def read_other(against: str | None, own: str, equal: str, difference: Difference) -> Other | None:
    """The model to compare with: another text, or the same with kinds of parameters that are equal in all groups."""
    if against is None and not equal:
        if difference != "2001":
            raise UsageError(Fault("--difference", "needs a comparison", "add --compare MODEL"))
        return None
    return Other(own if against is None else against, listed(equal), difference)


def read_probe(slopes: str, at: str, figure: Path | None) -> Probe | None:
    """The interaction to probe, from "y ~ x | z" and values such as "-1,0,1"."""
    if not slopes:
        for option, given in (("--slopes-at", at), ("--slopes-figure", figure)):
            if given:
                raise UsageError(Fault(option, "needs an interaction", 'add --slopes "y ~ x | z"'))
        return None
    if figure and figure.suffix not in _FIGURES:
        raise UsageError(
            Fault("--slopes-figure", f"{figure} has an unsupported format", "use .svg, .pdf or .png")
        )
    match = _SLOPES.fullmatch(slopes)
    if not match:
        fault = f"{slopes!r} is not of the form OUTCOME ~ PREDICTOR | MODERATOR"
        raise UsageError(Fault("--slopes", fault, 'write it as "y ~ x | z", for a model with x:z'))
    try:
        values = tuple(float(part) for part in at.split(",") if part.strip())
    except ValueError:
        fault = f"{at!r} is not a list of numbers"
        raise UsageError(Fault("--slopes-at", fault, 'separate numbers by commas: "-1,0,1"')) from None
    outcome, predictor, moderator = match.groups()
    return Probe(outcome, predictor, moderator, values)


def further(found: PathFit, data: DataFrame | Moments, wanted: Wanted, resampling: Resampling) -> Further:
    """The requested tests; ModelError where one is not defined."""
    from report.pathmodels.local_fit import local_fit
    from report.pathmodels.score_tests import score_tests

    return Further(
        local=local_fit(found, data) if wanted.local else None,
        wald=_wald(found, data, wanted.wald) if wanted.wald else None,
        score=score_tests(found, data) if wanted.score else None,
        comparison=_comparison(found, data, wanted.against) if wanted.against else None,
        bollen_stine=_bollen_stine(found, data, resampling) if resampling.test else None,
        slopes=_slopes(found, data, wanted.probe) if wanted.probe else None,
    )


def _wald(found: PathFit, data: DataFrame | Moments, restrictions: str) -> ChiSquareTest:
    from report.pathmodels.errors import ModelError
    from report.pathmodels.local_fit import wald_test

    try:
        return wald_test(found, data, restrictions)
    except ModelError as error:
        remedy = 'write equalities of labels of the model, such as "a == b"'
        raise UsageError(Fault("--wald", str(error), remedy)) from None


def _comparison(found: PathFit, data: DataFrame | Moments, against: Other) -> ChiSquareTest:
    from report.pathmodels import fit
    from report.pathmodels.comparisons import compare

    options = replace(found.options, group_equal=against.group_equal or found.options.group_equal)
    return compare(found, fit(against.syntax, data, **asdict(options)), data, against.difference)


def _bollen_stine(found: PathFit, data: DataFrame | Moments, resampling: Resampling) -> BollenStine:
    from report.pathmodels.bollen_stine import bollen_stine

    return bollen_stine(found, data, resampling.resamples or 0, resampling.seed, resampling.workers)


def _slopes(found: PathFit, data: DataFrame | Moments, probe: Probe) -> Moderation:
    from report.pathmodels.moderation import moderation

    return moderation(found, data, probe.outcome, probe.predictor, probe.moderator, probe.at)


def draw_slopes(found: Moderation, path: Path) -> None:
    """Write the figure of the slope in the format of the file's ending."""
    from report.drawing.draw import draw
    from report.drawing.export import pdf, png, svg
    from report.drawing.slopes import Slopes
    from report.results import rows

    found_rows = {row.id: row for row in rows("slopes", found)}
    canvas = draw(Slopes("slopes"), found_rows)
    if path.suffix == ".svg":
        content = svg(canvas, "slopes").encode()
    else:
        content = pdf(canvas) if path.suffix == ".pdf" else png(canvas)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise DataError(Fault(str(path), f"cannot be written: {error.strerror}", "check the path")) from None

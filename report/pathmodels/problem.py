"""A model with its data, before it is estimated: the samples of its groups, and their origins.

Means far from zero, in units of the standard deviation, make the information of intercepts and slopes singular to
rounding. Where the intercepts of observed variables are free, each sample is therefore centred, and the intercepts
are moved back after the estimation.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from report.pathmodels.cases import Cases, Floats, cases, group_names
from report.pathmodels.errors import ModelError
from report.pathmodels.estimators import require_estimator
from report.pathmodels.evidence import Evidence, MissingPattern, check_covered, check_regular, evidence
from report.pathmodels.expression import names
from report.pathmodels.label_warnings import label_warnings
from report.pathmodels.likelihood import Joint, Likelihood
from report.pathmodels.model import Model
from report.pathmodels.parameter_table import EQUAL, Choices
from report.pathmodels.results import Options
from report.pathmodels.saturated import SaturatedFit, reference
from report.pathmodels.specification import specify
from report.pathmodels.structure import FixedMatrices, Numbers, base, cell, structure
from report.pathmodels.summary_data import Moments, checked_moments
from report.pathmodels.syntax import parse

if TYPE_CHECKING:
    from pandas import DataFrame

COLUMNS = "columns"
"""The attribute of a frame that names the columns of its file, if only some were read."""


@dataclass(frozen=True)
class Sample:
    """The data of one group, less `center`: its cases (None for moments), evidence and unrestricted moments."""

    values: Floats | None
    n: int
    center: Floats
    evidence: Evidence
    unrestricted: SaturatedFit
    base: FixedMatrices


@dataclass(frozen=True)
class Problem:
    """A model with its samples, one for each group.

    `scale` is the number of cases that the likelihood counts: n, or n - 1 with the divisor n - 1.
    """

    model: Model
    options: Options
    samples: tuple[Sample, ...]
    total: int
    scale: int

    @property
    def n(self) -> int:
        """The number of cases used."""
        return sum(sample.n for sample in self.samples)

    @property
    def likelihood(self) -> Joint:
        """The likelihood of the model."""
        parts = (
            Likelihood(structure(self.model, group), sample.base, sample.evidence)
            for group, sample in enumerate(self.samples)
        )
        return Joint(tuple(parts))

    @property
    def centers(self) -> tuple[Floats, ...]:
        """What was subtracted from the variables of each group, zero where means are not modelled."""
        return tuple(
            sample.center if self.model.means else np.zeros_like(sample.center) for sample in self.samples
        )


def fixed_covariates(options: Options) -> bool:
    """Whether exogenous covariates have their sample moments: by default for complete cases only."""
    return options.missing == "listwise" if options.fixed_x is None else options.fixed_x


def specified(syntax: str, options: Options, groups: tuple[str, ...] = ("",)) -> Model:
    """The model of a text, checked for options that exclude each other and for too many parameters."""
    check_options(options)
    chosen = Choices(
        fixed_covariates(options),
        options.means or options.missing == "fiml" or len(groups) > 1,
        groups,
        options.group_equal,
        options.group_partial,
        options.unit_latent,
    )
    model = specify(parse(syntax), chosen)
    if model.df < 0:
        raise ModelError(
            f"the model is not identified: {model.npar} free parameters, but only {model.moments} sample moments"
        )
    if model.npar <= 0:
        raise ModelError("the model has no free parameter: there is nothing to estimate")
    return model


def check_options(options: Options) -> None:
    """Raise ModelError for options that do not exist or exclude each other."""
    missing, divisor = options.missing, options.divisor
    if missing not in ("listwise", "fiml") or divisor not in ("n", "n-1"):
        raise ModelError(
            f"missing={missing!r}, divisor={divisor!r}: use 'listwise' or 'fiml', and 'n' or 'n-1'"
        )
    if missing == "fiml" and divisor == "n-1":
        raise ModelError("full-information maximum likelihood has no divisor n-1: use divisor 'n'")
    require_estimator(options.estimator)
    if missing == "fiml" and options.estimator == "MLM":
        raise ModelError("the estimator MLM needs complete cases: use 'MLR' with missing values")
    if divisor == "n-1" and (options.estimator != "ML" or options.group):
        raise ModelError("the divisor n-1 is available for the estimator ML and one group")
    if options.group_equal and not options.group:
        raise ModelError("parameters can be equal across groups only if a column of groups is chosen")
    unknown = [kind for kind in options.group_equal if kind not in EQUAL]
    if unknown:
        raise ModelError(
            f"unknown kind of parameters: {', '.join(unknown)}; the kinds are {', '.join(EQUAL)}"
        )


def problem(syntax: str, data: DataFrame | Moments, options: Options) -> Problem:
    """The model with its data, after all checks of the data."""
    if isinstance(data, Moments):
        return _from_moments(syntax, data, options)
    groups = group_names(data, options.group) if options.group else ("",)
    model = specified(syntax, options, groups)
    complete = model.exogenous if model.fixed_x and options.missing == "fiml" else ()
    used = cases(data, model.variables, options.missing, options.group, complete)
    centred = not model.means or _movable(model)
    samples = tuple(_sample(model, used, group, centred, options) for group in range(len(groups)))
    scale = used.n - (options.divisor == "n-1")
    columns = data.attrs.get(COLUMNS, data.columns)
    warnings = (*model.warnings, *label_warnings(model.syntax, [str(name) for name in columns]))
    return Problem(replace(model, warnings=warnings), options, samples, used.total, scale)


def _movable(model: Model) -> bool:
    """Whether every intercept of an observed variable is a parameter of its own, so that the origin can be moved."""
    uses = Counter(number for number in model.free_of if number >= 0)
    bound = {name.text for each in model.constraints for name in (*names(each.left), *names(each.right))}
    bound |= {name.text for each in model.definitions for name in names(each.expression)} if bound else set()
    for row, number in zip(model.parameters, model.free_of, strict=True):
        own = row.op == "~1" and row.lhs in model.variables and not row.sample
        if own and (number < 0 or uses[number] > 1 or row.label in bound):
            return False
    return True


def _sample(model: Model, used: Cases, group: int, centred: bool, options: Options) -> Sample:
    values = used.values[used.codes == group]
    center = np.nanmean(values, axis=0) if centred else np.zeros(values.shape[1])
    values = values - center
    if np.isnan(values).any():
        check_covered(values, model.variables)
    found = evidence(values)
    if options.divisor == "n-1":
        found = tuple(replace(p, cov=p.cov * used.n / (used.n - 1)) for p in found)
    return _summarised(model, group, values, len(values), center, found)


def _summarised(
    model: Model, group: int, values: Floats | None, n: int, center: Floats, found: Evidence
) -> Sample:
    size = len(model.variables)
    if len(found) == 1:
        check_regular(found[0].cov[0], model.variables)
    unrestricted = reference(found, size, tuple(range(size)))
    check_regular(unrestricted.cov, model.variables)
    # Fixed covariates are complete: their moments are those of the unrestricted model.
    moments = MissingPattern(
        tuple(range(size)), np.full(1, float(n)), unrestricted.mean[None], unrestricted.cov[None]
    )
    return Sample(values, n, center, found, unrestricted, base(model, moments, group))


def _from_moments(syntax: str, data: Moments, options: Options) -> Problem:
    if options.missing == "fiml" or options.estimator != "ML":
        raise ModelError("missing values and robust estimators need the cases, not only their moments")
    groups = data.groups
    if (len(groups) > 1) != bool(options.group):
        options = replace(options, group="group" if len(groups) > 1 else "")
    model = specified(syntax, options, groups)
    samples = []
    for group in range(len(groups)):
        moments = checked_moments(data, group, model.variables, model.means, options.divisor)
        found = (moments.pattern,)
        samples.append(_summarised(model, group, None, moments.n, np.zeros(len(model.variables)), found))
    n = sum(sample.n for sample in samples)
    return Problem(model, options, tuple(samples), n, n - (options.divisor == "n-1"))


def moved_back(
    model: Model, theta: Numbers, bases: tuple[FixedMatrices, ...], centers: tuple[Floats, ...]
) -> Numbers:
    """The parameters (R, q) of the data as given, from those of the centred data: alpha + (I - B) center.

    The means of latent variables follow from the covariates that cause them.
    """
    found = theta.copy()
    if not model.means:
        return found
    for group, (fixed, center) in enumerate(zip(bases, centers, strict=True)):
        paths = structure(model, group).matrices(theta, fixed).paths
        shift = _intercept_shift(paths, center)
        for row, number in zip(model.parameters, model.free_of, strict=True):
            if row.op == "~1" and row.group == group and number >= 0 and row.lhs in model.variables:
                found[:, number] = theta[:, number] + shift[:, model.place[row.lhs]]
    return found


def _intercept_shift(paths: Numbers, center: Floats) -> Numbers:
    """What the intercepts (R, p) of observed variables gain, if those of latent variables do not change."""
    own, size = len(center), paths.shape[-1]
    inner = np.eye(size - own) - paths[:, own:, own:]
    latent = np.linalg.solve(inner, paths[:, own:, :own] @ center[:, None])[:, :, 0]
    from_latent = np.einsum("rij,rj->ri", paths[:, :own, own:], latent)
    return np.asarray(center - paths[:, :own, :own] @ center - from_latent)


def shown_bases(
    model: Model, bases: tuple[FixedMatrices, ...], centers: tuple[Floats, ...]
) -> tuple[FixedMatrices, ...]:
    """The fixed values of the data as given: the sample means of covariates are moved back."""
    found = []
    for group, (fixed, center) in enumerate(zip(bases, centers, strict=True)):
        intercepts = fixed.intercepts.copy()
        for row in model.parameters:
            if row.op == "~1" and row.sample and row.group == group:
                place = cell(model, row)[1]
                intercepts[:, place] += center[place]
        found.append(replace(fixed, intercepts=intercepts))
    return tuple(found)

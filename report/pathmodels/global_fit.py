"""The chi-square tests of a fit and its indices of global fit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from report.pathmodels import indices
from report.pathmodels.cases import Floats
from report.pathmodels.likelihood import loglik
from report.pathmodels.model import Model
from report.pathmodels.problem import Problem, Sample
from report.pathmodels.results import FitIndices
from report.pathmodels.saturated import reference
from report.rows.levels import Levels


@dataclass(frozen=True)
class Tests:
    """The likelihood-ratio tests of the model and of the independence baseline."""

    model: indices.Test
    baseline: indices.Test


def tests(found: Problem, theta: Floats) -> Tests:
    """Both tests at the estimates; their chi-squares are sums over the groups."""
    model, ratio = found.model, found.scale / found.n
    own = places(model)
    unrestricted = sum(sample.unrestricted.logl for sample in found.samples)
    logl = float(found.likelihood.value(theta[None])[0])
    size = len(model.variables)
    independent = sum(reference(sample.evidence, size, own).logl for sample in found.samples)
    groups = len(model.groups)
    return Tests(
        indices.Test(max(2 * ratio * (unrestricted - logl), 0.0), model.df, groups),
        indices.Test(2 * ratio * (unrestricted - independent), model.baseline_df, groups),
    )


def fit_indices(found: Problem, theta: Floats, chisq: Tests, levels: Levels) -> FitIndices:
    """The indices, each by lavaan's formula for normal data."""
    test, n = chisq.model, found.n
    limits = indices.rmsea_limits(test, found.scale, levels.rmsea_confidence)
    own = float(found.likelihood.value(theta[None])[0]) - sum(
        _exogenous_logl(found.model, sample) for sample in found.samples
    )
    return FitIndices(
        npar=found.model.npar,
        chisq=test.chisq,
        df=found.model.df,
        pvalue=test.pvalue,
        baseline_chisq=chisq.baseline.chisq,
        baseline_df=found.model.baseline_df,
        cfi=indices.cfi(test, chisq.baseline),
        tli=indices.tli(test, chisq.baseline),
        rmsea=indices.rmsea(test, found.scale),
        rmsea_ci_lower=limits[0],
        rmsea_ci_upper=limits[1],
        rmsea_pvalue=indices.close_fit(test, found.scale),
        srmr=_srmr(found, theta),
        logl=own,
        aic=indices.aic(own, found.model.npar),
        bic=indices.bic(own, found.model.npar, n),
    )


def _srmr(found: Problem, theta: Floats) -> float:
    """SRMR of the groups, weighted by their numbers of cases."""
    total = 0.0
    for part, sample in zip(found.likelihood.parts, found.samples, strict=True):
        implied = part.structure.implied(theta[None], sample.base)
        gap = sample.unrestricted.mean - implied.mean[0] if found.model.means else None
        own = indices.srmr(sample.unrestricted.cov, np.asarray(implied.cov[0]), gap)
        total += own * sample.n / found.n
    return total


def places(model: Model) -> tuple[int, ...]:
    """The positions of the exogenous covariates."""
    return tuple(model.place[name] for name in model.exogenous)


def _exogenous_logl(model: Model, sample: Sample) -> float:
    """The log-likelihood of fixed exogenous covariates, which is not part of the model's (lavaan's fixed.x)."""
    own = list(places(model))
    if not model.fixed_x or not own:
        return 0.0
    cov = sample.unrestricted.cov[np.ix_(own, own)][None]
    return float(loglik(np.full(1, float(sample.n)), cov, cov)[0])

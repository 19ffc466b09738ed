"""The Bollen-Stine bootstrap of the chi-square test.

Bollen, K. A., & Stine, R. A. (1992). Bootstrapping goodness-of-fit measures in structural equation models.
Sociological Methods & Research, 21, 205-229: cases are drawn from data that are transformed to have the moments that
the model implies, so that the model holds for them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from report.pathmodels.cases import Booleans, Floats
from report.pathmodels.draws import chunks
from report.pathmodels.errors import ModelError
from report.pathmodels.evidence import products
from report.pathmodels.likelihood import Likelihood, loglik
from report.pathmodels.problem import Sample
from report.pathmodels.resampled_fits import Draws, Sampler, sampler_of, solved
from report.pathmodels.results import PathFit
from report.pathmodels.summary_data import Moments

if TYPE_CHECKING:
    from pandas import DataFrame

LEAST = 19
"""Resamples: with fewer, p cannot fall below .05."""


@dataclass(frozen=True, slots=True)
class BollenStine:
    """The chi-square of a model with its bootstrap p, (1 + exceeding) / (1 + resamples), and that p's standard error.

    Davison, A. C., & Hinkley, D. V. (1997). Bootstrap methods and their application, eq. 4.11.
    """

    chisq: float
    df: int
    pvalue: float
    error: float
    mean: float
    resamples: int
    failed: int
    seed: int


def bollen_stine(
    model: PathFit, data: DataFrame | Moments, resamples: int = 1000, seed: int = 1, workers: int = 1
) -> BollenStine:
    """The p-value of the chi-square without the assumption of normal data; for complete cases."""
    if model.fit.df < 1:
        raise ModelError("the model is saturated (df = 0): there is no chi-square test to bootstrap")
    if model.missing == "fiml":
        raise ModelError("the Bollen-Stine bootstrap needs complete cases: use it without FIML")
    if resamples < LEAST:
        raise ModelError(f"{resamples} resamples: the Bollen-Stine bootstrap needs at least {LEAST}")
    sampler = _true(sampler_of(model, data, seed))
    draws = list(chunks(sampler, resamples, workers, _chi_squares))
    good = np.concatenate([each.good for each in draws])
    if good.sum() < LEAST:
        raise ModelError(f"{(~good).sum()} of {resamples} resamples could not be estimated")
    return _summarised(model, np.concatenate([each.values[0] for each in draws])[good], good, seed)


def _summarised(model: PathFit, drawn: Floats, good: Booleans, seed: int) -> BollenStine:
    exceeding, count = int((drawn >= model.fit.chisq).sum()), len(drawn)
    p = (1 + exceeding) / (1 + count)
    error = float(np.sqrt(p * (1 - p) / count))
    mean, failed = float(drawn.mean()), int((~good).sum())
    return BollenStine(model.fit.chisq, model.fit.df, p, error, mean, len(good), failed, seed)


def _true(sampler: Sampler) -> Sampler:
    """The sampler of data whose moments are those that the model implies."""
    pairs = zip(sampler.problem.samples, sampler.problem.likelihood.parts, strict=True)
    samples = tuple(_transformed(sample, part, sampler.theta) for sample, part in pairs)
    groups = tuple(products(sample.values) for sample in samples if sample.values is not None)
    return replace(sampler, problem=replace(sampler.problem, samples=samples), groups=groups)


def _transformed(sample: Sample, part: Likelihood, theta: Floats) -> Sample:
    """The cases z = S^-1/2 Sigma^1/2 y about the implied means (Bollen & Stine, 1992, eq. 19)."""
    assert sample.values is not None, "the bootstrap is refused for moments"
    implied = part.structure.implied(theta[None], part.base)
    centred = sample.values - sample.values.mean(axis=0)
    turned = _power(sample.unrestricted.cov, -0.5) @ _power(np.asarray(implied.cov[0]), 0.5)
    mean = implied.mean[0] if part.structure.means else sample.values.mean(axis=0)
    return replace(sample, values=np.asarray(centred @ turned + mean))


def _power(matrix: Floats, exponent: float) -> Floats:
    """A power of a positive definite matrix, computed independently of the units of its variables."""
    values, vectors = np.linalg.eigh(matrix)
    return np.asarray((vectors * values**exponent) @ vectors.T)


def _chi_squares(sampler: Sampler, weights: list[Floats]) -> Draws:
    """The chi-square (1, R) of each resample."""
    found = solved(sampler, weights)
    problem = sampler.problem
    with np.errstate(all="ignore"):
        own = found.likelihood.value(np.where(found.converged[:, None], found.theta, sampler.theta))
        unrestricted = sum(_unrestricted(part) for part in found.likelihood.parts)
        values = 2 * problem.scale / problem.n * (unrestricted - own)
    return Draws(np.asarray(values)[None], found.converged & np.isfinite(values))


def _unrestricted(part: Likelihood) -> Floats:
    [pattern] = part.evidence
    return loglik(pattern.n, pattern.cov, pattern.cov)

"""Fit indices of the scaled tests, and robust indices for complete and incomplete data.

Indices for incomplete data: Zhang, X., & Savalei, V. (2023), Structural Equation Modeling, 30, 1-15.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from report.pathmodels import indices
from report.pathmodels.cases import Floats
from report.pathmodels.global_fit import Tests, places
from report.pathmodels.moment_space import FittedGroup
from report.pathmodels.problem import Problem
from report.pathmodels.results import ScaledFit
from report.pathmodels.robust import Fitted, baseline, fitted, satorra_bentler_trace, yuan_bentler_trace
from report.rows.levels import Levels

NAMES = {"MLM": "Satorra-Bentler", "MLR": "Yuan-Bentler (Mplus variant)"}


def scaled_fit(
    found: Problem, theta: Floats, bread: Floats, basis: Floats, chisq: Tests, levels: Levels
) -> ScaledFit | None:
    """The scaled test and its indices; None for the estimator ML."""
    estimator = found.options.estimator
    if estimator == "ML":
        return None
    model, observed = fitted(found, theta, bread, basis), estimator == "MLR"
    null = baseline(found, observed)
    trace = yuan_bentler_trace(model, observed) if observed else satorra_bentler_trace(model)
    null_trace = yuan_bentler_trace(null, observed) if observed else satorra_bentler_trace(null)
    return _indices(found, chisq, (trace, null_trace), _corrected(found, model, null, chisq), levels)


@dataclass(frozen=True)
class Corrected:
    """The chi-square that robust indices start from, with its scaling factor, and that of the baseline."""

    model: indices.Test
    scaling: float
    baseline: indices.Test
    baseline_scaling: float


def _indices(
    found: Problem,
    chisq: Tests,
    traces: tuple[float, float],
    corrected: Corrected | None,
    levels: Levels,
) -> ScaledFit:
    test, null = chisq.model, chisq.baseline
    name = NAMES[found.options.estimator]
    null_factor = _factor(traces[1], null.df)
    factor = _factor(traces[0], test.df)
    scaled_null = null.over(null_factor) if null_factor else None
    if factor is None or scaled_null is None:
        nothing = (None,) * 13
        chi = scaled_null.chisq if scaled_null else None
        return ScaledFit(name, None, None, found.model.df, None, null_factor, chi, *nothing[:-1])
    scaled = test.over(factor)
    # RMSEA's scaled form keeps the chi-square and takes the trace as its degrees of freedom.
    moved = replace(test, df=traces[0])
    limits = indices.rmsea_limits(moved, found.scale, levels.rmsea_confidence)
    return ScaledFit(
        name,
        factor,
        scaled.chisq,
        found.model.df,
        scaled.pvalue,
        null_factor,
        scaled_null.chisq,
        indices.cfi(scaled, scaled_null),
        indices.tli(scaled, scaled_null),
        indices.rmsea(moved, found.scale),
        *limits,
        indices.close_fit(moved, found.scale),
        *_robust(found, corrected, levels),
    )


def _factor(trace: float, df: float) -> float | None:
    return trace / df if df > 0 and trace > 0 else None


def _robust(found: Problem, corrected: Corrected | None, levels: Levels) -> tuple[float | None, ...]:
    """Robust CFI, TLI, RMSEA, its limits, and p of close fit."""
    if corrected is None:
        return (None,) * 6
    test, null = corrected.model, corrected.baseline
    c, c_null = corrected.scaling, corrected.baseline_scaling
    scaled = test.over(c)
    limits = indices.rmsea_limits(scaled, found.scale, levels.rmsea_confidence, c)
    return (
        indices.cfi(test, null, c, c_null),
        indices.tli(test, null, c, c_null),
        indices.rmsea(test, found.scale, c),
        *limits,
        indices.close_fit(scaled, found.scale, correction=c),
    )


def _corrected(found: Problem, model: Fitted, null: Fitted, chisq: Tests) -> Corrected | None:
    """The test behind robust indices: the test itself, or with missing values that of the completed moments."""
    if found.options.missing != "fiml":
        observed = found.options.estimator == "MLR"
        traces = [
            yuan_bentler_trace(each, observed) if observed else satorra_bentler_trace(each)
            for each in (model, null)
        ]
        factors = _factor(traces[0], chisq.model.df), _factor(traces[1], chisq.baseline.df)
        if factors[0] is None or factors[1] is None:
            return None
        return Corrected(chisq.model, factors[0], chisq.baseline, factors[1])
    return completed(model, null, chisq, places(found.model), robust=True)


def completed(
    model: Fitted, null: Fitted, chisq: Tests, covariates: tuple[int, ...], robust: bool
) -> Corrected | None:
    """The tests of the completed moments with their scaling factors (Zhang & Savalei, FIML-C V3, or V6 if normal)."""
    if chisq.model.df < 1 or chisq.baseline.df < 1:
        return None
    tests, factors = [], []
    for each, test in ((model, chisq.model), (null, chisq.baseline)):
        tests.append(replace(test, chisq=_completed_chisq(each)))
        factors.append(_completed_trace(each, covariates, robust) / test.df)
    return Corrected(tests[0], factors[0], tests[1], factors[1])


def _completed_chisq(model: Fitted) -> float:
    """Chi-square of the implied moments against the unrestricted ones, as if these came from complete cases."""
    total = 0.0
    for group in model.groups:
        mean, cov = group.implied()
        gap = group.mean - mean
        ratio = np.linalg.solve(cov, group.cov)
        distance = gap @ np.linalg.solve(cov, gap)
        total += group.n * (np.trace(ratio) - np.linalg.slogdet(ratio)[1] - len(cov) + distance)
    return float(total)


def _completed_trace(model: Fitted, covariates: tuple[int, ...], robust: bool) -> float:
    weights = [group.information(group.mean, group.cov, observed=True) for group in model.groups]
    slopes = [group.slopes() for group in model.groups]
    information = sum(g.n * s.T @ w @ s for g, s, w in zip(model.groups, slopes, weights, strict=True))
    inner = model.basis.T @ information @ model.basis
    bread = model.basis @ np.linalg.inv(inner) @ model.basis.T
    # Groups are independent, but share parameters: the residual maker is taken over all of them.
    parts = [
        (w, s, group.complete_information(group.mean, group.cov, covariates), group)
        for w, s, group in zip(weights, slopes, model.groups, strict=True)
    ]
    weight = _diagonal([group.n * w for w, _, _, group in parts])
    slope = np.concatenate(slopes)
    complete = _diagonal([group.n * c for _, _, c, group in parts])
    inverse = np.linalg.inv(weight)
    maker = weight - weight @ slope @ bread @ slope.T @ weight
    if not robust:
        return float(np.trace(complete @ inverse @ maker @ inverse))
    meat = _diagonal([_squares(group) for _, _, _, group in parts])
    gamma = inverse @ meat @ inverse
    return float(np.trace(maker @ inverse @ complete @ inverse @ maker @ gamma))


def _squares(group: FittedGroup) -> Floats:
    scores = group.moment_scores(group.mean, group.cov)
    return np.asarray(scores.T @ scores)


def _diagonal(blocks: list[Floats]) -> Floats:
    size = sum(len(block) for block in blocks)
    found, at = np.zeros((size, size)), 0
    for block in blocks:
        found[at : at + len(block), at : at + len(block)] = block
        at += len(block)
    return found

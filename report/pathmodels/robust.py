"""Robust standard errors and scaled tests of maximum likelihood.

MLM: Satorra, A., & Bentler, P. M. (1994). Corrections to test statistics and standard errors in covariance structure
analysis, eq. 16.4 (standard errors) and 16.10 (scaled test). MLR: Huber-White standard errors, and the test of
Yuan, K.-H., & Bentler, P. M. (2000), Sociological Methodology, 30, 165-200, in the form of Asparouhov, T., & Muthén, B.
(2005), eq. 13. Indices for incomplete data: Zhang, X., & Savalei, V. (2023), Structural Equation Modeling, 30, 1-15.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from report.pathmodels import indices
from report.pathmodels.cases import Floats
from report.pathmodels.global_fit import Tests, places
from report.pathmodels.likelihood import Joint, Likelihood
from report.pathmodels.moment_space import Group
from report.pathmodels.problem import Problem, Sample
from report.pathmodels.results import ScaledFit
from report.pathmodels.saturated import reference
from report.pathmodels.structure import Base, Structure, independence_structure
from report.rows.levels import Levels

NAMES = {"MLM": "Satorra-Bentler", "MLR": "Yuan-Bentler (Mplus variant)"}


@dataclass(frozen=True)
class Fitted:
    """A fitted model, as robust statistics need it: its groups, and the inverse information (q, q) of all cases."""

    groups: tuple[Group, ...]
    bread: Floats
    basis: Floats

    @property
    def n(self) -> int:
        """The number of cases."""
        return sum(group.n for group in self.groups)


def sandwich(found: Problem, theta: Floats, bread: Floats) -> Floats:
    """The covariance matrix (q, q) of the estimates that does not assume normality."""
    groups = _groups(found, found.likelihood, theta)
    meat = sum(
        _expected_meat(group) if found.options.estimator == "MLM" else _own_meat(group) for group in groups
    )
    return np.asarray(bread @ meat @ bread)


def _expected_meat(group: Group) -> Floats:
    weighted = group.information(*group.implied(), observed=False) @ group.slopes()
    return np.asarray(group.n * weighted.T @ group.gamma() @ weighted)


def _own_meat(group: Group) -> Floats:
    scores = group.scores()
    return np.asarray(scores.T @ scores)


def _groups(found: Problem, likelihood: Joint, theta: Floats) -> tuple[Group, ...]:
    fixed = places(found.model) if found.model.fixed_x else ()
    return tuple(
        Group(part, theta, _cases(sample), fixed, sample.unrestricted.mean, sample.unrestricted.cov)
        for part, sample in zip(likelihood.parts, found.samples, strict=True)
    )


def _cases(sample: Sample) -> Floats:
    assert sample.values is not None, "robust estimators are refused for moments"
    return sample.values


def fitted(found: Problem, theta: Floats, bread: Floats, basis: Floats) -> Fitted:
    """The model at its estimates; `basis` (q, f) spans the directions that its constraints leave free."""
    return Fitted(_groups(found, found.likelihood, theta), bread, basis)


def baseline(found: Problem, observed: bool) -> Fitted:
    """The independence model at its estimates, group by group: its parameters are not shared."""
    model, own = found.model, places(found.model)
    size, groups = len(model.variables), len(found.samples)
    one = independence_structure(size, own, model.fixed_x, model.means)
    theta, parts = np.zeros(one.free * groups), []
    for group, sample in enumerate(found.samples):
        moments = reference(sample.evidence, size, own)
        structure = _shifted(one, group * one.free, one.free * groups)
        theta[structure.residual.number] = moments.cov[structure.residual.row, structure.residual.column]
        theta[structure.intercepts.number] = moments.mean[structure.intercepts.row]
        fixed = Base(np.zeros((1, size, size)), moments.cov[None].copy(), moments.mean[None].copy())
        parts.append(Likelihood(structure, fixed, sample.evidence))
    joint = Joint(tuple(parts))
    at = joint.observed_information(theta[None]) if observed else joint.expected_information(theta[None])
    bread = np.linalg.inv(at[0]) if one.free else np.zeros((0, 0))
    return Fitted(_groups(found, joint, theta), bread, np.eye(len(theta)))


def _shifted(one: Structure, by: int, free: int) -> Structure:
    residual = replace(one.residual, number=one.residual.number + by)
    intercepts = replace(one.intercepts, number=one.intercepts.number + by)
    return replace(one, free=free, residual=residual, intercepts=intercepts)


def satorra_bentler_trace(model: Fitted) -> float:
    """tr(U Gamma), whose ratio to the degrees of freedom is the scaling factor (eq. 16.10)."""
    total = 0.0
    for group in model.groups:
        weight, gamma, slopes = (
            group.information(*group.implied(), observed=False),
            group.gamma(),
            group.slopes(),
        )
        weighted = weight @ slopes
        total += np.trace(weight @ gamma) - group.n * np.trace(weighted @ model.bread @ weighted.T @ gamma)
    return float(total)


def yuan_bentler_trace(model: Fitted, observed: bool) -> float:
    """The trace of the unrestricted model's correction, less that of the model's (Asparouhov & Muthén, eq. 13)."""
    total = 0.0
    for group in model.groups:
        own = _own_meat(group)
        total += unrestricted_correction(group, observed) - float(np.trace(own @ model.bread))
    return total


def unrestricted_correction(group: Group, observed: bool) -> float:
    """tr(inv(A1) B1) of the unrestricted moments; with complete cases, B1 = A1 Gamma A1."""
    weight = group.information(group.mean, group.cov, observed)
    if not np.isnan(group.values).any():
        return float(np.trace(weight @ group.gamma()))
    scores = group.moment_scores(group.mean, group.cov)
    return float(np.trace(np.linalg.solve(weight, scores.T @ scores / group.n)))


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


def _squares(group: Group) -> Floats:
    scores = group.moment_scores(group.mean, group.cov)
    return np.asarray(scores.T @ scores)


def _diagonal(blocks: list[Floats]) -> Floats:
    size = sum(len(block) for block in blocks)
    found, at = np.zeros((size, size)), 0
    for block in blocks:
        found[at : at + len(block), at : at + len(block)] = block
        at += len(block)
    return found

"""Robust standard errors of maximum likelihood, and the traces that scale its tests.

MLM: Satorra, A., & Bentler, P. M. (1994). Corrections to test statistics and standard errors in covariance structure
analysis, eq. 16.4 (standard errors) and 16.10 (scaled test). MLR: Huber-White standard errors, and the test of
Yuan, K.-H., & Bentler, P. M. (2000), Sociological Methodology, 30, 165-200, in the form of Asparouhov, T., & Muthén, B.
(2005), eq. 13.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from report.pathmodels.cases import Floats
from report.pathmodels.global_fit import places
from report.pathmodels.likelihood import Joint, Likelihood
from report.pathmodels.moment_space import FittedGroup
from report.pathmodels.problem import Problem, Sample
from report.pathmodels.saturated import reference
from report.pathmodels.structure import FixedMatrices, Structure, independence_structure


@dataclass(frozen=True)
class Fitted:
    """A fitted model, as robust statistics need it: its groups, and the inverse information (q, q) of all cases."""

    groups: tuple[FittedGroup, ...]
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


def _expected_meat(group: FittedGroup) -> Floats:
    weighted = group.information(*group.implied(), observed=False) @ group.slopes()
    return np.asarray(group.n * weighted.T @ group.gamma() @ weighted)


def _own_meat(group: FittedGroup) -> Floats:
    scores = group.scores()
    return np.asarray(scores.T @ scores)


def _groups(found: Problem, likelihood: Joint, theta: Floats) -> tuple[FittedGroup, ...]:
    fixed = places(found.model) if found.model.fixed_x else ()
    return tuple(
        FittedGroup(part, theta, _cases(sample), fixed, sample.unrestricted.mean, sample.unrestricted.cov)
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
        fixed = FixedMatrices(np.zeros((1, size, size)), moments.cov[None].copy(), moments.mean[None].copy())
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


def unrestricted_correction(group: FittedGroup, observed: bool) -> float:
    """tr(inv(A1) B1) of the unrestricted moments; with complete cases, B1 = A1 Gamma A1."""
    weight = group.information(group.mean, group.cov, observed)
    if not np.isnan(group.values).any():
        return float(np.trace(weight @ group.gamma()))
    scores = group.moment_scores(group.mean, group.cov)
    return float(np.trace(np.linalg.solve(weight, scores.T @ scores / group.n)))

"""The normal likelihood of a path model: value, gradient, expected and observed information.

For a pattern of n cases with observed moments m, S and implied moments mu, Sigma (its observed part):
    log L = -n/2 (k log 2pi + log|Sigma| + tr(inv(Sigma) (S + (m - mu)(m - mu)')))
Arbuckle, J. L. (1996). Full information estimation in the presence of incomplete data, eq. 1-3; complete data
are its special case. Information: Bollen (1989), app. 4B; Savalei, V. (2010), Psychological Methods, 15, 352-367.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from report.pathmodels.cases import Booleans, Floats
from report.pathmodels.evidence import Evidence, Pattern
from report.pathmodels.structure import Base, Implied, Numbers, Structure, inverse, transpose

STEP = 1e-30
"""The size of the complex step: without subtraction, it can be arbitrarily small."""


@dataclass(frozen=True)
class Likelihood:
    """The likelihood of a structure, its fixed values and the evidence, over a leading axis of replicates."""

    structure: Structure
    base: Base
    evidence: Evidence

    def take(self, replicates: Booleans) -> Likelihood:
        """The same for some of the replicates."""
        evidence = tuple(pattern.take(replicates) for pattern in self.evidence)
        return Likelihood(self.structure, self.base.take(replicates), evidence)

    def value(self, theta: Floats) -> Floats:
        """The log-likelihood (R,) at theta (R, q); minus infinity where an implied covariance is not positive."""
        implied = self.structure.implied(theta, self.base)
        total = np.zeros(len(theta))
        for pattern in self.evidence:
            cov, mean = _observed(implied, pattern)
            moments = _deviation(self.structure, pattern, mean)
            total += loglik(pattern.n, moments, cov)
        return total

    def score(self, theta: Numbers) -> Numbers:
        """The gradient (R, q) of the log-likelihood; analytic in theta, which may be complex."""
        implied = self.structure.implied(theta, self.base)
        slope_cov, slope_mean = self.structure.slopes(implied)
        total = np.zeros_like(theta)
        for pattern in self.evidence:
            cov, mean = _observed(implied, pattern)
            weight = inverse(cov)
            misfit = _deviation(self.structure, pattern, mean) - cov
            pull = weight @ misfit @ weight
            part = 0.5 * np.einsum("rab,rqab->rq", pull, _block(slope_cov, pattern))
            if self.structure.means:
                push = np.einsum("rab,rb->ra", weight, pattern.mean - mean)
                part = part + np.einsum("ra,rqa->rq", push, slope_mean[:, :, pattern.seen])
            total += pattern.n[:, None] * part
        return total

    def expected_information(self, theta: Floats) -> Floats:
        """The Fisher information (R, q, q) at theta, given the patterns of missing values."""
        implied = self.structure.implied(theta, self.base)
        slope_cov, slope_mean = self.structure.slopes(implied)
        replicates, free = theta.shape
        total = np.zeros((replicates, free, free))
        for pattern in self.evidence:
            weight = inverse(_observed(implied, pattern)[0])
            k = len(pattern.seen)
            slope = _block(slope_cov, pattern)
            turned = weight[:, None] @ slope @ weight[:, None]
            flat = (replicates, free, k * k)
            part = 0.5 * turned.reshape(flat) @ transpose(slope.reshape(flat))
            if self.structure.means:
                shift = slope_mean[:, :, pattern.seen]
                part = part + shift @ weight @ transpose(shift)
            total += pattern.n[:, None, None] * part
        return total

    def observed_information(self, theta: Floats) -> Floats:
        """Minus the Hessian (R, q, q) at theta: the complex-step derivative of the score."""
        replicates, free = theta.shape
        hessian = np.empty((replicates, free, free))
        for column in range(free):
            moved = theta.astype(complex)
            moved[:, column] += 1j * STEP
            hessian[:, column] = self.score(moved).imag / STEP
        return np.asarray(-0.5 * (hessian + transpose(hessian)))


def _observed(implied: Implied, pattern: Pattern) -> tuple[Numbers, Numbers]:
    seen = list(pattern.seen)
    if len(seen) == implied.cov.shape[-1]:
        return implied.cov, implied.mean
    return implied.cov[:, seen][:, :, seen], implied.mean[:, seen]


def _block(slopes: Numbers, pattern: Pattern) -> Numbers:
    """The observed rows and columns of derivatives (R, q, p, p)."""
    if len(pattern.seen) == slopes.shape[-1]:
        return slopes
    seen = np.array(pattern.seen)
    return np.asarray(slopes[:, :, seen[:, None], seen])


def _deviation(structure: Structure, pattern: Pattern, mean: Numbers) -> Numbers:
    """Second moments about the implied mean; about the sample mean where means are not modelled."""
    if not structure.means:
        return pattern.cov
    gap = pattern.mean - mean
    return pattern.cov + gap[:, :, None] * gap[:, None, :]


def loglik(n: Floats, moments: Floats, cov: Floats) -> Floats:
    """Normal log-likelihood (R,) of n cases with second moments (R, k, k) under a covariance matrix (R, k, k)."""
    proper = positive(cov)
    safe = np.where(proper[:, None, None], cov, np.eye(cov.shape[-1]))
    logdet = np.linalg.slogdet(safe)[1]
    trace = np.einsum("rab,rba->r", inverse(safe), moments)
    value = -0.5 * n * (cov.shape[-1] * np.log(2 * np.pi) + logdet + trace)
    return np.where(proper, value, -np.inf)


def positive(matrices: Floats) -> Booleans:
    """Whether each matrix (R, k, k) is finite and positive definite, whatever the units of its variables."""
    diagonal = np.einsum("rkk->rk", matrices)
    good = np.isfinite(matrices).all(axis=(1, 2)) & (diagonal > 0).all(axis=1)
    scale = 1.0 / np.sqrt(np.where(good[:, None], diagonal, 1.0))
    scaled = np.where(good[:, None, None], matrices, 0.0) * scale[:, :, None] * scale[:, None, :]
    return np.asarray(good & (np.linalg.eigvalsh(scaled)[:, 0] > 1e-12))

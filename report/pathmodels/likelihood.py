"""The normal likelihood of a model: value, gradient, expected and observed information.

For a pattern of n cases with observed moments m, S and implied moments mu, Sigma (its observed part):
    log L = -n/2 (k log 2pi + log|Sigma| + tr(inv(Sigma) M)),   M = S + (m - mu)(m - mu)'
Arbuckle, J. L. (1996). Full information estimation in the presence of incomplete data, eq. 1-3; complete data
are its special case. Information: Bollen (1989), app. 4B; Savalei, V. (2010), Psychological Methods, 15, 352-367.
With W = inv(Sigma), r = m - mu, K = W M W and dSigma = u v' + v u' for each free cell, every trace is a product of
the small matrices U'WU, U'WV, V'WV and the same with K.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from report.pathmodels.cases import Booleans, Floats
from report.pathmodels.evidence import Evidence, MissingPattern
from report.pathmodels.structure import (
    Directions,
    FixedMatrices,
    Implied,
    Integers,
    Numbers,
    Structure,
    inverse,
    transpose,
)

STEP = 1e-30
"""The size of the complex step: without subtraction, it can be arbitrarily small."""
BLOCK = 1 << 18
"""The cells of the matrices of simultaneous complex steps: 4 MB."""


@dataclass(frozen=True)
class Likelihood:
    """The likelihood of a group: its structure, fixed values and evidence, over a leading axis of replicates."""

    structure: Structure
    base: FixedMatrices
    evidence: Evidence

    @property
    def cases(self) -> Floats:
        """The number of cases (R,)."""
        return np.asarray(sum(pattern.n for pattern in self.evidence))

    def take(self, replicates: Booleans | Integers) -> Likelihood:
        """The same for some of the replicates."""
        evidence = tuple(pattern.take(replicates) for pattern in self.evidence)
        return Likelihood(self.structure, self.base.take(replicates), evidence)

    def value(self, theta: Floats) -> Floats:
        """The log-likelihood (R,) at theta (R, q); minus infinity where the implied covariance is not positive."""
        implied = self.structure.implied(theta, self.base)
        proper = positive(implied.cov)
        safe = np.where(proper[:, None, None], implied.cov, np.eye(implied.cov.shape[-1]))
        total = np.zeros(len(theta))
        for pattern in self.evidence:
            moments = self._moments(pattern, implied)
            total += density(pattern.n, moments, _block(safe, pattern))
        return np.where(proper, total, -np.inf)

    def score(self, theta: Numbers) -> Numbers:
        """The gradient (R, q) of the log-likelihood."""
        implied = self.structure.implied(theta, self.base)
        return self._gradient(implied, *self._pull(implied))

    def _pull(self, implied: Implied) -> tuple[Numbers, Numbers]:
        """Twice the derivative of the log-likelihood by Sigma (R, p, p), and its derivative by mu (R, p)."""
        by_cov, by_mean = np.zeros_like(implied.cov), np.zeros_like(implied.mean)
        for pattern in self.evidence:
            weight = inverse(_block(implied.cov, pattern))
            n = pattern.n[:, None, None]
            pull = n * (weight @ self._moments(pattern, implied) @ weight - weight)
            seen = np.array(pattern.seen)
            by_cov[:, seen[:, None], seen] += pull
            if self.structure.means:
                gap = pattern.mean - implied.mean[:, seen]
                by_mean[:, seen] += pattern.n[:, None] * np.einsum("rab,rb->ra", weight, gap)
        return by_cov, by_mean

    def _gradient(self, implied: Implied, by_cov: Numbers, by_mean: Numbers) -> Numbers:
        along = self.structure.directions(implied)
        cells = (along.u * (by_cov @ along.v)).sum(axis=1)
        if self.structure.means:
            cells = cells + (along.shift * by_mean[:, :, None]).sum(axis=1)
        return along.collected(cells, self.structure.free)

    def _moments(self, pattern: MissingPattern, implied: Implied) -> Numbers:
        """Second moments about the implied mean; about the sample mean where means are not modelled."""
        if not self.structure.means:
            return pattern.cov
        gap = pattern.mean - implied.mean[:, pattern.seen]
        return pattern.cov + gap[:, :, None] * gap[:, None, :]

    def expected_information(self, theta: Floats) -> Floats:
        """The Fisher information (R, q, q) at theta, given the patterns of missing values."""
        implied = self.structure.implied(theta, self.base)
        along = self.structure.directions(implied)
        total = np.zeros((len(theta), len(along.number), len(along.number)))
        for pattern in self.evidence:
            weight = inverse(_block(implied.cov, pattern))
            part = _Part(along, pattern)
            total += pattern.n[:, None, None] * part.expected(weight, self.structure.means)
        return np.asarray(along.collected_both(total, self.structure.free))

    def observed_information(self, theta: Floats) -> Floats:
        """Minus the Hessian (R, q, q) at theta."""
        implied = self.structure.implied(theta, self.base)
        along = self.structure.directions(implied)
        total = np.zeros((len(theta), len(along.number), len(along.number)))
        for pattern in self.evidence:
            weight = inverse(_block(implied.cov, pattern))
            part = _Part(along, pattern)
            gap = pattern.mean - implied.mean[:, pattern.seen] if self.structure.means else None
            moments = self._moments(pattern, implied)
            total += pattern.n[:, None, None] * part.observed(weight, moments, gap)
        curved = self._curvature(theta, *self._pull(implied))
        return np.asarray(along.collected_both(total, self.structure.free) - curved)

    def _curvature(self, theta: Floats, by_cov: Floats, by_mean: Floats) -> Floats:
        """The gradient's derivative (R, q, q) through the model's second derivatives, by complex step."""
        count, free = theta.shape
        found = np.empty((count, free, free))
        width = max(1, BLOCK // (count * self.structure.variables**2))
        for first in range(0, free, width):
            columns = np.arange(first, min(first + width, free))
            moved = np.repeat(theta.astype(complex), len(columns), axis=0)
            moved[np.arange(len(moved)), np.tile(columns, count)] += 1j * STEP
            implied = self.structure.implied(moved, self.base)
            pulls = (np.repeat(part, len(columns), axis=0) for part in (by_cov, by_mean))
            slopes = self._gradient(implied, *pulls).imag / STEP
            found[:, columns] = slopes.reshape(count, len(columns), free)
        return np.asarray(0.5 * (found + transpose(found)))


class _Part:
    """The rows of the derivatives that a pattern observes."""

    def __init__(self, along: Directions, pattern: MissingPattern) -> None:
        seen = list(pattern.seen)
        whole = len(seen) == along.u.shape[1]
        self.u, self.v, self.shift = (
            part if whole else part[:, seen] for part in (along.u, along.v, along.shift)
        )

    def expected(self, weight: Floats, means: bool) -> Floats:
        """Half tr(W dSigma W dSigma) for each pair of cells, plus dmu' W dmu."""
        uu, uv, vv = self._products(weight)
        found = uv * transpose(uv) + uu * vv
        return found + transpose(self.shift) @ weight @ self.shift if means else found

    def observed(self, weight: Floats, moments: Floats, gap: Floats | None) -> Floats:
        """The second derivatives of minus the log density by Sigma and mu, for each pair of cells."""
        uu, uv, vv = self._products(weight)
        ku, kw, kv = self._products(weight @ moments @ weight)
        found = vv * ku + uu * kv + transpose(uv) * kw + uv * transpose(kw)
        found = found - uv * transpose(uv) - uu * vv
        if gap is None:
            return found
        pushed = (weight @ gap[:, :, None])[:, :, 0]
        turned = transpose(self.shift) @ weight
        mixed = turned @ self.u * np.einsum("rkc,rk->rc", self.v, pushed)[:, None]
        mixed = mixed + turned @ self.v * np.einsum("rkc,rk->rc", self.u, pushed)[:, None]
        return np.asarray(found + turned @ self.shift + mixed + transpose(mixed))

    def _products(self, weight: Floats) -> tuple[Floats, Floats, Floats]:
        left, right = transpose(self.u) @ weight, weight @ self.v
        return left @ self.u, transpose(self.u) @ right, transpose(self.v) @ right


@dataclass(frozen=True)
class Joint:
    """The likelihood of several groups, which share parameters."""

    parts: tuple[Likelihood, ...]

    @property
    def cases(self) -> Floats:
        """The number of cases (R,) in all groups."""
        return np.asarray(sum(part.cases for part in self.parts))

    def take(self, replicates: Booleans | Integers) -> Joint:
        """The same for some of the replicates."""
        return Joint(tuple(part.take(replicates) for part in self.parts))

    def value(self, theta: Floats) -> Floats:
        """The log-likelihood (R,)."""
        return np.asarray(sum(part.value(theta) for part in self.parts))

    def score(self, theta: Numbers) -> Numbers:
        """The gradient (R, q)."""
        return np.asarray(sum(part.score(theta) for part in self.parts))

    def expected_information(self, theta: Floats) -> Floats:
        """The Fisher information (R, q, q)."""
        return np.asarray(sum(part.expected_information(theta) for part in self.parts))

    def observed_information(self, theta: Floats) -> Floats:
        """Minus the Hessian (R, q, q)."""
        return np.asarray(sum(part.observed_information(theta) for part in self.parts))


def _block(matrices: Numbers, pattern: MissingPattern) -> Numbers:
    """The observed rows and columns of (R, p, p)."""
    if len(pattern.seen) == matrices.shape[-1]:
        return matrices
    seen = np.array(pattern.seen)
    return np.asarray(matrices[:, seen[:, None], seen])


def loglik(n: Floats, moments: Floats, cov: Floats) -> Floats:
    """Normal log-likelihood (R,) of n cases with second moments (R, k, k) under a covariance matrix (R, k, k)."""
    proper = positive(cov)
    safe = np.where(proper[:, None, None], cov, np.eye(cov.shape[-1]))
    return np.where(proper, density(n, moments, safe), -np.inf)


def density(n: Floats, moments: Floats, cov: Floats) -> Floats:
    """The same for covariance matrices that are known to be positive definite."""
    logdet = np.linalg.slogdet(cov)[1]
    trace = np.einsum("rab,rba->r", inverse(cov), moments)
    return np.asarray(-0.5 * n * (cov.shape[-1] * np.log(2 * np.pi) + logdet + trace))


def positive(matrices: Floats) -> Booleans:
    """Whether each matrix (R, k, k) is finite and positive definite, whatever the units of its variables."""
    diagonal = np.einsum("rkk->rk", matrices)
    good = np.isfinite(matrices).all(axis=(1, 2)) & (diagonal > 0).all(axis=1)
    scale = 1.0 / np.sqrt(np.where(good[:, None], diagonal, 1.0))
    scaled = np.where(good[:, None, None], matrices, 0.0) * scale[:, :, None] * scale[:, None, :]
    return np.asarray(good & (np.linalg.eigvalsh(scaled)[:, 0] > 1e-12))

"""The space of the moments, in which robust statistics are defined: information, sampling covariance, slopes.

Moments are the covariances in the order of np.tril_indices, then the means where they are modelled. Matrices are per
case; the rows and columns of the moments of fixed covariates are left out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from report.pathmodels.cases import Booleans, Floats
from report.pathmodels.likelihood import Likelihood
from report.pathmodels.structure import FixedMatrices, Structure, unrestricted_structure


@dataclass(frozen=True)
class FittedGroup:
    """A fitted group: its likelihood at theta (q,), its centred cases (n, p), the positions of fixed covariates."""

    likelihood: Likelihood
    theta: Floats
    values: Floats
    fixed: tuple[int, ...]
    mean: Floats
    cov: Floats

    @property
    def n(self) -> int:
        """The number of cases."""
        return len(self.values)

    @property
    def means(self) -> bool:
        """Whether the means are modelled."""
        return self.likelihood.structure.means

    @property
    def size(self) -> int:
        """The number of observed variables."""
        return int(self.values.shape[1])

    @property
    def varying(self) -> Booleans:
        """Which moments are not those of fixed covariates only."""
        return ~self._moments_of(self.fixed)

    def _moments_of(self, variables: tuple[int, ...]) -> Booleans:
        """Which moments are of these variables only."""
        inside = np.isin(np.arange(self.size), variables)
        rows, columns = np.tril_indices(self.size)
        pairs = inside[rows] & inside[columns]
        return np.concatenate([pairs, inside]) if self.means else np.asarray(pairs)

    def implied(self) -> tuple[Floats, Floats]:
        """The implied mean (the sample's where means are not modelled) and covariance matrix."""
        found = self.likelihood.structure.implied(self.theta[None], self.likelihood.base)
        return (np.asarray(found.mean[0]) if self.means else self.mean), np.asarray(found.cov[0])

    def slopes(self) -> Floats:
        """Derivatives (m, q) of the varying moments by the free parameters."""
        structure = self.likelihood.structure
        along = structure.directions(structure.implied(self.theta[None], self.likelihood.base))
        rows, columns = np.tril_indices(self.size)
        u, v = along.u[0], along.v[0]
        cells = u[rows] * v[columns] + v[rows] * u[columns]
        if self.means:
            cells = np.concatenate([cells, along.shift[0]])
        return np.asarray(along.collected(cells, structure.free)[self.varying])

    def information(self, mean: Floats, cov: Floats, observed: bool) -> Floats:
        """The information of the varying moments for one case, at a mean and covariance matrix."""
        likelihood, point = self._unrestricted(mean, cov)
        found = likelihood.observed_information(point) if observed else likelihood.expected_information(point)
        return np.asarray(found[0][np.ix_(self.varying, self.varying)] / self.n)

    def complete_information(self, mean: Floats, cov: Floats, without: tuple[int, ...] = ()) -> Floats:
        """The information for one case without missing values; zero for the moments of the variables `without`."""
        one = self.likelihood.evidence[0]
        size = self.size
        whole = type(one)(tuple(range(size)), np.ones(1), mean[None], cov[None])
        likelihood, point = self._unrestricted(mean, cov)
        found = Likelihood(likelihood.structure, likelihood.base, (whole,)).expected_information(point)[0]
        left_out = self._moments_of(without)
        found[left_out] = found[:, left_out] = 0.0
        return np.asarray(found[np.ix_(self.varying, self.varying)])

    def _unrestricted(self, mean: Floats, cov: Floats) -> tuple[Likelihood, Floats]:
        size = self.size
        structure = unrestricted_structure(size, self.means)
        blank = FixedMatrices(np.zeros((1, size, size)), np.zeros((1, size, size)), np.zeros((1, size)))
        point = cov[np.tril_indices(size)]
        point = np.concatenate([point, mean]) if self.means else point
        return Likelihood(structure, blank, self.likelihood.evidence), point[None]

    def moment_scores(self, mean: Floats, cov: Floats) -> Floats:
        """The derivative (n, m) of each case's log-likelihood by the varying moments."""
        likelihood, point = self._unrestricted(mean, cov)
        origin = None if self.means else mean
        found = casewise_scores(likelihood.structure, likelihood.base, point[0], self.values, origin)
        return np.asarray(found[:, self.varying])

    def scores(self) -> Floats:
        """The derivative (n, q) of each case's log-likelihood by the free parameters."""
        origin = None if self.means else self.mean
        structure, base = self.likelihood.structure, self.likelihood.base
        return casewise_scores(structure, base, self.theta, self.values, origin)

    def gamma(self) -> Floats:
        """n times the sampling covariance of the sample moments of complete cases, without assuming normality.

        Browne, M. W. (1984), British Journal of Mathematical and Statistical Psychology, 37, 62-83, eq. 2.2; given
        fixed covariates, that of the moments minus their prediction from the covariates.
        """
        rows, columns = np.tril_indices(self.size)
        centred = self.values - self.values.mean(axis=0)
        parts = [centred[:, rows] * centred[:, columns], *([centred] if self.means else [])]
        found = np.concatenate(parts, axis=1)
        if self.fixed:
            predicted = _predicted(centred, self.fixed)
            parts = [predicted[:, rows] * predicted[:, columns], *([predicted] if self.means else [])]
            found = found - np.concatenate(parts, axis=1)
        found = (found - found.mean(axis=0))[:, self.varying]
        return np.asarray(found.T @ found / self.n)


def _predicted(centred: Floats, fixed: tuple[int, ...]) -> Floats:
    """The least-squares prediction (n, p) of all variables from some of them, which predict themselves."""
    own = centred[:, list(fixed)]
    return np.asarray(own @ np.linalg.lstsq(own, centred, rcond=None)[0])


def casewise_scores(
    structure: Structure, base: FixedMatrices, theta: Floats, values: Floats, origin: Floats | None
) -> Floats:
    """The derivative (n, q) of each case's log-likelihood, for cases with missing values.

    `origin` is the mean where means are not modelled.
    """
    implied = structure.implied(theta[None], base)
    along = structure.directions(implied)
    mean, cov = (implied.mean[0] if origin is None else origin), implied.cov[0]
    found = np.zeros((len(values), len(along.number)))
    kinds, codes = np.unique(~np.isnan(values), axis=0, return_inverse=True)
    for code, kind in enumerate(kinds):
        where, seen = np.flatnonzero(codes.ravel() == code), np.flatnonzero(kind)
        weight = np.linalg.inv(cov[np.ix_(seen, seen)])
        pushed = (values[np.ix_(where, seen)] - mean[seen]) @ weight
        u, v = along.u[0][seen], along.v[0][seen]
        cells = (pushed @ u) * (pushed @ v) - (u * (weight @ v)).sum(axis=0)
        found[where] = cells + (pushed @ along.shift[0][seen] if origin is None else 0.0)
    return along.collected(found, structure.free)

"""The two reference models of every fit: the unrestricted model and the independence baseline."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from report.pathmodels.cases import Floats
from report.pathmodels.errors import ModelError
from report.pathmodels.evidence import Evidence
from report.pathmodels.likelihood import Likelihood, loglik
from report.pathmodels.maximum import maximise
from report.pathmodels.structure import Base, saturated_block


@dataclass(frozen=True)
class Reference:
    """Log-likelihood of a reference model, with its mean (p,) and covariance matrix (p, p)."""

    logl: float
    mean: Floats
    cov: Floats


def reference(evidence: Evidence, size: int, block: tuple[int, ...]) -> Reference:
    """The model with free means and variances, and free covariances among the variables of `block` only.

    In closed form for complete data. With missing values, by maximum likelihood over the patterns; the unrestricted
    model is then lavaan's EM solution (Little & Rubin, 2002, Statistical analysis with missing data, ch. 11).
    """
    [first, *others] = evidence
    if not others and len(first.seen) == size:
        cov = np.where(_within(size, block), first.cov[0], 0.0)
        return Reference(float(loglik(first.n, first.cov, cov[None])[0]), first.mean[0], cov)
    return _from_patterns(evidence, size, block)


def _within(size: int, block: tuple[int, ...]) -> Floats:
    inside = np.isin(np.arange(size), block)
    return np.asarray(np.outer(inside, inside) | np.eye(size, dtype=bool))


def _from_patterns(evidence: Evidence, size: int, block: tuple[int, ...]) -> Reference:
    model = saturated_block(size, block)
    blank = Base(np.zeros((1, size, size)), np.zeros((1, size, size)), np.zeros((1, size)))
    mean, variance = _available(evidence, size)
    start = np.zeros((1, model.free))
    diagonal = model.residual.row == model.residual.column
    start[0, model.residual.number[diagonal]] = variance[model.residual.row[diagonal]]
    start[0, model.intercepts.number] = mean
    likelihood = Likelihood(model, blank, evidence)
    found = maximise(likelihood, start)
    if not found.converged[0]:
        raise ModelError(
            "the moments of the incomplete data do not converge: too few values are observed together"
        )
    implied = model.implied(found.theta, blank)
    return Reference(float(likelihood.value(found.theta)[0]), implied.mean[0], implied.cov[0])


def _available(evidence: Evidence, size: int) -> tuple[Floats, Floats]:
    """Means and variances (p,) of the values present, from the patterns of a single replicate."""
    count, total, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for pattern in evidence:
        seen, n = list(pattern.seen), pattern.n[0]
        count[seen] += n
        total[seen] += n * pattern.mean[0]
    mean = total / count
    for pattern in evidence:
        seen, n = list(pattern.seen), pattern.n[0]
        square[seen] += n * (np.diag(pattern.cov[0]) + (pattern.mean[0] - mean[seen]) ** 2)
    return mean, square / count

"""The two reference models of every fit: the unrestricted model and the independence baseline."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from report.pathmodels.cases import Floats
from report.pathmodels.errors import ModelError
from report.pathmodels.evidence import Evidence, MissingPattern
from report.pathmodels.likelihood import density, loglik, positive

TOLERANCE = 1e-9
"""The largest change of a standardised moment in the last step of EM."""
STEPS = 20_000


@dataclass(frozen=True)
class SaturatedFit:
    """Log-likelihood of a reference model, with its mean (p,) and covariance matrix (p, p)."""

    logl: float
    mean: Floats
    cov: Floats


def reference(evidence: Evidence, size: int, block: tuple[int, ...]) -> SaturatedFit:
    """The model with free means and variances, and free covariances among the variables of `block` only.

    In closed form for complete data. With missing values, by EM over the patterns (Little & Rubin, 2002,
    Statistical analysis with missing data, sec. 11.2), as in lavaan.
    """
    [first, *others] = evidence
    if not others and len(first.seen) == size:
        cov = np.where(_within(size, block), first.cov[0], 0.0)
        return SaturatedFit(float(loglik(first.n, first.cov, cov[None])[0]), first.mean[0], cov)
    mean, variance = _available(evidence, size)
    cov = np.diag(variance)
    if len(block) > 1:
        own = list(block)
        inner = tuple(part for part in (_restricted(pattern, block) for pattern in evidence) if part)
        mean[own], cov[np.ix_(own, own)] = expectation_maximisation(inner, mean[own], variance[own])
    return SaturatedFit(_value(evidence, mean, cov), mean, cov)


def _within(size: int, block: tuple[int, ...]) -> Floats:
    inside = np.isin(np.arange(size), block)
    return np.asarray(np.outer(inside, inside) | np.eye(size, dtype=bool))


def _restricted(pattern: MissingPattern, block: tuple[int, ...]) -> MissingPattern | None:
    """A pattern's part in some of the variables, which are numbered from 0; None if it observes none of them."""
    observed = [index for index, variable in enumerate(pattern.seen) if variable in block]
    if not observed:
        return None
    seen = tuple(block.index(pattern.seen[index]) for index in observed)
    order = np.argsort(seen)
    own = np.array(observed)[order]
    cov = pattern.cov[:, own[:, None], own]
    return replace(pattern, seen=tuple(sorted(seen)), mean=pattern.mean[:, own], cov=cov)


def _value(evidence: Evidence, mean: Floats, cov: Floats) -> float:
    total = 0.0
    for pattern in evidence:
        seen = list(pattern.seen)
        gap = pattern.mean - mean[seen]
        moments = pattern.cov + gap[:, :, None] * gap[:, None, :]
        total += float(density(pattern.n, moments, cov[np.ix_(seen, seen)][None])[0])
    return total


def expectation_maximisation(evidence: Evidence, mean: Floats, variance: Floats) -> tuple[Floats, Floats]:
    """The mean (p,) and covariance matrix (p, p) of largest likelihood, from patterns of a single replicate.

    EM with squared extrapolation (Varadhan, R., & Roland, C., 2008, Scandinavian Journal of Statistics, 35, 335-353,
    scheme S3), in units of the starting standard deviations.
    """
    size, sd = len(mean), np.sqrt(variance)
    scaled = tuple(_standardised(pattern, mean, sd) for pattern in evidence)
    now = _packed(np.zeros(size), np.eye(size))
    for _ in range(STEPS):
        first = _step(scaled, now, size)
        second = _step(scaled, first, size)
        move, bend = first - now, (second - first) - (first - now)
        if np.abs(second - first).max() < TOLERANCE:
            found, spread = _unpacked(second, size)
            return found * sd + mean, spread * np.outer(sd, sd)
        length = np.sqrt(move @ move / max(float(bend @ bend), 1e-300))
        ahead = now + 2 * length * move + length**2 * bend
        proper = length > 1 and positive(_unpacked(ahead, size)[1][None])[0]
        now = _step(scaled, ahead, size) if proper else second
        if proper and _likelihood(scaled, now, size) < _likelihood(scaled, second, size):
            now = second
    raise ModelError(
        "the moments of the incomplete data do not converge: too few values are observed together"
    )


def _standardised(pattern: MissingPattern, mean: Floats, sd: Floats) -> MissingPattern:
    seen = list(pattern.seen)
    scale = sd[seen]
    return replace(
        pattern, mean=(pattern.mean - mean[seen]) / scale, cov=pattern.cov / np.outer(scale, scale)
    )


def _packed(mean: Floats, cov: Floats) -> Floats:
    return np.concatenate([mean, cov[np.triu_indices(len(mean))]])


def _unpacked(packed: Floats, size: int) -> tuple[Floats, Floats]:
    cov = np.zeros((size, size))
    rows, columns = np.triu_indices(size)
    cov[rows, columns] = cov[columns, rows] = packed[size:]
    return packed[:size], cov


def _likelihood(evidence: Evidence, packed: Floats, size: int) -> float:
    return _value(evidence, *_unpacked(packed, size))


def _step(evidence: Evidence, packed: Floats, size: int) -> Floats:
    """One step of EM: expected sums and products of all variables, then their moments."""
    mean, cov = _unpacked(packed, size)
    n, total, square = 0.0, np.zeros(size), np.zeros((size, size))
    for pattern in evidence:
        seen = np.array(pattern.seen)
        count, shift = float(pattern.n[0]), pattern.mean[0] - mean[seen]
        slopes = np.linalg.solve(cov[np.ix_(seen, seen)], cov[seen]).T
        expected = slopes @ shift
        spread = slopes @ pattern.cov[0] @ slopes.T + cov - slopes @ cov[seen]
        n += count
        total += count * expected
        square += count * (spread + np.outer(expected, expected))
    moved = total / n
    return _packed(mean + moved, square / n - np.outer(moved, moved))


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

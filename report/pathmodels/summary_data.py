"""Moments as data: covariances, or correlations with standard deviations, with means and the number of cases."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from report.pathmodels.cases import Floats
from report.pathmodels.errors import ModelError
from report.pathmodels.evidence import MissingPattern
from report.pathmodels.results import Divisor


@dataclass(frozen=True)
class GroupMoments:
    """The moments of a group: n, an (n - 1)-divisor covariance matrix (p, p), and means (p,) if known."""

    n: int
    cov: Floats
    mean: Floats | None = None


@dataclass(frozen=True)
class Moments:
    """The moments of one or more groups, with the names of the variables."""

    variables: tuple[str, ...]
    samples: tuple[GroupMoments, ...]
    groups: tuple[str, ...] = ("",)


@dataclass(frozen=True)
class CheckedMoments:
    """The moments of a model's variables, as a pattern without missing values."""

    n: int
    pattern: MissingPattern


def checked_moments(
    data: Moments, group: int, variables: tuple[str, ...], means: bool, divisor: Divisor
) -> CheckedMoments:
    """The moments of the variables in their order, with the divisor of the likelihood; ModelError if unusable."""
    absent = [name for name in variables if name not in data.variables]
    if absent:
        raise ModelError(
            f"no moments of {', '.join(absent)}; there are those of {', '.join(data.variables[:8])}"
        )
    sample, where = data.samples[group], f" of group {data.groups[group]}" if data.groups[group] else ""
    places = [data.variables.index(name) for name in variables]
    if sample.n <= len(variables):
        raise ModelError(
            f"n = {sample.n}{where}: {len(variables)} variables need at least {len(variables) + 1}"
        )
    if means and sample.mean is None:
        raise ModelError(f"the model has intercepts, but the means{where} are not given")
    cov = sample.cov[np.ix_(places, places)]
    if not np.isfinite(cov).all() or not (np.diag(cov) > 0).all():
        raise ModelError(
            f"the covariance matrix{where} has a missing value, or a variance that is not positive"
        )
    if np.linalg.eigvalsh(cov / np.sqrt(np.outer(np.diag(cov), np.diag(cov))))[0] < -1e-8:
        raise ModelError(f"the covariance matrix{where} is not possible: it has a negative eigenvalue")
    scaled = cov * ((sample.n - 1) / sample.n if divisor == "n" else 1.0)
    mean = sample.mean[places] if sample.mean is not None else np.zeros(len(variables))
    pattern = MissingPattern(
        tuple(range(len(variables))), np.full(1, float(sample.n)), mean[None], scaled[None]
    )
    return CheckedMoments(sample.n, pattern)

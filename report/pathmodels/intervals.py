"""Bootstrap intervals and their Monte Carlo error.

Percentile interval: Efron & Tibshirani (1993), eq. 13.5. Bias-corrected: Efron, B. (1981), Canadian Journal of
Statistics, 9, 139-172 (BC of Efron & Tibshirani, 1993, eq. 14.9 with a = 0). BCa: Efron, B. (1987), Journal of the
American Statistical Association, 82, 171-185 (Efron & Tibshirani, 1993, eq. 14.9). The Monte Carlo error of a bound is
that of a sample quantile, sqrt(p (1 - p) / R) / f (Serfling, 1980, sec. 2.3.3), its density f estimated from the
spacing of order statistics.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from report.pathmodels.cases import Floats


@dataclass(frozen=True, slots=True)
class Bounds:
    """An interval and the Monte Carlo standard error of each bound."""

    lower: float
    upper: float
    lower_error: float
    upper_error: float


@dataclass(frozen=True, slots=True)
class Resampled:
    """The bootstrap of one quantity: standard error, bias, percentile and bias-corrected intervals.

    `accelerated` is the BCa interval and `acceleration` its constant; both are None unless requested.
    """

    se: float
    bias: float
    percentile: Bounds
    corrected: Bounds | None
    accelerated: Bounds | None = None
    acceleration: float | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """A row's bootstrap: raw, and standardised (each None where the value does not vary over resamples)."""

    lhs: str
    op: str
    rhs: str
    raw: Resampled | None
    std: Resampled | None
    group: str = ""


@dataclass(frozen=True)
class Bootstrap:
    """Bootstrap intervals of all rows, in the order of the fit's estimates."""

    resamples: int
    failed: int
    seed: int
    rows: tuple[Interval, ...]
    confidence: float = 0.95

    def get(self, lhs: str, op: str, rhs: str) -> Interval:
        """The intervals of one row; KeyError if there is none."""
        for row in self.rows:
            if (row.lhs, row.op, row.rhs) == (lhs, op, rhs):
                return row
        raise KeyError(f"no {lhs} {op} {rhs} in the bootstrap")

    def path(self, lhs: str, rhs: str) -> Interval:
        """The intervals of a path."""
        return self.get(lhs, "~", rhs)

    def defined(self, name: str) -> Interval:
        """The intervals of a defined effect."""
        for row in self.rows:
            if row.op == ":=" and row.lhs == name:
                return row
        raise KeyError(f"no defined parameter {name} in the bootstrap")


def supported_decimals(bounds: Bounds) -> int:
    """The number of decimals that the Monte Carlo error supports.

    A decimal is supported if half its unit is at least one standard error of the less certain bound: the printed
    value is then within one unit of the limit of infinite resampling, with about 95 % certainty.
    """
    error = max(bounds.lower_error, bounds.upper_error)
    if error <= 0:
        return 15
    return max(0, int(np.floor(-np.log10(2 * error))))


def too_precise(bounds: Bounds, decimals: int) -> str | None:
    """A warning if `decimals` printed digits are more than the Monte Carlo error supports, otherwise None.

    The text is the same for all bounds of one kind; each bound has its own error beside it.
    """
    supported = supported_decimals(bounds)
    if decimals <= supported:
        return None
    return (
        f"prints {decimals} decimals, but the Monte Carlo standard error of this bootstrap bound supports only "
        f"{supported}; use more resamples"
    )


def interval(
    values: Floats, estimate: float | None, confidence: float, acceleration: float | None = None
) -> Resampled | None:
    """The bootstrap of one quantity from its resampled values (R,) and its estimate.

    None if nothing varies (a fixed value), or if a value is missing. The BCa interval needs its acceleration.
    """
    ordered = np.sort(values)
    if estimate is None or not np.isfinite(ordered[[0, -1]]).all() or not np.isfinite(estimate):
        return None
    if ordered[-1] - ordered[0] <= 1e-12 * max(1.0, abs(ordered[0])):
        return None
    tails = (1 - confidence) / 2, (1 + confidence) / 2
    constant = acceleration if acceleration is not None and np.isfinite(acceleration) else None
    return Resampled(
        se=float(ordered.std(ddof=1)),
        bias=float(ordered.mean() - estimate),
        percentile=_percentile(ordered, tails),
        corrected=bias_corrected(ordered, estimate, tails, 0.0),
        accelerated=None if constant is None else bias_corrected(ordered, estimate, tails, constant),
        acceleration=constant,
    )


def quantile(ordered: Floats, p: float) -> float:
    """The quantile at rank p (R + 1), interpolated (Davison & Hinkley, 1997, eq. 5.8 without the normal scale)."""
    rank = np.clip(p * (len(ordered) + 1) - 1, 0, len(ordered) - 1)
    low = int(rank)
    high = min(low + 1, len(ordered) - 1)
    return float(ordered[low] + (rank - low) * (ordered[high] - ordered[low]))


def limits(ordered: Floats, estimates: Floats, confidence: float) -> Floats:
    """Percentile and bias-corrected limits (2, 2, k) of k quantities at once, from their ordered resamples (k, R).

    NaN where all resamples lie on one side of the estimate.
    """
    from scipy.special import ndtr, ndtri

    tails = np.array([[(1 - confidence) / 2], [(1 + confidence) / 2]])
    at = estimates[:, None]
    below = ((ordered < at).sum(axis=1) + (ordered <= at).sum(axis=1)) / 2 / ordered.shape[1]
    with np.errstate(invalid="ignore"):
        places = np.where((below > 0) & (below < 1), ndtr(2 * ndtri(below) + ndtri(tails)), np.nan)
    return np.array([_quantiles(ordered, np.broadcast_to(tails, places.shape)), _quantiles(ordered, places)])


def _quantiles(ordered: Floats, p: Floats) -> Floats:
    """`quantile` of each row of (k, R) at each of its ranks (2, k)."""
    last = ordered.shape[1] - 1
    rank = np.clip(p * (last + 2) - 1, 0, last)
    low = np.nan_to_num(rank).astype(np.intp)
    rows = np.arange(len(ordered))
    start = ordered[rows, low]
    return np.asarray(start + (rank - low) * (ordered[rows, np.minimum(low + 1, last)] - start))


def _percentile(ordered: Floats, tails: tuple[float, float]) -> Bounds:
    errors = (np.sqrt(p * (1 - p) / len(ordered)) * _sparsity(ordered, p) for p in tails)
    return Bounds(*(quantile(ordered, p) for p in tails), *map(float, errors))


def _sparsity(ordered: Floats, p: float) -> float:
    """1/f at a quantile, from order statistics two standard errors of the rank on either side."""
    count = len(ordered)
    reach = 2 * np.sqrt(p * (1 - p) / count)
    low, high = max(p - reach, 0.5 / count), min(p + reach, 1 - 0.5 / count)
    return float((quantile(ordered, high) - quantile(ordered, low)) / (high - low))


def bias_corrected(
    ordered: Floats, estimate: float, tails: tuple[float, float], acceleration: float
) -> Bounds | None:
    """The bias-corrected interval, BCa with an acceleration.

    None where all resamples lie on one side of the estimate, or where the acceleration is too large for the level.
    """
    from scipy.special import ndtr, ndtri

    count = len(ordered)
    below = (
        (np.searchsorted(ordered, estimate, "left") + np.searchsorted(ordered, estimate, "right")) / 2 / count
    )
    if not 0 < below < 1:
        return None
    shift = float(ndtri(below))
    reaches = [shift + float(ndtri(p)) for p in tails]
    stretches = [1 / (1 - acceleration * reach) if acceleration * reach < 1 else np.inf for reach in reaches]
    if not np.isfinite(stretches).all():
        return None
    scores = [shift + stretch * reach for stretch, reach in zip(stretches, reaches, strict=True)]
    errors = [
        _corrected_error(ordered, below, shift, score, stretch)
        for score, stretch in zip(scores, stretches, strict=True)
    ]
    return Bounds(*(quantile(ordered, float(ndtr(score))) for score in scores), *errors)


def _corrected_error(ordered: Floats, below: float, shift: float, score: float, stretch: float) -> float:
    """The Monte Carlo error of a bias-corrected bound: of its quantile, and of the shift, which share their draws.

    With B the Brownian bridge of the empirical distribution, the bound moves by (w B(below) - B(place)) / f, where
    place = Phi(score) and w = dplace/dbelow = (1 + stretch^2) phi(score) / phi(shift).
    """
    from scipy.special import ndtr

    place = float(ndtr(score))
    weight = (1 + stretch**2) * np.exp((shift**2 - score**2) / 2)
    joint = min(below, place) - below * place
    variance = weight**2 * below * (1 - below) + place * (1 - place) - 2 * weight * joint
    return float(np.sqrt(max(variance, 0.0) / len(ordered)) * _sparsity(ordered, place))

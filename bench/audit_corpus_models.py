"""Statements of the labelled corpus about models: intervals of RMSEA and estimates, close fit, ranks, steps, scores."""

from __future__ import annotations

import random
from math import sqrt

from scipy import optimize, stats

from bench.statements import Statement, number


def _p(p: float) -> str:
    return "p < .001" if p < 0.001 else f"p = {number(p, 3, zero=False)}"


def _limit(chi2: float, df: int, share: float) -> float:
    """The noncentrality with which χ² exceeds that share of its distribution; 0 if none does."""
    excess = lambda size: stats.ncx2.cdf(chi2, df, size) - share if size else stats.chi2.cdf(chi2, df) - share  # noqa: E731
    return float(optimize.brentq(excess, 0, 40 * chi2)) if excess(0) > 0 else 0.0


def _model(rng: random.Random) -> tuple[int, int, float]:
    """Cases, degrees of freedom and χ², as they are printed."""
    df = rng.randint(8, 90)
    return rng.randint(150, 900), df, round(df * rng.uniform(1.3, 3.2), 2)


def _of_model(n: int, df: int, chi2: float) -> tuple[float, float, float]:
    """RMSEA with the limits of its 90 % interval."""
    spread = (max(0.0, chi2 - df), _limit(chi2, df, 0.95), _limit(chi2, df, 0.05))
    value, low, high = (sqrt(each / (df * n)) for each in spread)
    return value, low, high


def rmsea_interval(rng: random.Random, *, wrong: bool) -> Statement:
    """An RMSEA with its interval."""
    n, df, chi2 = _model(rng)
    value, low, high = _of_model(n, df, chi2)
    error = rng.choice(("limits of RMSEA", "RMSEA outside")) if wrong else ""
    low, high = (low + 0.02, high + 0.03) if error == "limits of RMSEA" else (low, high)
    low, high = (value + 0.02, value + 0.05) if error == "RMSEA outside" else (low, high)
    ends = rng.choice(("90% CI [{}, {}]", "90% CI {} to {}", "90% confidence interval: {}, {}"))
    shown = ends.format(*(number(each, 3, zero=False) for each in (low, high)))
    text = (
        f"Fit was judged by χ²({df}, N = {n}) = {chi2:.2f}, RMSEA = {number(value, 3, zero=False)}, {shown}."
    )
    return Statement(text, "rmsea-interval", error)


def close_fit(rng: random.Random, *, wrong: bool) -> Statement:
    """An RMSEA with the p-value of close fit."""
    n, df, chi2 = _model(rng)
    value, *_ = _of_model(n, df, chi2)
    p = float(stats.ncx2.sf(chi2, df, 0.05**2 * df * n))
    p = (p + 0.35 if p < 0.5 else p - 0.35) if wrong else p
    shown = _p(p).replace("p ", "pclose ", 1)
    text = f"It fitted closely (χ²({df}, N = {n}) = {chi2:.2f}, RMSEA = {number(value, 3, zero=False)}, {shown})."
    return Statement(text, "close-fit", "p of close fit" if wrong else "")


def tau(rng: random.Random, *, wrong: bool) -> Statement:
    """Kendall's correlation of a sample, with ties or without."""
    n, levels, slope = rng.randint(12, 120), rng.choice((4, 7, 1000)), rng.uniform(0, 1.2)
    one = [rng.gauss(0, 1) for _ in range(n)]
    two = [slope * each + rng.gauss(0, 1) for each in one]
    ranks = [[round(each * levels / 4) for each in values] for values in (one, two)]
    found = stats.kendalltau(*ranks)
    p = float(found.pvalue)
    p = (0.52 if p < 0.1 else 0.0012) if wrong else p
    value = f"{found.statistic:.2f}".replace("-", "−")
    form = rng.choice(("Kendall's τ = {}, n = {}, {}", "Kendall's tau-b = {} (n = {}; {})"))
    text = f"Ranks were correlated, {form.format(value, n, _p(p))}."
    return Statement(text, "rank-correlation", "p of ranks" if wrong else "")


def width(rng: random.Random, *, wrong: bool) -> Statement:
    """A coefficient with its standard error and interval."""
    error, z = rng.uniform(0.1, 1.5), rng.uniform(-4, 4)
    factor = rng.choice((0.5, 1.0, 4.2)) if wrong else 1.96
    ends = [error * (z + side * factor) for side in (-1, 1)]
    shown = [f"{each:.3f}".replace("-", "−") for each in (error * z, *ends)]
    text = f"The slope was estimated as b = {shown[0]}, SE = {error:.3f}, 95% CI [{shown[1]}, {shown[2]}]."
    return Statement(text, "interval-width", "width of interval" if wrong else "")


def step(rng: random.Random, *, wrong: bool) -> Statement:
    """The change of R² in a step of a hierarchical regression."""
    df, added, first = rng.randint(60, 300), rng.randint(1, 4), rng.uniform(0.05, 0.4)
    change = rng.uniform(0.02, 0.15)
    whole = first + change
    f = (change / added) / ((1 - whole) / df)
    change = change * 1.8 + 0.06 if wrong else change
    shown = (number(change, 3, zero=False), number(whole, 3, zero=False))
    test = f"F change({added}, {df}) = {f:.2f}"
    text = f"Stress was added in step 2 (ΔR² = {shown[0]}, {test}, R² = {shown[1]}, {_p(stats.f.sf(f, added, df))})."
    return Statement(text, "added-variance", "change of R2" if wrong else "")


def score(rng: random.Random, *, wrong: bool) -> Statement:
    """The mean of an instrument with known limits."""
    name, most = rng.choice((("PHQ-9", 27), ("GAD-7", 21), ("BDI-II", 63)))
    spread = most * rng.uniform(0.1, 0.25)
    centre = most * (rng.uniform(1.1, 1.6) if wrong else rng.uniform(0.3, 0.7))
    text = f"At intake the {name} score was M = {centre:.1f} (SD = {spread:.1f})."
    return Statement(text, "instrument-mean", "mean beyond limits" if wrong else "")


def cases(rng: random.Random, *, wrong: bool) -> Statement:
    """A t with the number of cases beside it."""
    df, t = rng.randint(30, 200), round(rng.uniform(0.4, 3.5), 2)
    n = df - rng.randint(3, 20) if wrong else df + rng.randint(1, 2)
    text = f"Women and men differed in their scores, t({df}) = {t:.2f}, {_p(2 * stats.t.sf(t, df))}, N = {n}."
    return Statement(text, "degrees-and-cases", "cases" if wrong else "")


MODELS = {
    "rmsea interval": (rmsea_interval, 2),
    "close fit": (close_fit, 1),
    "tau": (tau, 1),
    "width": (width, 1),
    "step": (step, 1),
    "score": (score, 1),
    "cases": (cases, 1),
}

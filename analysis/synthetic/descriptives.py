"""Descriptive statistics of a batch of candidates, for judging clinical plausibility."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.special import expit

from analysis.synthetic.closed_form import Array
from analysis.synthetic.structure import ACUTE, MEASURES, PRINTED, SESSION_TWO

Named = Iterator[tuple[str, Array]]
CEILINGS = {"starp": 48, "rapport": 100}
REMISSION = 5
BLUR = 0.8
"""The width in QIDS points over which a count of scores below a limit is smoothed."""


def covariances(scores: Array) -> Array:
    """Return covariance matrices with divisor N."""
    centred = scores - scores.mean(axis=1, keepdims=True)
    matrix: Array = centred.transpose(0, 2, 1) @ centred / scores.shape[1]
    return matrix


def correlations(covariance: Array) -> Array:
    """Return correlation matrices."""
    deviation = np.sqrt(np.diagonal(covariance, axis1=1, axis2=2))
    matrix: Array = covariance / deviation[:, :, None] / deviation[:, None, :]
    return matrix


def measure(scores: Array, name: str, complete: int) -> Array:
    """Return one measure of those who have it (batch x participants)."""
    return scores[:, : complete if name in SESSION_TWO else None, MEASURES.index(name)]


def marginal_statistics(scores: Array, complete: int) -> Named:
    """Yield mean, SD and skewness of each measure over those who have it."""
    for name in MEASURES:
        column = measure(scores, name, complete)
        deviation = column - column.mean(axis=1, keepdims=True)
        spread = np.sqrt((deviation**2).mean(axis=1))
        yield f"mean.{name}", column.mean(axis=1)
        yield f"sd.{name}", spread * np.sqrt(column.shape[1] / (column.shape[1] - 1))
        yield f"skew.{name}", (deviation**3).mean(axis=1) / spread**3


def softly_below(score: Array, limit: Array | float) -> Array:
    """Return the number of scores up to `limit`, smoothed by a logistic curve so that it is differentiable."""
    counted: Array = expit((limit + 0.25 - score) / BLUR).sum(axis=1)
    return counted


def count_statistics(scores: Array, complete: int) -> Named:
    """Yield smoothed counts of remission and response, and the count of scores at a ceiling."""
    baseline, endpoint = measure(scores, "qids_0", complete), measure(scores, "qids_6w", complete)
    yield "count.remission", softly_below(endpoint, REMISSION + 0.25)
    yield "count.response", softly_below(endpoint, baseline / 2)
    for instrument, ceiling in CEILINGS.items():
        for session in (1, 2):
            column = measure(scores, f"{instrument}_{session}", complete)
            yield f"ceiling.{instrument}_{session}", (column > ceiling - 0.5).sum(axis=1).astype(float)


def change_statistics(scores: Array, complete: int) -> Named:
    """Yield the largest change of any participant between two occasions of one instrument."""
    pairs = [("qids_mid", "qids_6w"), *((f"{name}_1", f"{name}_2") for name in ("starp", "rapport", *ACUTE))]
    for first, second in pairs:
        later = measure(scores, second, complete)
        change = later - measure(scores, first, complete)[:, : later.shape[1]]
        yield f"change.{second}", np.abs(change).max(axis=1)


def correlation_statistics(everyone: Array, pairs: Array) -> Named:
    """Yield r of every two measures over those who have both, from the two covariance matrices."""
    all_r, pair_r = correlations(everyone), correlations(pairs)
    for row, first in enumerate(MEASURES):
        for column, second in enumerate(MEASURES[:row]):
            source = pair_r if {first, second} & set(SESSION_TWO) else all_r
            yield f"r.{PRINTED[second]}_{PRINTED[first]}", source[:, row, column]


def pooled_correlation(scores: Array, complete: int) -> Array:
    """Return r(EBI, MEQ) over person-sessions."""
    pooled = [
        np.concatenate([measure(scores, f"{acute}_{session}", complete) for session in (1, 2)], axis=1)
        for acute in ACUTE
    ]
    return correlations(covariances(np.stack(pooled, axis=2)))[:, 0, 1]

"""The bootstrap of a path model: how many resamples limits need, progress, and impossible requests."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from report.pathmodels import fit
from report.pathmodels.errors import ModelError
from report.pathmodels.resampling import bootstrap, needed_resamples

RANDOM = np.random.default_rng(4)
X = RANDOM.normal(size=40)
DATA = pd.DataFrame({"x": X, "y": 0.5 * X + RANDOM.normal(size=40)})


@pytest.mark.parametrize(("confidence", "needed"), [(0.95, 39), (0.9, 19), (0.99, 199), (0.5, 3)])
def test_both_limits_are_among_the_ordered_values(confidence: float, needed: int) -> None:
    """The k-th of R values is the quantile k / (R + 1) (Efron & Tibshirani, 1993, ch. 12)."""
    assert needed_resamples(confidence) == needed


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"resamples": 1}, "at least 2"),
        ({"resamples": 100, "workers": 0}, "workers = 0"),
        ({"resamples": 100, "seed": -1}, "seed = -1"),
        ({"resamples": 38}, "need at least 39"),
    ],
)
def test_impossible_requests_are_faults(options: dict[str, int], message: str) -> None:
    """Before anything is drawn."""
    with pytest.raises(ModelError, match=message):
        bootstrap(fit("y ~ x", DATA), DATA, **options)


def test_progress_ends_with_all_resamples() -> None:
    """It never goes back."""
    seen: list[tuple[int, int]] = []
    bootstrap(fit("y ~ x", DATA), DATA, 200, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (200, 200)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_the_seed_alone_determines_the_intervals() -> None:
    """Not the number of workers."""
    model = fit("y ~ x", DATA)
    one, two = (bootstrap(model, DATA, 200, seed=7, workers=workers) for workers in (1, 2))
    assert one == two
    assert bootstrap(model, DATA, 200, seed=8) != one


def test_parameters_are_in_the_order_of_the_model() -> None:
    """Each with an interval around its estimate."""
    model = fit("y ~ x", DATA)
    found = bootstrap(model, DATA, 400, seed=7)
    assert [(row.lhs, row.op, row.rhs) for row in found.rows] == [
        (row.lhs, row.op, row.rhs) for row in model.estimates
    ]
    assert (found.resamples, found.failed, found.confidence) == (400, 0, 0.95)

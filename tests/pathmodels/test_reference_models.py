"""The evidence of data, and the two reference models of every fit."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import multivariate_normal, norm
from small_models import data

from report.pathmodels.errors import ModelError
from report.pathmodels.evidence import check_covered, check_regular, evidence, products
from report.pathmodels.saturated import expectation_maximisation, reference

COMPLETE = data()[["x", "m", "y"]].to_numpy()
GAP = np.nan


def monotone() -> np.ndarray:
    """Cases of x and y, where y is missing for the last ten."""
    values = data()[["x", "y"]].to_numpy().copy()
    values[-10:, 1] = np.nan
    return values


def test_complete_data_are_one_pattern() -> None:
    """Its moments have the divisor n."""
    (pattern,) = evidence(COMPLETE)
    assert (pattern.seen, pattern.n.tolist()) == ((0, 1, 2), [40])
    assert pattern.mean[0] == pytest.approx(COMPLETE.mean(axis=0))
    assert pattern.cov[0] == pytest.approx(np.cov(COMPLETE.T, bias=True))


def test_cases_are_sorted_into_patterns() -> None:
    """By what was observed of them, whatever their order; the complete ones come first."""
    values = np.array([[1.0, GAP], [2.0, 4.0], [GAP, 5.0], [4.0, 8.0], [3.0, GAP]])
    found = {pattern.seen: pattern for pattern in evidence(values)}
    assert next(iter(found)) == (0, 1)
    assert {seen: each.n[0] for seen, each in found.items()} == {(0, 1): 2, (0,): 2, (1,): 1}
    assert found[(0, 1)].mean[0].tolist() == [3, 6]
    assert found[(0, 1)].cov[0] == pytest.approx(np.array([[1.0, 2.0], [2.0, 4.0]]))
    assert found[(1,)].cov[0].tolist() == [[0]]


def test_weights_count_cases_repeatedly() -> None:
    """A resample has the moments of the cases that were drawn."""
    weights = np.zeros((2, len(COMPLETE)))
    weights[0, :5], weights[1, [0, 7]] = 1.0, (3.0, 2.0)
    (product,) = products(COMPLETE)
    found = product.pattern(weights)
    assert found.n.tolist() == [5, 5]
    assert found.cov[0] == pytest.approx(np.cov(COMPLETE[:5].T, bias=True))
    drawn = COMPLETE[[0, 0, 0, 7, 7]]
    assert found.mean[1] == pytest.approx(drawn.mean(axis=0))
    assert found.cov[1] == pytest.approx(np.cov(drawn.T, bias=True))


def test_covariances_of_resamples_are_those_of_their_patterns() -> None:
    """With the replicates on the last axis."""
    weights = np.ones((2, len(COMPLETE)))
    weights[1, :2] = (2.0, 0.0)
    (product,) = products(COMPLETE)
    found = product.covariances(weights)
    assert found[:, :, 1] == pytest.approx(product.pattern(weights).cov[1])


def test_a_resample_of_one_value_has_no_variance() -> None:
    """Exactly zero, not what rounding leaves of a large mean."""
    values = COMPLETE + 1e6
    weights = np.zeros((1, len(values)))
    weights[0, 3] = len(values)
    (product,) = products(values)
    assert (product.pattern(weights).cov == 0).all()
    assert (product.covariances(weights) == 0).all()


def test_a_large_mean_costs_no_digits() -> None:
    """Sums of squares are taken around the mean."""
    (pattern,) = evidence(COMPLETE + 1e8)
    assert pattern.cov[0] == pytest.approx(np.cov(COMPLETE.T, bias=True), rel=1e-6)


def test_replicates_of_a_pattern_can_be_taken() -> None:
    """By a mask of those that still run."""
    (product,) = products(COMPLETE)
    weights = np.ones((3, len(COMPLETE)))
    weights[2] = 2.0
    assert product.pattern(weights).take(np.array([True, False, True])).n.tolist() == [40, 80]


def test_variables_that_are_never_observed_together_are_refused() -> None:
    """Three cases are needed for a covariance; the message names the pair and their cases."""
    values = np.full((8, 3), 1.0)
    values[2:, 1] = np.nan
    values[:1, 2] = np.nan
    with pytest.raises(ModelError, match=r"^x and m are observed together in 2 cases, too few"):
        check_covered(values, ("x", "m", "y"))
    values[2, 1] = values[3, 1] = 1.0
    check_covered(values, ("x", "m", "y"))


def test_collinear_variables_are_named() -> None:
    """Those that are not part of the dependence are not."""
    x, m, y = COMPLETE.T
    cov = np.cov(np.stack([x, m, x + m, y]), bias=True)
    with pytest.raises(ModelError, match=r"^perfect collinearity: a, b, c are linearly dependent"):
        check_regular(cov, ("a", "b", "c", "d"))
    check_regular(np.cov(COMPLETE.T), ("x", "m", "y"))


def test_units_do_not_make_variables_collinear() -> None:
    """A variance of 1e-12 is that of a variable in other units."""
    scale = np.array([1e-6, 1.0, 1e6])
    check_regular(np.cov((COMPLETE * scale).T), ("x", "m", "y"))


def test_the_unrestricted_model_of_complete_data_has_their_moments() -> None:
    """Its log-likelihood is that of the normal density with these moments."""
    found = reference(evidence(COMPLETE), 3, (0, 1, 2))
    mean, cov = COMPLETE.mean(axis=0), np.cov(COMPLETE.T, bias=True)
    assert found.mean == pytest.approx(mean)
    assert found.cov == pytest.approx(cov)
    assert found.logl == pytest.approx(multivariate_normal.logpdf(COMPLETE, mean, cov).sum())


def test_the_independence_model_is_a_product_of_densities() -> None:
    """With no block, all covariances are zero."""
    found = reference(evidence(COMPLETE), 3, ())
    wanted = sum(norm.logpdf(column, column.mean(), column.std()).sum() for column in COMPLETE.T)
    assert found.logl == pytest.approx(wanted)
    assert found.cov == pytest.approx(np.diag(COMPLETE.var(axis=0)))


def test_covariances_are_free_within_the_block_alone() -> None:
    """The covariates of the baseline keep theirs."""
    cov = reference(evidence(COMPLETE), 3, (0, 2)).cov
    own = np.cov(COMPLETE.T, bias=True)
    assert cov[0, 2] == pytest.approx(own[0, 2])
    assert cov[0, 1] == cov[1, 2] == 0


def test_a_monotone_pattern_has_the_estimates_in_closed_form() -> None:
    """Anderson (1957): the regression of y on x among the complete cases, at the mean and variance of all x."""
    values = monotone()
    found = reference(evidence(values), 2, (0, 1))
    x, y = values[:-10].T
    slope, intercept = np.polyfit(x, y, 1)
    every = values[:, 0]
    rest = (y - intercept - slope * x).var()
    assert found.mean == pytest.approx(np.array([every.mean(), intercept + slope * every.mean()]), abs=1e-7)
    wanted = np.array(
        [
            [every.var(), slope * every.var()],
            [slope * every.var(), rest + slope**2 * every.var()],
        ]
    )
    assert found.cov == pytest.approx(wanted, abs=1e-6)


def test_the_independence_model_of_incomplete_data_uses_all_values_present() -> None:
    """The mean and variance of each variable are those of its values."""
    values = monotone()
    found = reference(evidence(values), 2, ())
    assert found.mean == pytest.approx(np.nanmean(values, axis=0))
    assert found.cov == pytest.approx(np.diag(np.nanvar(values, axis=0)))
    wanted = sum(norm.logpdf(v[~np.isnan(v)], np.nanmean(v), np.nanstd(v)).sum() for v in values.T)
    assert found.logl == pytest.approx(wanted)


def test_a_block_of_incomplete_data_is_estimated_by_itself() -> None:
    """Whatever the other variables are and wherever the block begins."""
    values = np.column_stack([COMPLETE[:, 1], monotone()])
    found = reference(evidence(values), 3, (1, 2))
    alone = reference(evidence(monotone()), 2, (0, 1))
    assert found.cov[1:, 1:] == pytest.approx(alone.cov, abs=1e-7)
    assert found.cov[0, 1:].tolist() == [0, 0]
    assert found.mean[1:] == pytest.approx(alone.mean, abs=1e-7)


def test_no_other_moments_are_more_likely_than_those_of_em() -> None:
    """A step in any direction lowers the likelihood of incomplete data."""
    values = data(missing=0.25)[["x", "m", "y"]].to_numpy()
    found = reference(evidence(values), 3, (0, 1, 2))

    def value(mean: np.ndarray, cov: np.ndarray) -> float:
        seen = [~np.isnan(case) for case in values]
        return sum(
            multivariate_normal.logpdf(case[s], mean[s], cov[np.ix_(s, s)])
            for case, s in zip(values, seen, strict=True)
            if s.any()
        )

    best = value(found.mean, found.cov)
    assert found.logl == pytest.approx(best)
    for i, j in ((0, 0), (1, 0), (2, 1), (2, 2)):
        for step in (-0.02, 0.02):
            moved = found.cov.copy()
            moved[i, j] = moved[j, i] = moved[i, j] + step
            assert value(found.mean, moved) < best
        assert value(found.mean + 0.02 * (np.arange(3) == i), found.cov) < best


def test_em_starts_from_any_moments() -> None:
    """The result does not depend on the start."""
    found = evidence(monotone())
    near = expectation_maximisation(found, np.zeros(2), np.ones(2))
    far = expectation_maximisation(found, np.array([5.0, -5.0]), np.array([9.0, 0.1]))
    assert near[0] == pytest.approx(far[0], abs=1e-6)
    assert near[1] == pytest.approx(far[1], abs=1e-5)

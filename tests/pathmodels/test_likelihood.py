"""The normal likelihood, against scipy's density and finite differences."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.stats import multivariate_normal
from small_models import FACTOR, LOOP, MEDIATION, data, of, slopes, solved

from report.pathmodels.likelihood import Joint, density, loglik, positive
from report.pathmodels.problem import Problem

CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "complete": (MEDIATION, {}),
    "means": (MEDIATION, {"means": True}),
    "incomplete": (MEDIATION, {"missing": "fiml"}),
    "latent": (FACTOR, {"missing": "fiml"}),
    "loop": (LOOP, {}),
}


@pytest.fixture(params=CASES)
def found(request: pytest.FixtureRequest) -> Problem:
    """A problem of each kind."""
    syntax, options = CASES[request.param]
    return of(syntax, data(missing=0.2 if "missing" in options else 0.0), **options)


def point(found: Problem) -> Any:
    """Parameters near the estimates, at which no derivative is zero."""
    return solved(found)[1] * 1.1 + 0.02


def test_the_value_is_the_sum_of_the_densities_of_the_cases(found: Problem) -> None:
    """Each case counts with the variables that were observed of it."""
    theta = point(found)
    (part,) = found.likelihood.parts
    implied = part.structure.implied(theta[None], part.base)
    values = found.samples[0].values
    assert values is not None
    mean = implied.mean[0] if found.model.means else values.mean(axis=0)
    total = 0.0
    for case in values:
        seen = np.flatnonzero(~np.isnan(case))
        cov = implied.cov[0][np.ix_(seen, seen)]
        total += multivariate_normal.logpdf(case[seen], mean[seen], cov)
    assert found.likelihood.value(theta[None])[0] == pytest.approx(total)


def test_the_score_is_the_gradient_of_the_value(found: Problem) -> None:
    """By central differences."""
    theta = point(found)
    wanted = slopes(lambda at: found.likelihood.value(at[None])[0], theta)
    assert found.likelihood.score(theta[None])[0] == pytest.approx(wanted, rel=1e-5, abs=1e-5)


def test_the_observed_information_is_minus_the_hessian(found: Problem) -> None:
    """By central differences of the score; it is symmetric."""
    theta = point(found)
    wanted = -slopes(lambda at: found.likelihood.score(at[None])[0], theta)
    information = found.likelihood.observed_information(theta[None])[0]
    assert information == pytest.approx(wanted, rel=1e-4, abs=1e-4)
    assert information == pytest.approx(information.T)


def test_complex_steps_in_blocks_and_replicates_are_independent(
    found: Problem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One parameter of one replicate at a time gives the same as all at once."""
    points = np.stack([point(found), 1.1 * point(found), 0.9 * point(found)])
    three = found.likelihood.take(np.zeros(3, dtype=np.intp))
    together = three.observed_information(points)
    for at, whole in zip(points, together, strict=True):
        assert found.likelihood.observed_information(at[None])[0] == pytest.approx(whole, rel=1e-10, abs=1e-9)
    monkeypatch.setattr("report.pathmodels.likelihood.BLOCK", 1)
    assert three.observed_information(points) == pytest.approx(together, rel=1e-10, abs=1e-9)


def test_the_score_is_zero_at_the_maximum(found: Problem) -> None:
    """In units of standard errors."""
    likelihood, theta = solved(found)
    score = likelihood.score(theta[None])[0]
    error = np.sqrt(np.diag(likelihood.expected_information(theta[None])[0]))
    assert np.abs(score / error).max() < 1e-6


def test_the_expected_information_of_a_saturated_model_is_the_observed_one() -> None:
    """With complete data, both are equal where the implied moments are those of the sample."""
    likelihood, theta = solved(of("m ~ x\ny ~ m + x"))
    expected = likelihood.expected_information(theta[None])[0]
    assert expected == pytest.approx(likelihood.observed_information(theta[None])[0])


def test_the_information_of_a_variance_is_that_of_textbooks() -> None:
    """n / (2 sigma^4) for a residual variance, and the sum of squares of x over sigma² for a slope."""
    problem = of("y ~ b*x")
    likelihood, theta = solved(problem)
    information = likelihood.expected_information(theta[None])[0]
    slope = problem.model.numbers["b"]
    other = 1 - slope
    x = data()["x"]
    assert information[other, other] == pytest.approx(len(x) / (2 * theta[other] ** 2))
    assert information[slope, slope] == pytest.approx(((x - x.mean()) ** 2).sum() / theta[other])
    assert information[slope, other] == pytest.approx(0, abs=1e-9)


def test_groups_add_their_values() -> None:
    """The joint likelihood is the sum over its parts, as are score, information and numbers of cases."""
    problem = of(FACTOR)
    (part,) = problem.likelihood.parts
    theta = point(problem)[None]
    both = Joint((part, part))
    assert both.value(theta) == pytest.approx(2 * part.value(theta))
    assert both.score(theta) == pytest.approx(2 * part.score(theta))
    assert both.observed_information(theta) == pytest.approx(2 * part.observed_information(theta))
    assert both.expected_information(theta) == pytest.approx(2 * part.expected_information(theta))
    assert both.cases.tolist() == [80]


def test_an_impossible_covariance_matrix_has_no_likelihood() -> None:
    """Minus infinity, for that replicate alone."""
    problem = of(MEDIATION)
    theta = np.stack([point(problem)] * 2)
    variances = [
        number
        for row, number in zip(problem.model.parameters, problem.model.free_of, strict=True)
        if row.op == "~~" and number >= 0
    ]
    theta[0, variances[0]] = -1.0
    likelihood = problem.likelihood.take(np.array([0, 0]))
    value = likelihood.value(theta)
    assert value[0] == -np.inf
    assert np.isfinite(value[1])


def test_the_log_likelihood_of_moments_is_that_of_the_cases() -> None:
    """Second moments around zero, with the divisor n; against scipy."""
    values = data()[["x", "m", "y"]].to_numpy()
    cov = np.array([[3.0, 1.0, 0.5], [1.0, 2.0, 0.3], [0.5, 0.3, 2.0]])
    moments = values.T @ values / len(values)
    wanted = multivariate_normal.logpdf(values, np.zeros(3), cov).sum()
    count = np.full(1, float(len(values)))
    assert loglik(count, moments[None], cov[None])[0] == pytest.approx(wanted)
    assert density(count, moments[None], cov[None])[0] == pytest.approx(wanted)
    assert loglik(count, moments[None], -cov[None])[0] == -np.inf


@pytest.mark.parametrize(
    ("matrix", "proper"),
    [
        ([[1.0, 0.5], [0.5, 1.0]], True),
        ([[1e-20, 0.5e-10], [0.5e-10, 1.0]], True),
        ([[1e20, 0.0], [0.0, 1e-20]], True),
        ([[1.0, 1.0], [1.0, 1.0]], False),
        ([[1.0, 2.0], [2.0, 1.0]], False),
        ([[0.0, 0.0], [0.0, 1.0]], False),
        ([[-1.0, 0.0], [0.0, 1.0]], False),
        ([[np.nan, 0.0], [0.0, 1.0]], False),
        ([[np.inf, 0.0], [0.0, 1.0]], False),
    ],
)
def test_a_matrix_is_positive_whatever_its_units(matrix: list[list[float]], proper: bool) -> None:
    """A variable in nanometres is no less a variable; a correlation of one is singular."""
    assert positive(np.array([matrix])).tolist() == [proper]

"""Robust statistics against textbook formulas that are written out with Kronecker products and residuals."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from small_models import FACTOR, MEDIATION, data, of, slopes, solved

from report.pathmodels.constraints import equalities, tangent
from report.pathmodels.fitting import fit
from report.pathmodels.global_fit import fit_indices, places
from report.pathmodels.global_fit import tests as chi_square_tests
from report.pathmodels.inference import covariance
from report.pathmodels.moment_space import FittedGroup, casewise_scores
from report.pathmodels.problem import Problem
from report.pathmodels.robust import (
    baseline,
    fitted,
    sandwich,
    satorra_bentler_trace,
    unrestricted_correction,
    yuan_bentler_trace,
)
from report.pathmodels.scaled_indices import completed, scaled_fit
from report.rows.levels import USUAL


def group(found: Problem, theta: Any) -> FittedGroup:
    """The only group of a fitted model."""
    (part,), (sample,) = found.likelihood.parts, found.samples
    assert sample.values is not None
    fixed = places(found.model) if found.model.fixed_x else ()
    return FittedGroup(part, theta, sample.values, fixed, sample.unrestricted.mean, sample.unrestricted.cov)


def at_estimates(syntax: str, **options: Any) -> tuple[Problem, Any, FittedGroup]:
    """A problem, its estimates and its group."""
    found = of(syntax, data(60, missing=0.2 if options.get("missing") else 0.0), **options)
    theta = solved(found)[1]
    return found, theta, group(found, theta)


def bread(found: Problem, theta: Any, observed: bool) -> Any:
    """The inverse information of all cases."""
    likelihood = found.likelihood
    point = theta[None]
    information = (
        likelihood.observed_information(point) if observed else likelihood.expected_information(point)
    )
    return covariance(found.model, information[0])


def lower_duplication(size: int) -> Any:
    """The matrix D with vec(S) = D vech(S), for covariances in the order of the lower triangle."""
    rows, columns = np.tril_indices(size)
    found = np.zeros((size * size, len(rows)))
    for place, (i, j) in enumerate(zip(rows, columns, strict=True)):
        found[i * size + j, place] = found[j * size + i, place] = 1.0
    return found


@pytest.mark.parametrize(
    ("syntax", "options"),
    [(MEDIATION, {}), (FACTOR, {}), (MEDIATION, {"missing": "fiml"}), (FACTOR, {"means": True})],
)
def test_the_scores_of_the_cases_add_up_to_the_score(syntax: str, options: dict[str, Any]) -> None:
    """Also at other parameters than the estimates, where the sum is not zero."""
    found, theta, own = at_estimates(syntax, **options)
    moved = group(found, theta + 0.05)
    total = found.likelihood.score(theta[None] + 0.05)[0]
    assert moved.scores().sum(axis=0) == pytest.approx(total)
    assert own.scores().sum(axis=0) == pytest.approx(np.zeros(len(theta)), abs=1e-4)


def test_the_score_of_a_case_is_the_gradient_of_its_own_density() -> None:
    """The case alone, with the variables that were observed of it."""
    _, theta, own = at_estimates(MEDIATION, missing="fiml")
    structure, base = own.likelihood.structure, own.likelihood.base
    case = next(each for each in own.values if np.isnan(each).any())
    seen = np.flatnonzero(~np.isnan(case))

    def density(at: Any) -> float:
        implied = structure.implied(at[None], base)
        gap, cov = case[seen] - implied.mean[0][seen], implied.cov[0][np.ix_(seen, seen)]
        return -0.5 * float(np.linalg.slogdet(cov)[1] + gap @ np.linalg.solve(cov, gap))

    score = casewise_scores(structure, base, theta, case[None], None)[0]
    assert score == pytest.approx(slopes(density, theta), abs=1e-6)


@pytest.mark.parametrize("options", [{}, {"means": True}])
def test_slopes_are_the_derivatives_of_the_varying_moments(options: dict[str, Any]) -> None:
    """The moments of a fixed covariate alone are left out."""
    found, theta, own = at_estimates(MEDIATION, **options)
    rows, columns = np.tril_indices(own.size)

    def moments(at: Any) -> Any:
        mean, cov = group(found, at).implied()
        parts = [cov[rows, columns], *([mean] if own.means else [])]
        return np.concatenate(parts)[own.varying]

    assert own.slopes() == pytest.approx(slopes(moments, theta), abs=1e-7)
    x = found.model.place["x"]
    assert own.fixed == (x,)
    assert (~own.varying).sum() == 1 + own.means


def test_the_information_of_the_moments_is_half_a_kronecker_product() -> None:
    """Satorra & Bentler (1994): 1/2 D' (inv(S) x inv(S)) D for covariances, inv(S) for means."""
    _, _, own = at_estimates(FACTOR, means=True)
    inverse = np.linalg.inv(own.cov)
    duplication = lower_duplication(3)
    found = own.information(own.mean, own.cov, observed=False)
    wanted = 0.5 * duplication.T @ np.kron(inverse, inverse) @ duplication
    assert found[:6, :6] == pytest.approx(wanted)
    assert found[6:, 6:] == pytest.approx(inverse)
    assert found[:6, 6:] == pytest.approx(np.zeros((6, 3)))


def test_the_information_of_complete_cases_does_not_depend_on_missing_values() -> None:
    """With incomplete data, that of a complete case is larger."""
    _, _, own = at_estimates(FACTOR, missing="fiml")
    whole = own.complete_information(own.mean, own.cov)
    inverse = np.linalg.inv(own.cov)
    assert whole[6:, 6:] == pytest.approx(inverse)
    seen = own.information(own.mean, own.cov, observed=False)
    assert np.linalg.eigvalsh(whole - seen).min() > -1e-9
    without = own.complete_information(own.mean, own.cov, (0,))
    assert without[0].tolist() == [0.0] * 9
    assert without[1:3, 1:3] == pytest.approx(whole[1:3, 1:3])


def test_gamma_is_the_covariance_of_squares_and_products() -> None:
    """Browne (1984, eq. 2.2), by hand: the mean of products of four deviations less the product of two moments."""
    _, _, own = at_estimates(FACTOR)
    centred = own.values - own.values.mean(axis=0)
    cov = np.cov(own.values.T, bias=True)
    rows, columns = np.tril_indices(3)
    wanted = np.empty((6, 6))
    for a, (i, j) in enumerate(zip(rows, columns, strict=True)):
        for b, (k, m) in enumerate(zip(rows, columns, strict=True)):
            product = centred[:, i] * centred[:, j] * centred[:, k] * centred[:, m]
            wanted[a, b] = product.mean() - cov[i, j] * cov[k, m]
    assert own.gamma() == pytest.approx(wanted)


@pytest.mark.parametrize("estimator", ["MLR", "MLM"])
def test_robust_errors_of_a_regression_are_those_of_white(estimator: str) -> None:
    """inv(X'X) X' diag(e²) X inv(X'X) for the slopes (White, 1980, HC0), which needs no equal variances."""
    frame = data(60)
    frame["y"] += frame.x**2 * np.sin(np.arange(60))
    found = of("y ~ b1*x + b2*m", frame, estimator=estimator)
    theta = solved(found)[1]
    own = sandwich(found, theta, bread(found, theta, observed=estimator == "MLR"))
    design = np.column_stack([frame.x - frame.x.mean(), frame.m - frame.m.mean()])
    coefficients = np.linalg.lstsq(design, frame.y - frame.y.mean(), rcond=None)[0]
    residual = frame.y - frame.y.mean() - design @ coefficients
    inner = np.linalg.inv(design.T @ design)
    white = inner @ (design.T * np.asarray(residual) ** 2) @ design @ inner
    numbers = [found.model.numbers[name] for name in ("b1", "b2")]
    assert own[np.ix_(numbers, numbers)] == pytest.approx(white)


def test_the_trace_of_satorra_and_bentler_is_that_of_the_residual_weight() -> None:
    """tr(U Gamma), U = W - W D inv(D' W D) D' W, with W written as a Kronecker product (eq. 16.10)."""
    frame = data(60)
    found = of("f =~ u + v + w + z", frame, estimator="MLM")
    theta = solved(found)[1]
    own = group(found, theta)
    _, cov = own.implied()
    duplication = lower_duplication(4)
    inverse = np.linalg.inv(cov)
    weight = 0.5 * duplication.T @ np.kron(inverse, inverse) @ duplication
    rows, columns = np.tril_indices(4)
    derivative = slopes(lambda at: group(found, at).implied()[1][rows, columns], theta)
    middle = np.linalg.inv(derivative.T @ weight @ derivative)
    maker = weight - weight @ derivative @ middle @ derivative.T @ weight
    model = fitted(found, theta, bread(found, theta, observed=False), np.eye(len(theta)))
    assert satorra_bentler_trace(model) == pytest.approx(np.trace(maker @ own.gamma()), rel=1e-4)
    assert model.n == 60


def test_a_saturated_model_has_no_trace() -> None:
    """It fits whatever the distribution is: both traces are zero."""
    for estimator, trace in (("MLM", satorra_bentler_trace), ("MLR", lambda m: yuan_bentler_trace(m, True))):
        found = of("f =~ u + v + w", data(60), estimator=estimator)
        theta = solved(found)[1]
        own = bread(found, theta, observed=estimator == "MLR")
        model = fitted(found, theta, own, np.eye(len(theta)))
        assert trace(model) == pytest.approx(0, abs=1e-6)


def test_the_unrestricted_correction_of_complete_cases_is_the_trace_of_gamma() -> None:
    """And equal to that of their scores: inv(A) B, with B the mean product of scores."""
    _, _, own = at_estimates(FACTOR, means=True)
    scores = own.moment_scores(own.mean, own.cov)
    weight = own.information(own.mean, own.cov, observed=True)
    by_scores = np.trace(np.linalg.solve(weight, scores.T @ scores / own.n))
    assert unrestricted_correction(own, True) == pytest.approx(by_scores)


def test_the_baseline_has_the_variances_of_the_sample() -> None:
    """Nothing is correlated but the covariates; each variance has the error 2 s^4 / n under normality."""
    found = of(FACTOR, data(60), estimator="MLM")
    null = baseline(found, observed=False)
    (own,) = null.groups
    values = found.samples[0].values
    assert values is not None
    assert own.implied()[1] == pytest.approx(np.diag(values.var(axis=0)))
    assert np.diag(null.bread) == pytest.approx(2 * values.var(axis=0) ** 2 / 60)


def scaled(syntax: str, estimator: str) -> Any:
    """The scaled test of a model and its ordinary indices."""
    found = of(syntax, data(60), estimator=estimator)
    theta = solved(found)[1]
    chisq = chi_square_tests(found, theta)
    own = bread(found, theta, observed=estimator == "MLR")
    basis = tangent(equalities(found.model).jacobian(theta[None])[0])
    return scaled_fit(found, theta, own, basis, chisq, USUAL), fit_indices(found, theta, chisq, USUAL)


@pytest.mark.parametrize("estimator", ["MLM", "MLR"])
def test_the_scaled_test_is_the_test_over_its_factor(estimator: str) -> None:
    """With the same degrees of freedom; the baseline has a factor of its own."""
    found, plain = scaled("f =~ u + v + w + z", estimator)
    assert found.chisq == pytest.approx(plain.chisq / found.scaling)
    assert found.df == plain.df == 2
    assert found.baseline_chisq == pytest.approx(plain.baseline_chisq / found.baseline_scaling)
    share = max(found.chisq - 2, 0) / max(found.baseline_chisq - 6, found.chisq - 2, 0)
    assert found.cfi == pytest.approx(1 - share)


def test_maximum_likelihood_without_corrections_has_no_scaled_test() -> None:
    """The ordinary one is its only test."""
    assert scaled(FACTOR, "ML")[0] is None


def test_a_saturated_model_has_a_scaled_baseline_alone() -> None:
    """With no degrees of freedom there is no factor, but the baseline has one."""
    found, plain = scaled(FACTOR, "MLR")
    assert (found.scaling, found.chisq, found.cfi, found.rmsea_robust) == (None, None, None, None)
    assert found.df == 0
    assert found.baseline_chisq == pytest.approx(plain.baseline_chisq / found.baseline_scaling)


def test_robust_errors_reach_the_estimates() -> None:
    """The estimates are the same, the standard errors are not."""
    plain, robust = (fit(MEDIATION, data(60), estimator=estimator) for estimator in ("ML", "MLR"))
    for one, other in zip(plain.estimates, robust.estimates, strict=True):
        assert one.est == pytest.approx(other.est)
    assert plain.estimates[0].se != pytest.approx(robust.estimates[0].se, rel=1e-3)


def test_each_estimator_has_the_trace_of_its_own_correction() -> None:
    """MLM with the expected information and Gamma, MLR with the observed one and the scores."""
    syntax = "f =~ u + v + w + z"
    for estimator, trace in (
        ("MLM", satorra_bentler_trace),
        ("MLR", lambda model: yuan_bentler_trace(model, observed=True)),
    ):
        found = of(syntax, data(60), estimator=estimator)
        theta = solved(found)[1]
        own = bread(found, theta, observed=estimator == "MLR")
        model = fitted(found, theta, own, np.eye(len(theta)))
        null = baseline(found, observed=estimator == "MLR")
        result, _ = scaled(syntax, estimator)
        assert result.scaling == pytest.approx(trace(model) / 2)
        assert result.baseline_scaling == pytest.approx(trace(null) / 6)
        assert result.test.startswith({"MLM": "Satorra-Bentler", "MLR": "Yuan-Bentler"}[estimator])


@pytest.mark.parametrize("groups", [False, True])
def test_completed_moments_of_complete_data_are_the_moments(groups: bool) -> None:
    """The test of the completed moments is then the ordinary one, and its factor without corrections is one."""
    frame = data(80).assign(arm=["a"] * 50 + ["b"] * 30)
    options: dict[str, Any] = {"group": "arm", "group_equal": ("loadings",)} if groups else {}
    found = of("f =~ u + v + w + z", frame, missing="fiml", estimator="MLR", **options)
    theta = solved(found)[1]
    chisq = chi_square_tests(found, theta)
    own = bread(found, theta, observed=True)
    model = fitted(found, theta, own, np.eye(len(theta)))
    corrected = completed(model, baseline(found, observed=True), chisq, (), robust=False)
    assert corrected is not None
    assert corrected.model.chisq == pytest.approx(chisq.model.chisq, abs=1e-6)
    assert corrected.baseline.chisq == pytest.approx(chisq.baseline.chisq)
    assert corrected.scaling == pytest.approx(1)
    assert corrected.baseline_scaling == pytest.approx(1)


def test_a_saturated_model_has_no_test_of_completed_moments() -> None:
    """There is nothing to correct."""
    found = of(FACTOR, data(60), missing="fiml", estimator="MLR")
    theta = solved(found)[1]
    model = fitted(found, theta, bread(found, theta, observed=True), np.eye(len(theta)))
    chisq = chi_square_tests(found, theta)
    assert completed(model, baseline(found, observed=True), chisq, (), robust=True) is None

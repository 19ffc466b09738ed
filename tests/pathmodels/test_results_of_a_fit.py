"""What is read from estimates: standardised values, Wald tests, explained variances, and printed tables."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import norm
from small_models import MEDIATION, data, of, slopes, solved

from report.pathmodels.agreement import semopy_syntax
from report.pathmodels.errors import ModelError
from report.pathmodels.fitting import fit
from report.pathmodels.inference import covariance, explained, inference, wald
from report.pathmodels.intervals import Bootstrap, Bounds, Interval, Resampled
from report.pathmodels.printing import as_json, as_text
from report.pathmodels.results import Estimate, PathFit
from report.pathmodels.solution import solution


@pytest.fixture(scope="module")
def fitted() -> PathFit:
    """A fitted mediation with a defined effect."""
    return fit(f"{MEDIATION}ab := a*b", data())


def row(found: PathFit, lhs: str, op: str, rhs: str) -> Estimate:
    """One row of a fit."""
    return next(each for each in found.estimates if (each.lhs, each.op, each.rhs) == (lhs, op, rhs))


@pytest.mark.parametrize("confidence", [0.95, 0.99, 0.5])
def test_the_wald_test_is_that_of_the_normal_distribution(confidence: float) -> None:
    """z = estimate / SE, two-sided p, and limits at the quantile of the level."""
    se, z, p, lower, upper = wald(-1.2, 0.5, confidence)
    assert (se, z) == (0.5, pytest.approx(-2.4))
    assert p == pytest.approx(2 * norm.sf(2.4))
    half = norm.ppf((1 + confidence) / 2) * 0.5
    assert (lower, upper) == (pytest.approx(-1.2 - half), pytest.approx(-1.2 + half))


@pytest.mark.parametrize(("value", "se"), [(math.nan, 1.0), (1.0, math.nan), (math.inf, 1.0)])
def test_a_value_that_does_not_exist_has_no_test(value: float, se: float) -> None:
    """As lavaan's NA."""
    assert wald(value, se, 0.95) == (None,) * 5


def test_a_fixed_value_has_limits_but_no_test() -> None:
    """Nothing was estimated; its limits are itself."""
    assert wald(1.0, 0.0, 0.95) == (0.0, None, None, 1.0, 1.0)


def test_a_standardised_slope_is_the_slope_in_standard_deviations(fitted: PathFit) -> None:
    """In a regression on one variable, it is the correlation."""
    frame = data()
    found = row(fitted, "m", "~", "x")
    assert found.est == pytest.approx(np.polyfit(frame.x, frame.m, 1)[0])
    assert found.std == pytest.approx(frame.x.corr(frame.m))


def test_a_defined_effect_is_the_product_of_its_paths(fitted: PathFit) -> None:
    """Raw and standardised; its standard error is that of the delta method (Sobel, 1982)."""
    a, b, ab = (row(fitted, *key) for key in (("m", "~", "x"), ("y", "~", "m"), ("ab", ":=", "a*b")))
    assert ab.est == pytest.approx(a.est * b.est)
    assert ab.std == pytest.approx(a.std * b.std)
    assert a.se is not None
    assert b.se is not None
    assert ab.se == pytest.approx(math.sqrt(a.est**2 * b.se**2 + b.est**2 * a.se**2))


def test_the_explained_variance_is_the_squared_correlation(fitted: PathFit) -> None:
    """Of an outcome with one cause; causes have none."""
    frame = data()
    assert fitted.r2["m"] == pytest.approx(frame.x.corr(frame.m) ** 2)
    assert set(fitted.r2) == {"m", "y"}


def test_explained_variances_of_groups_are_told_apart_by_their_names() -> None:
    """A residual variance without a standardised value has none."""
    model = of(MEDIATION).model
    one = Estimate("m", "~~", "m", "", 1.0, *(None,) * 5, 0.75, *(None,) * 5, "men")
    other = replace(one, std=None, group="women")
    cause = replace(one, lhs="x", rhs="x")
    assert explained(model, (one, other, cause)) == {"m (men)": 0.25, "m (women)": None}


def test_standard_errors_of_standardised_values_are_those_of_the_delta_method() -> None:
    """With derivatives by finite differences in place of complex steps."""
    found = of(MEDIATION)
    likelihood, theta = solved(found)
    variance = covariance(found.model, likelihood.expected_information(theta[None])[0])
    bases = tuple(sample.base for sample in found.samples)
    _, std = inference(found.model, theta, bases, variance, lambda each: each)
    jacobian = slopes(lambda at: solution(found.model, at[:, None], bases).std[:, 0], theta)
    wanted = np.sqrt(np.einsum("mq,qr,mr->m", jacobian, variance, jacobian))
    assert std.se == pytest.approx(wanted, abs=1e-6)


def test_the_covariance_of_estimates_is_the_inverse_information() -> None:
    """Whatever the units of the parameters are."""
    model = of(MEDIATION).model
    scale = np.geomspace(1e-5, 1e5, model.free)
    information = np.outer(scale, scale) * (np.eye(model.free) + 0.2)
    assert covariance(model, information) @ information == pytest.approx(np.eye(model.free), abs=1e-5)


def test_constraints_reduce_the_covariance_of_estimates() -> None:
    """Q inv(Q' I Q) Q' for a basis Q of the directions that remain."""
    model = of(MEDIATION).model
    information = np.diag(np.arange(1.0, model.free + 1))
    basis = np.zeros((model.free, 1))
    basis[0, 0] = basis[1, 0] = math.sqrt(0.5)
    wanted = basis @ np.linalg.inv(basis.T @ information @ basis) @ basis.T
    assert covariance(model, information, basis) == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("change", "why"),
    [(0.0, "other values of them fit equally well"), (-1.0, "the solution is not a maximum")],
)
def test_a_parameter_that_is_not_identified_is_named(change: float, why: str) -> None:
    """With the reason; a parameter that is identified is not named."""
    model = of(MEDIATION).model
    information = np.eye(model.free)
    information[model.numbers["a"], model.numbers["a"]] = change
    with pytest.raises(ModelError) as raised:
        covariance(model, information)
    assert str(raised.value) == f"the model is not identified: {why}: m ~ x"


def test_parameters_that_are_not_identified_together_are_named() -> None:
    """Each by itself is, but only their sum has an estimate."""
    model = of(MEDIATION).model
    information = np.eye(model.free)
    a, b = model.numbers["a"], model.numbers["b"]
    information[a, b] = information[b, a] = 1.0
    with pytest.raises(ModelError, match=r"equally well: m ~ x, y ~ m$"):
        covariance(model, information)


def bootstrap(failed: int = 0) -> Bootstrap:
    """A bootstrap of one row, with limits whose errors support two decimals."""
    bounds = Bounds(-0.12345, 0.98765, 0.004, 0.004)
    found = Resampled(0.25, 0.01, bounds, None)
    interval = Interval("m", "~", "x", found, None)
    return Bootstrap(1000, failed, 7, (interval,), 0.9)


def test_a_fit_as_json_has_numbers_or_null(fitted: PathFit) -> None:
    """JSON has no NaN; rows have the names of lavaan's table."""
    broken = replace(fitted, estimates=(replace(fitted.estimates[0], se=math.nan, z=math.inf),))
    (found,) = as_json(broken)["estimates"]
    assert (found["se"], found["z"]) == (None, None)
    assert list(found)[:5] == ["lhs", "op", "rhs", "label", "est"]
    json.dumps(as_json(fitted), allow_nan=False)


def test_json_says_only_what_there_is(fitted: PathFit) -> None:
    """No groups, no estimator, no scaled test and no bootstrap of an ordinary fit."""
    assert list(as_json(fitted)) == [
        *("n", "missing", "converged", "saturated", "estimates", "r2", "fit", "warnings")
    ]


def test_resamples_that_failed_are_a_warning(fitted: PathFit) -> None:
    """In JSON and in the table; none failed is none to mention."""
    text = "3 of 1000 resamples could not be estimated and are left out of the intervals"
    assert as_json(fitted, bootstrap(3))["warnings"][-1] == text
    assert as_text(fitted, bootstrap(3)).endswith(f"\n\nwarning: {text}")
    assert "warning" not in as_text(fitted, bootstrap())


def test_the_table_has_a_line_for_each_estimate(fitted: PathFit) -> None:
    """The label in parentheses, three decimals, NA where there is no value."""
    lines = as_text(fitted).splitlines()
    found = row(fitted, "m", "~", "x")
    line = next(each for each in lines if each.startswith("m ~ x  (a)"))
    assert line.split()[4:7] == [f"{found.est:.3f}", f"{found.se:.3f}", f"{found.z:.3f}"]
    fixed = next(each for each in lines if each.startswith("x ~~ x"))
    assert "NA" in fixed
    assert lines[0].startswith("ML, listwise, n = 40 of 40")
    assert any(each.startswith("ab := a*b") for each in lines)


def test_the_table_prints_the_test_and_the_interval_of_rmsea(fitted: PathFit) -> None:
    """At the level of the settings."""
    text = as_text(fitted)
    assert f"chi-square {fitted.fit.chisq:.3f}, df 1, p {fitted.fit.pvalue:.3f}" in text
    assert "90 % CI" in text
    wide = replace(fitted, levels=replace(fitted.levels, rmsea_confidence=0.8))
    assert "80 % CI" in as_text(wide)


def test_a_saturated_model_has_no_test_to_print() -> None:
    """The table says so."""
    text = as_text(fit("m ~ x", data()))
    assert "saturated: df = 0, so there is no test of fit" in text
    assert "RMSEA" not in text


def test_groups_are_listed_with_their_sizes() -> None:
    """And each estimate is marked with its group."""
    frame = data().assign(arm=["drug"] * 25 + ["none"] * 15)
    found = fit("m ~ x", frame, group="arm")
    assert "groups: drug (n = 25), none (n = 15)" in as_text(found)
    assert "m ~ x  [drug]" in as_text(found)
    document = as_json(found)
    assert document["groups"] == {"drug": 25, "none": 15}
    assert {each["group"] for each in document["estimates"]} == {"drug", "none"}


def test_limits_have_no_more_decimals_than_their_error_supports(fitted: PathFit) -> None:
    """An error of .004 supports two decimals; the error is beside each limit."""
    text = as_text(fitted, bootstrap())
    assert "bootstrap: 1000 resamples, 0 failed, seed 7" in text
    assert "90 % limits" in text
    line = next(each for each in text.splitlines() if each.startswith("m ~ x  raw"))
    assert "percentile -0.12 (0.004) to 0.99 (0.004)" in line
    assert line.endswith("bias-corrected NA")


def test_one_kind_of_interval_can_be_chosen(fitted: PathFit) -> None:
    """The others are then not printed."""
    line = as_text(fitted, bootstrap(), "bca").splitlines()[-1]
    assert line == "m ~ x  raw  se 0.250  BCa NA"


@pytest.mark.parametrize(
    ("value", "printed"),
    [(123456.789, "1.235e+05"), (-99999.5, "-99999.500"), (0.0004, "0.000"), (-123456.7, "-1.235e+05")],
)
def test_large_numbers_are_printed_in_short(fitted: PathFit, value: float, printed: str) -> None:
    """From a hundred thousand on, with four digits; a space is before each, however long it is."""
    found = replace(fitted, estimates=(replace(fitted.estimates[0], est=value, se=value),))
    line = next(each for each in as_text(found).splitlines() if each.startswith("m ~ x"))
    assert line.split()[4:6] == [printed, printed]


def test_a_model_in_the_syntax_of_semopy_has_plain_names() -> None:
    """Variables and labels are numbered, fixed values are written, and moments of covariates are left out."""
    model = of("m ~ a*x\ny ~ a*m + 0.5*x").model
    place = {name: f"v{index}" for name, index in model.place.items()}
    lines = semopy_syntax(model).splitlines()
    label = f"p{model.numbers['a']}"
    assert f"{place['m']} ~ {label}*{place['x']}" in lines
    assert f"{place['y']} ~ {label}*{place['m']}" in lines
    assert f"{place['y']} ~ 0.5*{place['x']}" in lines
    assert f"{place['m']} ~~ {place['m']}" in lines
    assert not any(line.startswith(f"{place['x']} ~~") for line in lines)


def test_the_scaled_test_is_printed_where_there_is_one() -> None:
    """With its factor and the robust indices; a saturated model has none."""
    text = as_text(fit(MEDIATION, data(), estimator="MLR"))
    assert "Yuan-Bentler (Mplus variant) chi-square " in text
    assert "scaling factor " in text
    assert "robust CFI " in text
    assert "Yuan-Bentler" not in as_text(fit("m ~ x", data(), estimator="MLR"))
    assert "Yuan-Bentler" not in as_text(fit(MEDIATION, data()))

"""Chi-square differences of nested models: both scaled forms equal lavaan's (tests/sem/golden/make_difference.R)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from report.pathmodels import ModelError, PathFit, fit
from report.pathmodels.comparisons import compare, estimates_within
from report.pathmodels.problem import problem
from report.pathmodels.results import Difference, Options
from report.pathmodels.solving import solve
from tests.sampling import sampled

GOLDEN = Path(__file__).parent / "golden"
CASES: list[dict[str, Any]] = json.loads((GOLDEN / "difference.json").read_text())
PAIR = ("m ~ x + z\ny ~ m + x + w\nv ~ y + m", "m ~ x + z\ny ~ m + 0*x + w\nv ~ y + m")


def data_of(name: str) -> pd.DataFrame:
    return pd.read_csv(GOLDEN / "models" / f"{name}.csv")


def pair(estimator: str = "MLR", texts: tuple[str, str] = PAIR) -> tuple[PathFit, PathFit]:
    large, small = (fit(text, data_of("skewed"), estimator=estimator) for text in texts)
    return large, small


@pytest.mark.parametrize("case", sampled(CASES, 9), ids=lambda case: case["name"])
def test_scaled_differences_are_lavaans(case: dict[str, Any]) -> None:
    """Chi-square, degrees of freedom and p of both forms, robust, grouped and incomplete."""
    data = data_of(case["data"])
    large = fit(case["large"], data, **case["options"])
    small = fit(case["small"], data, **case["options"], group_equal=tuple(case["equal"]))
    forms: tuple[Difference, Difference] = ("2001", "2010")
    for form in forms:
        theirs, ours = case[form], compare(large, small, data, form)
        assert ours.df == theirs["df"]
        if theirs["chisq"] is not None:
            assert ours.chisq == pytest.approx(theirs["chisq"], rel=1e-4)
            # A deviation of 1e-5 in a chi-square of 50 is one of 3e-4 in its p, which is below 1e-10.
            assert ours.pvalue == pytest.approx(theirs["p"], rel=1e-4, abs=1e-9)


def test_a_saturated_model_has_no_scaling_factor() -> None:
    """With a saturated larger model, both forms are the scaled test of the smaller one."""
    data = data_of("skewed")
    large, small = pair(texts=("y ~ m + x\nm ~ x", "y ~ m\nm ~ x"))
    assert small.scaled is not None
    assert compare(large, small, data, "2010").chisq == pytest.approx(small.scaled.chisq)
    assert compare(large, small).chisq == pytest.approx(small.scaled.chisq)


def test_an_untrustworthy_scaling_factor_has_a_warning() -> None:
    """Where observed and expected information disagree, the test says so, and otherwise not."""
    case = next(case for case in CASES if case["name"] == "latent MLR")
    data = data_of(case["data"])
    large, small = (fit(case[size], data, **case["options"]) for size in ("large", "small"))
    assert "0.286 with the observed information and 1.020" in compare(large, small, data, "2010").warning
    assert not compare(large, small, data).warning
    assert not compare(*pair(), data_of("skewed"), "2010").warning


def test_the_order_of_models_and_variables_does_not_matter() -> None:
    """The model with more degrees of freedom is the smaller one, whatever order its variables have."""
    data = data_of("skewed")
    large, small = pair()
    turned = fit("v ~ m + y\ny ~ w + 0*x + m\nm ~ z + x", data, estimator="MLR")
    expected = compare(large, small, data, "2010").chisq
    assert compare(small, large, data, "2010").chisq == expected
    assert compare(large, turned, data, "2010").chisq == pytest.approx(expected)


def test_other_markers_do_not_matter() -> None:
    """A nested model may be identified in another way than the larger one."""
    data = data_of("holzinger")
    large = fit("f =~ x1 + x2 + x3 + x4", data, estimator="MLR")
    same, other = ("f =~ x1 + a*x2 + a*x3 + x4", "f =~ NA*x1 + a*x2 + a*x3 + x4\nf ~~ 1*f")
    found = [compare(large, fit(text, data, estimator="MLR"), data, "2010") for text in (same, other)]
    assert found[1].chisq == pytest.approx(found[0].chisq)


def test_the_larger_model_implies_the_moments_of_the_smaller_one() -> None:
    """The point where the larger model is evaluated has the likelihood of the smaller model's estimates."""
    large, small = (problem(text, data_of("skewed"), Options(means=True)) for text in PAIR)
    there = large.likelihood.value(estimates_within(large, small)[None])
    assert there == pytest.approx(small.likelihood.value(solve(small).theta[None]), rel=1e-10)


def test_models_that_are_not_nested_are_refused() -> None:
    """Fewer degrees of freedom alone do not make a model the larger one."""
    first, second = pair(texts=("m ~ x + z\ny ~ m + w + z", "m ~ w\ny ~ x + w + 0*z"))
    with pytest.raises(ModelError, match="not nested: the larger one cannot imply"):
        compare(first, second, data_of("skewed"), "2010")


def test_differences_that_are_not_defined_name_the_reason() -> None:
    """Equal degrees of freedom, other estimators, and missing data for the form of 2010."""
    large, small = pair()
    with pytest.raises(ModelError, match="same degrees of freedom"):
        compare(large, large)
    with pytest.raises(ModelError, match="with the same estimator"):
        compare(large, pair("MLM")[1])
    with pytest.raises(ModelError, match="needs the data"):
        compare(large, small, difference="2010")

"""Tests of path models as results, from objects with the attributes of the engine's."""

from __future__ import annotations

from dataclasses import fields
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from report.pathmodels import fit
from report.pathmodels.results import Estimate
from report.results.path_model_tests import bollen_stine, comparison, local_fit, moderation, score_tests
from report.results.path_models import path_fit
from report.results.path_statistics import BASELINE, EMPTY_WHEN_SATURATED, FIT, PARAMETER
from report.results.quantities import Result

CHANCE = np.random.default_rng(7)
X = CHANCE.normal(size=60)
M = 0.5 * X + CHANCE.normal(size=60)
DATA = pd.DataFrame({"x": X, "m": M, "y": 0.4 * M + CHANCE.normal(size=60)})
MODEL = fit("m ~ a*x\ny ~ b*m\nindirect := a*b", DATA)
TEST = SimpleNamespace(chisq=4.0, df=1, pvalue=0.0455, method="Wald test", warning="")


def values(result: Result) -> dict[str, Any]:
    return {each.name: each.value for each in result.quantities}


def test_statistics_are_attributes_of_a_fit() -> None:
    """Each list names what the engine computes, once."""
    assert {each.attribute for each in PARAMETER} <= {each.name for each in fields(Estimate)}
    assert all(hasattr(MODEL.fit, each.attribute) for each in (*FIT, *BASELINE))
    names = [each.name for each in (*FIT, *BASELINE)]
    assert len(names) == len(set(names))
    assert set(names) >= EMPTY_WHEN_SATURATED


def test_results_of_a_fit() -> None:
    """Paths, defined effects, explained variance and the fit; labels replace the names of variables."""
    found = list(path_fit(MODEL, variables={"m": "Mood"}))
    assert [each.term for each in found] == ["m_on_x", "y_on_m", "indirect", "r2", "r2", "fit"]
    assert found[0].label == "x on Mood"
    assert found[0].about == {"outcome": "m", "predictor": "x"}
    assert values(found[-1])["chisq"] == MODEL.fit.chisq
    assert values(found[-1])["n"] == 60


def test_a_saturated_fit_is_empty() -> None:
    """Degrees of freedom and information criteria stay."""
    (*_, indices) = path_fit(fit("y ~ m + x", DATA))
    found = values(indices)
    assert all(found[name] is None for name in EMPTY_WHEN_SATURATED)
    assert found["df"] == 0
    assert found["aic"] is not None


def test_a_comparison_has_its_method_and_warning() -> None:
    """A doubt about it is part of its rows."""
    (found,) = comparison(TEST)
    assert (values(found), found.about) == ({"statistic": 4.0, "df": 1, "p": 0.0455}, {"method": "Wald test"})
    doubtful = SimpleNamespace(**(vars(TEST) | {"warning": "the models are not nested"}))
    assert next(comparison(doubtful)).about["warning"] == "the models are not nested"


def test_score_tests_and_each_release() -> None:
    """The total, then each constraint with one degree of freedom."""
    release = SimpleNamespace(constraint="a == b", chisq=3.0, pvalue=0.08)
    total, each = score_tests(SimpleNamespace(total=TEST, releases=(release,)))
    assert (total.term, each.term, values(each)["df"]) == ("total", "release_1", 1)
    assert each.about == {"constraint": "a == b"}


def test_a_bootstrapped_test_has_its_monte_carlo_error() -> None:
    """And the number of resamples."""
    found = SimpleNamespace(**vars(TEST), error=0.002, resamples=999, failed=1)
    (made,) = bollen_stine(found)
    assert values(made)["p_error"] == 0.002
    assert values(made)["resamples"] == 999


def test_local_fit_has_the_largest_indices() -> None:
    """In their order; groups are named."""
    residual = SimpleNamespace(first="x", second="y", correlation=0.1, z=1.2, group="b")
    index = SimpleNamespace(lhs="y", op="~", rhs="x", index=4.0, change=0.2, std_change=0.1, group="")
    found = list(local_fit(SimpleNamespace(residuals=(residual,), modifications=(index,) * 5), most=2))
    assert [each.term for each in found] == ["residual_x_with_y_b", "modification_1", "modification_2"]
    assert found[0].label == "x with y in group b"


@pytest.mark.parametrize(
    ("limits", "inside", "words"),
    [
        ((1.0, 2.0), True, "between the limits"),
        ((1.0, 2.0), False, "outside the limits"),
        (None, True, "everywhere"),
        (None, False, "nowhere"),
    ],
)
def test_where_a_slope_is_significant(limits: tuple[float, float] | None, inside: bool, words: str) -> None:
    """Between the limits of Johnson and Neyman, outside them, everywhere or nowhere."""
    slope = SimpleNamespace(
        at=-1.0, where="mean - SD", slope=0.1, se=0.1, z=1.0, p=0.3, ci_lower=-0.1, ci_upper=0.3
    )
    line = SimpleNamespace(
        main=0.1,
        product=0.2,
        main_variance=0.01,
        covariance=0.0,
        product_variance=0.01,
        critical=1.96,
        confidence=0.9,
    )
    given = SimpleNamespace(
        outcome="y",
        predictor="x",
        moderator="w",
        line=line,
        slopes=(slope,),
        limits=limits,
        inside=inside,
        lowest=-2.0,
        highest=2.0,
    )
    low, _, region = moderation(given)
    assert (low.term, low.confidence) == ("low", 0.9)
    assert low.label == "x on y at w = −1.00 (mean − SD)"
    assert values(region)["significant"] == words

"""Curves and log-rank tests as results, from objects with the attributes of lifelines."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from report.results.lifelines_results import curve, log_rank
from report.results.quantities import Result
from report.rows.errors import ResultError


def values(result: Result) -> dict[str, Any]:
    return {each.name: each.value for each in result.quantities}


def fitter(survival: dict[float, float], low: dict[float, float] | None = None, n: int = 20) -> Any:
    """A curve with its bounds."""
    times = list(survival)
    bounds = pd.DataFrame({"low": (low or survival).values(), "high": survival.values()}, index=times)
    return SimpleNamespace(
        alpha=0.1,
        survival_function_=pd.DataFrame({"s": survival.values()}, index=times),
        confidence_interval_=bounds,
        event_table=pd.DataFrame({"at_risk": [n, 5]}),
    )


@pytest.mark.parametrize(
    ("survival", "median"),
    [
        ({0: 1.0, 2: 0.8, 4: 0.4}, 4),
        ({0: 1.0, 2: 0.5, 4: 0.4}, 3),
        ({0: 1.0, 2: 0.5, 4: 0.5, 6: 0.1}, 4),
        ({0: 1.0, 2: 0.5}, 2),
        ({0: 1.0, 2: 0.8}, None),
    ],
)
def test_the_median_is_where_the_curve_reaches_one_half(
    survival: dict[float, float], median: float | None
) -> None:
    """Where it is exactly one half, R's middle of the step (`survival:::quantile.survfit`); None if it never is."""
    found = next(curve(fitter(survival)))
    assert values(found)["estimate"] == median
    assert (found.n, found.confidence) == (20, 0.9)


def test_bounds_of_the_median_are_those_of_the_bounds() -> None:
    """The lower bound of the curve reaches one half first."""
    found = values(next(curve(fitter({0: 1.0, 2: 0.8, 4: 0.4}, {0: 0.9, 2: 0.45, 4: 0.1}))))
    assert (found["ci_lower"], found["ci_upper"]) == (2, 4)


def test_survival_at_a_time_is_that_of_the_last_event() -> None:
    """Times beyond the observations are refused together."""
    given = fitter({0: 1.0, 2: 0.8, 4: 0.4})
    _, at = curve(given, times=(3,), n=18)
    assert (at.term, at.n, values(at)["estimate"]) == ("at_3", 18, 0.8)
    with pytest.raises(ResultError, match=r"no one was observed at -1, 9"):
        list(curve(given, times=(-1, 3, 9)))


def test_each_pair_of_a_log_rank_test_is_named() -> None:
    """A single test has no name; χ² has its df where the object has one."""
    one = SimpleNamespace(
        test_statistic=4.0, p_value=0.0455, name=None, null_distribution="chi squared", degrees_of_freedom=1
    )
    (found,) = log_rank(one)
    assert (found.term, values(found)) == ("", {"statistic": 4.0, "df": 1, "p": 0.0455})
    names = [("a", "b"), ("a", "c")]
    both = SimpleNamespace(
        test_statistic=[4.0, 1.0], p_value=[0.04, 0.3], name=names, null_distribution="chi squared"
    )
    assert [each.term for each in log_rank(both)] == ["a_vs_b", "a_vs_c"]

"""Results of lifelines: survival curves, log-rank tests, and Cox's regression."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from report.results.coefficients import Coefficient, model_fit, term_name
from report.results.quantities import (
    ESTIMATE,
    Quantity,
    Result,
    degrees,
    estimate,
    interval,
    p_value,
    statistic,
)
from report.rows.errors import Fault, ResultError


def curve(result: Any, *, times: Sequence[float] = (), n: int | None = None) -> Iterator[Result]:
    """A Kaplan-Meier curve: the median, and the survival at each of `times`, with the fitter's intervals.

    A median or bound that the curve does not reach is missing, as in R.
    """
    level = 1 - result.alpha
    size = n if n is not None else int(result.event_table["at_risk"].max())
    bounds = result.confidence_interval_
    low, high = (_reached(bounds.iloc[:, column]) for column in (0, 1))
    median = estimate(_reached(result.survival_function_.iloc[:, 0]), "*Mdn*", "median survival time")
    yield Result(ESTIMATE, (median, *interval(low, high)), "median", n=size, confidence=level)
    _known_times(result, times)
    for time in times:
        yield Result(
            "proportion", _survival(result, time), term_name(f"at {time:g}"), f"at {time:g}", size, level
        )


def _reached(curve: Any) -> float | None:
    """The first time at which a curve is at most one half; at exactly one half, the middle of the step, as in R."""
    below = curve[curve <= 0.5 + 1e-12]
    if below.empty:
        return None
    first = float(below.index[0])
    later = curve[(curve.index > first) & (curve < 0.5 - 1e-12)]
    level = abs(float(below.iloc[0]) - 0.5) < 1e-9
    return (first + float(later.index[0])) / 2 if level and not later.empty else first


def _survival(result: Any, time: float) -> tuple[Quantity, ...]:
    share = float(result.survival_function_.iloc[:, 0].loc[:time].iloc[-1])
    row = result.confidence_interval_.loc[:time].iloc[-1]
    return (
        estimate(share, "", "survival", "percent"),
        *interval(float(row.iloc[0]), float(row.iloc[1]), format="percent"),
    )


def _known_times(result: Any, times: Sequence[float]) -> None:
    last = float(result.survival_function_.index.max())
    late = [f"{time:g}" for time in times if time > last or time < 0]
    if late:
        what = f"no one was observed at {', '.join(late)}"
        raise ResultError(Fault("", what, f"name times from 0 to {last:g}"))


def cox(result: Any, *, exponentiate: bool = True) -> Iterator[Result]:
    """Cox's regression: hazard ratios (or coefficients), concordance, and the likelihood-ratio test."""
    level, n = 1 - result.alpha, int(result.weights.sum())
    bounds = result.confidence_intervals_
    for name, line in result.summary.iterrows():
        low, high = bounds.loc[name].to_list()
        ratio = "HR" if exponentiate else ""
        value, se, z, p = (line[column] for column in ("coef", "se(coef)", "z", "p"))
        yield Coefficient(str(name), value, se, z, p, low, high, ratio=ratio).result(n, level)
    test = result.log_likelihood_ratio_test()
    yield model_fit(
        n,
        chi2=(test.test_statistic, len(bounds), test.p_value),
        logl=result.log_likelihood_,
        aic=result.AIC_partial_,
        concordance=result.concordance_index_,
        events=int(result.event_observed.sum()),
    )


def log_rank(result: Any, *, n: int | None = None) -> Iterator[Result]:
    """Log-rank tests, of one pair of groups, of several groups together, or of each pair."""
    values, ps = _list(result.test_statistic), _list(result.p_value)
    names = [_name(each) for each in result.name] if result.name and len(values) > 1 else [""]
    normal = result.null_distribution != "chi squared"
    df = getattr(result, "degrees_of_freedom", None)
    for name, value, p in zip(names, values, ps, strict=True):
        symbol, words = ("*z*", "z statistic") if normal else ("χ²", "chi-square statistic")
        found = [
            statistic(value, symbol, words),
            *([] if df is None or normal else [degrees(df)]),
            p_value(p),
        ]
        yield Result("chi2", tuple(found), term_name(name) if name else "", name, n)


def _list(values: Any) -> list[float]:
    return [
        float(each) for each in (values if hasattr(values, "__len__") else [values]) if not math.isnan(each)
    ]


def _name(pair: Any) -> str:
    return " vs ".join(map(str, pair)) if isinstance(pair, tuple) else str(pair)


ADAPTERS = {"KaplanMeierFitter": curve, "CoxPHFitter": cox, "StatisticalResult": log_rank}

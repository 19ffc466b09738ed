"""Results of lifelines as rows, against R's survival package; the script lies beside the golden values."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from printed_forms import golden, phrase, values

from report.results import rows
from report.rows.errors import ProductError

lifelines = pytest.importorskip("lifelines")
GOLDEN = golden("survival")
DATA = pd.DataFrame(GOLDEN["data"])


def curve() -> Any:
    return lifelines.KaplanMeierFitter().fit(DATA.time, DATA.event)


def log_rank() -> Any:
    from lifelines.statistics import logrank_test

    a, b = (DATA[DATA.group == group] for group in (0, 1))
    return logrank_test(a.time, b.time, a.event, b.event)


def cox(**options: Any) -> Any:
    return lifelines.CoxPHFitter(**options).fit(DATA, "time", "event")


def test_curves_equal_r() -> None:
    """The median with its interval, and survival at times with R's log-log bounds."""
    found = values(curve(), times=(5, 10))
    median = [found[f"median.{part}"] for part in ("estimate", "ci_lower", "ci_upper")]
    assert median == pytest.approx([GOLDEN[part] for part in ("median", "median_low", "median_high")])
    for place, term in enumerate(("at_5", "at_10")):
        wanted = [GOLDEN[part][place] for part in ("survival", "low", "high")]
        bounds = [found[f"{term}.{part}"] for part in ("estimate", "ci_lower", "ci_upper")]
        assert bounds == pytest.approx(wanted, rel=1e-6)


def test_log_rank_equals_r() -> None:
    """Chi-square, df and p of `survdiff`."""
    assert values(log_rank()) == pytest.approx(GOLDEN["log_rank"], rel=1e-8)


def test_hazard_ratios_equal_r() -> None:
    """HR, standard error of the log hazard, z, p and bounds of `coxph`, and the test of the model."""
    found = values(cox())
    parts = ("estimate", "se", "statistic", "p", "ci_lower", "ci_upper")
    assert [found[f"group.{part}"] for part in parts] == pytest.approx(GOLDEN["group"], rel=1e-4)
    assert found["fit.logl"] == pytest.approx(GOLDEN["logl"], rel=1e-7)
    ratio = [found[f"fit.{part}"] for part in ("statistic", "df", "p")]
    assert ratio == pytest.approx(GOLDEN["ratio"], rel=1e-4)


@pytest.mark.parametrize(
    ("result", "below", "options", "printed"),
    [
        (curve, "median", {}, "*Mdn* = 11.22, 95% CI [6.92, 15.41]"),
        (curve, "at_5", {"times": (5,)}, "72%, 95% CI [58, 81]"),
        (log_rank, "", {}, "χ²(1) = 7.40, *p* = .007"),
        (cox, "group", {}, "HR = 0.47, 95% CI [0.26, 0.83], *z* = −2.59, *p* = .009"),
    ],
)
def test_survival_reads_as_apa_asks(result: Any, below: str, options: dict[str, Any], printed: str) -> None:
    """Survival is a percentage, a log-rank test a chi-square, a coefficient of Cox a hazard ratio."""
    assert phrase(result(), below, **options) == printed


def test_intervals_have_the_level_of_the_fitter() -> None:
    """A fitter with alpha = 0.1 has 90 % intervals."""
    levels = {row.about["confidence"] for row in rows("x", cox(alpha=0.1)) if "ci_" in row.id}
    assert levels == {"0.9"}


def test_a_median_that_is_not_reached_is_missing() -> None:
    """A dash is printed, as R prints NA; infinity is not a survival time."""
    rare = lifelines.KaplanMeierFitter().fit([1, 2, 3, 4], [1, 0, 0, 0])
    assert values(rare)["median.estimate"] is None


def test_survival_after_the_last_observation_is_a_fault() -> None:
    """No curve says anything beyond its last time."""
    with pytest.raises(ProductError):
        values(curve(), times=(99,))

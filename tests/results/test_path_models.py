"""Fits and bootstraps of path models, and models of semopy, as rows."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest
from printed_forms import phrase, values

from report.pathmodels import bootstrap, fit
from report.pathmodels.bollen_stine import bollen_stine
from report.pathmodels.comparisons import compare
from report.pathmodels.local_fit import local_fit
from report.pathmodels.score_tests import score_tests
from report.results import rows
from report.rows.errors import ProductError

SYNTAX = "m ~ a*x\ny ~ b*m + x\nindirect := a*b"
RNG = np.random.default_rng(11)
X = RNG.normal(size=80)
M = 0.6 * X + RNG.normal(size=80)
DATA = pd.DataFrame({"x": X, "m": M, "y": 0.5 * M + RNG.normal(size=80)})


@cache
def fitted(syntax: str = SYNTAX) -> Any:
    return fit(syntax, DATA)


def test_rows_are_the_estimates_of_the_fit() -> None:
    """Paths and defined effects have raw and standardised estimates; variances are not results."""
    found, path = values(fitted()), fitted().path("y", "m")
    assert (found["y_on_m.b"], found["y_on_m.beta"], found["y_on_m.p"]) == (path.est, path.std, path.p)
    assert found["indirect.b"] == fitted().defined("indirect").est
    assert found["r2.y"] == fitted().r2["y"]
    assert "y_with_y.b" not in found


def test_a_saturated_model_has_no_fit() -> None:
    """Its indices are dashes, and their labels say why."""
    found = {row.id: row for row in rows("x", fitted(), label="mediation")}
    assert found["x.fit.df"].value == 0
    assert found["x.fit.cfi"].printed == "–"
    assert found["x.fit.cfi"].label == "comparative fit index, mediation (saturated: not defined)"


def test_intervals_state_their_levels() -> None:
    """95 % for parameters and bootstraps, 90 % for RMSEA."""
    resampled = bootstrap(fitted(), DATA, resamples=200, seed=1)
    for result, level in ((fitted(), {"0.95", "0.9"}), (resampled, {"0.95"})):
        assert {row.about["confidence"] for row in rows("x", result) if "ci_" in row.id} == level


def test_bootstraps_are_percentile_intervals_unless_corrected() -> None:
    """Both have the bounds that the bootstrap has."""
    resampled = bootstrap(fitted(), DATA, resamples=200, seed=1)
    raw = resampled.defined("indirect").raw
    assert raw is not None
    assert raw.corrected is not None
    assert values(resampled)["indirect.ci_lower"] == raw.percentile.lower
    assert values(resampled, corrected=True)["indirect.ci_lower"] == raw.corrected.lower


def test_a_path_reads_standardised() -> None:
    """The standardised coefficient, its interval, and p."""
    path = fitted().path("m", "x")
    assert phrase(fitted(), "m_on_x").startswith(f"β = {path.std:.2f}, 95% CI [")


def test_semopy_models_have_the_estimates_of_their_inspection() -> None:
    """Raw and standardised estimates and Wald tests agree with the same model of this engine."""
    semopy = pytest.importorskip("semopy")
    model = semopy.Model("m ~ x\ny ~ m + x")
    model.fit(DATA)
    found, ours = values(model), values(fitted())
    for part in ("b", "beta"):
        assert found[f"y_on_m.{part}"] == pytest.approx(ours[f"y_on_m.{part}"], abs=1e-3)


def test_semopy_models_with_means_have_no_standardised_estimates() -> None:
    """Semopy 2.3 divides by the standard deviations of other variables, or fails."""
    semopy = pytest.importorskip("semopy")
    model = semopy.ModelMeans("m ~ x\ny ~ m + x")
    model.fit(DATA)
    found, ours = values(model), values(fitted())
    assert found["y_on_m.b"] == pytest.approx(ours["y_on_m.b"], abs=1e-3)
    assert not [name for name in found if name.endswith(".beta")]


def test_a_semopy_model_that_did_not_converge_warns() -> None:
    """Rows carry the warning, as those of other models do."""
    semopy = pytest.importorskip("semopy")
    model = semopy.Model("y ~ x")
    model.fit(DATA)
    model.last_result.success = False
    with pytest.warns(UserWarning, match="did not converge"):
        values(model)


def test_the_fit_prints_its_test_and_its_indices() -> None:
    """Those of a saturated model are not defined, so that its information criterion prints."""
    found, model = fitted("m ~ x\ny ~ m"), "fit"
    indices = found.fit
    assert phrase(found, model).startswith(f"χ²({indices.df}, *n* = {found.n}) = {indices.chisq:.2f}, *p* = ")
    assert "RMSEA = " in phrase(found, model)
    assert ", 90% CI [" in phrase(found, model)
    assert phrase(fitted(), model).startswith("AIC = ")


def test_a_fixed_loading_prints_without_a_test() -> None:
    """It has a standardised estimate with an interval, but no p."""
    rng = np.random.default_rng(3)
    f = rng.normal(size=90)
    data = pd.DataFrame({f"x{k}": f + rng.normal(size=90) for k in (1, 2, 3, 4)})
    assert phrase(fit("f =~ x1 + x2 + x3 + x4", data), "f_by_x1").endswith("]")


def test_groups_and_robust_tests_have_rows_of_their_own():
    """Paths end with their group, loadings are rows, and the scaled test is below the fit."""
    rng = np.random.default_rng(3)
    f, size = rng.normal(size=90), 90
    data = pd.DataFrame({f"x{k}": f + rng.normal(size=size) for k in (1, 2, 3, 4)})
    data["arm"] = np.where(np.arange(size) % 2, "b", "a")
    found = fit("f =~ x1 + x2 + x3 + x4", data, group="arm", estimator="MLR")
    ids = {row.id for row in rows("model", found)}
    assert {
        "model.f_by_x2_a.b",
        "model.f_by_x2_b.beta",
        "model.fit.scaled.chisq",
        "model.fit.scaled.factor",
    } <= ids


def test_intervals_of_each_kind_are_rows() -> None:
    """BCa limits where they were computed; an unknown kind is a fault."""
    resampled = bootstrap(fitted(), DATA, resamples=200, seed=1, accelerated=True)
    raw = resampled.defined("indirect").raw
    assert raw is not None
    assert raw.accelerated is not None
    assert values(resampled, interval="bca")["indirect.ci_upper"] == raw.accelerated.upper
    with pytest.raises(ProductError, match="choose from percentile, bc, bca"):
        values(resampled, interval="normal")


def test_tests_beside_a_fit_print_as_tests() -> None:
    """Comparisons, score tests and the Bollen-Stine bootstrap read as chi-square tests, local fit as its parts."""
    small, large = fitted("m ~ x\ny ~ m"), fitted()
    found = compare(large, small)
    assert values(found)["statistic"] == found.chisq
    assert phrase(found, "").startswith("χ²(1)")
    stine = bollen_stine(small, DATA, 99)
    assert values(stine)["p"] == stine.pvalue
    equal = fitted("m ~ a*x\ny ~ a*m + x")
    scores = score_tests(equal, DATA)
    assert values(scores)["release_1.statistic"] == scores.releases[0].chisq
    local = values(local_fit(small, DATA))
    assert local["modification_1.index"] == local_fit(small, DATA).modifications[0].index
    assert {"residual_m_with_y.r", "residual_m_with_x.r", "residual_y_with_x.r"} <= set(local)


def test_each_group_has_its_number_of_cases_and_the_labels_of_its_variables() -> None:
    """A reader of a model of several groups needs n of each; labels stand for names in explained variances, too."""
    data = DATA.assign(arm=["drug"] * 30 + ["placebo"] * 50)
    found = {
        each.id: each for each in rows("t", fit("m ~ x\ny ~ m", data, group="arm"), variables={"y": "Mood"})
    }
    assert (found["t.fit.n_drug"].value, found["t.fit.n_placebo"].value) == (30, 50)
    assert found["t.r2.y_drug"].label == "explained variance of Mood (drug)"
    assert "n_drug" not in {id.rsplit(".", 1)[1] for id in values(fitted())}

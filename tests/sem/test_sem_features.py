"""Latent variables, groups, constraints, moments and local fit, by properties that need no other program."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from report.cli.app import run
from report.pathmodels import ModelError, fit
from report.pathmodels.comparisons import compare
from report.pathmodels.local_fit import local_fit, wald_test
from report.pathmodels.moderation import moderation
from report.pathmodels.reliability import reliabilities
from report.pathmodels.summary_data import GroupMoments, Moments

GOLDEN = Path(__file__).parent / "golden"
FACTOR = "f =~ x1 + x2 + x3 + x4\ny ~ f"
PATH = "m ~ a*x\ny ~ b*m + c*x"


def sample(n: int = 150, seed: int = 5) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    f, x = rng.normal(size=(2, n))
    data = {f"x{k}": (0.5 + 0.2 * k) * f + rng.normal(size=n) for k in range(1, 5)}
    m = 0.5 * x + rng.normal(size=n)
    y = 0.6 * f + 0.4 * m + rng.normal(size=n)
    return pd.DataFrame({**data, "x": x, "m": m, "y": y, "arm": np.where(np.arange(n) % 2, "b", "a")})


def moments(data: pd.DataFrame) -> Moments:
    numbers = data.drop(columns="arm")
    cov, mean = numbers.cov().to_numpy(), numbers.mean().to_numpy()
    return Moments(tuple(numbers.columns), (GroupMoments(len(data), cov, mean),))


@pytest.mark.parametrize("syntax", [FACTOR, PATH, PATH + "\ny ~ 1"])
def test_moments_give_what_their_cases_give(syntax: str) -> None:
    """Covariances, means and n are all that a fit to complete cases uses."""
    data = sample()
    ours, theirs = fit(syntax, moments(data)), fit(syntax, data)
    assert [r.est for r in ours.estimates] == pytest.approx([r.est for r in theirs.estimates], abs=1e-7)
    assert ours.fit.chisq == pytest.approx(theirs.fit.chisq, abs=1e-6)


def test_constraints_hold_and_cost_no_parameter() -> None:
    """An equality by constraint is the equality by label; a binding inequality ends at its bound."""
    data = sample()
    label, constraint = fit("m ~ a*x\ny ~ a*m + x", data), fit("m ~ a*x\ny ~ b*m + x\na == b", data)
    assert constraint.fit.df == label.fit.df
    assert constraint.path("y", "m").est == pytest.approx(label.path("y", "m").est, abs=1e-6)
    assert constraint.path("y", "m").se == pytest.approx(label.path("y", "m").se, rel=1e-6)
    assert fit("m ~ a*x\ny ~ m\na < 0.2", data).path("m", "x").est == pytest.approx(0.2, abs=1e-7)
    assert fit("m ~ a*x\ny ~ m\na > 0.2", data).path("m", "x").est > 0.3


def test_groups_without_constraints_are_separate_fits() -> None:
    """Each group has the estimates of its own cases, and the chi-squares add up."""
    data = sample()
    joint = fit(FACTOR, data, group="arm")
    parts = [fit(FACTOR, data[data["arm"] == name], means=True) for name in joint.groups]
    assert joint.fit.chisq == pytest.approx(sum(part.fit.chisq for part in parts), abs=1e-6)
    own = [row.est for row in joint.estimates if row.group == "b"]
    assert own == pytest.approx([row.est for row in parts[1].estimates], abs=1e-6)


def test_the_score_test_is_near_the_difference_that_it_predicts() -> None:
    """A modification index approximates the fall of chi-square when its parameter is freed."""
    data = sample(400)
    small = fit("m ~ x\ny ~ x", data, "listwise")
    small = fit("m ~ x\ny ~ x\nm ~~ 0*y", data)
    large = fit("m ~ x\ny ~ x\nm ~~ y", data)
    assert compare(large, small).chisq == pytest.approx(small.fit.chisq - large.fit.chisq)
    by_path = fit("m ~ x\ny ~ m", data)
    index = next(m for m in local_fit(by_path, data).modifications if (m.lhs, m.op, m.rhs) == ("y", "~", "x"))
    assert index.index == pytest.approx(by_path.fit.chisq, abs=0.5)


def test_a_wald_test_of_one_parameter_is_its_z_squared() -> None:
    """With one restriction, the statistic is the squared ratio of estimate and standard error."""
    data = sample()
    for estimator in ("ML", "MLR"):
        found = fit(PATH, data, estimator=estimator)
        z = found.path("y", "m").z
        assert z is not None
        assert wald_test(found, data, "b == 0").chisq == pytest.approx(z**2)
    with pytest.raises(ModelError, match="q is neither a label"):
        wald_test(found, data, "q == 0")


@pytest.mark.parametrize("distance", [0.0, 1e6, 1e9])
def test_fiml_does_not_depend_on_the_origin(distance: float) -> None:
    """Means of a billion standard deviations cost no identification, and z stays the same."""
    data = sample(120).drop(columns="arm")
    data = data.mask(np.random.default_rng(1).random(data.shape) < 0.05)
    near, far = fit(PATH, data, "fiml"), fit(PATH, data + distance, "fiml")
    rows = [(a.z, b.z) for a, b in zip(near.estimates, far.estimates, strict=True) if a.op == "~"]
    assert [b for _, b in rows] == pytest.approx([a for a, _ in rows], rel=1e-4)


@pytest.mark.parametrize(("change", "says"), [({"m": 1e160}, "beyond 1e150"), ({"m": "."}, "--missing-code")])
def test_unusable_values_name_their_remedy(change: dict[str, object], says: str) -> None:
    """Values whose squares overflow, and text that may stand for a missing value."""
    data = sample().astype({"m": object})
    data.loc[3, "m"] = change["m"]
    with pytest.raises(ModelError, match=says):
        fit(PATH, data)


def test_a_small_spread_far_from_zero_is_not_constant() -> None:
    """1e9 + N(0, .01) varies."""
    data = sample()
    assert fit(PATH, data.assign(m=1e9 + 0.01 * data["m"])).path("m", "x").z == pytest.approx(
        fit(PATH, data).path("m", "x").z, rel=1e-3
    )


def command(*arguments: str) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["report", "fit", *arguments])
        with pytest.raises(SystemExit) as ended:
            run()
    return int(ended.value.code or 0)


def test_the_command_has_all_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Groups, robust tests, local fit, a Wald test and a comparison in one JSON."""
    files = [tmp_path / name for name in ("one.lav", "two.lav", "data.csv")]
    files[0].write_text("m ~ c(a1, a2)*x\ny ~ m", encoding="utf-8")
    files[1].write_text("m ~ c(a, a)*x\ny ~ m", encoding="utf-8")
    sample().fillna(-99).to_csv(files[2], index=False)
    more = [
        "--group",
        "arm",
        "--estimator",
        "MLR",
        "--local-fit",
        "--wald",
        "a1 == a2",
        "--compare",
        str(files[1]),
    ]
    assert command(str(files[0]), str(files[2]), *more, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["groups"] == {"a": 75, "b": 75}
    assert found["scaled"]["test"].startswith("Yuan-Bentler")
    assert found["wald"]["df"] == found["comparison"]["df"] == 1
    assert {row["group"] for row in found["estimates"]} == {"a", "b"}
    assert command(str(files[0]), str(files[2]), *more) == 0
    assert "modification indices" in capsys.readouterr().out


def test_the_command_reads_moments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A lower triangle of correlations with standard deviations and n."""
    (tmp_path / "m.lav").write_text("y ~ x + z", encoding="utf-8")
    (tmp_path / "c.csv").write_text(
        ",x,y,z\nx,1,,\ny,.3,1,\nz,.2,.4,1\nsd,2,3,4\nn,100,,\n", encoding="utf-8"
    )
    assert command(str(tmp_path / "m.lav"), str(tmp_path / "c.csv"), "--moments", "--json") == 0
    rows = {
        (r["lhs"], r["rhs"]): r for r in json.loads(capsys.readouterr().out)["estimates"] if r["op"] == "~"
    }
    assert rows["y", "x"]["est"] == pytest.approx((0.3 - 0.2 * 0.4) / (1 - 0.04) * 3 / 2)
    (tmp_path / "c.csv").write_text(",x,y\nx,1,\ny,.3,1\n", encoding="utf-8")
    assert command(str(tmp_path / "m.lav"), str(tmp_path / "c.csv"), "--moments") == 1
    assert "has no line n" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize(
    ("text", "says"),
    [("x;y\n1;2\n", "has semicolons between its cells"), ("x,y,x\n1,2,3\n", "has more than one column x")],
)
def test_files_that_cannot_be_meant_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, says: str
) -> None:
    """Another separator, and two columns of one name."""
    (tmp_path / "m.lav").write_text("y ~ x", encoding="utf-8")
    (tmp_path / "d.csv").write_text(text, encoding="utf-8")
    assert command(str(tmp_path / "m.lav"), str(tmp_path / "d.csv")) == 1
    assert says in " ".join(capsys.readouterr().err.split())


def test_a_simple_slope_is_the_slope_of_the_recentred_predictor() -> None:
    """With the moderator centred at a value, the predictor's own path is the slope there, with its error."""
    data = sample(200).rename(columns={"m": "z"})
    found = fit("y ~ x + z + x:z", data)
    result = moderation(found, data, "y", "x", "z")
    at = result.slopes[2]
    moved = fit("y ~ x + z + x:z", data.assign(z=data["z"] - at.at)).path("y", "x")
    assert (at.slope, at.se) == pytest.approx((moved.est, moved.se), rel=1e-7)
    for limit in result.limits:
        edge = fit("y ~ x + z + x:z", data.assign(z=data["z"] - limit)).path("y", "x")
        assert edge.p == pytest.approx(0.05, abs=1e-6)


def test_omega_and_ave_of_parallel_indicators_are_known() -> None:
    """With equal loadings and residuals, AVE is the indicators' reliability r, and omega k r / (1 + (k - 1) r)."""
    data = sample(300)
    text = "f =~ 1*x1 + 1*x2 + 1*x3\nx1 ~~ e*x1\nx2 ~~ e*x2\nx3 ~~ e*x3"
    [found] = reliabilities(fit(text, data))
    assert found.ave is not None
    assert found.omega == pytest.approx(3 * found.ave / (1 + 2 * found.ave))


def test_the_reliability_of_an_outcome_includes_its_explained_variance() -> None:
    """A latent variable's causes leave omega as it is, since its whole variance is that of its indicators' common part.

    Golden values: `reliability()` of semTools 0.5-6 for the political democracy data.
    """
    data = pd.read_csv(GOLDEN / "models" / "democracy.csv")
    text = (
        "ind60 =~ x1 + x2 + x3\ndem60 =~ y1 + y2 + y3 + y4\ndem65 =~ y5 + y6 + y7 + y8\ndem60 ~ ind60\n"
        "dem65 ~ ind60 + dem60\ny1 ~~ y5\ny2 ~~ y4 + y6\ny3 ~~ y7\ny4 ~~ y8\ny6 ~~ y8"
    )
    found = {each.latent: (each.omega, each.ave) for each in reliabilities(fit(text, data))}
    assert found["ind60"] == pytest.approx((0.943737527, 0.858801484), rel=1e-5)
    assert found["dem60"] == pytest.approx((0.837519337, 0.599670671), rel=1e-5)
    assert found["dem65"] == pytest.approx((0.855619299, 0.640864728), rel=1e-5)


@pytest.mark.parametrize(
    ("estimator", "reason"),
    [("WLSMV", "ordinal"), ("DWLS", "ordinal"), ("MLMV", "another test"), ("GLS", "not the likelihood")],
)
def test_an_estimator_that_is_refused_has_a_reason_and_an_alternative(estimator: str, reason: str) -> None:
    """Ordinal variables, other corrections and least squares: each refusal names what to use instead."""
    with pytest.raises(ModelError, match=f"{estimator} .*{reason}.*'MLR'"):
        fit("f =~ x1 + x2 + x3", sample(30), estimator=estimator)


def test_means_of_random_covariates_are_not_intercepts_across_groups() -> None:
    """`intercepts` and `residuals` are equal for outcomes and indicators; covariates keep moments of their own."""
    data = sample()
    equal = ("intercepts", "residuals", "residual.covariances")
    found = fit("y ~ x + m", data, group="arm", group_equal=equal, fixed_x=False)
    means = {name: [found.get(name, "~1", "", group).est for group in "ab"] for name in ("x", "m", "y")}
    for name in ("x", "m"):
        assert means[name] == pytest.approx([data.loc[data["arm"] == arm, name].mean() for arm in "ab"])
    assert means["y"][0] == means["y"][1]
    assert found.get("x", "~~", "m", "a").est != found.get("x", "~~", "m", "b").est


def test_a_negative_residual_variance_standardises_by_its_size() -> None:
    """As in lavaan, so that a solution that is not proper has residual correlations; it has a warning too."""
    data = sample()
    text = "f =~ x1 + x2 + x3\nx1 ~~ -0.2*x1\nx1 ~~ x4"
    found = fit(text, data)
    row, spread = found.covariance("x1", "x4"), found.covariance("x4", "x4").est
    assert row.std == pytest.approx(row.est / np.sqrt(0.2 * spread))
    assert any("not proper" in each for each in found.warnings)

"""Frames of pingouin as rows, against R; the script lies beside the golden values."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from printed_forms import golden, phrase, values

from report.results import rows
from report.rows.errors import ProductError, ResultError

pg = pytest.importorskip("pingouin")
GOLDEN = golden("pingouin_frames")
DATA = pd.DataFrame(GOLDEN["data"])
A, B = (DATA.y[DATA.g == group] for group in "ab")
LONG = DATA.assign(s=range(len(DATA))).melt(["s", "g"], ["x", "y", "z"], "t", "v")
F = ("statistic", "df", "df_residual", "p")

RESULTS = {
    "t_test": lambda: pg.ttest(A, B),
    "one": lambda: pg.ttest(DATA.y, 0, alternative="greater", confidence=0.9),
    "anova": lambda: pg.anova(DATA, dv="y", between="g", detailed=True),
    "anova_brief": lambda: pg.anova(DATA, dv="y", between="g"),
    "anova_two": lambda: pg.anova(DATA, dv="y", between=["g", "h"]),
    "ancova": lambda: pg.ancova(DATA, dv="y", covar="x", between="g"),
    "welch": lambda: pg.welch_anova(DATA, dv="y", between="h"),
    "rm_anova": lambda: pg.rm_anova(LONG, dv="v", within="t", subject="s", detailed=True, correction=True),
    "mixed_anova": lambda: pg.mixed_anova(LONG, dv="v", within="t", subject="s", between="g"),
    "pairs": lambda: pg.pairwise_tests(DATA, dv="y", between="h", padjust="holm"),
    "pairs_within": lambda: pg.pairwise_tests(LONG, dv="v", within="t", subject="s", between="g"),
    "pairs_of_ranks": lambda: pg.pairwise_tests(DATA, dv="y", between="h", parametric=False),
    "tukey": lambda: pg.pairwise_tukey(DATA, dv="y", between="h"),
    "corr": lambda: pg.corr(DATA.x, DATA.y),
    "spearman": lambda: pg.corr(DATA.x, DATA.y, method="spearman"),
    "partial": lambda: pg.partial_corr(DATA, x="x", y="y", covar="z"),
    "rm_corr": lambda: pg.rm_corr(DATA.assign(s=[i // 4 for i in range(40)]), x="x", y="y", subject="s"),
    "pairwise_corr": lambda: pg.pairwise_corr(DATA[["x", "y", "z"]]),
    "linear": lambda: pg.linear_regression(DATA[["x", "z"]], DATA.y),
    "logistic": lambda: pg.logistic_regression(DATA[["x"]], DATA.b),
    "mediation": lambda: pg.mediation_analysis(DATA, x="x", m="z", y="y", n_boot=100, seed=1),
    "chi2": lambda: pg.chi2_independence(DATA, "g", "b"),
    "icc": lambda: pg.intraclass_corr(LONG, targets="s", raters="t", ratings="v"),
    "alpha": lambda: pg.cronbach_alpha(DATA[["x", "y", "z"]]),
    "mwu": lambda: pg.mwu(A, B),
    "wilcoxon": lambda: pg.wilcoxon(A, B),
    "kruskal": lambda: pg.kruskal(DATA, dv="y", between="h"),
    "friedman": lambda: pg.friedman(LONG, dv="v", within="t", subject="s"),
}


def result(name: str) -> Any:
    return RESULTS[name]()


def parts(name: str, *names: str, **options: Any) -> list[Any]:
    found = values(result(name), **options)
    return [found[each] for each in names]


@pytest.mark.parametrize(
    ("name", "options", "names", "wanted"),
    [
        ("t_test", {}, ("statistic", "df", "p"), GOLDEN["t_test"][:3]),
        ("one", {}, ("statistic", "df", "p"), GOLDEN["one"]),
        ("anova", {}, F, GOLDEN["anova"]),
        ("anova_brief", {}, F, GOLDEN["anova"]),
        ("ancova", {}, ("g.statistic", "g.p"), GOLDEN["ancova"]),
        ("rm_anova", {}, F, GOLDEN["rm_anova"]),
        ("welch", {}, F, GOLDEN["welch"]),
        ("corr", {}, ("estimate", "df", "p"), GOLDEN["corr"]),
        ("partial", {"covariates": 1}, ("estimate", "df"), [GOLDEN["partial"], 37]),
        ("linear", {}, ("x.estimate", "x.se", "x.statistic", "x.p"), GOLDEN["linear"]),
        ("linear", {}, ("fit.r2", "x.df"), [GOLDEN["r2"], 37]),
        ("logistic", {"exponentiate": True}, ("x.estimate", "x.ci_lower", "x.ci_upper"), GOLDEN["logit"]),
        ("chi2", {}, ("statistic", "df", "p", "n"), [*GOLDEN["chi2"], 40]),
        ("alpha", {}, ("estimate",), [GOLDEN["alpha"]]),
    ],
)
def test_frames_equal_r(
    name: str, options: dict[str, Any], names: tuple[str, ...], wanted: list[float]
) -> None:
    """The numbers of R, to as many digits as R's own convergence allows."""
    assert parts(name, *names, **options) == pytest.approx(wanted, rel=1e-5)


def test_a_t_test_has_the_interval_of_its_difference() -> None:
    """Pingouin rounds its bounds to two decimals unless its options say otherwise."""
    bounds = parts("t_test", "difference_ci_lower", "difference_ci_upper")
    assert bounds == pytest.approx(GOLDEN["t_test"][3:], abs=0.005 + 1e-9)


def test_the_interval_of_d_is_that_of_pingouin() -> None:
    """With the sizes of the groups: the interval of Hedges and Olkin, which the frame does not have."""
    found = values(result("t_test"), sizes=(20, 20))
    wanted = pg.compute_esci(stat=found["d"], nx=20, ny=20, eftype="cohen", decimals=6)
    assert [found["d_ci_lower"], found["d_ci_upper"]] == pytest.approx(list(wanted), abs=1e-6)


def test_sidedness_and_level_come_from_the_frame() -> None:
    """A one-sided test at 90 % says both in its rows."""
    found = {row.id: row for row in rows("x", result("one"))}
    assert {row.about["alternative"] for row in found.values()} == {"greater"}
    assert {row.about["confidence"] for row in found.values()} == {"0.9"}
    assert found["x.p"].label == "one-sided p-value"


def test_corrected_degrees_of_freedom() -> None:
    """Greenhouse and Geisser's df are the epsilon's multiples, printed with decimals; p is the corrected one."""
    plain, corrected = values(result("rm_anova")), values(result("rm_anova"), corrected=True)
    assert corrected["df"] == pytest.approx(plain["df"] * plain["epsilon"])
    assert corrected["p"] == plain["p_gg"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("p-val", "p_val"), ("cohen-d", "cohen_d"), ("CI95%", "CI95"), ("p-unc", "p_unc"), ("U-val", "U_val")],
)
def test_columns_of_all_versions_are_known(old: str, new: str) -> None:
    """Names with dashes and per-cent signs mean what those without mean."""
    for name in ("t_test", "anova", "mwu", "corr"):
        frame = result(name)
        assert values(frame.rename(columns={new: old})) == values(frame)


def test_a_variable_may_be_called_as_a_statistic_is() -> None:
    """A factor named t is not taken for the statistic T."""
    found = values(result("pairs_within"))
    assert found["t_x_vs_y.df"] == 39
    assert "t_by_g_x_a_vs_b.statistic" in found


@pytest.mark.parametrize("name", sorted(RESULTS))
def test_every_frame_has_phrases_and_every_interval_its_level(name: str) -> None:
    """The results of every frame have a phrase, and every bound has its level."""
    found = list(rows("x", result(name)))
    paths = {row.id.removeprefix("x").removeprefix(".").rpartition(".")[0] for row in found}
    assert all(phrase(result(name), path) for path in paths)
    assert all("confidence" in row.about for row in found if "ci_" in row.id)


PRINTED = [
    ("t_test", "", "*t*(38) = −2.29, *p* = .028, *d* = 0.72"),
    ("anova", "", "*F*(1, 38) = 5.23, *p* = .028, η~p~² = .12"),
    ("anova_two", "g_by_h", "*F*(2, 34) = 1.02, *p* = .373, η~p~² = .06"),
    ("mixed_anova", "interaction", "*F*(2, 76) = 5.56, *p* = .006, η~p~² = .13"),
    ("welch", "", "*F*(2, 21.01) = 0.45, *p* = .641, η~p~² = .02"),
    ("pairs", "u_vs_v", "*t*(20.27) = 0.35, *p* = 1.000, *g* = 0.13"),
    ("pairs_of_ranks", "u_vs_w", "*U* = 76, *p* = .301, *g* = −0.22"),
    ("corr", "", "*r*(38) = .75, 95% CI [.57, .86], *p* < .001"),
    ("spearman", "", "*r*~s~(38) = .70, 95% CI [.50, .83], *p* < .001"),
    ("rm_corr", "", "*r*~rm~(29) = .58, 95% CI [.28, .78], *p* < .001"),
    ("linear", "x", "*b* = 1.10, 95% CI [0.78, 1.43], *t*(37) = 6.79, *p* < .001"),
    ("linear", "fit", "*R*² = .56"),
    ("mediation", "indirect", "*b* = −0.01, 95% CI [−0.10, 0.03], *p* = .800"),
    ("chi2", "", "χ²(1, *N* = 40) = 2.53, *p* = .112, *V* = .25"),
    ("icc", "icc_a_1", "ICC = .24, 95% CI [.05, .44], *F*(39, 78) = 1.95, *p* = .006"),
    ("alpha", "", "α = .49, 95% CI [.13, .71]"),
    ("mwu", "", "*U* = 125, *p* = .044, *r*~rb~ = −.38, CLES = .31"),
    ("kruskal", "", "*H*(2) = 1.36, *p* = .507"),
]


@pytest.mark.parametrize(("name", "below", "printed"), PRINTED)
def test_frames_read_as_apa_asks(name: str, below: str, printed: str) -> None:
    """Effect sizes follow the test, intervals their estimate."""
    assert phrase(result(name), below) == printed


def test_an_unknown_frame_is_a_fault_that_names_its_columns() -> None:
    """A frame of data is not a result."""
    with pytest.raises(ProductError) as caught:
        values(DATA)
    assert "g, h, x, z, y, b" in caught.value.faults[0].what


def test_mcnemars_test_is_read_from_the_frame_or_from_both() -> None:
    """Edwards' (1948) corrected statistic, (|b - c| - 1)² / (b + c), and the exact p."""

    data = pd.DataFrame({"before": [1] * 20 + [0] * 20, "after": [1] * 8 + [0] * 12 + [1] * 4 + [0] * 16})
    both = pg.chi2_mcnemar(data, "before", "after")
    for result in (both, both[1]):
        found = {each.id: each for each in rows("q", result)}
        assert found["q.statistic"].value == pytest.approx((abs(12 - 4) - 1) ** 2 / 16)
        assert (found["q.statistic"].symbol, found["q.df"].value) == ("χ²", 1)
        assert float(found["q.p_exact"].value or 0) == pytest.approx(0.0768, abs=1e-4)


def test_an_option_that_a_frame_does_not_have_is_a_fault() -> None:
    """With the options of its adapter, as for objects."""

    with pytest.raises(ResultError, match=r"has no option confidence\n.*sizes"):
        list(rows("q", pg.ttest([1.0, 2, 3], [2.0, 4, 7]), confidence=0.9))

"""Contrasts, Wald tests, comparisons of pairs and mediation of statsmodels as results."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from report.results.quantities import Result
from report.results.statsmodels_tests import contrast, mediation, pairs, repeated, tukey, wald_terms

smf = pytest.importorskip("statsmodels.formula.api")
CHANCE = np.random.default_rng(5)
DATA = pd.DataFrame({"g": list("abc") * 14, "x": CHANCE.normal(size=42)})
DATA["y"] = 0.5 * DATA.x + (DATA.g == "b") + CHANCE.normal(size=42)
MODEL = smf.ols("y ~ C(g) + x", DATA).fit()


def values(result: Result) -> dict[str, Any]:
    return {each.name: each.value for each in result.quantities}


def test_a_contrast_is_an_estimate_with_its_test() -> None:
    """The difference of two coefficients: estimate, error, *t* with the residual df, interval."""
    (found,) = contrast(MODEL.t_test("C(g)[T.b] - C(g)[T.c] = 0"), confidence=0.9)
    made = values(found)
    b, c = (MODEL.params[f"C(g)[T.{each}]"] for each in "bc")
    v = MODEL.cov_params()
    error = np.sqrt(v.iloc[1, 1] + v.iloc[2, 2] - 2 * v.iloc[1, 2])
    assert [made[name] for name in ("estimate", "se", "df")] == pytest.approx([b - c, error, 38])
    assert (found.term, found.confidence) == ("", 0.9)


def test_several_contrasts_have_names() -> None:
    """A single one has none."""
    found = list(contrast(MODEL.t_test(np.eye(4)[1:3]), confidence=0.95))
    assert [each.term for each in found] == ["c0", "c1"]


@pytest.mark.parametrize(
    ("use_f", "names"), [(True, {"statistic", "df", "df_residual", "p"}), (False, {"statistic", "df", "p"})]
)
def test_a_joint_test(use_f: bool, names: set[str]) -> None:
    """*F* has two degrees of freedom, χ² the number of constraints."""
    (found,) = contrast(MODEL.wald_test(np.eye(4)[1:3], use_f=use_f, scalar=True), confidence=0.95)
    assert values(found).keys() == names
    assert values(found)["df"] == 2


def test_each_term_of_a_model_is_tested() -> None:
    """Named after the term; *F* of the whole factor is that of the joint test."""
    found = {each.term: each for each in wald_terms(MODEL.wald_test_terms(scalar=True))}
    assert found.keys() == {"intercept", "g", "x"}
    joint = MODEL.f_test(np.eye(4)[1:3])
    assert values(found["g"])["statistic"] == pytest.approx(float(joint.fvalue))


def test_pairs_have_the_corrected_p() -> None:
    """Its words name the method; the sign belongs to the second level."""
    found = {each.term: each for each in pairs(MODEL.t_test_pairwise("C(g)", method="bonferroni"))}
    assert found.keys() == {"b_minus_a", "c_minus_a", "c_minus_b"}
    one, raw = found["b_minus_a"], MODEL.t_test("C(g)[T.b] = 0")
    assert values(one)["p"] == pytest.approx(min(1, 3 * float(raw.pvalue)))
    assert values(one)["estimate"] == pytest.approx(MODEL.params["C(g)[T.b]"])
    (p,) = (each for each in one.quantities if each.name == "p")
    assert p.words == "p-value corrected by the method bonferroni"


def test_tukey_s_intervals_have_the_level_of_the_object() -> None:
    """Each difference is the later mean minus the earlier one."""
    multi = pytest.importorskip("statsmodels.stats.multicomp")
    found = {each.term: each for each in tukey(multi.pairwise_tukeyhsd(DATA.y, DATA.g, alpha=0.1))}
    means = DATA.groupby("g").y.mean()
    assert values(found["b_minus_a"])["estimate"] == pytest.approx(means["b"] - means["a"])
    assert [each.confidence for each in found.values()] == pytest.approx([0.9] * 3)


def test_repeated_measures_have_both_degrees_of_freedom() -> None:
    """Three occasions of ten participants: F(2, 18)."""
    anova = pytest.importorskip("statsmodels.stats.anova")
    long = pd.DataFrame({"s": np.repeat(range(10), 3), "t": list("abc") * 10, "v": CHANCE.normal(size=30)})
    (found,) = repeated(anova.AnovaRM(long, "v", "s", within=["t"]).fit())
    assert (found.term, values(found)["df"], values(found)["df_residual"]) == ("t", 2, 18)


def test_averages_of_a_mediation_have_the_plain_names() -> None:
    """Those of one arm end with its name."""
    rows = {
        "ACME (control)": [1, 0, 2, 0.1],
        "ACME (average)": [3, 2, 4, 0.2],
        "Total effect": [5, 4, 6, 0.3],
        "Prop. mediated (average)": [0.6, 0, 1, 0.4],
    }
    frame = pd.DataFrame.from_dict(rows, orient="index")
    found = {
        each.term: values(each)
        for each in mediation(SimpleNamespace(summary=lambda alpha: frame), confidence=0.95)
    }
    assert found["indirect"] == {"estimate": 3, "ci_lower": 2, "ci_upper": 4, "p": 0.2}
    assert found.keys() == {"indirect_control", "indirect", "total", "proportion"}

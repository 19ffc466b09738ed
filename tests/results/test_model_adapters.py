"""Adapters of statsmodels and pingouin called directly: ratios, frames, and what is refused."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from report.results.pingouin_frames import anova, chi_square, pairs, ranks, t_test, tukey, two_samples
from report.results.quantities import Result
from report.results.statsmodels_discrete import multinomial
from report.results.statsmodels_mixed import mixed
from report.results.statsmodels_models import fit_of, regression
from report.rows.errors import ResultError

sm = pytest.importorskip("statsmodels.api")
smf = pytest.importorskip("statsmodels.formula.api")
CHANCE = np.random.default_rng(2)
X = CHANCE.normal(size=80)
DATA = pd.DataFrame(
    {
        "x": X,
        "y": X + CHANCE.normal(size=80),
        "b": (X + CHANCE.normal(size=80) > 0) * 1,
        "g": list("abcd") * 20,
    }
)


def values(result: Result) -> dict[str, Any]:
    return {each.name: each.value for each in result.quantities}


@pytest.mark.parametrize(
    ("link", "symbol"), [("Logit", "OR"), ("Log", "RR"), ("Probit", ""), ("CLogLog", "")]
)
def test_a_coefficient_is_a_ratio_by_its_link(link: str, symbol: str) -> None:
    """Odds ratios with the logit, risk ratios with the log; other links have none."""
    family = sm.families.Binomial(getattr(sm.families.links, link)())
    start = [-1.0, 0.1] if link == "Log" else None
    model = smf.glm("b ~ x", DATA, family=family).fit(start_params=start, maxiter=3)
    if not symbol:
        with pytest.raises(ResultError, match="are not ratios"):
            list(regression(model, exponentiate=True, confidence=0.95))
        return
    found = list(regression(model, exponentiate=True, confidence=0.95))[1]
    assert found.quantities[0].symbol == symbol
    assert values(found)["estimate"] == pytest.approx(math.exp(model.params["x"]))


def test_the_intraclass_correlation_is_that_of_an_intercept() -> None:
    """A random slope has none (Snijders & Bosker, 2012, eq. 3.2)."""
    (*_, fit) = mixed(smf.mixedlm("y ~ x", DATA, groups=DATA.g).fit(), confidence=0.95)
    (*_, slope) = mixed(smf.mixedlm("y ~ x", DATA, groups=DATA.g, re_formula="0 + x").fit(), confidence=0.95)
    assert "icc" in values(fit)
    assert "icc" not in values(slope)


def test_a_gee_has_no_likelihood() -> None:
    """Its fit is n and the number of groups."""
    found = smf.gee("y ~ x", "g", DATA).fit()
    assert values(fit_of(found, 80)).keys() == {"n", "groups"}


def test_several_equations_have_no_single_set_of_terms() -> None:
    """The adapter of multinomial models names the outcome of each."""
    model = smf.mnlogit("k ~ x", DATA.assign(k=[0, 1, 2, 1] * 20)).fit(disp=0)
    with pytest.raises(ResultError, match="several equations"):
        list(regression(model, confidence=0.95))
    assert [each.term for each in multinomial(model, confidence=0.95)][:2] == ["k_1_intercept", "k_1_x"]


def frame(**cells: Any) -> pd.DataFrame:
    return pd.DataFrame(
        {
            name.replace("_", "-"): value if isinstance(value, list) else [value]
            for name, value in cells.items()
        }
    )


def test_a_t_test_and_tests_of_ranks() -> None:
    """One-sided tests say so; n is that of the groups."""
    given = pd.DataFrame(
        {
            "T": [2.2],
            "dof": [38],
            "alternative": ["greater"],
            "p-val": [0.017],
            "CI95%": [np.array([0.1, 1.3])],
            "cohen-d": [0.7],
        }
    )
    (found,) = t_test(given, sizes=(20, 20))
    assert (found.n, found.confidence, found.alternative) == (40, 0.95, "greater")
    assert values(found)["d_ci_lower"] < 0.7 < values(found)["d_ci_upper"]
    (rank,) = two_samples(frame(**{"U_val": 120.0, "alternative": "two-sided", "p_val": 0.03}))
    assert values(rank) == {"statistic": 120.0, "p": 0.03}
    (kruskal,) = ranks(frame(Source="h", ddof1=2, H=6.0, p_unc=0.05))
    assert kruskal.quantities[0].symbol == "*H*"


def test_an_f_has_the_degrees_of_freedom_of_the_error() -> None:
    """The error row is no test; corrected ones multiply both by epsilon."""
    given = frame(
        Source=["A", "B", "Residual"], DF=[1, 2, 36], F=[4.0, 3.0, np.nan], p_unc=[0.05, 0.06, np.nan]
    )
    found = list(anova(given))
    assert [each.term for each in found] == ["a", "b"]
    assert values(found[1])["df_residual"] == 36
    within = pd.DataFrame(
        {
            "Source": ["t"],
            "ddof1": [2],
            "ddof2": [38],
            "F": [4.0],
            "p-unc": [0.03],
            "p-GG-corr": [0.04],
            "eps": [0.8],
        }
    )
    (corrected,) = anova(within, corrected=True)
    assert (values(corrected)["df"], values(corrected)["p"]) == (pytest.approx(1.6), 0.04)


def test_pairs_of_levels() -> None:
    """A corrected p takes the place of p; differences are named by both levels."""
    given = frame(
        Contrast="g",
        A="a",
        B="b",
        T=2.0,
        dof=38,
        alternative="two-sided",
        p_unc=0.05,
        p_corr=0.1,
        p_adjust="holm",
    )
    (found,) = pairs(given)
    assert (found.term, values(found)["p"], values(found)["p_uncorrected"]) == ("a_vs_b", 0.1, 0.05)
    (difference,) = tukey(frame(A="a", B="b", diff=1.0, se=0.5, T=2.0, p_tukey=0.1))
    assert (difference.term, values(difference)["p"]) == ("a_minus_b", 0.1)


def test_one_of_the_tests_of_independence() -> None:
    """Another name is a fault that lists them."""
    given = pd.DataFrame(
        {
            "test": ["pearson", "neyman"],
            "lambda": [1.0, -2.0],
            "chi2": [4.0, 4.2],
            "dof": [1, 1],
            "pval": [0.05, 0.04],
            "cramer": [0.3, 0.3],
            "power": [0.5, 0.5],
        }
    )
    (found,) = chi_square(given, test="neyman", n=40)
    assert (values(found)["statistic"], values(found)["n"]) == (4.2, 40)
    with pytest.raises(ResultError, match="one of pearson, neyman"):
        list(chi_square(given, test="other"))

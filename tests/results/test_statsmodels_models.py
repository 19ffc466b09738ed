"""Models and tests of statsmodels as rows, against R; the script lies beside the golden values."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest
from printed_forms import golden, phrase, values

from report.results import rows
from report.results.coefficients import term_name
from report.rows.errors import ProductError

sm = pytest.importorskip("statsmodels.api")
smf = pytest.importorskip("statsmodels.formula.api")
GOLDEN = golden("statsmodels_models")
DATA = pd.DataFrame(GOLDEN["data"])


@cache
def model(name: str) -> Any:
    """A fitted model by name."""
    from statsmodels.miscmodels.ordinal_model import OrderedModel

    binomial, poisson = sm.families.Binomial(), sm.families.Poisson()
    makers = {
        "linear": lambda: smf.ols("y ~ C(arm) + x", DATA).fit(),
        "robust": lambda: smf.ols("y ~ x", DATA).fit(cov_type="HC3"),
        "clusters": lambda: smf.ols("y ~ x", DATA).fit(
            cov_type="cluster", cov_kwds={"groups": DATA.site}, use_t=True
        ),
        "rlm": lambda: smf.rlm("y ~ x", DATA).fit(),
        "wls": lambda: smf.wls("y ~ C(arm) + x", DATA, weights=np.full(len(DATA), 2.0)).fit(),
        "glm": lambda: smf.glm("b ~ x", DATA, family=binomial).fit(),
        "logit": lambda: smf.logit("b ~ x", DATA).fit(disp=0),
        "probit": lambda: smf.probit("b ~ x", DATA).fit(disp=0),
        "poisson": lambda: smf.poisson("c ~ x", DATA).fit(disp=0),
        "poisson_glm": lambda: smf.glm("c ~ x", DATA, family=poisson).fit(),
        "negative": lambda: smf.negativebinomial("c ~ x", DATA).fit(disp=0, method="bfgs", maxiter=500),
        "gee": lambda: smf.gee("b ~ x", "site", DATA, family=binomial).fit(),
        "mixed": lambda: smf.mixedlm("y ~ x", DATA, groups=DATA.site).fit(reml=False),
        "reml": lambda: smf.mixedlm("y ~ x", DATA, groups=DATA.site).fit(),
        "ordered": lambda: OrderedModel(DATA.o, DATA[["x"]], distr="logit").fit(method="bfgs", disp=0),
    }
    return makers[name]()


def parts(found: dict[str, Any], term: str, *names: str) -> list[Any]:
    return [found[f"{term}.{name}"] for name in names]


ALL = ("estimate", "se", "statistic", "p", "ci_lower", "ci_upper")


@pytest.mark.parametrize("name", ["linear", "wls"])
@pytest.mark.parametrize(
    ("term", "named_by_r"),
    [
        ("intercept", "(Intercept)"),
        ("arm_placebo", "armplacebo"),
        ("arm_wait", "armwait"),
        ("x", "x"),
    ],
)
def test_linear_models_equal_r(name: str, term: str, named_by_r: str) -> None:
    """Every term: estimate, standard error, t, p and interval of `lm`; equal weights change nothing."""
    assert parts(values(model(name)), term, *ALL) == pytest.approx(GOLDEN["linear"][named_by_r], rel=1e-7)


def test_the_fit_of_a_linear_model_equals_r() -> None:
    """Explained variance, F with both degrees of freedom, log-likelihood and n."""
    found = values(model("linear"))
    assert {name: found[f"fit.{name}"] for name in GOLDEN["fit"]} == pytest.approx(GOLDEN["fit"], rel=1e-7)


def test_every_interval_has_the_level_of_the_caller() -> None:
    """A 90 % interval has R's bounds, and its rows say so."""
    found = {row.id: row for row in rows("x", model("linear"), confidence=0.9)}
    bounds = [found["x.x.ci_lower"], found["x.x.ci_upper"]]
    assert [row.value for row in bounds] == pytest.approx(GOLDEN["linear90"], rel=1e-8)
    assert {row.about["confidence"] for row in bounds} == {"0.9"}


@pytest.mark.parametrize("name", ["glm", "logit"])
def test_odds_ratios_equal_r(name: str) -> None:
    """The coefficient and its bounds are exponentiated; the standard error stays on the log scale."""
    wanted, found = GOLDEN["logit"]["x"], values(model(name), exponentiate=True)
    assert found["x.estimate"] == pytest.approx(np.exp(wanted[0]), rel=1e-6)
    assert parts(found, "x", *ALL[1:]) == pytest.approx(wanted[1:], rel=1e-5)
    assert parts(values(model(name)), "x", *ALL[:3]) == pytest.approx(wanted[:3], rel=1e-5)


def test_the_deviance_and_aic_of_a_glm_equal_r() -> None:
    """AIC is that of the likelihood, as R prints it."""
    found = values(model("glm"))
    assert found["fit.deviance"] == pytest.approx(GOLDEN["deviance"], rel=1e-8)
    assert found["fit.aic"] == pytest.approx(GOLDEN["aic"], rel=1e-8)


@pytest.mark.parametrize("name", ["poisson", "poisson_glm"])
def test_rate_ratios_equal_r(name: str) -> None:
    """IRR with the interval of Wald."""
    wanted, found = GOLDEN["poisson"]["x"], values(model(name), exponentiate=True)
    assert parts(found, "x", *ALL[1:]) == pytest.approx(wanted[1:], rel=1e-5)
    assert found["x.estimate"] == pytest.approx(np.exp(wanted[0]), rel=1e-6)


def test_a_dispersion_has_no_ratio() -> None:
    """The dispersion of a negative binomial model is not exponentiated with its coefficients."""
    found, wanted = values(model("negative"), exponentiate=True), GOLDEN["negative"]
    assert found["alpha.estimate"] == pytest.approx(wanted["alpha"], rel=1e-3)
    assert found["x.estimate"] == pytest.approx(np.exp(wanted["coefficients"][1]), rel=1e-4)
    assert found["fit.logl"] == pytest.approx(wanted["logl"], rel=1e-7)


def test_thresholds_of_an_ordinal_model_equal_r() -> None:
    """Statsmodels keeps logarithms of steps; the rows are the thresholds themselves, with their errors."""
    found = values(model("ordered"))
    assert parts(found, "x", "estimate", "se") == pytest.approx(GOLDEN["ordered"]["x"], rel=1e-3)
    low, high = [name for name in found if name.startswith("threshold") and name.endswith("estimate")]
    for name, wanted in ((low, "low"), (high, "high")):
        term = name.removesuffix(".estimate")
        assert parts(found, term, "estimate", "se") == pytest.approx(GOLDEN["ordered"][wanted], rel=2e-3)


def test_mixed_models_equal_nlme() -> None:
    """Fixed effects, variance components, intraclass correlation, likelihood."""
    found, wanted = values(model("mixed")), GOLDEN["mixed"]
    fixed = [found["intercept.estimate"], found["x.estimate"]]
    variances = [found["group_var.estimate"], found["residual_var.estimate"]]
    assert fixed == pytest.approx(wanted["coefficients"], rel=1e-4)
    assert variances == pytest.approx([wanted["group"], wanted["residual"]], rel=1e-3)
    assert found["fit.icc"] == pytest.approx(
        wanted["group"] / (wanted["group"] + wanted["residual"]), rel=1e-3
    )
    assert [found["fit.logl"], found["fit.aic"]] == pytest.approx([wanted["logl"], wanted["aic"]], rel=1e-6)


def test_reml_has_no_information_criteria() -> None:
    """A quantity that a model lacks has no row, rather than a row with a dash."""
    assert "fit.aic" not in values(model("reml"))


def test_a_random_slope_has_no_intraclass_correlation() -> None:
    """Variances and covariance of intercept and slope are rows; one correlation cannot sum them up."""
    result = smf.mixedlm("y ~ x", DATA, groups=DATA.site, re_formula="~x").fit()
    found = values(result)
    assert "fit.icc" not in found
    assert {"group_var.estimate", "x_var.estimate", "group_x_x_cov.estimate"} <= set(found)


def test_anova_equals_r() -> None:
    """Type II tests of terms as `drop1` gives them, and the comparison of two models."""
    from statsmodels.stats.anova import anova_lm

    found, wanted = values(anova_lm(model("linear"), typ=2)), GOLDEN["type_two"]
    assert parts(found, "arm", "statistic", "df", "p", "sumsq") == pytest.approx(
        [wanted[each] for each in ("statistic", "df", "p", "sumsq")], rel=1e-8
    )
    compared = values(anova_lm(smf.ols("y ~ x", DATA).fit(), model("linear")))
    assert {name: compared[name] for name in GOLDEN["compared"]} == pytest.approx(
        GOLDEN["compared"], rel=1e-8
    )


def mediated() -> Any:
    from statsmodels.stats.mediation import Mediation

    outcome, mediator = smf.ols("y ~ x + b", DATA), smf.ols("b ~ x", DATA)
    return Mediation(outcome, mediator, "x", "b").fit(n_rep=20)


def test_mediation_has_its_own_summary() -> None:
    """The averages over arms have the plain names; the interval is the summary's at its level."""
    result = mediated()
    summary, found = result.summary(alpha=0.1), values(result, confidence=0.9)
    for term, name in (("indirect", "ACME (average)"), ("total", "Total effect")):
        row = summary.loc[name].to_list()
        assert parts(found, term, "estimate", "ci_lower", "ci_upper", "p") == pytest.approx(row)


@pytest.mark.parametrize(
    ("name", "below", "options", "printed"),
    [
        ("linear", "x", {}, "*b* = 0.98, 95% CI [0.66, 1.30], *t*(56) = 6.15, *p* < .001"),
        ("linear", "fit", {}, "*R*² = .51, *F*(3, 56) = 19.07, *p* < .001"),
        ("robust", "x", {}, "*b* = 1.09, 95% CI [0.78, 1.39], *z* = 7.06, *p* < .001"),
        ("clusters", "x", {}, "*b* = 1.09, 95% CI [0.77, 1.40], *t*(14) = 7.42, *p* < .001"),
        ("glm", "x", {"exponentiate": True}, "OR = 3.55, 95% CI [1.56, 8.07], *z* = 3.02, *p* = .003"),
        ("gee", "fit", {}, "*n* = 60"),
        ("poisson", "x", {"exponentiate": True}, "IRR = 1.46, 95% CI [1.24, 1.72], *z* = 4.51, *p* < .001"),
        ("mixed", "group_var", {}, "σ² = 0.41"),
        ("ordered", "x", {"exponentiate": True}, "OR = 6.67, 95% CI [2.86, 15.59], *z* = 4.39, *p* < .001"),
    ],
)
def test_models_read_as_apa_asks(name: str, below: str, options: dict[str, Any], printed: str) -> None:
    """*t* with degrees of freedom where the model tests with *t*, *z* where it does not."""
    assert phrase(model(name), below, **options) == printed


@pytest.mark.parametrize(
    ("test", "printed"),
    [
        (
            lambda: model("linear").t_test("x = 0"),
            "*b* = 0.98, 95% CI [0.66, 1.30], *t*(56) = 6.15, *p* < .001",
        ),
        (
            lambda: model("linear").f_test("C(arm)[T.wait] = 0, C(arm)[T.placebo] = 0"),
            "*F*(2, 56) = 3.92, *p* = .026",
        ),
        (lambda: model("glm").wald_test("x = 0", scalar=True), "χ²(1) = 9.12, *p* = .003"),
    ],
)
def test_contrasts_read_as_apa_asks(test: Any, printed: str) -> None:
    """One contrast is one result without a term."""
    assert phrase(test()) == printed


def test_pairwise_comparisons_of_a_model_have_corrected_p() -> None:
    """The estimate and its interval are those of the contrast of two levels."""
    made = model("linear").t_test_pairwise("C(arm)", method="sidak")
    found, wanted = list(rows("x", made)), made.result_frame.loc["wait-placebo"]
    values = {each.id: each.value for each in found}
    assert values["x.wait_minus_placebo.p"] == wanted["pvalue-sidak"] > wanted["P>|t|"]
    assert values["x.wait_minus_placebo.ci_lower"] == wanted["Conf. Int. Low"]
    assert "method sidak" in next(each.label for each in found if each.id == "x.wait_minus_placebo.p")


def test_a_median_regression_prints_no_missing_fit() -> None:
    """It has no explained variance and no *F*, which statsmodels gives as NaN."""
    fit = smf.quantreg("y ~ x", DATA).fit(0.5)
    assert "–" not in phrase(fit, "fit")
    assert phrase(fit, "fit").startswith("pseudo-*R*² = ")


@pytest.mark.parametrize("name", ["linear", "glm", "rlm", "gee", "ordered", "negative", "mixed", "probit"])
def test_every_result_has_a_phrase_and_every_interval_its_level(name: str) -> None:
    """The terms of every model have a phrase, and every bound has its level."""
    found = list(rows("x", model(name)))
    assert all(phrase(model(name), row.id.split(".", 1)[1].rpartition(".")[0]) for row in found)
    assert all("confidence" in row.about for row in found if "ci_" in row.id)


@pytest.mark.parametrize("name", ["linear", "probit", "rlm"])
def test_only_log_and_logit_links_have_ratios(name: str) -> None:
    """An exponentiated coefficient of another model would be a number without meaning."""
    with pytest.raises(ProductError) as caught:
        values(model(name), exponentiate=True)
    assert "not ratios" in caught.value.faults[0].what


def test_a_model_of_several_equations_has_terms_for_each() -> None:
    """A multinomial model is not mistaken for one with a single set of terms."""
    found = values(smf.mnlogit("o ~ x", DATA).fit(disp=0))
    assert "x.estimate" not in found
    assert len([name for name in found if name.endswith("_x.estimate")]) == DATA.o.nunique() - 1


def test_terms_that_would_get_one_name_are_a_fault() -> None:
    """x and X differ in the model and would not in ids."""
    result = smf.ols("y ~ x + X", DATA.assign(X=DATA.c)).fit()
    with pytest.raises(ProductError) as caught:
        values(result)
    assert (caught.value.faults[0].where, caught.value.faults[0].what) == (
        "x.x",
        "x and X would both get the id x.x",
    )


@pytest.mark.parametrize(
    ("term", "name"),
    [
        ("C(arm)[T.active]", "arm_active"),
        ("arm[T.active]:x", "arm_active_by_x"),
        ("C(arm, Treatment(reference='wait'))[T.placebo]", "arm_placebo"),
        ("C(arm, Sum)[S.active]", "arm_active"),
        ("Intercept", "intercept"),
        ("I(x ** 2)", "i_x_2"),
        ("2nd", "term_2nd"),
        ("C(Größe)[T.Köln]", "grosse_koln"),
        ("年", "u5e74"),
    ],
)
def test_terms_become_parts_of_ids(term: str, name: str) -> None:
    """Patsy's dress is taken off, levels stay."""
    assert term_name(term) == name

"""Tests of statsmodels: contrasts, Wald tests, repeated-measures ANOVA, Tukey's comparisons, and mediation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from report.results.coefficients import Coefficient, term_name
from report.results.quantities import (
    ESTIMATE,
    TEST,
    USUAL_CONFIDENCE,
    Quantity,
    Result,
    degrees,
    estimate,
    f_degrees,
    interval,
    p_value,
    statistic,
)


def contrast(result: Any, *, confidence: float, n: int | None = None) -> Iterator[Result]:
    """Results of `t_test`, `f_test` and `wald_test`: an estimate per contrast, or one joint test."""
    if result.distribution in ("F", "chi2"):
        yield Result(TEST if result.distribution == "F" else "chi2", tuple(_joint(result)), n=n)
        return
    names = list(result.c_names) if result.c_names is not None else ["contrast"]
    df = result.df_denom if result.distribution == "t" else None
    bounds = result.conf_int(alpha=1 - confidence)
    columns = zip(*map(_flat, (result.effect, result.sd, result.statistic, result.pvalue)), strict=True)
    for name, (value, se, tested, p), (low, high) in zip(names, columns, bounds.tolist(), strict=True):
        found = Coefficient(name, value, se, tested, p, low, high, df).result(n, confidence)
        yield found if len(names) > 1 else Result(ESTIMATE, found.quantities, n=n, confidence=confidence)


def pairs(result: Any, *, confidence: float = USUAL_CONFIDENCE, n: int | None = None) -> Iterator[Result]:
    """`t_test_pairwise`: each difference of two levels; *p* is corrected for all of them, the interval is not.

    The object states neither its degrees of freedom nor its level: `confidence` must be the requested level.
    """
    frame = result.result_frame
    letter = "t" if "t" in frame else "z"
    corrected = next(str(name) for name in frame if str(name).startswith("pvalue-"))
    words = f"p-value corrected by the method {corrected.removeprefix('pvalue-')}"
    for pair, line in frame.iterrows():
        label = str(pair).replace("-", " minus ", 1)
        value, error, tested, p, low, high = (
            line[name] for name in ("coef", "std err", letter, corrected, *_BOUNDS)
        )
        each = Coefficient(label, value, error, tested, p, low, high, symbol="Δ*M*", letter=letter)
        yield each.result(n, confidence).adding(p_value(p, words))


_BOUNDS = ("Conf. Int. Low", "Conf. Int. Upp.")


def _joint(result: Any) -> Iterator[Quantity]:
    value = _flat(result.statistic)[0]
    if result.distribution == "F":
        yield statistic(value, "*F*", "F statistic")
        yield from f_degrees(result.df_num, result.df_denom)
    else:
        yield statistic(value, "χ²", "Wald chi-square statistic")
        yield degrees(result.df_denom)
    yield p_value(_flat(result.pvalue)[0])


def _flat(values: Any) -> list[Any]:
    """Numbers of an array of any shape; statsmodels gives t statistics of one contrast as 1 x 1."""
    import numpy as np

    return list(np.ravel(values).tolist())


def likelihood_ratio(result: Any, *, n: int | None = None) -> Iterator[Result]:
    """`compare_lr_test`: a model against one that is nested in it."""
    value = statistic(result.statistic, "χ²", "likelihood ratio statistic")
    yield Result("chi2", (value, degrees(result.df_diff), p_value(result.pvalue)), n=n)


def multivariate(result: Any, *, n: int | None = None) -> Iterator[Result]:
    """`MANOVA.mv_test`: for each term Pillai's trace with its *F* approximation, and Wilks' (Rencher, 2002, ch. 6)."""
    for name, found in result.results.items():
        pillai = found["stat"].loc["Pillai's trace"].astype(float)
        quantities = (
            statistic(pillai["F Value"], "*F*", "F approximation of Pillai's trace"),
            *f_degrees(pillai["Num DF"], pillai["Den DF"]),
            p_value(pillai["Pr > F"]),
            Quantity("pillai", pillai["Value"], "fixed2", "Pillai's trace", "*V*"),
            Quantity(
                "wilks", float(found["stat"].loc["Wilks' lambda", "Value"]), "unit", "Wilks' lambda", "Λ"
            ),
        )
        yield Result(TEST, quantities, term_name(str(name)), str(name), n=n)


def wald_terms(result: Any) -> Iterator[Result]:
    """`wald_test_terms`: a joint test of each term of a model."""
    for name, row in result.table.iterrows():
        value, p = _flat(row["statistic"])[0], _flat(row["pvalue"])[0]
        if "df_denom" in row:
            found = [
                statistic(value, "*F*", "F statistic"),
                *f_degrees(row["df_constraint"], row["df_denom"]),
            ]
            yield Result(TEST, (*found, p_value(p)), term_name(str(name)), str(name))
        else:
            parts = (
                statistic(value, "χ²", "Wald chi-square statistic"),
                degrees(row["df_constraint"]),
                p_value(p),
            )
            yield Result("chi2", parts, term_name(str(name)), str(name))


def repeated(result: Any) -> Iterator[Result]:
    """`AnovaRM`: an *F* test of each effect within participants."""
    for name, row in result.anova_table.iterrows():
        found = (
            statistic(row["F Value"], "*F*", "F statistic"),
            *f_degrees(row["Num DF"], row["Den DF"]),
            p_value(row["Pr > F"]),
        )
        yield Result(TEST, found, term_name(str(name)), str(name))


def tukey(result: Any) -> Iterator[Result]:
    """`pairwise_tukeyhsd`: each difference of means with its simultaneous interval and adjusted p."""
    names = [str(each) for each in result.groupsunique]
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    # Statsmodels keeps the level of the intervals only in the title of its table.
    level = 1 - float(str(result.summary().title).rpartition("FWER=")[2])
    for (first, second), difference, (low, high), p in zip(
        pairs, _flat(result.meandiffs), result.confint.tolist(), _flat(result.pvalues), strict=True
    ):
        found = (
            estimate(difference, "Δ*M*", "difference of means"),
            *interval(low, high),
            p_value(p, "p-value adjusted for all pairs"),
        )
        label = f"{second} minus {first}"
        yield Result(ESTIMATE, found, term_name(f"{second} minus {first}"), label, confidence=level)


#: The effects of a mediation, by their names in statsmodels: name in ids, symbol, and words.
_EFFECTS = {
    "ACME": ("indirect", "ACME", "average causal mediation effect"),
    "ADE": ("direct", "ADE", "average direct effect"),
    "Total effect": ("total", "total effect", "total effect"),
    "Prop. mediated": ("proportion", "proportion mediated", "proportion mediated"),
}


def mediation(result: Any, *, confidence: float) -> Iterator[Result]:
    """`Mediation.fit`: indirect, direct and total effects (Imai, Keele & Tingley, 2010)."""
    for name, row in result.summary(alpha=1 - confidence).iterrows():
        effect, _, at = str(name).partition(" (")
        short, symbol, words = _EFFECTS[effect]
        group = at.removesuffix(")")
        value, low, high, p = row.to_list()
        found = (estimate(value, symbol, words), *interval(low, high), p_value(p))
        # The averages over both arms have the plain name, as they are what texts report.
        term = short if group in ("", "average") else f"{short}_{group}"
        yield Result(ESTIMATE, found, term, str(name), confidence=confidence)


ADAPTERS = {
    "ContrastResults": contrast,
    "MultiCompResult": pairs,
    "WaldTestResults": wald_terms,
    "AnovaResults": repeated,
    "CompareLRTestResult": likelihood_ratio,
    "MultivariateTestResults": multivariate,
    "TukeyHSDResults": tukey,
    "MediationResults": mediation,
}

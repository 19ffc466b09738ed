"""The statistics of path models that become rows: their names in ids, formats, symbols and words."""

from __future__ import annotations

from typing import NamedTuple


class Statistic(NamedTuple):
    """A statistic: its name in ids, the attribute of the fit that holds it, its format, its symbol, and its meaning."""

    name: str
    attribute: str
    format: str
    symbol: str
    words: str


#: Statistics of a parameter; attributes are those of an estimate.
PARAMETER = (
    Statistic("b", "est", "fixed3", "*b*", "raw coefficient"),
    Statistic("se", "se", "fixed3", "*SE*", "standard error of the raw coefficient"),
    Statistic("z", "z", "fixed2", "*z*", "Wald statistic of the raw coefficient"),
    Statistic("p", "p", "p", "*p*", "p-value of the raw coefficient"),
    Statistic("ci_lower", "ci_lower", "fixed3", "", "lower confidence bound of the raw coefficient"),
    Statistic("ci_upper", "ci_upper", "fixed3", "", "upper confidence bound of the raw coefficient"),
    Statistic("beta", "std", "fixed2", "β", "standardised coefficient"),
    Statistic("beta_se", "std_se", "fixed2", "*SE*", "standard error of the standardised coefficient"),
    Statistic(
        "beta_ci_lower",
        "std_ci_lower",
        "fixed2",
        "",
        "lower confidence bound of the standardised coefficient",
    ),
    Statistic(
        "beta_ci_upper",
        "std_ci_upper",
        "fixed2",
        "",
        "upper confidence bound of the standardised coefficient",
    ),
)
#: Statistics of the fit of a model.
FIT = (
    Statistic("chisq", "chisq", "fixed2", "χ²", "chi-square of the model"),
    Statistic("df", "df", "count", "*df*", "degrees of freedom of the model"),
    Statistic("p", "pvalue", "p", "*p*", "p-value of the chi-square test"),
    Statistic("cfi", "cfi", "index3", "CFI", "comparative fit index"),
    Statistic("tli", "tli", "index3", "TLI", "Tucker-Lewis index"),
    Statistic("rmsea", "rmsea", "index3", "RMSEA", "root mean square error of approximation"),
    Statistic("rmsea_ci_lower", "rmsea_ci_lower", "index3", "", "lower confidence bound of RMSEA"),
    Statistic("rmsea_ci_upper", "rmsea_ci_upper", "index3", "", "upper confidence bound of RMSEA"),
    Statistic("rmsea_p", "rmsea_pvalue", "p", "*p*", "p-value of the test of close fit"),
    Statistic("srmr", "srmr", "index3", "SRMR", "standardised root mean square residual"),
    Statistic("logl", "logl", "fixed2", "log *L*", "log-likelihood"),
    Statistic("aic", "aic", "fixed2", "AIC", "Akaike's information criterion"),
    Statistic("bic", "bic", "fixed2", "BIC", "Bayesian information criterion"),
    Statistic("npar", "npar", "count", "", "free parameters"),
)
#: The baseline model, of uncorrelated variables.
BASELINE = (
    Statistic("baseline_chisq", "baseline_chisq", "fixed2", "χ²", "chi-square of the baseline model"),
    Statistic("baseline_df", "baseline_df", "count", "*df*", "degrees of freedom of the baseline model"),
)
#: The scaled test and its indices.
SCALED = (
    Statistic("chisq", "chisq", "fixed2", "χ²", "scaled chi-square of the model"),
    Statistic("df", "df", "count", "*df*", "degrees of freedom of the model"),
    Statistic("p", "pvalue", "p", "*p*", "p-value of the scaled test"),
    Statistic("factor", "scaling", "fixed3", "", "scaling factor"),
    Statistic("cfi", "cfi_robust", "index3", "CFI", "robust comparative fit index"),
    Statistic("tli", "tli_robust", "index3", "TLI", "robust Tucker-Lewis index"),
    Statistic("rmsea", "rmsea_robust", "index3", "RMSEA", "robust root mean square error of approximation"),
    Statistic(
        "rmsea_ci_lower", "rmsea_robust_ci_lower", "index3", "", "lower confidence bound of robust RMSEA"
    ),
    Statistic(
        "rmsea_ci_upper", "rmsea_robust_ci_upper", "index3", "", "upper confidence bound of robust RMSEA"
    ),
)
#: Indices that are not meaningful for a saturated model, which reproduces any data.
EMPTY_WHEN_SATURATED = frozenset(
    ["chisq", "p", "cfi", "tli", "rmsea", "rmsea_ci_lower", "rmsea_ci_upper", "rmsea_p", "srmr"]
)

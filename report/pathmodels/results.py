"""An estimated path model: immutable records of estimates, fit indices and facts about the estimator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from report.rows.levels import USUAL, Levels

Missing = Literal["listwise", "fiml"]
Divisor = Literal["n", "n-1"]
Estimator = Literal["ML", "MLM", "MLR"]
Difference = Literal["2001", "2010"]
"""Scaled differences of nested models: Satorra and Bentler (2001), and their strictly positive form of 2010."""
Kind = Literal["percentile", "bc", "bca"]
"""Bootstrap intervals: percentile, bias-corrected, bias-corrected and accelerated."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of an estimation, in addition to syntax and data.

    `estimator`: MLM and MLR are maximum likelihood with robust standard errors and scaled tests. `fixed_x`: exogenous
    covariates have their sample moments; None means for complete cases only. `group` is the column that divides the
    sample; `group_equal` are kinds of parameters that are equal in all groups, except `group_partial`.
    """

    missing: Missing = "listwise"
    divisor: Divisor = "n"
    estimator: Estimator = "ML"
    fixed_x: bool | None = None
    means: bool = False
    group: str = ""
    group_equal: tuple[str, ...] = ()
    group_partial: tuple[str, ...] = ()
    unit_latent: bool = False


@dataclass(frozen=True, slots=True)
class Estimate:
    """A parameter or defined effect: raw and completely standardised (std.all), with Wald tests and confidence limits.

    None corresponds to lavaan's NA: z and p of a value that was not estimated.
    """

    lhs: str
    op: str
    rhs: str
    label: str
    est: float
    se: float | None
    z: float | None
    p: float | None
    ci_lower: float | None
    ci_upper: float | None
    std: float | None
    std_se: float | None
    std_z: float | None
    std_p: float | None
    std_ci_lower: float | None
    std_ci_upper: float | None
    group: str = ""


@dataclass(frozen=True, slots=True)
class FitIndices:
    """Indices of global fit; `rmsea_pvalue` is that of close fit, RMSEA <= .05."""

    npar: int
    chisq: float
    df: int
    pvalue: float | None
    baseline_chisq: float
    baseline_df: int
    cfi: float | None
    tli: float | None
    rmsea: float | None
    rmsea_ci_lower: float | None
    rmsea_ci_upper: float | None
    rmsea_pvalue: float | None
    srmr: float
    logl: float
    aic: float
    bic: float


@dataclass(frozen=True, slots=True)
class ScaledFit:
    """The scaled test of a robust estimator, and the indices that follow from it.

    `scaled` indices put the scaled chi-square into the usual formulas; `robust` ones estimate the index of normal
    data (Brosseau-Liard, P. E., & Savalei, V., 2014, Multivariate Behavioral Research, 49, 460-470).
    """

    test: str
    scaling: float | None
    chisq: float | None
    df: int
    pvalue: float | None
    baseline_scaling: float | None
    baseline_chisq: float | None
    cfi: float | None
    tli: float | None
    rmsea: float | None
    rmsea_ci_lower: float | None
    rmsea_ci_upper: float | None
    rmsea_pvalue: float | None
    cfi_robust: float | None
    tli_robust: float | None
    rmsea_robust: float | None
    rmsea_robust_ci_lower: float | None
    rmsea_robust_ci_upper: float | None
    rmsea_robust_pvalue: float | None


@dataclass(frozen=True, slots=True)
class ChiSquareTest:
    """A test of restrictions or of nested models; `warning` gives a reason not to trust it."""

    chisq: float
    df: int
    pvalue: float | None
    method: str
    warning: str = ""


@dataclass(frozen=True)
class PathFit:
    """An estimated path model.

    `n` is the number of cases used, `n_total` the number of rows given, `n_patterns` the number of patterns of
    missing values among the cases used; `method` names the method of estimation. With groups, `estimates` has the rows
    of all groups, and the keys of `r2` end with the group in brackets. `scaled` is set for robust estimators.
    """

    syntax: str
    missing: Missing
    divisor: Divisor
    n: int
    n_total: int
    n_patterns: int
    variables: tuple[str, ...]
    exogenous: tuple[str, ...]
    converged: bool
    iterations: int
    saturated: bool
    estimator: str
    information: str
    method: str
    estimates: tuple[Estimate, ...]
    r2: dict[str, float | None]
    fit: FitIndices
    warnings: tuple[str, ...]
    levels: Levels = USUAL
    options: Options = Options()
    latent: tuple[str, ...] = ()
    groups: tuple[str, ...] = ("",)
    group_n: tuple[int, ...] = ()
    scaled: ScaledFit | None = None

    def get(self, lhs: str, op: str, rhs: str, group: str = "") -> Estimate:
        """The estimate of one row of the parameter table, of the first group unless another is named.

        KeyError lists the existing rows.
        """
        for row in self.estimates:
            if (row.lhs, row.op, row.rhs) == (lhs, op, rhs) and group in ("", row.group):
                return row
        there = ", ".join(f"{row.lhs} {row.op} {row.rhs}".strip() for row in self.estimates if row.op == op)
        raise KeyError(f"no {lhs} {op} {rhs} in the model; it has {there or 'none of that kind'}")

    def path(self, lhs: str, rhs: str) -> Estimate:
        """The path from `rhs` to the outcome `lhs`."""
        return self.get(lhs, "~", rhs)

    def covariance(self, a: str, b: str) -> Estimate:
        """The (residual) covariance of two variables, in either order, or a variance."""
        order = (a, b) if any((r.lhs, r.op, r.rhs) == (a, "~~", b) for r in self.estimates) else (b, a)
        return self.get(order[0], "~~", order[1])

    def defined(self, name: str) -> Estimate:
        """A defined parameter."""
        for row in self.estimates:
            if row.op == ":=" and row.lhs == name:
                return row
        raise KeyError(f"no defined parameter {name} in the model")

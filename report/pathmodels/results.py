"""An estimated path model: immutable records of estimates, fit indices and facts about the estimator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from report.rows.levels import USUAL, Levels

Missing = Literal["listwise", "fiml"]
Divisor = Literal["n", "n-1"]


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


@dataclass(frozen=True)
class PathFit:
    """An estimated path model.

    `n` is the number of cases used, `n_total` the number of rows given, `n_patterns` the number of patterns of
    missing values among the cases used; `method` names the method of estimation.
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

    def get(self, lhs: str, op: str, rhs: str) -> Estimate:
        """The estimate of one row of the parameter table; KeyError lists the existing rows."""
        for row in self.estimates:
            if (row.lhs, row.op, row.rhs) == (lhs, op, rhs):
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

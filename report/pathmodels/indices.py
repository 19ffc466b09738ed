"""Indices of global fit, each by lavaan's formula."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from report.pathmodels.cases import Floats

CLOSE_FIT = 0.05


@dataclass(frozen=True)
class Test:
    """A likelihood-ratio test: chi-square, degrees of freedom (a fraction where scaled), number of groups."""

    chisq: float
    df: float
    groups: int = 1

    @property
    def pvalue(self) -> float | None:
        """The upper tail of the chi-square distribution; None without degrees of freedom (Bollen, 1989, eq. 7.1)."""
        from scipy.special import chdtrc

        return float(chdtrc(self.df, self.chisq)) if self.df > 0 else None

    def excess(self, correction: float = 1.0) -> float:
        """The estimated noncentrality chi-square - c df, not below zero."""
        return max(self.chisq - correction * self.df, 0.0)

    def over(self, factor: float) -> Test:
        """The test with its chi-square divided by a scaling factor."""
        return replace(self, chisq=self.chisq / factor)


def cfi(model: Test, baseline: Test, c: float = 1.0, c_baseline: float = 1.0) -> float:
    """Comparative fit index (Bentler, P. M., 1990, Psychological Bulletin, 107, eq. 14).

    With the scaling factors of a robust estimator, the index of Brosseau-Liard, P. E., & Savalei, V. (2014),
    Multivariate Behavioral Research, 49, eq. 13.
    """
    worst = max(model.excess(c), baseline.excess(c_baseline))
    return 1.0 if worst < 1.5e-8 else 1.0 - model.excess(c) / worst


def tli(model: Test, baseline: Test, c: float = 1.0, c_baseline: float = 1.0) -> float:
    """Tucker-Lewis index, not normed (Tucker & Lewis, 1973, Psychometrika, 38, eq. 13); 1 for a saturated model."""
    above = (model.chisq - c * model.df) * baseline.df
    below = (baseline.chisq - c_baseline * baseline.df) * model.df
    return 1.0 - above / below if model.df > 0 and below != 0 else 1.0


def rmsea(model: Test, n: float, correction: float = 1.0) -> float:
    """Root mean square error of approximation (Steiger, J. H., 1990; Browne & Cudeck, 1993, eq. 9), N divisor.

    For several groups times the root of their number (Steiger, 1998, Structural Equation Modeling, 5, 411-419).
    """
    if model.df <= 0:
        return 0.0
    return float(np.sqrt(model.groups * model.excess(correction) / (n * model.df)))


def rmsea_limits(model: Test, n: float, level: float, correction: float = 1.0) -> tuple[float, float]:
    """Limits of RMSEA from the noncentral chi-square (Browne & Cudeck, 1993, eq. 14).

    As in lavaan a limit is zero where no noncentrality reaches its tail, and where the upper search would go
    beyond max(n, 4 chi-square).
    """
    if model.df < 1:
        return 0.0, 0.0
    upper_end = max(n, 4 * model.chisq)
    lower = _noncentrality(model, (1 + level) / 2, model.chisq)
    upper = _noncentrality(model, (1 - level) / 2, upper_end)
    unit = correction * model.groups / (n * model.df)
    return float(np.sqrt(lower * unit)), float(np.sqrt(upper * unit))


def _noncentrality(model: Test, tail: float, end: float) -> float:
    """The noncentrality at which P(X <= chi-square) is `tail`, between 0 and `end`; 0 where there is none."""
    from scipy.special import chndtrinc

    if not probability(model.chisq, model.df, end) <= tail < probability(model.chisq, model.df, 0.0):
        return 0.0
    return float(chndtrinc(model.chisq, model.df, tail))


def probability(x: float, df: float, noncentrality: float) -> float:
    """The noncentral chi-square distribution function."""
    from scipy.special import chdtr, chndtr

    return float(chndtr(x, df, noncentrality) if noncentrality > 0 else chdtr(df, x))


def close_fit(model: Test, n: float, bound: float = CLOSE_FIT, correction: float = 1.0) -> float | None:
    """p of the hypothesis RMSEA <= .05 (Browne & Cudeck, 1993, eq. 17); None without degrees of freedom."""
    if model.df <= 0:
        return None
    return 1.0 - probability(model.chisq, model.df, n * model.df * bound**2 / (correction * model.groups))


def srmr(cov: Floats, implied: Floats, gap: Floats | None) -> float:
    """Standardised root mean square residual (Bentler, P. M., 1995, EQS manual, ch. 6).

    Residuals of covariances (p, p) and, if modelled, of means (p,) over the sample standard deviations.
    """
    scale = np.sqrt(np.diag(cov))
    lower = np.tril_indices(len(cov))
    residuals = ((cov - implied) / np.outer(scale, scale))[lower]
    if gap is not None:
        residuals = np.concatenate([residuals, gap / scale])
    return float(np.sqrt(np.mean(residuals**2)))


def aic(logl: float, npar: int) -> float:
    """Akaike's information criterion (Akaike, H., 1974)."""
    return -2 * logl + 2 * npar


def bic(logl: float, npar: int, n: int) -> float:
    """Bayesian information criterion (Schwarz, G., 1978), with the number of cases."""
    return float(-2 * logl + npar * np.log(n))

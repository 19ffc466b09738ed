"""The coefficients of regression models as results, for all libraries."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from report.results.quantities import (
    ESTIMATE,
    MODEL,
    Quantity,
    Result,
    degrees,
    estimate,
    f_degrees,
    interval,
    p_value,
    standard_error,
    statistic,
)


@dataclass(frozen=True)
class Coefficient:
    """A term of a model, its coefficient on the model's own scale, and how the coefficient was tested.

    `df` is None where the statistic is *z*, or where `letter` names a statistic whose df are unknown. `ratio` is the
    symbol of the exponentiated coefficient (OR, IRR, HR), empty if the coefficient is not exponentiated.
    """

    term: str
    value: Any
    se: Any = None
    statistic: Any = None
    p: Any = None
    lower: Any = None
    upper: Any = None
    df: Any = None
    ratio: str = ""
    symbol: str = "*b*"
    letter: str = ""

    def result(self, n: int | None, confidence: float | None, kind: str = ESTIMATE) -> Result:
        """The coefficient as a result; only the estimate and its bounds are exponentiated, as by broom."""
        found = [self._estimate(), *self._error(), *self._test()]
        if self.lower is not None:
            found += interval(self._scaled(self.lower), self._scaled(self.upper))
        level = confidence if self.lower is not None else None
        return Result(kind, tuple(found), term_name(self.term), self.term, n, level)

    def _estimate(self) -> Quantity:
        words = RATIOS.get(self.ratio, "exponentiated coefficient") if self.ratio else "coefficient"
        return estimate(self._scaled(self.value), self.ratio or self.symbol, words)

    def _error(self) -> list[Quantity]:
        if self.se is None:
            return []
        error = standard_error(self.se)
        words = "standard error of the coefficient on the log scale"
        return [Quantity(error.name, error.value, error.format, words, error.symbol) if self.ratio else error]

    def _test(self) -> list[Quantity]:
        if self.statistic is None:
            return []
        letter = self.letter or ("z" if self.df is None else "t")
        found = [statistic(self.statistic, f"*{letter}*", f"{letter} statistic")]
        found += [] if self.df is None else [degrees(self.df)]
        return [*found, p_value(self.p)]

    def _scaled(self, value: Any) -> Any:
        if not self.ratio:
            return value
        try:
            return math.exp(value)
        except OverflowError:
            return math.inf


#: The names of the ratios that exponentiated coefficients represent.
RATIOS = {
    "OR": "odds ratio",
    "IRR": "incidence rate ratio",
    "RR": "risk ratio",
    "RRR": "relative risk ratio",
    "HR": "hazard ratio",
    "exp(*b*)": "exponentiated coefficient",
}


def term_name(text: str) -> str:
    """The name of a model's term as a part of an id: C(arm)[T.active] and factor(arm)active become arm_active."""
    bare = re.sub(
        r"""(?<=\bC\()\s*Q\(\s*["']([^"']*)["']\s*\)""", lambda each: re.sub(r"\W", "_", each[1]), text
    )
    bare = re.sub(r"\b(?:C|(?:as\.)?factor)\(\s*(\w+)(?:[^()]|\([^()]*\))*\)", r"\1_", bare)
    bare = re.sub(r"\[(?:T\.|S\.)?", "_", bare)
    words = re.sub(r"[^a-z0-9]+", "_", ascii_letters(bare.replace(":", "_by_"))).strip("_")
    return words if words[:1].isalpha() else f"term_{words}".rstrip("_")


def ascii_letters(text: str) -> str:
    """A text in lower case without accents: Größe becomes grosse; letters of other scripts become their numbers."""
    latin = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(each for each in latin if not unicodedata.combining(each))
    return "".join(f"u{ord(each):x}" if each.isalpha() and not each.isascii() else each for each in bare)


#: How the parts of a model's fit print: name, format, symbol and words. Broom's glance has them all.
_FIT = {
    "r2": ("unit", "*R*²", "explained variance"),
    "adjusted_r2": ("unit", "adjusted *R*²", "adjusted explained variance"),
    "pseudo_r2": ("unit", "pseudo-*R*²", "McFadden's pseudo-R squared"),
    "sigma": ("fixed2", "σ", "residual standard deviation"),
    "logl": ("fixed2", "log *L*", "log-likelihood"),
    "aic": ("fixed2", "AIC", "Akaike's information criterion"),
    "bic": ("fixed2", "BIC", "Bayesian information criterion"),
    "deviance": ("fixed2", "*D*", "deviance"),
    "icc": ("unit", "ICC", "intraclass correlation"),
    "concordance": ("unit", "*C*", "concordance"),
    "n": ("count", "*n*", "cases"),
    "groups": ("count", "*k*", "groups"),
    "events": ("count", "*n*", "events"),
}


def model_fit(
    n: int | None = None,
    f: tuple[Any, Any, Any, Any] | None = None,
    chi2: tuple[Any, Any, Any] | None = None,
    **parts: Any,
) -> Result:
    """The fit of a model below `fit`: the parts that it has, and the test of the whole model.

    `f` is the *F* statistic, its two degrees of freedom and p; `chi2` the likelihood-ratio statistic, its df and p.
    """
    given = {**parts, "n": n}
    found = [Quantity(each, given[each], *_ordered(each)) for each in _FIT if given.get(each) is not None]
    if f is not None:
        found += [statistic(f[0], "*F*", "F statistic"), *f_degrees(f[1], f[2]), p_value(f[3])]
    if chi2 is not None:
        words = "likelihood-ratio chi-square statistic"
        found += [statistic(chi2[0], "χ²", words), degrees(chi2[1]), p_value(chi2[2])]
    return Result(MODEL, tuple(found), "fit", n=n)


def _ordered(part: str) -> tuple[str, str, str]:
    format, symbol, words = _FIT[part]
    return format, words, symbol

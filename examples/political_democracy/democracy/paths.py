"""The path models of the composites: with and without a direct path from industrialisation to later democracy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from democracy.dictionary import Protocol, constant
from report.rows.stat import Stat
from report.study.product import stats, value

if TYPE_CHECKING:
    from pandas import DataFrame

    from report.pathmodels import Estimate, PathFit


@dataclass(frozen=True)
class Model:
    """A path model: its name in ids, its title, its syntax."""

    name: str
    title: str
    syntax: str

    @property
    def arrows(self) -> tuple[tuple[str, str], ...]:
        """Predictor and outcome of each path."""
        lines = [line.split("~") for line in self.syntax.splitlines() if "~" in line]
        return tuple(
            (term.split("*")[1].strip(), outcome.strip())
            for outcome, terms in lines
            for term in terms.split("+")
        )

    @property
    def defined(self) -> tuple[str, ...]:
        """The names of effects that are products and sums of paths."""
        return tuple(line.split(":=")[0].strip() for line in self.syntax.splitlines() if ":=" in line)


DIRECT = Model(
    "direct",
    "With a direct path",
    "dem60 ~ a*ind60\ndem65 ~ b*dem60 + c*ind60\nindirect := a*b\ntotal := c + a*b",
)
CHAIN = Model("chain", "Without a direct path", "dem60 ~ a*ind60\ndem65 ~ b*dem60\nindirect := a*b")
MODELS = (DIRECT, CHAIN)

EFFECTS = {
    "dem60_on_ind60": "industrialisation on earlier democracy",
    "dem65_on_dem60": "earlier on later democracy",
    "dem65_on_ind60": "industrialisation on later democracy",
    "indirect": "indirect effect of industrialisation on later democracy",
    "total": "total effect of industrialisation on later democracy",
}
#: Name in ids, attribute of an estimate, format, symbol and meaning.
PARTS = (
    ("b", "est", "fixed2", "*b*", "raw coefficient"),
    ("se", "se", "fixed2", "*SE*", "standard error"),
    ("p", "p", "p", "*p*", "p-value"),
    ("ci_lower", "ci_lower", "fixed2", "", "lower confidence bound"),
    ("ci_upper", "ci_upper", "fixed2", "", "upper confidence bound"),
    ("beta", "std", "fixed2", "β", "standardised coefficient"),
)
FIT = (
    ("chisq", "chisq", "fixed2", "χ²", "chi-square"),
    ("df", "df", "count", "*df*", "degrees of freedom"),
    ("p", "pvalue", "p", "*p*", "p-value of chi-square"),
    ("cfi", "cfi", "unit3", "CFI", "comparative fit index"),
    ("rmsea", "rmsea", "unit3", "RMSEA", "root mean square error of approximation"),
    ("rmsea_ci_lower", "rmsea_ci_lower", "unit3", "", "lower bound of RMSEA"),
    ("rmsea_ci_upper", "rmsea_ci_upper", "unit3", "", "upper bound of RMSEA"),
    ("srmr", "srmr", "unit3", "SRMR", "standardised root mean square residual"),
)


@value
def direct_fit(countries: DataFrame) -> PathFit:
    """The model with the direct path, which is saturated."""
    from report.pathmodels import fit

    return fit(DIRECT.syntax, countries)


@value
def chain_fit(countries: DataFrame) -> PathFit:
    """The model without the direct path."""
    from report.pathmodels import fit

    return fit(CHAIN.syntax, countries)


@stats
def direct(direct_fit: PathFit) -> Iterator[Stat]:
    """Paths, effects and explained variance of the model with the direct path."""
    yield from model_rows(DIRECT, direct_fit)


@stats
def chain(chain_fit: PathFit) -> Iterator[Stat]:
    """Paths, effect, explained variance and fit of the model without the direct path."""
    yield from model_rows(CHAIN, chain_fit)
    for part, attribute, format, symbol, text in FIT:
        about = {"model": CHAIN.name, "statistic": part}
        yield Stat(
            f"chain.fit.{part}",
            getattr(chain_fit.fit, attribute),
            format,
            f"{text} of the model without a direct path",
            symbol,
            chain_fit.n,
            about=about,
        )


def effect_of(estimate: Estimate) -> str:
    """A path's or a defined effect's name in ids."""
    return estimate.lhs if estimate.op == ":=" else f"{estimate.lhs}_on_{estimate.rhs}"


def model_rows(model: Model, found: PathFit) -> Iterator[Stat]:
    """All rows of paths, defined effects and explained variances."""
    for estimate in found.estimates:
        if estimate.op == "~~":
            continue
        name = effect_of(estimate)
        for part, attribute, format, symbol, text in PARTS:
            yield Stat(
                f"{model.name}.{name}.{part}",
                getattr(estimate, attribute),
                format,
                f"{text}: {EFFECTS[name]}, {model.title.lower()}",
                symbol,
                found.n,
                about={
                    "model": model.name,
                    "outcome": estimate.lhs,
                    "predictor": estimate.rhs,
                    "statistic": part,
                },
            )
    for outcome, explained in found.r2.items():
        about = {"model": model.name, "outcome": outcome, "statistic": "r2"}
        label = f"explained variance of {outcome}, {model.title.lower()}"
        yield Stat(f"{model.name}.r2.{outcome}", explained, "unit", label, "*R*²", found.n, about=about)


@stats
def resampled(direct_fit: PathFit, countries: DataFrame, protocol: Protocol) -> Iterator[Stat]:
    """Percentile intervals of the standardised indirect and total effect (Efron & Tibshirani, 1993, ch. 13)."""
    from report.pathmodels import bootstrap

    resamples, seed = (int(constant(protocol, name)) for name in ("resamples", "seed"))
    drawn = bootstrap(direct_fit, countries, resamples, seed)
    for effect in ("indirect", "total"):
        interval = drawn.defined(effect).std
        bounds = interval.percentile if interval else None
        for side in ("lower", "upper"):
            yield Stat(
                f"direct.{effect}.boot_ci_{side}",
                getattr(bounds, side, None),
                "fixed2",
                f"{side} bootstrap bound: standardised {EFFECTS[effect]}",
                n=direct_fit.n,
                about={"model": "direct", "outcome": effect, "statistic": f"boot_ci_{side}"},
            )

"""Descriptive statistics of indicators and composites, reliabilities and correlations."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from democracy.dictionary import Composite, Dictionary, Protocol
from report.rows.stat import Stat
from report.study.product import stats

if TYPE_CHECKING:
    from pandas import DataFrame, Series

BINS = 10
#: Name in ids, method of a series, format, symbol and meaning.
SUMMARIES = (
    ("mean", "fixed2", "*M*", "mean"),
    ("std", "fixed2", "*SD*", "standard deviation"),
    ("median", "fixed2", "*Mdn*", "median"),
    ("min", "fixed2", "", "smallest value"),
    ("max", "fixed2", "", "largest value"),
)


def in_words(composite: Composite, protocol: Protocol) -> str:
    """A composite and its year, as labels of rows say them."""
    return f"{composite.label.lower()} in {protocol[f'protocol.{composite.year}'].printed}"


@stats
def sample(countries: DataFrame) -> Iterator[Stat]:
    """How many countries there are."""
    yield Stat("sample.countries", len(countries), "count", "countries", "*N*")


@stats
def describe(countries: DataFrame, dictionary: Dictionary, protocol: Protocol) -> Iterator[Stat]:
    """Mean, spread and range of each indicator and composite."""
    for composite in dictionary.composites:
        year = in_words(composite, protocol)
        yield from _summaries(countries[composite.name], year)
        for each in composite.indicators:
            yield from _summaries(countries[each.name], f"{each.label.lower()}, of {year}")


def _summaries(values: Series[float], words: str) -> Iterator[Stat]:
    name = str(values.name)
    for part, format, symbol, text in SUMMARIES:
        statistic = "sd" if part == "std" else part
        yield Stat(
            f"describe.{name}.{statistic}",
            float(getattr(values, part)()),
            format,
            f"{text}: {words}",
            symbol,
            len(values),
            about={"variable": name, "statistic": statistic},
        )


@stats
def reliability(countries: DataFrame, dictionary: Dictionary, protocol: Protocol) -> Iterator[Stat]:
    """Cronbach's alpha of each composite."""
    for each in dictionary.composites:
        yield Stat(
            f"reliability.{each.name}.alpha",
            cronbach(countries[[i.name for i in each.indicators]]),
            "unit",
            f"reliability of {in_words(each, protocol)}",
            "α",
            len(countries),
            about={"variable": each.name, "statistic": "alpha"},
        )


def cronbach(items: DataFrame) -> float:
    """k / (k - 1) * (1 - sum of item variances / variance of the sum) (Cronbach, 1951, eq. 2)."""
    k = items.shape[1]
    return float(k / (k - 1) * (1 - items.var().sum() / items.sum(axis=1).var()))


@stats
def correlations(countries: DataFrame, dictionary: Dictionary, protocol: Protocol) -> Iterator[Stat]:
    """Pearson correlations of the composites; the earlier one is named first."""
    for first, second in combinations(dictionary.composites, 2):
        words = f"{in_words(first, protocol)} with {in_words(second, protocol)}"
        yield from _correlation(countries[first.name], countries[second.name], words)


def _correlation(x: Series[float], y: Series[float], words: str) -> Iterator[Stat]:
    """r, and its t-test with n - 2 degrees of freedom (Cohen, Cohen, West & Aiken, 2003, eq. 2.8.1)."""
    from scipy.stats import t as student

    r, df = float(x.corr(y)), len(x) - 2
    p = float(2 * student.sf(abs(r) * math.sqrt(df / (1 - r * r)), df))
    parts = {
        "r": (r, "unit", "*r*", "correlation"),
        "p": (p, "p", "*p*", "p-value of the correlation"),
        "df": (df, "count", "*df*", "degrees of freedom of the correlation"),
    }
    for part, (number, format, symbol, text) in parts.items():
        about = {"variable": f"{x.name}_{y.name}", "statistic": part}
        id = f"correlation.{x.name}_{y.name}.{part}"
        yield Stat(id, number, format, f"{text}: {words}", symbol, len(x), about=about)


@stats
def histograms(countries: DataFrame, dictionary: Dictionary, protocol: Protocol) -> Iterator[Stat]:
    """How many countries fall into each bin of each composite."""
    from numpy import histogram

    for each in dictionary.composites:
        counts, _ = histogram(countries[each.name], bins=edges(each))
        for place, count in enumerate(counts):
            words = f"countries in bin {place + 1} of {in_words(each, protocol)}"
            about = {"variable": each.name, "statistic": "count"}
            yield Stat(
                f"histogram.{each.name}.b{place}", int(count), "count", words, n=len(countries), about=about
            )


def edges(composite: Composite) -> tuple[float, ...]:
    """The edges of a composite's bins, over the range of its indicators."""
    low = min(each.minimum for each in composite.indicators)
    high = max(each.maximum for each in composite.indicators)
    return tuple(low + (high - low) * place / BINS for place in range(BINS + 1))

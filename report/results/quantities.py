"""What a result says, before it has an id: named quantities, and the kind of result that decides how they read.

Names follow broom and the ARD standard where these have a word: `estimate`, `se`, `statistic`, `df`, `p`,
`ci_lower`, `ci_upper`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from report.rows.stat import Stat, plain

#: Kinds of results whose test leads (*t*(118) = 2.31, *p* = .022), and those whose estimate leads.
TEST, ESTIMATE = "test", "estimate"


@dataclass(frozen=True)
class Quantity:
    """A number of a result: its name in ids, its value, how it prints, its symbol, and its meaning in words."""

    name: str
    value: Any
    format: str
    words: str
    symbol: str = ""


@dataclass(frozen=True)
class Result:
    """A test, a term of a model, or the fit of a model.

    `term` is its name below the id of the whole result, empty where the result is a single test. `confidence` is
    the level of all its intervals, as a proportion.
    """

    kind: str
    quantities: tuple[Quantity, ...]
    term: str = ""
    label: str = ""
    n: int | None = None
    confidence: float | None = None

    def adding(self, *more: Quantity) -> Result:
        """The same result with quantities added, which take the place of those of the same names."""
        names = {each.name for each in more}
        return replace(self, quantities=(*(q for q in self.quantities if q.name not in names), *more))


def estimate(
    value: Any, symbol: str = "*b*", words: str = "estimate", format: str = "fixed2", name: str = "estimate"
) -> Quantity:
    """An estimate; `symbol` says of what: *b*, OR, HR, *r*."""
    return Quantity(name, value, format, words, symbol)


def standard_error(value: Any, format: str = "fixed2") -> Quantity:
    """A standard error."""
    return Quantity("se", value, format, "standard error", "*SE*")


def statistic(value: Any, symbol: str, words: str, format: str = "fixed2") -> Quantity:
    """A test statistic."""
    return Quantity("statistic", value, format, words, symbol)


def degrees(value: Any, name: str = "df", words: str = "degrees of freedom") -> Quantity:
    """Degrees of freedom, whole or fractional."""
    return Quantity(name, value, "df", words, "*df*")


def p_value(value: Any, words: str = "p-value") -> Quantity:
    """A p-value."""
    return Quantity("p", value, "p", words, "*p*")


def interval(
    lower: Any, upper: Any, of: str = "", words: str = "", format: str = "fixed2"
) -> tuple[Quantity, Quantity]:
    """The bounds of a confidence interval; `of` names the estimate if it is not the result's only one."""
    head, tail = (f"{of}_" if of else ""), (f" of the {words}" if words else "")
    return (
        Quantity(f"{head}ci_lower", lower, format, f"lower confidence bound{tail}"),
        Quantity(f"{head}ci_upper", upper, format, f"upper confidence bound{tail}"),
    )


def rows_of(id: str, result: Result, label: str, about: Mapping[str, str]) -> Iterator[Stat]:
    """The rows of a result: `<id>.<term>.<quantity>`, each with the kind of its result for filters and tables."""
    path = f"{id}.{result.term}" if result.term else id
    described = ", ".join(part for part in (result.label, label) if part)
    place = {**about, "result": result.kind} | ({"term": result.term} if result.term else {})
    if result.confidence is not None:
        place["confidence"] = f"{result.confidence:g}"
    for each in result.quantities:
        yield Stat(
            f"{path}.{each.name}",
            plain(each.value),
            each.format,
            f"{each.words}: {described}" if described else each.words,
            each.symbol,
            result.n,
            about={**place, "statistic": each.name},
        )

"""The content of a result before it has an id: named quantities, and the kind of result that determines its phrase.

Names follow broom and the ARD standard where these define one: `estimate`, `se`, `statistic`, `df`, `p`,
`ci_lower`, `ci_upper`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from report.rows.stat import Stat, plain

#: Kinds of results that begin with the test (*t*(118) = 2.31, *p* = .022) or with the estimate.
TEST, ESTIMATE = "test", "estimate"
#: The fit of a whole model, whose share of explained variance and test lead.
MODEL = "model"
#: The level at which R and Python libraries compute the intervals of results that do not state it.
USUAL_CONFIDENCE = 0.95
#: The names of two-sided alternatives in scipy and R.
_TWO_SIDED = ("two-sided", "two.sided", "")


@dataclass(frozen=True)
class Quantity:
    """A number of a result: its name in ids, its value, how it prints, its symbol, and its meaning in words.

    A `note` ends the label of its row.
    """

    name: str
    value: Any
    format: str
    words: str
    symbol: str = ""
    note: str = ""


@dataclass(frozen=True)
class Result:
    """A test, a term of a model, or the fit of a model.

    `term` is its name below the id of the whole result, empty where the result is a single test. `confidence` is
    the level of all its intervals, as a proportion; `alternative` is the side of a one-sided test (less, greater).
    `about` describes its rows for tables, in addition to what the caller states.
    """

    kind: str
    quantities: tuple[Quantity, ...]
    term: str = ""
    label: str = ""
    n: int | None = None
    confidence: float | None = None
    alternative: str = ""
    about: Mapping[str, str] = field(default_factory=dict)

    def printed_as(self, formats: Mapping[str, str]) -> Result:
        """The same result with other formats of the quantities that `formats` names."""
        if not formats:
            return self
        changed = (replace(each, format=formats.get(each.name, each.format)) for each in self.quantities)
        return replace(self, quantities=tuple(changed))

    def adding(self, *more: Quantity) -> Result:
        """The same result with added quantities, which replace those of the same name."""
        names = {each.name for each in more}
        return replace(self, quantities=(*(q for q in self.quantities if q.name not in names), *more))


def estimate(
    value: Any, symbol: str = "*b*", words: str = "estimate", format: str = "fixed2", name: str = "estimate"
) -> Quantity:
    """An estimate; `symbol` gives its kind: *b*, OR, HR, *r*."""
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


def p_value(value: Any, words: str = "p-value", alternative: str = "") -> Quantity:
    """A p-value, labelled as one-sided where it is."""
    side = "one-sided " if alternative else ""
    return Quantity("p", value, "p", f"{side}{words}", "*p*")


def one_sided(alternative: Any) -> str:
    """The side of a one-sided test, empty for a two-sided one."""
    return "" if alternative in _TWO_SIDED or alternative is None else str(alternative)


def f_degrees(between: Any, within: Any) -> tuple[Quantity, Quantity]:
    """Both degrees of freedom of an *F* statistic."""
    return (
        degrees(between, words="degrees of freedom of the numerator"),
        degrees(within, "df_residual", "degrees of freedom of the denominator"),
    )


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
    # The fit of a model has no separate label: "chi-square of the model, path model of the trial".
    joint = ", " if result.kind == MODEL else ": "
    place = _place(result, about)
    for each in result.quantities:
        text = f"{each.words}{joint}{described}" if described else each.words
        yield Stat(
            f"{path}.{each.name}",
            plain(each.value),
            each.format,
            f"{text} {each.note}" if each.note else text,
            each.symbol,
            result.n,
            about={"statistic": each.name, **place},
        )


def _place(result: Result, about: Mapping[str, str]) -> dict[str, str]:
    """The properties of a result's rows that tables and filters use."""
    level = "" if result.confidence is None else f"{result.confidence:g}"
    own = {"term": result.term, "confidence": level, "alternative": result.alternative}
    return {
        **about,
        "result": result.kind,
        **{key: value for key, value in own.items() if value},
        **result.about,
    }

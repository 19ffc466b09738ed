"""Analysis results data (ARD) of the R packages cards and cardx, written as JSON by jsonlite.

An ARD has a record for each statistic, with its variable, level and groups, and the `context`, which names the function
that made it. Tests and regressions have the statistics of broom.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Any

from report.results.broom_tables import terms
from report.results.broom_tests import single_test
from report.results.coefficients import term_name
from report.results.quantities import ESTIMATE, TEST, USUAL_CONFIDENCE, Quantity, Result
from report.rows.errors import Fault, ResultError

Record = Mapping[str, Any]

#: Formats by the names of statistics; all others have two decimals.
_FORMATS = {
    "p": "percent",
    "p_cum": "percent",
    "p_miss": "percent",
    "p_nonmiss": "percent",
    "p.value": "p",
    "df": "df",
    "parameter": "df",
}
#: Statistics that are named differently in ids.
_NAMES = {
    "p": "pct",
    "std.error": "se",
    "p.value": "p",
    "conf.low": "ci_lower",
    "conf.high": "ci_upper",
    "parameter": "df",
}
_SYMBOLS = {
    "std.error": "*SE*",
    "p.value": "*p*",
    "mean": "*M*",
    "sd": "*SD*",
    "median": "*Mdn*",
    "n": "*n*",
    "N": "*N*",
}
#: Symbols of effect sizes by their contexts.
_EFFECTS = {"effectsize_cohens_d": "*d*", "effectsize_hedges_g": "*g*"}
#: Symbols of the estimates of *t*-tests by their labels, and the names in ids of broom's differences.
_MEANS = {"Mean Difference": "*MD*", "Mean": "*M*"}
_ESTIMATED = {
    "difference": "estimate",
    "difference_ci_lower": "ci_lower",
    "difference_ci_upper": "ci_upper",
}
#: Contexts whose intervals have the usual level without stating it.
_STATED = ("survival", "survival_survfit")
#: Contexts whose estimates are proportions.
_PROPORTIONS = ("proportion_ci", "categorical_ci")
#: Signs of levels such as ">= 65", as they are written in ids.
_SIGNS = (("<=|≤", " at most "), (">=|≥", " at least "), ("<", " below "), (">", " above "))


@dataclass(frozen=True)
class _Analysis:
    """The statistics of one variable, level and group that one function made, with their labels."""

    term: str
    label: str
    context: str
    values: Mapping[str, Any]
    words: Mapping[str, str]

    @property
    def line(self) -> dict[str, Any]:
        """The statistics that have a value, as a line of a table of broom."""
        return {**{name: each for name, each in self.values.items() if each is not None}, "term": self.term}

    @property
    def level(self) -> float | None:
        """The level of confidence that the statistics state."""
        stated = self.values.get("conf.level")
        return stated if isinstance(stated, float) else None


def results(
    records: Sequence[Record],
    *,
    confidence: float = USUAL_CONFIDENCE,
    test: str = "",
    df: Any = None,
    ratio: str = "",
) -> Iterator[Result]:
    """Each analysis by variable, level and groups: `age.arm_active.mean`; failed statistics have no value.

    Options are those of broom's tables: a regression does not state the statistic of its terms, nor the level.
    """
    _raise_incomplete(records)
    analyses = _distinct(_analyses(records))
    regressed = [each for each in analyses if each.context == "regression" and "estimate" in each.line]
    models = terms([each.line for each in regressed], test=test, df=df, ratio=ratio, confidence=confidence)
    by_term = dict(zip((each.term for each in regressed), models, strict=True))
    for each in analyses:
        if each in regressed:
            yield _completed(by_term[each.term], each)
        elif {"method", "p.value"} <= each.line.keys():
            (tested,) = single_test([each.line], confidence=each.level or confidence)
            yield _completed(_with_estimate(tested, each), each)
        elif found := tuple(_quantity(name, each) for name, value in each.values.items() if _counts(value)):
            yield _summary(found, each, confidence)


def _raise_incomplete(records: Sequence[Record]) -> None:
    faults = [
        Fault("", f"record {number} ({each['stat_name']}) has no stat", "write the file from R again")
        for number, each in enumerate(records, 1)
        if "stat" not in each
    ]
    if faults:
        raise ResultError(faults)


def _analyses(records: Sequence[Record]) -> list[_Analysis]:
    """The records by what they describe, in order."""
    found: dict[tuple[str, str, str], _Analysis] = {}
    for each in records:
        term, label = _place(each)
        context = str(_one(each.get("context")) or "")
        analysis = found.setdefault((term, label, context), _Analysis(term, label, context, {}, {}))
        name = str(each["stat_name"])
        values = {**analysis.values, name: _one(each["stat"])}
        words = {**analysis.words, name: str(_one(each.get("stat_label")) or name)}
        found[term, label, context] = replace(analysis, values=values, words=words)
    return list(found.values())


def _distinct(analyses: Sequence[_Analysis]) -> list[_Analysis]:
    """The analyses, where two of the same variable share a statistic named after their contexts, as t_test."""
    known: dict[tuple[str, str], set[str]] = {}
    found = []
    for each in analyses:
        names = known.setdefault((each.term, each.label), set())
        if names & each.values.keys():
            context = term_name(each.context.removeprefix("stats_"))
            found.append(replace(each, term=f"{each.term}.{context}", label=f"{each.label}, {context}"))
        else:
            found.append(each)
        names.update(each.values)
    return found


def _place(record: Record) -> tuple[str, str]:
    """Where a record belongs: its variable and level, then each group and its level."""
    parts = [(_one(record.get("variable")), _one(record.get("variable_level")))]
    groups = sorted(key for key in record if key.startswith("group") and not key.endswith("_level"))
    parts += [(_one(record[key]), _one(record.get(f"{key}_level"))) for key in groups]
    named = [" ".join(_text(each) for each in pair if each is not None) for pair in parts]
    named = [each for each in named if each]
    return ".".join(term_name(_spelt(each)) for each in named), ", ".join(named)


def _text(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _spelt(level: str) -> str:
    for sign, words in _SIGNS:
        level = re.sub(sign, words, level)
    return level


def _one(value: Any) -> Any:
    """The value of a cell, which is a list of one, or empty, or an empty object; several values are not a statistic."""
    while isinstance(value, list):
        if len(value) > 1:
            return str(value)
        value = value[0] if value else None
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return {"NA": None, "NaN": None, "Inf": inf, "-Inf": -inf}.get(value, value) if value != {} else None


def _counts(value: Any) -> bool:
    """Whether a value is a statistic, and not the name of a test."""
    return not isinstance(value, bool | str)


def _with_estimate(tested: Result, analysis: _Analysis) -> Result:
    """A test whose difference is its estimate, as an ARD names it."""
    symbol = _MEANS.get(analysis.words.get("estimate", ""), "")
    quantities = tuple(
        replace(each, name=_ESTIMATED[each.name], symbol=symbol if each.name == "difference" else "")
        if each.name in _ESTIMATED
        else each
        for each in tested.quantities
    )
    estimated = tested.kind == TEST and "estimate" in analysis.line
    return replace(tested, quantities=quantities, kind=ESTIMATE if estimated else tested.kind)


def _completed(result: Result, analysis: _Analysis) -> Result:
    """A result that broom's reader made, under the analysis's name and with its other statistics."""
    known = {each.name for each in result.quantities}
    more = (_quantity(name, analysis) for name, value in analysis.values.items() if _counts(value))
    quantities = (*result.quantities, *(each for each in more if each.name not in known))
    level = (analysis.level or result.confidence) if "conf.low" in analysis.line else None
    return replace(result, quantities=quantities, term=analysis.term, label=analysis.label, confidence=level)


def _summary(found: tuple[Quantity, ...], analysis: _Analysis, confidence: float) -> Result:
    bounded = "conf.low" in analysis.line
    level = analysis.level or (confidence if bounded and analysis.context in _STATED else None)
    kind = "proportion" if _is_share("estimate", analysis) else "ard"
    return Result(kind, found, analysis.term, analysis.label, confidence=level)


def _quantity(name: str, analysis: _Analysis) -> Quantity:
    short = _NAMES.get(name, term_name(name))
    if name == "N" and "n" in analysis.values:
        short = "n_total"  # The denominator of a percentage, beside its numerator.
    symbol = _EFFECTS.get(analysis.context, "") if name == "estimate" else _SYMBOLS.get(name, "")
    return Quantity(short, analysis.values[name], _format(name, analysis), analysis.words[name], symbol)


def _format(name: str, analysis: _Analysis) -> str:
    value = analysis.values[name]
    if re.match(r"[nN]([._]|$)", name) and (value is None or (value >= 0 and float(value).is_integer())):
        return "count"
    return "percent" if _is_share(name, analysis) else _FORMATS.get(name, "fixed2")


def _is_share(name: str, analysis: _Analysis) -> bool:
    """Whether a statistic is a proportion, or a bound of one."""
    stated = "Probability" in analysis.words.get("estimate", "") and analysis.context.startswith("surviv")
    shares = stated or analysis.context in _PROPORTIONS
    return shares and name in ("estimate", "conf.low", "conf.high") and _within(analysis)


def _within(analysis: _Analysis) -> bool:
    """Whether the estimate can be a proportion; quantiles of times have the same label."""
    value = analysis.values.get("estimate")
    return value is None or (isinstance(value, float) and 0 <= value <= 1)

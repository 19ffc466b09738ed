"""JSON results of the R package tidystats: named analyses, whose statistics are in groups of groups."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from report.results.coefficients import term_name
from report.results.quantities import ESTIMATE, MODEL, TEST, Quantity, Result, one_sided
from report.results.tidystats_quantities import TEXTS, quantities_of
from report.rows.errors import Fault, ResultError

#: What an analysis states of all its groups; some methods misspell the first.
_STATED = ("alternative", "alernative", "level")
_CORRELATIONS = ("*r*", "*r*~s~", "τ")
#: Signs in the names of lavaan's parameters and of BayesFactor's models, as they are written in ids.
_SIGNS = {"=~": "by", "~~": "with", "~": "on", "!": "not "}
_REMEDY = "write the file from R again, without changes"


def results(analyses: Mapping[str, Any]) -> Iterator[Result]:
    """Each analysis by its name, and its terms and groups below it."""
    faults = [
        Fault("", what, _REMEDY) for name, each in analyses.items() for what in _faults([str(name)], each)
    ]
    if faults:
        raise ResultError(faults)
    for name, each in analyses.items():
        yield from _analysis([str(name)], each, {})


def _faults(path: list[str], node: Any) -> Iterator[str]:
    """What is missing in the statistics of an analysis, its groups and terms."""
    if not isinstance(node, dict):
        yield f"{' '.join(path)} is {node!r}, not an analysis"
        return
    for each in node.get("statistics", []):
        if not isinstance(each, dict):
            yield f"{' '.join(path)} has the statistic {each!r}, which is not a record"
            continue
        lacking = [key for key in ("name", "value") if key not in each]
        lacking += ["upper"] if "lower" in each and "upper" not in each else []
        named = each.get("name", "unnamed")
        yield from (f"a statistic of {' '.join(path)} ({named}) has no {key}" for key in lacking)
        if not lacking and isinstance(each["value"], str) and each["value"] not in TEXTS:
            yield f"a statistic of {' '.join(path)} ({named}) is the text {each['value']!r}"
    for each in _parts(node):
        yield from _faults([*path, _called(each)], each)


def _parts(node: Mapping[str, Any]) -> Sequence[Any]:
    """The groups of an analysis, and the terms, as older versions call them."""
    return (*node.get("groups", []), *node.get("terms", []))


def _called(part: Any) -> str:
    """The name of a group, or the names of a pair."""
    if not isinstance(part, dict):
        return "a term"
    pair = " - ".join(str(one.get("name")) for one in part.get("names", []) if isinstance(one, dict))
    name = str(part.get("name") or pair or "unnamed")
    return re.sub(r"(?<= )(=~|~~|~)(?= )|!(?=\()", lambda sign: _SIGNS[sign[0]], name)


def _analysis(path: list[str], node: Mapping[str, Any], above: Mapping[str, Any]) -> Iterator[Result]:
    """The statistics of an analysis or group; what is stated for all its groups is in `above`."""
    stated = {**above, **{key: node[key] for key in _STATED if key in node}}
    statistics = node.get("statistics", [])
    side = _side(stated.get("alternative", stated.get("alernative")))
    found = quantities_of([*statistics, *_compared(statistics, stated)], side)
    if found:
        levels = (each["level"] for each in statistics if "level" in each)
        level = next(levels, stated.get("level"))
        yield Result(
            _kind(found),
            found,
            ".".join(map(term_name, path)),
            " ".join(path),
            confidence=level,
            alternative=side,
        )
    if node.get("name") == "Models":
        stated["residual df"] = _smallest_residual_df(node)
    for each in _parts(node):
        yield from _analysis([*path, _called(each)], each, stated)


def _smallest_residual_df(models: Mapping[str, Any]) -> Any:
    """The residual df of the largest of several nested models, whose residuals R's `anova` compares them by."""
    own = (
        each["value"]
        for model in _parts(models)
        for each in model.get("statistics", [])
        if each["name"] == "residual df"
    )
    return min(own, default=None)


def _compared(statistics: Sequence[Any], stated: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The denominator's degrees of freedom of an *F* test that compares models."""
    tested = any(each["name"] == "statistic" and each.get("symbol") == "F" for each in statistics)
    if tested and stated.get("residual df") is not None:
        yield {"name": "df denominator", "value": stated["residual df"]}


def _side(alternative: Any) -> str:
    """The side of a one-sided test; "the CDF of x lies above…" of Kolmogorov and Smirnov's test is none."""
    direction = alternative.get("direction") if isinstance(alternative, dict) else alternative
    return one_sided(direction) if direction in ("less", "greater") else ""


def _kind(found: Sequence[Quantity]) -> str:
    """The kind of a result, from its statistics; it determines the phrase."""
    by_name = {each.name: each for each in found}
    first = by_name.get("estimate")
    if {"r2", "cfi", "aic", "deviance"} & by_name.keys():
        return MODEL
    if first is None:
        return TEST if {"statistic", "d", "g", "delta"} & by_name.keys() else ESTIMATE
    if first.format == "percent":
        return "proportion"
    return "correlation" if first.format == "unit" and first.symbol in _CORRELATIONS else ESTIMATE

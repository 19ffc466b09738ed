"""JSON results written by R: ARD of the package cards, and lists of the package tidystats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from report.results.coefficients import term_name
from report.results.quantities import Quantity, Result, interval
from report.rows.errors import Fault, ResultError


def results(found: Any, **options: Any) -> Iterator[Result]:
    """ARD is a list of records with a `stat_name`; tidystats' are named analyses with `statistics`."""
    if (
        isinstance(found, list)
        and found
        and all(isinstance(each, dict) and "stat_name" in each for each in found)
    ):
        return ard(found, **options)
    if isinstance(found, dict) and any(_is_analysis(each) for each in found.values()):
        return tidystats(found, **options)
    remedy = "write an ARD with jsonlite::toJSON(ard), or tidystats::write_stats(...)"
    raise ResultError(Fault("", "is neither an ARD nor a list of tidystats", remedy))


#: Formats by the names of statistics, in ARD and tidystats; all others have two decimals.
_FORMATS = {"n": "count", "N": "count", "p": "percent", "p.value": "p", "df": "df", "parameter": "df"}
#: Statistics that are named differently in ids.
_NAMES = {
    "std.error": "se",
    "p.value": "p",
    "conf.low": "ci_lower",
    "conf.high": "ci_upper",
    "parameter": "df",
}
_SYMBOLS = {
    "estimate": "",
    "std.error": "*SE*",
    "p.value": "*p*",
    "mean": "*M*",
    "sd": "*SD*",
    "n": "*n*",
    "N": "*N*",
}


def ard(records: list[Mapping[str, Any]]) -> Iterator[Result]:
    """Each statistic of each variable, level and group: `age.arm_active.mean`; failed ones have no value."""
    _raise_all(
        f"record {number} ({each['stat_name']}) has no stat"
        for number, each in enumerate(records, 1)
        if "stat" not in each
    )
    levels = {_place(each): _one(each["stat"]) for each in records if each["stat_name"] == "conf.level"}
    for each in records:
        value = _one(each.get("stat"))
        name = str(each["stat_name"])
        if isinstance(value, bool | str) and name not in _NAMES:
            continue  # what the test was called, not what it found
        yield Result(
            "ard", (_quantity(name, value, each),), *_place(each), confidence=levels.get(_place(each))
        )


def _quantity(name: str, value: Any, record: Mapping[str, Any]) -> Quantity:
    # In tables of counts, `p` is a proportion; of tests, the p-value is `p.value`.
    words = str(_one(record.get("stat_label")) or name)
    short = {"p": "pct"}.get(name, _NAMES.get(name, term_name(name)))
    return Quantity(short, value, _FORMATS.get(name, "fixed2"), words, _SYMBOLS.get(name, ""))


def _place(record: Mapping[str, Any]) -> tuple[str, str]:
    """Where a record belongs: its variable and level, then each group and its level."""
    parts = [(_one(record.get("variable")), _one(record.get("variable_level")))]
    groups = sorted(key for key in record if key.startswith("group") and not key.endswith("_level"))
    parts += [(_one(record[key]), _one(record.get(f"{key}_level"))) for key in groups]
    named = [" ".join(str(each) for each in pair if each is not None) for pair in parts]
    named = [each for each in named if each]
    return ".".join(term_name(each) for each in named), ", ".join(named)


def _one(value: Any) -> Any:
    """A cell of a list column is a list of one, and a missing one is empty or an empty object."""
    while isinstance(value, list):
        value = value[0] if value else None
    return None if value in ({}, "NA") else value


def _is_analysis(each: Any) -> bool:
    return isinstance(each, dict) and ("statistics" in each or "groups" in each or "method" in each)


def tidystats(analyses: Mapping[str, Any]) -> Iterator[Result]:
    """Each analysis by its name, and its terms and groups below it."""
    _raise_all(what for name, each in analyses.items() for what in _incomplete([str(name)], each))
    for name, each in analyses.items():
        yield from _analysis([str(name)], each)


def _raise_all(faults: Iterable[str]) -> None:
    """Report all records that are incomplete, if any."""
    found = [Fault("", each, "write the file with R again, without changes") for each in faults]
    if found:
        raise ResultError(found)


def _incomplete(path: list[str], node: Any) -> Iterator[str]:
    """The faults of incomplete statistics of an analysis, its groups and terms."""
    if not isinstance(node, dict):
        yield f"{' '.join(path)} is {node!r}, not an analysis"
        return
    for each in node.get("statistics", []):
        if not isinstance(each, dict):
            yield f"{' '.join(path)} has the statistic {each!r}, which is not a record"
            continue
        lacking = [key for key in ("name", "value") if key not in each]
        lacking += ["upper"] if "lower" in each and "upper" not in each else []
        yield from (
            f"a statistic of {' '.join(path)} ({each.get('name', 'unnamed')}) has no {key}" for key in lacking
        )
    for each in (*node.get("groups", []), *node.get("terms", [])):
        name = each.get("name", "unnamed") if isinstance(each, dict) else "a term"
        yield from _incomplete([*path, str(name)], each)


def _analysis(path: list[str], node: Mapping[str, Any]) -> Iterator[Result]:
    statistics = node.get("statistics", [])
    found = [quantity for each in statistics for quantity in _tidy(each)]
    level = next((each["level"] for each in statistics if "level" in each), None)
    if found:
        yield Result(
            "estimate", tuple(found), ".".join(map(term_name, path)), " ".join(path), confidence=level
        )
    for each in (*node.get("groups", []), *node.get("terms", [])):
        names = each.get("name") or " - ".join(str(one.get("name")) for one in each.get("names", []))
        yield from _analysis([*path, str(names)], each)


#: Statistics of tidystats that are named differently in ids, by name or symbol.
_TIDY = {"SE": "se", "p": "p", "df": "df", "df numerator": "df", "df denominator": "df_residual"}


def _tidy(each: Mapping[str, Any]) -> Iterator[Quantity]:
    words, symbol = str(each["name"]), str(each.get("symbol", ""))
    name = _TIDY.get(words, _TIDY.get(symbol, "estimate" if "estimate" in words else term_name(words)))
    format = {"p": "p", "df": "df", "df_residual": "df"}.get(name, "fixed2")
    printed = f"*{symbol}*" if symbol.isascii() and symbol.isalpha() else ""
    yield Quantity("statistic" if words == "statistic" else name, each["value"], format, words, printed)
    if "lower" in each:
        yield from interval(each["lower"], each["upper"], "" if name == "estimate" else name, words)

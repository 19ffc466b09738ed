"""Results that R has written as JSON: ARD of the package cards, and lists of tidystats."""

from __future__ import annotations

from typing import Any

import pytest

from report.results.json_results import results
from report.results.quantities import Result
from report.rows.errors import ResultError


def record(name: str, stat: Any, **more: Any) -> dict[str, Any]:
    """A record of an ARD about the age in the active arm."""
    return {
        "variable": "age",
        "group1": "arm",
        "group1_level": ["active"],
        "stat_name": name,
        "stat": stat,
        **more,
    }


def tidy(*statistics: dict[str, Any], **more: Any) -> list[Result]:
    """The results of one analysis of tidystats."""
    return list(results({"t test": {"method": "t", "statistics": list(statistics), **more}}))


def test_each_record_of_an_ard_is_a_quantity_of_variable_and_group() -> None:
    """The place of a record is its variable and each group with its level."""
    (result,) = results([record("mean", [34.25], stat_label="Mean")])
    (quantity,) = result.quantities
    assert (result.term, result.label) == ("age.arm_active", "age, arm active")
    assert (quantity.name, quantity.value, quantity.words, quantity.symbol) == ("mean", 34.25, "Mean", "*M*")


@pytest.mark.parametrize(
    ("name", "short", "format"),
    [
        ("n", "n", "count"),
        ("N", "n", "count"),
        ("p", "pct", "percent"),
        ("p.value", "p", "p"),
        ("std.error", "se", "fixed2"),
        ("conf.low", "ci_lower", "fixed2"),
        ("parameter", "df", "df"),
        ("Some.Other", "some_other", "fixed2"),
    ],
)
def test_names_of_statistics_follow_the_ids(name: str, short: str, format: str) -> None:
    """In tables of counts, p is a proportion; p.value is the p-value."""
    (result,) = results([record(name, [0.5])])
    assert (result.quantities[0].name, result.quantities[0].format) == (short, format)


@pytest.mark.parametrize("empty", [[], {}, "NA", None, [[]], [{}], ["NA"]])
def test_missing_values_are_none(empty: Any) -> None:
    """A failed statistic stays, without a value."""
    (result,) = results([record("mean", empty)])
    assert result.quantities[0].value is None


@pytest.mark.parametrize("text", ["Welch", ["two.sided"], True, [False]])
def test_texts_and_flags_are_no_quantities(text: Any) -> None:
    """The name of a method is not what it found."""
    (result,) = results([record("method", text), record("mean", [1])])
    assert [each.name for each in result.quantities] == ["mean"]


def test_the_level_of_confidence_belongs_to_all_records_of_its_place() -> None:
    """Another arm may have another level, or none."""
    other = {**record("mean", [2]), "group1_level": ["control"]}
    one, _, two = results([record("mean", [1]), record("conf.level", [0.9]), other])
    assert (one.confidence, two.confidence) == (0.9, None)


def test_groups_are_sorted_by_their_number() -> None:
    """The order of keys in a JSON file does not matter."""
    (result,) = results(
        [
            {
                "group2": "sex",
                "group2_level": "f",
                "stat_name": "n",
                "stat": 3,
                "group1": "arm",
                "group1_level": "b",
            }
        ]
    )
    assert (result.term, result.label) == ("arm_b.sex_f", "arm b, sex f")


@pytest.mark.parametrize("found", [[], {}, None, 3, "text", [{"name": "x"}], [3], {"a": 3}, {"a": {"b": 1}}])
def test_other_json_is_a_fault(found: Any) -> None:
    """The fault says how R writes what can be read."""
    with pytest.raises(ResultError) as raised:
        list(results(found))
    (fault,) = raised.value.faults
    assert fault.what == "is neither an ARD nor a list of tidystats"
    assert fault.remedy == "write an ARD with jsonlite::toJSON(ard), or tidystats::write_stats(...)"


@pytest.mark.parametrize(
    ("given", "name", "format", "symbol"),
    [
        ({"name": "estimate", "symbol": "b"}, "estimate", "fixed2", "*b*"),
        ({"name": "mean difference estimate"}, "estimate", "fixed2", ""),
        ({"name": "SE"}, "se", "fixed2", ""),
        ({"name": "standard error", "symbol": "SE"}, "se", "fixed2", "*SE*"),
        ({"name": "statistic", "symbol": "t"}, "statistic", "fixed2", "*t*"),
        ({"name": "statistic", "symbol": "p"}, "statistic", "p", "*p*"),
        ({"name": "df"}, "df", "df", ""),
        ({"name": "df numerator", "symbol": "df"}, "df", "df", "*df*"),
        ({"name": "df denominator", "symbol": "df"}, "df_residual", "df", "*df*"),
        ({"name": "p"}, "p", "p", ""),
        ({"name": "statistic", "symbol": "χ²"}, "statistic", "fixed2", ""),
    ],
)
def test_statistics_of_tidystats_are_named_by_name_or_symbol(
    given: dict[str, Any], name: str, format: str, symbol: str
) -> None:
    """Symbols of Latin letters print in italics."""
    (result,) = tidy({"value": 2.5, **given})
    (quantity,) = result.quantities
    assert (quantity.name, quantity.format, quantity.symbol, quantity.value) == (name, format, symbol, 2.5)


def test_bounds_beside_an_estimate_are_its_interval() -> None:
    """The level of the interval is that of the result; other quantities name their bounds."""
    (result,) = tidy(
        {"name": "estimate", "value": 0.3, "lower": 0.1, "upper": 0.5, "level": 0.9},
        {"name": "d", "value": 0.4, "lower": 0.2, "upper": 0.6},
    )
    values = {each.name: each.value for each in result.quantities}
    assert values == {
        "estimate": 0.3,
        "ci_lower": 0.1,
        "ci_upper": 0.5,
        "d": 0.4,
        "d_ci_lower": 0.2,
        "d_ci_upper": 0.6,
    }
    assert result.confidence == 0.9


def test_terms_and_groups_are_below_their_analysis() -> None:
    """Names join with dots in ids, and pairs of names with a hyphen in labels."""
    one = {"name": "SE", "value": 0.1}
    found = tidy(
        terms=[{"name": "(Intercept)", "statistics": [one]}],
        groups=[
            {
                "names": [{"name": "a"}, {"name": "b"}],
                "statistics": [one],
                "terms": [{"name": "x", "statistics": [one]}],
            }
        ],
    )
    assert [(each.term, each.label) for each in found] == [
        ("t_test.a_b", "t test a - b"),
        ("t_test.a_b.x", "t test a - b x"),
        ("t_test.intercept", "t test (Intercept)"),
    ]


def faults(found: Any) -> list[str]:
    """What is wrong with incomplete results."""
    with pytest.raises(ResultError) as raised:
        list(results(found))
    return [each.what for each in raised.value.faults]


def test_all_records_without_a_value_are_reported_together() -> None:
    """A record of an ARD has a stat, which may be empty."""
    records = [record("mean", 4.2), record("sd", None), record("n", 3), record("conf.level", 0.95)]
    del records[2]["stat"], records[3]["stat"]
    assert faults(records) == ["record 3 (n) has no stat", "record 4 (conf.level) has no stat"]


def test_all_incomplete_statistics_are_reported_together() -> None:
    """Statistics have a name and a value, and a lower end has an upper one; terms are named."""
    term = {"name": "age", "statistics": [{"name": "b", "value": 1.0, "lower": 0.5}]}
    analysis = {"method": "t", "statistics": [{"name": "t"}, {"value": 2.0}, 3], "terms": [term, 5]}
    assert faults({"t test": analysis}) == [
        "a statistic of t test (t) has no value",
        "a statistic of t test (unnamed) has no name",
        "t test has the statistic 3, which is not a record",
        "a statistic of t test age (b) has no upper",
        "t test a term is 5, not an analysis",
    ]

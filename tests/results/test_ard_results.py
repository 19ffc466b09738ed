"""Analysis results data of cards and cardx, as jsonlite writes them."""

from __future__ import annotations

from math import inf
from typing import Any

import pytest
from printed_forms import phrase_of

from report.results.ard_results import results
from report.results.quantities import Result
from report.results.registry import rows_of_all
from report.rows.errors import ResultError
from report.rows.ledger import Ledger

TEST = {
    "estimate": -1.58,
    "estimate1": 0.75,
    "estimate2": 2.33,
    "statistic": -1.8608,
    "p.value": 0.0794,
    "parameter": 17.7765,
    "conf.low": -3.3655,
    "conf.high": 0.2055,
    "method": "Welch Two Sample t-test",
    "alternative": "two.sided",
    "paired": False,
}


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


def records(values: dict[str, Any], context: str, variable: str = "age", **more: Any) -> list[dict[str, Any]]:
    """The records of one analysis."""
    place = {"variable": variable, "context": context, **more}
    return [{**place, "stat_name": name, "stat": [value]} for name, value in values.items()]


def one(*given: dict[str, Any]) -> Result:
    """The result of records about one place."""
    (result,) = results(given)
    return result


def phrases(given: list[dict[str, Any]], **options: Any) -> dict[str, str]:
    """What `apa` prints for each result."""
    found = list(results(given, **options))
    ledger = Ledger.of(rows_of_all("x", found, "", {}))
    return {each.term: phrase_of(ledger, f"x.{each.term}") for each in found}


def test_each_record_is_a_quantity_of_variable_and_group() -> None:
    """The place of a record is its variable and each group with its level."""
    result = one(record("mean", [34.25], stat_label="Mean"))
    (quantity,) = result.quantities
    assert (result.term, result.label) == ("age.arm_active", "age, arm active")
    assert (quantity.name, quantity.value, quantity.words, quantity.symbol) == ("mean", 34.25, "Mean", "*M*")


@pytest.mark.parametrize(
    ("name", "value", "short", "format"),
    [
        ("n", 12, "n", "count"),
        ("N", 12, "n", "count"),
        ("N_miss", 0, "n_miss", "count"),
        ("n.risk", 59, "n_risk", "count"),
        ("n", 1.5, "n", "fixed2"),
        ("p", 0.5, "pct", "percent"),
        ("p_miss", 0.5, "p_miss", "percent"),
        ("p.value", 0.5, "p", "p"),
        ("std.error", 0.5, "se", "fixed2"),
        ("conf.low", 0.5, "ci_lower", "fixed2"),
        ("parameter", 0.5, "df", "df"),
        ("Some.Other", 0.5, "some_other", "fixed2"),
    ],
)
def test_names_of_statistics_follow_the_ids(name: str, value: float, short: str, format: str) -> None:
    """In tables of counts, p is a proportion; p.value is the p-value."""
    (quantity,) = one(record(name, [value])).quantities
    assert (quantity.name, quantity.format) == (short, format)


@pytest.mark.parametrize("empty", [[], {}, "NA", None, [[]], [{}], ["NA"], ["NaN"]])
def test_missing_values_are_none(empty: Any) -> None:
    """A failed statistic stays, without a value."""
    assert one(record("mean", empty)).quantities[0].value is None


def test_infinite_bounds_are_infinite() -> None:
    """Jsonlite writes them as texts."""
    assert one(record("conf.high", ["Inf"])).quantities[0].value == inf


@pytest.mark.parametrize("text", ["Welch", ["two.sided"], True, [False], ["rep", "1/length(x)"], [1, 2]])
def test_texts_flags_and_lists_are_no_quantities(text: Any) -> None:
    """The name of a method, or an argument of the test, is not what it found."""
    result = one(record("method", text), record("mean", [1]))
    assert [each.name for each in result.quantities] == ["mean"]


def test_the_denominator_of_a_percentage_has_a_name_of_its_own() -> None:
    """A tabulation has both n and N, whose ids would be equal."""
    result = one(record("n", [14]), record("N", [86]), record("p", [0.163]))
    assert {each.name: each.value for each in result.quantities} == {"n": 14, "n_total": 86, "pct": 0.163}


def test_levels_that_differ_only_in_their_sign_have_ids_of_their_own() -> None:
    """`<65` and `>=65` are the levels of one variable."""
    levels = ["<65", ">=65", "≤10", ">10", "65-80"]
    found = list(results([record("n", [3], variable="band", variable_level=[each]) for each in levels]))
    assert [each.term.partition(".")[0] for each in found] == [
        "band_below_65",
        "band_at_least_65",
        "band_at_most_10",
        "band_above_10",
        "band_65_80",
    ]


def test_the_level_of_confidence_belongs_to_its_own_analysis() -> None:
    """Another arm may have another level, or none."""
    other = {**record("mean", [2]), "group1_level": ["control"]}
    first, second = results([record("mean", [1]), record("conf.level", [0.9]), other])
    assert (first.confidence, second.confidence) == (0.9, None)


def test_groups_are_sorted_by_their_number() -> None:
    """The order of keys in a JSON file does not matter."""
    given = {"group2": "sex", "group2_level": "f", "group1": "arm", "group1_level": 2}
    result = one({"stat_name": "n", "stat": 3, **given})
    assert (result.term, result.label) == ("arm_2.sex_f", "arm 2, sex f")


def test_all_records_without_a_value_are_reported_together() -> None:
    """A record has a stat, which may be empty."""
    given = [record("mean", 4.2), record("sd", None), record("n", 3), record("conf.level", 0.95)]
    del given[2]["stat"], given[3]["stat"]
    with pytest.raises(ResultError) as raised:
        list(results(given))
    assert [each.what for each in raised.value.faults] == [
        "record 3 (n) has no stat",
        "record 4 (conf.level) has no stat",
    ]


def test_tests_read_as_those_of_broom() -> None:
    """The method gives the statistic its symbol; the means of the groups remain rows."""
    given = records({**TEST, "conf.level": 0.9}, "stats_t_test", group1="arm", stat_label="Mean Difference")
    (result,) = results(given)
    names = {each.name for each in result.quantities}
    assert {"estimate", "ci_lower", "estimate1", "estimate2", "df"} <= names
    assert (result.confidence, result.label) == (0.9, "age, arm")
    assert phrases(given) == {"age.arm": "*MD* = −1.58, 90% CI [−3.37, 0.21], *t*(17.78) = −1.86, *p* = .079"}


def test_two_tests_of_one_variable_are_named_after_their_functions() -> None:
    """As where ARDs were stacked; a summary beside a test shares no statistic with it."""
    rank = {"statistic": 35, "p.value": 0.11, "method": "Wilcoxon rank sum exact test"}
    given = [
        *records(TEST, "stats_t_test", group1="arm"),
        *records(rank, "stats_wilcox_test", group1="arm"),
        *records({"mean": 1.5}, "summary", group1="arm"),
    ]
    assert list(phrases(given[:-1])) == ["age.arm", "age.arm.wilcox_test"]
    assert [each.term for each in results(given)] == ["age.arm", "age.arm.wilcox_test", "age.arm"]


def test_regressions_have_the_options_of_broom() -> None:
    """An ARD of a regression names neither the statistic nor the level of its intervals."""
    line = {"term": "armhigh", "estimate": -0.828, "std.error": 1.267, "statistic": -0.828 / 1.267}
    line |= {"p.value": 0.514, "conf.low": -3.324, "conf.high": 1.668, "n_obs": 84}
    reference = {"term": "armlow", "reference_row": True, "estimate": 0, "n_obs": 86}
    given = [
        *records(reference, "regression", "arm", variable_level=["low"]),
        *records(line, "regression", "arm", variable_level=["high"]),
    ]
    assert phrases(given, test="t", df=251, confidence=0.9)["arm_high"] == (
        "*b* = −0.83, 90% CI [−3.32, 1.67], *t*(251) = −0.65, *p* = .514"
    )
    assert {each.name for each in list(results(given))[1].quantities} >= {"estimate", "n_obs"}


@pytest.mark.parametrize(
    ("context", "variable", "values", "phrase"),
    [
        (
            "proportion_ci",
            "rsp",
            {"estimate": 0.625, "conf.low": 0.487, "conf.high": 0.719, "conf.level": 0.95},
            "63%",
        ),
        (
            "effectsize_cohens_d",
            "age",
            {"estimate": -0.83, "conf.low": -1.8, "conf.high": 0.1},
            "*d* = −0.83",
        ),
        ("stats_aov", "arm", {"df": 2, "statistic": 0.52, "p.value": 0.593}, "*p* = .593"),
    ],
)
def test_estimates_print_as_what_their_context_says(
    context: str, variable: str, values: dict[str, float], phrase: str
) -> None:
    """Proportions are percentages; an *F* without both degrees of freedom is not printed."""
    assert phrases(records(values, context, variable))[variable].startswith(phrase)


def test_survival_at_a_time_is_a_percentage_and_the_time_of_a_quantile_is_not() -> None:
    """Both have the label “Survival Probability”."""
    label = {"stat_label": "Survival Probability"}
    given = [
        {**each, **label}
        for each in (
            *records({"estimate": 0.893}, "survival_survfit", "time", variable_level=[60]),
            *records({"estimate": 142}, "survival_survfit", "prob", variable_level=[0.25]),
        )
    ]
    assert phrases(given) == {"time_60": "89%", "prob_0_25": "142.00"}

"""Files of tidystats: how analyses, groups and terms become results."""

from __future__ import annotations

from typing import Any

import pytest
from printed_forms import phrase_of

from report.results.quantities import Result
from report.results.registry import rows_of_all
from report.results.tidystats_results import results
from report.rows.errors import ResultError
from report.rows.ledger import Ledger

Statistic = dict[str, Any]


def stat(name: str, value: Any, symbol: str = "", subscript: str = "", **more: Any) -> Statistic:
    """A statistic as `add_statistic` writes it, which omits empty parts."""
    parts = {"symbol": symbol, "subscript": subscript}
    return {"name": name, **{key: each for key, each in parts.items() if each}, "value": value, **more}


def ends(lower: Any, upper: Any, level: float = 0.95) -> Statistic:
    """The interval of a statistic."""
    return {"interval": "CI", "level": level, "lower": lower, "upper": upper}


def f_test(value: float, *degrees: float, p: float = 0.02) -> list[Statistic]:
    """An *F* test with both degrees of freedom."""
    return [
        stat("statistic", value, "F"),
        stat("df numerator", degrees[0], "df", "num."),
        stat("df denominator", degrees[1], "df", "den."),
        stat("p", p),
    ]


def tidy(*statistics: Statistic, **more: Any) -> list[Result]:
    """The results of one analysis."""
    return list(results({"t test": {"method": "t", "statistics": list(statistics), **more}}))


def phrases(analysis: dict[str, Any]) -> dict[str, str]:
    """What `apa` prints for each result of an analysis named a."""
    found = list(results({"a": analysis}))
    ledger = Ledger.of(rows_of_all("x", found, "", {}))
    return {each.term.removeprefix("a."): phrase_of(ledger, f"x.{each.term}") for each in found}


@pytest.mark.parametrize(
    ("statistics", "printed"),
    [
        (
            [
                stat("estimate", -1.58, "M", "diff.", **ends(-2.459886, -0.700114)),
                stat("SE", 0.388959),
                stat("statistic", -4.062128, "t"),
                stat("df", 9),
                stat("p", 0.002833),
            ],
            "*MD* = −1.58, 95% CI [−2.46, −0.70], *t*(9) = −4.06, *p* = .003",
        ),
        (
            [
                stat("estimate", 0.571182, "r", **ends(-0.149743, 0.895579)),
                stat("statistic", 1.841083, "t"),
                stat("df", 7),
                stat("p", 0.108173),
            ],
            "*r*(7) = .57, 95% CI [−.15, .90], *p* = .108",
        ),
        ([stat("estimate", 0.6, "r", "S"), stat("statistic", 48, "S"), stat("p", 0.097)], "*r*~s~ = .60, *p* = .097"),
        ([stat("estimate", 0.44, "r", "τ"), stat("statistic", 26, "T"), stat("p", 0.119)], "τ = .44, *p* = .119"),
        ([stat("statistic", 30.07, "χ²"), stat("df", 2), stat("p", 2.95e-07)], "χ²(2) = 30.07, *p* < .001"),
        ([stat("statistic", 40, "V"), stat("p", 0.019531)], "*V* = 40, *p* = .020"),
        ([stat("statistic", 127.5, "W"), stat("p", 0.000121)], "*W* = 127.50, *p* < .001"),
        (
            [stat("estimate", 6.408309, "OR", **ends(0.313569, "Inf")), stat("p", 0.242857)],
            "OR = 6.41, 95% CI [0.31, ∞], *p* = .243",
        ),
        (
            [
                stat("estimate", 0.737297, "p", "success", **ends(0.70769, 0.765407)),
                stat("statistic", 682, "k"),
                stat("number of trials", 925, "n"),
                stat("p", 0.382),
            ],
            "74%, 95% CI [71, 77], *p* = .382",
        ),
        (f_test(3.462627, 1, 17.776474, p=0.079394), "*F*(1, 17.78) = 3.46, *p* = .079"),
        (
            [*f_test(40.719101, 1.923273, 17.309457, p=3.4e-07), stat("ges", 0.390118, "η²", "G")],
            "*F*(1.92, 17.31) = 40.72, *p* < .001, η~G~² = .39",
        ),
        (
            [stat("R squared", 0.073078, "R²"), *f_test(1.419101, 1, 18, p=0.249023)],
            "*R*² = .07, *F*(1, 18) = 1.42, *p* = .249",
        ),
        ([stat("Cohen's d", -1.477947, "d", **ends(-2.27, -0.67, 0.9))], "*d* = −1.48, 90% CI [−2.27, −0.67]"),
        ([stat("estimate", 11.05, "b"), stat("statistic", 1.0, "z"), stat("df", 7), stat("p", 0.319)],
         "*b* = 11.05, *z* = 1.00, *p* = .319"),
        ([stat("lower", -0.77), stat("upper", 2.26)], "95% CI [−0.77, 2.26]"),
        ([stat("n", 30), stat("r", 0.25), stat("df", 28), stat("p", 0.18)], "*r*(28) = .25, *p* = .180"),
    ],
)  # fmt: skip
def test_results_print_as_apa_asks(statistics: list[Statistic], printed: str) -> None:
    """The statistics are those that tidystats writes for R's data sets sleep and npk and the examples of its tests."""
    assert phrases({"method": "t", "statistics": statistics}) == {"a": printed}


def test_terms_and_groups_are_below_their_analysis() -> None:
    """Names join with dots in ids, and pairs of names with a hyphen in labels."""
    error = stat("SE", 0.1)
    pair = {"names": [{"name": "a"}, {"name": "b"}], "statistics": [error]}
    pair["terms"] = [{"name": "x", "statistics": [error]}]
    found = tidy(terms=[{"name": "(Intercept)", "statistics": [error]}], groups=[pair])
    assert [(each.term, each.label) for each in found] == [
        ("t_test.a_b", "t test a - b"),
        ("t_test.a_b.x", "t test a - b x"),
        ("t_test.intercept", "t test (Intercept)"),
    ]


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("visual =~ x1", "visual_by_x1"),
        ("x1 ~~ x2", "x1_with_x2"),
        ("dem65 ~ ind60", "dem65_on_ind60"),
        ("!(-Inf<d<0)", "not_inf_d_0"),
        ("block:N", "block_by_n"),
    ],
)
def test_parameters_have_the_names_of_path_models(name: str, part: str) -> None:
    """As in lavaan's own tables; the complement of an interval differs from it."""
    (found,) = tidy(groups=[{"name": name, "statistics": [stat("estimate", 0.5, "b")]}])
    assert found.term == f"t_test.{part}"


def test_a_comparison_of_models_has_the_residual_df_of_the_largest() -> None:
    """R's `anova` divides by its residuals; the smaller model may come second, with negative degrees of freedom."""

    def model(name: str, residual: int, *more: Statistic) -> dict[str, Any]:
        own = stat("residual df", residual, "df", "res.")
        return {"name": name, "statistics": [*more, own]}

    tested = [stat("statistic", 2.609041, "F"), stat("df", -2), stat("p", 0.084709)]
    last = [stat("statistic", 8.902321, "F"), stat("df", -2), stat("p", 0.000553)]
    models = {
        "name": "Models",
        "groups": [model("1", 45, stat("p", 0.5)), model("2", 47, *tested), model("3", 49, *last)],
    }
    found = phrases({"method": "ANOVA", "groups": [models]})
    assert found["models.term_2"] == "*F*(2, 45) = 2.61, *p* = .085"
    assert found["models.term_3"] == "*F*(2, 45) = 8.90, *p* < .001"


@pytest.mark.parametrize(
    ("direction", "side"),
    [("greater", "greater"), ("less", "less"), ("two.sided", ""), ("the CDF of x lies above", "")],
)
def test_one_sided_tests_say_so(direction: str, side: str) -> None:
    """In each of their results, also those in groups."""
    found = tidy(
        stat("p", 0.02),
        alternative={"direction": direction, "null_value": 0},
        groups=[{"name": "b", "statistics": [stat("p", 0.02)]}],
    )
    words = "one-sided p" if side else "p"
    assert [(each.alternative, each.quantities[0].words) for each in found] == [(side, words)] * 2


def test_all_incomplete_statistics_are_reported_together() -> None:
    """Statistics have a name and a value, which is a number; a lower end has an upper one; terms are named."""
    term = {"name": "age", "statistics": [{"name": "b", "value": 1.0, "lower": 0.5}]}
    statistics = [{"name": "t"}, {"value": 2.0}, 3, {"name": "z", "value": "two"}]
    with pytest.raises(ResultError) as raised:
        list(results({"t test": {"method": "t", "statistics": statistics, "terms": [term, 5]}}))
    assert [each.what for each in raised.value.faults] == [
        "a statistic of t test (t) has no value",
        "a statistic of t test (unnamed) has no name",
        "t test has the statistic 3, which is not a record",
        "a statistic of t test (z) is the text 'two'",
        "a statistic of t test age (b) has no upper",
        "t test a term is 5, not an analysis",
    ]

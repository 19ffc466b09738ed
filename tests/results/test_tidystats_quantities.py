"""Statistics of tidystats: names, formats, symbols and values."""

from __future__ import annotations

from math import inf
from typing import Any

import pytest

from report.results.tidystats_quantities import quantities_of


@pytest.mark.parametrize(
    ("given", "name", "format", "symbol"),
    [
        ({"name": "estimate", "symbol": "b"}, "estimate", "fixed2", "*b*"),
        ({"name": "estimate", "symbol": "M", "subscript": "diff."}, "estimate", "fixed2", "*MD*"),
        ({"name": "estimate", "symbol": "p̂"}, "estimate", "unit", "*p̂*"),
        ({"name": "estimate", "symbol": "P"}, "estimate", "percent", "%"),
        ({"name": "mean difference estimate"}, "estimate", "fixed2", ""),
        ({"name": "estimate error", "symbol": "EE"}, "estimate_error", "fixed2", "EE"),
        ({"name": "SE"}, "se", "fixed2", "*SE*"),
        ({"name": "standard error", "symbol": "SE"}, "se", "fixed2", "*SE*"),
        ({"name": "statistic", "symbol": "t"}, "statistic", "fixed2", "*t*"),
        ({"name": "statistic", "symbol": "χ²"}, "statistic", "fixed2", "χ²"),
        ({"name": "statistic", "symbol": "K²"}, "statistic", "fixed2", "*K*²"),
        ({"name": "df"}, "df", "df", "*df*"),
        ({"name": "df numerator", "symbol": "df"}, "df", "df", "*df*"),
        ({"name": "df denominator", "symbol": "df"}, "df_residual", "df", "*df*"),
        ({"name": "residual df", "symbol": "df"}, "residual_df", "df", "*df*"),
        ({"name": "p"}, "p", "p", "*p*"),
        ({"name": "Comparative fit index", "symbol": "CFI"}, "cfi", "index3", "CFI"),
        ({"name": "something new", "symbol": "Q"}, "something_new", "fixed2", "*Q*"),
    ],
)
def test_statistics_are_named_by_their_name_and_set_by_their_symbol(
    given: dict[str, Any], name: str, format: str, symbol: str
) -> None:
    """Letters print in italics, abbreviations and Greek upright."""
    (quantity,) = quantities_of([{"value": 0.2, **given}], "")
    assert (quantity.name, quantity.format, quantity.symbol, quantity.value) == (name, format, symbol, 0.2)


@pytest.mark.parametrize(
    ("given", "value", "format"),
    [
        ({"name": "pct", "symbol": "%", "value": 32.587}, 0.32587, "percent"),
        ({"name": "proportion", "symbol": "p", "value": 0.5}, 0.5, "percent"),
        ({"name": "N", "value": 30}, 30.0, "count"),
        ({"name": "N", "value": 30.5}, 30.5, "fixed2"),
        ({"name": "df", "value": -2}, 2.0, "df"),
        ({"name": "statistic", "symbol": "W", "value": 35}, 35.0, "df"),
        ({"name": "statistic", "symbol": "t", "value": 2}, 2.0, "fixed2"),
        ({"name": "estimate", "symbol": "b", "value": "NA"}, None, "fixed2"),
        ({"name": "estimate", "symbol": "b", "value": "-Inf"}, -inf, "fixed2"),
    ],
)
def test_values_are_numbers_in_the_unit_of_their_format(
    given: dict[str, Any], value: Any, format: str
) -> None:
    """Percentages become proportions, ranks are whole, and texts stand for missing and infinite numbers."""
    (quantity,) = quantities_of([given], "")
    assert (quantity.value, quantity.format) == (pytest.approx(value) if value is not None else None, format)


def test_bounds_beside_an_estimate_are_its_interval() -> None:
    """Other quantities name their bounds."""
    found = quantities_of(
        [
            {"name": "estimate", "value": 0.3, "lower": 0.1, "upper": 0.5},
            {"name": "Cohen's d", "value": 0.4, "lower": 0.2, "upper": 0.6},
        ],
        "",
    )
    assert {each.name: each.value for each in found} == {
        "estimate": 0.3,
        "ci_lower": 0.1,
        "ci_upper": 0.5,
        "d": 0.4,
        "d_ci_lower": 0.2,
        "d_ci_upper": 0.6,
    }


def test_a_second_statistic_of_the_same_name_has_its_subscript() -> None:
    """As Bayes factors for and against."""
    found = quantities_of(
        [
            {"name": "BF", "subscript": "10", "value": 3.8},
            {"name": "BF", "subscript": "01", "value": 0.26},
        ],
        "",
    )
    assert [each.name for each in found] == ["bf", "bf_01"]


def test_residual_df_beside_z_are_not_those_of_the_statistic() -> None:
    """Tidystats writes them for generalised linear models."""
    found = quantities_of(
        [{"name": "statistic", "symbol": "z", "value": 1.0}, {"name": "df", "value": 7}], ""
    )
    assert [each.name for each in found] == ["statistic", "residual_df"]

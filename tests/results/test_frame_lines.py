"""Rows of frames of results have the same names whatever the version of the library."""

from __future__ import annotations

from math import inf, isnan, nan
from typing import Any

import numpy as np
import pandas as pd
import pytest

from report.results.frame_lines import bounds_of, column_name, column_names, effects_of, lines, p_of


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("p-val", "p_val"),
        ("p_val", "p_val"),
        ("CI95%", "ci95"),
        ("CI[95%]", "ci95"),
        ("[0.025", "0.025"),
        (" BF10 ", "bf10"),
        ("T", "t"),
        ("", ""),
        (95, "95"),
        (None, "none"),
    ],
)
def test_names_lose_the_signs_that_versions_differ_in(written: Any, name: str) -> None:
    """Brackets and percent signs are dropped, hyphens become underscores, and case is ignored."""
    assert column_name(written) == name


def test_names_of_a_frame_are_a_set() -> None:
    """Two spellings of one name are one name; no columns have no names."""
    assert column_names(["p-val", "p_val", "T"]) == {"p_val", "t"}
    assert column_names([]) == frozenset()


@pytest.mark.parametrize("empty", [None, nan, "-", np.nan, np.float64("nan")])
def test_empty_cells_are_left_out(empty: Any) -> None:
    """None, NaN and the dash of pingouin are missing values."""
    assert lines(pd.DataFrame({"p-val": [empty], "T": [2.5]}, dtype=object)) == [{"t": 2.5, "index": "0"}]


@pytest.mark.parametrize("filled", [0, 0.0, "", "--", False, -1, inf])
def test_other_cells_stay(filled: Any) -> None:
    """Zero, an empty text and infinity are values."""
    (line,) = lines(pd.DataFrame({"x": [filled]}, dtype=object))
    assert line["x"] == filled


def test_each_row_keeps_its_label() -> None:
    """The label is text, also where the index holds numbers."""
    frame = pd.DataFrame({"F": [1.0, 2.0]}, index=["arm", 7])
    assert [line["index"] for line in lines(frame)] == ["arm", "7"]


def test_a_frame_without_rows_gives_none() -> None:
    """No rows, no lines."""
    assert lines(pd.DataFrame({"F": []})) == []


def test_bounds_in_arrays_are_no_missing_cells() -> None:
    """An array cannot be compared with NaN."""
    (line,) = lines(pd.DataFrame({"CI95": [np.array([0.1, 0.5])]}))
    assert bounds_of(line) == (0.1, 0.5, 0.95)


def test_a_variable_called_t_does_not_hide_the_statistic() -> None:
    """Of two columns with one name, the last is the statistic."""
    (line,) = lines(pd.DataFrame([["before", 2.5]], columns=["t", "T"]))
    assert (line["t"], line["t (level)"]) == (2.5, "before")


@pytest.mark.parametrize("name", ["p_val", "pval", "p_unc"])
def test_p_has_several_names(name: str) -> None:
    """Each library and version has its own."""
    assert p_of({name: 0.03}) == 0.03


def test_the_p_value_may_be_missing_or_zero() -> None:
    """No column gives None, and zero is a p-value."""
    assert p_of({"t": 2.5}) is None
    assert p_of({"p_val": 0.0, "p_unc": 0.5}) == 0.0


@pytest.mark.parametrize(
    "cell",
    [[0.1, 0.5], (0.1, 0.5), np.array([0.1, 0.5]), "[0.1, 0.5]", "[0.1 0.5]", "0.1;0.5", "[ 1e-1   5.e-1]"],
)
def test_bounds_are_pairs_or_the_text_of_a_pair(cell: Any) -> None:
    """CSV files turn arrays into text."""
    assert bounds_of({"ci95": cell}) == (0.1, 0.5, 0.95)


@pytest.mark.parametrize(
    ("text", "expected"), [("[-inf, 0.5]", (-inf, 0.5)), ("[0.5, inf]", (0.5, inf)), ("[-2, -1]", (-2, -1))]
)
def test_bounds_may_be_infinite_or_negative(text: str, expected: tuple[float, float]) -> None:
    """One-sided intervals have an infinite end."""
    assert bounds_of({"ci95": text}) == (*expected, 0.95)


def test_bounds_that_could_not_be_computed_are_nan() -> None:
    """The text of two NaN is a pair as the array is."""
    found = bounds_of({"ci95": "[nan nan]"})
    assert found is not None
    assert isnan(found[0])
    assert isnan(found[1])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ({"ci2.5": -1.0, "ci97.5": 2.0}, (-1.0, 2.0, 0.95)),
        ({"ci97.5": 2.0, "ci2.5": -1.0}, (-1.0, 2.0, 0.95)),
        ({"ci5": -1.0, "ci95": 2.0}, (-1.0, 2.0, 0.9)),
        ({"ci90": [0, 1]}, (0.0, 1.0, 0.9)),
        ({"ci99.9": [0, 1]}, (0.0, 1.0, 0.999)),
    ],
)
def test_the_names_of_columns_give_the_level(
    line: dict[str, Any], expected: tuple[float, float, float]
) -> None:
    """Two columns are percentiles, one column is the level itself."""
    found = bounds_of(line)
    assert found == pytest.approx(expected)


def test_a_row_without_bounds_has_none() -> None:
    """Names that only begin like an interval are none."""
    assert bounds_of({"ci": [0, 1], "cites": 3, "t": 2}) is None


@pytest.mark.parametrize(
    ("column", "name", "symbol"),
    [
        ("cohen_d", "d", "*d*"),
        ("hedges", "g", "*g*"),
        ("np2", "eta2_partial", "η~p~²"),
        ("odds_ratio", "odds_ratio", "OR"),
        ("cramer", "v", "*V*"),
        ("bf10", "bf10", "BF~10~"),
    ],
)
def test_effect_sizes_are_found_by_their_columns(column: str, name: str, symbol: str) -> None:
    """Each has a name for ids and a symbol for print; Bayes factors are texts."""
    (effect,) = effects_of({column: "0.5", "t": 2.0})
    assert (effect.name, effect.value, effect.symbol) == (name, 0.5, symbol)


def test_effect_sizes_may_be_limited_to_some() -> None:
    """Only named columns count, and none if the row lacks them."""
    line = {"cohen_d": 0.5, "hedges": 0.4, "power": 0.8}
    assert [each.name for each in effects_of(line, "hedges", "np2")] == ["g"]
    assert [each.name for each in effects_of(line)] == ["d", "g", "power"]
    assert effects_of({"t": 2.0}) == []

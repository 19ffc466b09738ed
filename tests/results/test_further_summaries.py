"""The rows of correlations, items and existing tables."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from pandas import NA, DataFrame
from scipy import stats

from report.data.dictionary import read_dictionary
from report.results.summaries.arranged_summary import Summary
from report.results.summaries.correlation_rows import correlations
from report.results.summaries.frame_rows import anova, table_from_frame
from report.results.summaries.likert_rows import likert
from report.results.summaries.summary_stamp import star_note, star_rows, summary
from report.rows.errors import Fault, ResultError
from report.rows.levels import Levels, levels_of_study
from report.rows.stat import Stat

DATA = DataFrame(
    {"x": [1, 2, 3, 4, 5, None], "y": [2.0, 1, 4, 3, 5, 9], "z": [5.0, 5, 5, 5, 5, 5], "t": list("abcdef")}
)


def by_id(rows: Any) -> dict[str, Stat]:
    """Rows by their ids."""
    return {each.id: each for each in rows}


def values(rows: Any) -> dict[str, Any]:
    """The values of rows by their ids."""
    return {each.id: each.value for each in rows}


def test_a_correlation_is_that_of_the_complete_pairs() -> None:
    """r of (1,2), (2,1), (3,4), (4,3), (5,5) is 0.8 by hand, with 3 degrees of freedom."""
    found = values(correlations("c", DATA, variables=["x", "y"]))
    assert found["c.x.y.estimate"] == pytest.approx(0.8)
    assert found["c.x.y.df"] == 3
    t = 0.8 * math.sqrt(3 / (1 - 0.64))
    assert found["c.x.y.p"] == pytest.approx(2 * stats.t.sf(t, 3))
    z, half = math.atanh(0.8), stats.norm.ppf(0.975) / math.sqrt(2)
    assert found["c.x.y.ci_lower"] == pytest.approx(math.tanh(z - half))
    assert found["c.x.y.ci_upper"] == pytest.approx(math.tanh(z + half))


def test_a_correlation_of_ranks_has_another_symbol() -> None:
    """Spearman's r of the same ranks is the same."""
    found = by_id(correlations("c", DATA, variables=["x", "y"], method="spearman"))
    assert found["c.x.y.estimate"].value == pytest.approx(0.8)
    assert found["c.x.y.estimate"].symbol == "*r*~s~"


def test_the_moments_of_a_variable_are_those_of_all_its_values() -> None:
    """Not only of the complete pairs."""
    found = by_id(correlations("c", DATA, variables=["x", "y"]))
    assert (found["c.y.mean"].value, found["c.y.mean"].n) == (4, 6)
    assert (found["c.x.mean"].value, found["c.x.mean"].n) == (3, 5)
    assert found["c.x.sd"].value == pytest.approx(math.sqrt(2.5))


@pytest.mark.parametrize("method", ["pearson", "spearman"])
def test_a_constant_has_no_correlation(method: Any) -> None:
    """Its rows are without a value, not without a place in the table."""
    found = by_id(correlations("c", DATA, variables=["x", "z"], method=method))
    assert (found["c.x.z.estimate"].value, found["c.x.z.p"].value) == (None, None)
    assert found["c.x.z.estimate"].n == 5
    assert "c.x.z.ci_lower" not in found


def test_three_pairs_have_no_correlation() -> None:
    """Fisher's interval needs four."""
    three = DataFrame({"x": [1.5, 2, 3], "y": [1.5, 2, 4]})
    assert values(correlations("c", three))["c.x.y.estimate"] is None
    four = DataFrame({"x": [1.5, 2, 3, 4], "y": [1.5, 2, 4, 3]})
    assert values(correlations("c", four))["c.x.y.estimate"] is not None


def test_every_pair_has_one_correlation() -> None:
    """In the order of the columns; texts have none."""
    found = [each.id for each in correlations("c", DATA) if each.id.endswith(".estimate")]
    assert found == ["c.x.y.estimate", "c.x.z.estimate", "c.y.z.estimate"]


def test_a_correlation_of_texts_is_a_fault() -> None:
    """Only if they are named; otherwise they are left out."""
    with pytest.raises(ResultError) as raised:
        list(correlations("c", DATA, variables=["x", "t"]))
    assert raised.value.faults == (Fault("", "not numeric: t", "name numeric columns"),)


@pytest.mark.parametrize("n", [4, 5, 40])
@pytest.mark.parametrize("weight", [0.0, 0.9, 1.0])
def test_correlations_equal_those_of_scipy(n: int, weight: float) -> None:
    """Estimate, p and interval, also of a perfect correlation."""
    x, noise = (np.random.default_rng(seed).normal(size=n) for seed in (1, 2))
    frame = DataFrame({"x": x, "y": -weight * x + (1 - weight) * noise})
    found = values(correlations("c", frame))
    wanted = stats.pearsonr(frame.x, frame.y)
    bounds = wanted.confidence_interval()
    parts = [found[f"c.x.y.{part}"] for part in ("estimate", "df", "p", "ci_lower", "ci_upper")]
    expected = [wanted.statistic, n - 2, wanted.pvalue, bounds.low, bounds.high]
    assert parts == pytest.approx(expected, rel=1e-9, abs=1e-12)


ITEMS = DataFrame({"i1": [1, 2, 2, 5, None], "i2": [1.0, 1, 1, 1, 2]})


def test_answers_are_counted_for_each_item() -> None:
    """Shares are of the valid answers; answers that only other items have are counted as zero."""
    found = values(likert("l", ITEMS))
    assert (found["l.i1.n"], found["l.i1.a_2.n"], found["l.i1.a_2.pct"]) == (4, 2, 0.5)
    assert (found["l.i2.n"], found["l.i2.a_1.pct"], found["l.i2.a_5.n"]) == (5, 0.8, 0)
    assert found["l.i1.mean"] == 2.5
    assert found["l.i1.sd"] == pytest.approx(math.sqrt((2.25 + 0.25 + 0.25 + 6.25) / 3))


def test_the_answers_are_all_of_the_dictionary() -> None:
    """Those of a range, or the categories with their labels, also if nobody chose them."""
    ranged = read_dictionary("columns:\n  i1: {type: integer, label: Q, minimum: 0, maximum: 5}\n", "d.yaml")
    found = list(likert("l", ITEMS[["i1"]], dictionary=ranged))
    answers = list(dict.fromkeys(each.about["answer_label"] for each in found if "answer" in each.about))
    assert answers == ["0", "1", "2", "3", "4", "5"]


@pytest.mark.parametrize("named", [(), ("i1", "i2")])
def test_items_may_be_categories_whose_codes_are_numbers(named: tuple[str, ...]) -> None:
    """Value labels of SPSS and Stata make such items; their codes are texts in a frame, and texts are no items."""
    words = 'categories: {"1": never, "2": at times, "3": always}'
    columns = [f"  {name}: {{type: category, label: {name}, {words}}}" for name in ("i1", "i2")]
    columns.append("  arm: {type: category, label: Arm, categories: {a: A, b: B}}")
    dictionary = read_dictionary("\n".join(["columns:", *columns]), "d.yaml")
    frame = DataFrame({"i1": ["1", "3", NA], "i2": ["1", "1", "2"], "arm": ["a", "b", "b"]}, dtype=object)
    found = values(likert("l", frame, dictionary=dictionary, variables=named))
    assert (found["l.i1.n"], found["l.i1.mean"], found["l.i2.a_never.n"]) == (2, 2, 2)
    assert not any(id.startswith("l.arm") for id in found)


def test_an_item_without_answers_has_no_shares() -> None:
    """Zero of zero is no share."""
    found = values(likert("l", DataFrame({"a": [1.0, 2], "b": [math.nan, math.nan]}), variables=["a", "b"]))
    assert (found["l.b.n"], found["l.b.a_1.n"], found["l.b.a_1.pct"]) == (0, 0, None)


def test_items_of_many_answers_are_a_fault() -> None:
    """Eleven are a scale from 0 to 10; twelve are a measure."""
    eleven = DataFrame({"a": range(11)})
    assert values(likert("l", eleven))["l.a.n"] == 11
    with pytest.raises(ResultError) as raised:
        list(likert("l", DataFrame({"a": range(12)})))
    assert raised.value.faults == (
        Fault(
            "l",
            "the items have 12 different answers",
            "choose items with at most 11 answers, or use descriptives",
        ),
    )


def test_each_cell_of_a_frame_is_a_row() -> None:
    """By its line and column; texts print as they are, numbers in the format of their column."""
    frame = DataFrame({"Mean": [1.234, 2.0], "Note": ["few", "many"]}, index=["Arm A", "Arm B"])
    found = by_id(table_from_frame("f", frame, formats={"Mean": "fixed3"}))
    assert {id: each.printed for id, each in found.items()} == {
        "f.arm_a.mean_": "1.234",
        "f.arm_a.note": "few",
        "f.arm_b.mean_": "2.000",
        "f.arm_b.note": "many",
    }
    assert found["f.arm_a.mean_"].label == "Mean: Arm A"


def test_one_format_can_be_that_of_all_numbers() -> None:
    """Labels replace the names of columns."""
    frame = DataFrame({"a": [3], "b": [4]}, index=["x"])
    found = by_id(table_from_frame("f", frame, formats="count", labels={"a": "Cases"}))
    assert [each.printed for each in found.values()] == ["3", "4"]
    assert found["f.x.a"].about["column_label"] == "Cases"


@pytest.mark.parametrize(
    "frame",
    [
        DataFrame({"a": [1, 2]}, index=["x", "x"]),
        DataFrame([[1, 2]], index=["x"], columns=["a", "a"]),
        DataFrame({"a": [1, 2]}, index=[1, "1"]),
        DataFrame([[1, 2]], index=["x"], columns=[2, "2"]),
    ],
)
def test_a_name_that_occurs_twice_is_a_fault(frame: DataFrame) -> None:
    """Also if it is a number in one place and the same digits in another: both print alike."""
    with pytest.raises(ResultError) as raised:
        list(table_from_frame("f", frame))
    wanted = Fault("f", "the frame names a row or column twice", "give each a unique name")
    assert raised.value.faults == (wanted,)


def test_names_that_differ_only_in_signs_have_ids_of_their_own() -> None:
    """`a+` and `a-` are both a in ids; the second has a number."""
    found = values(table_from_frame("f", DataFrame({"x": [1, 2]}, index=["a+", "a-"])))
    assert found == {"f.a.x": 1, "f.a_2.x": 2}


def test_a_frame_without_lines_has_no_cells() -> None:
    """It is no fault."""
    assert values(table_from_frame("f", DataFrame({"a": []}))) == {}


def test_the_terms_of_an_analysis_of_variance_have_labels() -> None:
    """Those that are given, else their names in words."""
    frame = DataFrame(
        {
            "sum_sq": [10.0, 5.0, 20.0],
            "df": [1.0, 2.0, 8.0],
            "F": [4.0, 1.0, None],
            "PR(>F)": [0.08, 0.4, None],
        },
        index=["arm", "time_point", "Residual"],
    )
    found = by_id(anova("a", frame, labels={"arm": "Arm"}))
    assert found["a.arm.statistic"].about["term_label"] == "Arm"
    assert found["a.time_point.statistic"].about["term_label"] == "Time point"
    assert found["a.arm.eta2_partial"].value == pytest.approx(10 / 30)
    assert found["a.time_point.meansq"].value == 2.5


def test_all_rows_of_a_summary_have_its_stamp() -> None:
    """Beside what they say themselves."""

    @summary("kind")
    def made(id: str) -> Any:
        yield Stat(f"{id}.n", 1, "count", "cases", about={"statistic": "n"})

    (row,) = made("s.t")
    assert row.about == {"statistic": "n", "table": "kind", "summary": "s.t"}


def test_the_thresholds_of_stars_are_rows_that_the_note_prints() -> None:
    """.05, .01 and .001, for one, two and three stars."""
    found = by_id(star_rows("s"))
    assert [each.printed for each in found.values()] == [".05", ".01", ".001"]
    assert found["s.stars.one"].label == "p-values below it have one star"
    assert found["s.stars.two"].label == "p-values below it have two stars"
    note = star_note(Summary("s", found))
    assert all(f"{{{id}}}" in note for id in found)
    assert note.startswith("\\*\u00a0*p* < {s.stars.one}. \\*\\*\u00a0*p* < {s.stars.two}.")


def test_the_thresholds_of_stars_are_those_of_the_study() -> None:
    """Two levels have two marks, and .005 prints with three decimals."""
    with levels_of_study(Levels(significance=(0.01, 0.005), trend=0.05)):
        found = by_id(star_rows("s"))
    assert [each.printed for each in found.values()] == [".01", ".005"]
    note = star_note(Summary("s", found))
    assert note == "\\*\u00a0*p* < {s.stars.one}. \\*\\*\u00a0*p* < {s.stars.two}."


def test_an_unknown_object_is_no_model() -> None:
    """The fault names its type."""
    with pytest.raises(ResultError, match="SimpleNamespace"):
        list(anova("a", SimpleNamespace()))

"""The adapter of an object, found by the names of its classes, and the rows that it yields."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from pandas import DataFrame, Series

from report.results.anova_frames import comparison, terms
from report.results.quantities import (
    ESTIMATE,
    MODEL,
    TEST,
    Quantity,
    Result,
    estimate,
    interval,
    one_sided,
    p_value,
    rows_of,
)
from report.results.registry import register, rows, rows_of_all
from report.results.result_frames import frame, line
from report.rows.errors import Fault, ResultError
from report.rows.stat import Stat


class Own:
    """A type of a study."""


class Derived(Own):
    """A type that is derived from it."""


def adapter(result: Own, *, value: float = 1.5) -> Iterator[Result]:
    """One estimate."""
    yield Result(ESTIMATE, (estimate(value), p_value(0.02)), "age", "Age", 30, 0.9)


@pytest.fixture(autouse=True)
def _registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("report.results.registry._OWN", {})
    register(Own, adapter)


def found(id: str, result: Any, **options: Any) -> dict[str, Stat]:
    """The rows of an object by their ids."""
    return {each.id: each for each in rows(id, result, **options)}


def fault(id: str, result: Any, **options: Any) -> Fault:
    """The only fault of an object."""
    with pytest.raises(ResultError) as raised:
        found(id, result, **options)
    (only,) = raised.value.faults
    return only


@pytest.mark.parametrize("kind", [Own, Derived])
def test_a_study_can_register_its_own_type(kind: type) -> None:
    """Its subclasses are read as well; options reach the adapter."""
    made = found("a.b", kind(), value=2.5)
    assert {id: each.value for id, each in made.items()} == {"a.b.age.estimate": 2.5, "a.b.age.p": 0.02}


def test_a_row_says_what_it_is_of() -> None:
    """The term, the kind of result, the level of its interval, and what the caller adds."""
    row = found("a", Own(), label="stress", about={"arm": "drug"})["a.age.estimate"]
    assert row.label == "estimate: Age, stress"
    assert row.n == 30
    assert row.about == {
        "statistic": "estimate",
        "arm": "drug",
        "result": "estimate",
        "term": "age",
        "confidence": "0.9",
    }


def test_a_part_can_print_in_another_format() -> None:
    """By the name of the quantity; the others keep theirs."""
    made = found("a", Own(), formats={"estimate": "fixed3"})
    assert [each.format for each in made.values()] == ["fixed3", "p"]


def test_an_unknown_type_is_a_fault_that_says_how_to_register_it() -> None:
    """With the nearest known types; a type of another module does not become known by its name alone."""

    class TtestResul:
        """A misspelt name."""

    only = fault("a.b", TtestResul())
    assert only.where == "a.b"
    assert only.what.endswith(".TtestResul, which no adapter reads")
    assert "TtestResult" in only.remedy
    assert "report.results.register(TtestResul, adapter)" in only.remedy
    assert "SimpleNamespace, which no adapter reads" in fault("a", SimpleNamespace()).what


def test_a_misspelt_option_is_a_fault() -> None:
    """With the nearest option of the adapter and of all results."""
    only = fault("a", Own(), valeu=2)
    assert (only.where, only.what, only.remedy) == ("a", "has no option valeu", "did you mean value?")
    assert fault("a", Own(), q=2).remedy == "there are: about, formats, label, value"


@pytest.mark.parametrize("value", [0.5, None, {}])
def test_a_bare_value_does_not_say_what_it_is(value: Any) -> None:
    """No type of a library is near to it."""
    assert fault("a", value).remedy.startswith("plain values do not identify themselves")


def test_a_model_that_was_not_fitted_is_named() -> None:
    """Models of lifelines and semopy are their own results."""

    class Unfitted(Own):
        """A model whose results fit would compute."""

        def fit(self) -> None:
            """Fit nothing."""

    def reading(result: Unfitted) -> Iterator[Result]:
        yield result.estimates_  # type: ignore[attr-defined]

    register(Unfitted, reading)
    only = fault("a", Unfitted())
    assert only.what.endswith("Unfitted, which was not fitted")
    assert only.remedy == "call its method fit first"


def test_a_subclass_of_tuple_is_not_read_as_a_tuple() -> None:
    """A named tuple has meanings that its places alone do not say."""

    class Pair(tuple[int, int]):
        """A pair."""

    assert ".Pair, which no adapter reads" in fault("a", Pair((1, 2))).what


def test_a_fault_of_an_adapter_is_located_at_the_id() -> None:
    """Unless it says itself where it is."""

    def failing(result: Derived) -> Iterator[Result]:
        raise ResultError([Fault("", "has no terms", "add one"), Fault("model.x", "is empty")])
        yield

    register(Derived, failing)
    with pytest.raises(ResultError) as raised:
        found("a.b", Derived())
    assert [each.where for each in raised.value.faults] == ["a.b", "model.x"]


def test_two_terms_with_one_id_are_a_fault() -> None:
    """Age and age differ in the model but not in ids; each pair of terms is reported once."""
    age = Result(ESTIMATE, (estimate(1), p_value(0.5)), "age", "Age")
    other = Result(ESTIMATE, (estimate(2), p_value(0.5)), "age", "age")
    with pytest.raises(ResultError) as raised:
        list(rows_of_all("m", [age, other], "", {}))
    assert raised.value.faults == (
        Fault(
            "m.age", "Age and age would both get the id m.age", "rename one of them in the model or the frame"
        ),
    )


def test_different_parts_of_one_term_can_be_in_two_results() -> None:
    """Only the same quantity twice is a fault."""
    one = Result(ESTIMATE, (estimate(1),), "age", "Age")
    other = Result(TEST, (p_value(0.5),), "age", "Age")
    assert [each.id for each in rows_of_all("m", [one, other], "", {})] == ["m.age.estimate", "m.age.p"]


def test_labels_of_the_fit_of_a_model_continue_a_sentence() -> None:
    """Its words name the model themselves."""
    result = Result(MODEL, (Quantity("chisq", 3.0, "fixed2", "chi-square of the model", note="(scaled)"),))
    (row,) = rows_of("m", result, "model of stress", {})
    assert row.label == "chi-square of the model, model of stress (scaled)"
    (bare,) = rows_of("m", Result(TEST, (p_value(0.5),)), "", {})
    assert bare.label == "p-value"


def test_what_a_result_is_about_has_precedence() -> None:
    """Over what the caller says of all results."""
    result = Result(TEST, (p_value(0.5),), about={"arm": "own"})
    (row,) = rows_of("m", result, "", {"arm": "all", "wave": "1"})
    assert (row.about["arm"], row.about["wave"]) == ("own", "1")


@pytest.mark.parametrize(
    ("alternative", "side"),
    [("two-sided", ""), ("two.sided", ""), ("", ""), (None, ""), ("less", "less"), ("greater", "greater")],
)
def test_a_test_of_both_sides_has_no_side(alternative: str | None, side: str) -> None:
    """As scipy and R write it; the label of a one-sided p-value says so."""
    assert one_sided(alternative) == side
    assert p_value(0.5, alternative=side).words == ("one-sided p-value" if side else "p-value")


def test_bounds_name_the_estimate_that_is_not_the_only_one() -> None:
    """`difference_ci_lower` is the bound of the mean difference."""
    low, high = interval(1, 2, "difference", "mean difference")
    assert (low.name, high.name) == ("difference_ci_lower", "difference_ci_upper")
    assert low.words == "lower confidence bound of the mean difference"
    assert [each.name for each in interval(1, 2)] == ["ci_lower", "ci_upper"]


def test_quantities_can_be_added_or_replaced() -> None:
    """By name; the others stay in their order."""
    result = Result(TEST, (estimate(1), p_value(0.5))).adding(p_value(0.01), Quantity("d", 2, "fixed2", "d"))
    assert [(each.name, each.value) for each in result.quantities] == [
        ("estimate", 1),
        ("p", 0.01),
        ("d", 2),
    ]


ANOVA = DataFrame(
    {"sum_sq": [10.0, 30.0], "df": [2.0, 12.0], "F": [2.0, None], "PR(>F)": [0.18, None]},
    index=["C(arm)", "Residual"],
)
NESTED = DataFrame(
    {
        "df_resid": [18.0, 16.0, 15.0],
        "ssr": [50.0, 40.0, 30.0],
        "df_diff": [0.0, 2.0, 1.0],
        "ss_diff": [None, 10.0, 10.0],
        "F": [None, 2.5, 5.0],
        "Pr(>F)": [None, 0.116, 0.041],
    }
)


def values(result: Result) -> dict[str, Any]:
    """The values of a result's quantities."""
    return {each.name: each.value for each in result.quantities}


def test_each_term_of_an_analysis_of_variance_is_a_test() -> None:
    """Partial eta squared is SS / (SS + SS of the error); the mean square is SS / df."""
    (only,) = terms(ANOVA)
    assert only.label == "C(arm)"
    assert values(only) == {
        "statistic": 2,
        "df": 2,
        "df_residual": 12,
        "p": 0.18,
        "sumsq": 10,
        "meansq": 5,
        "eta2_partial": 0.25,
    }


def test_nested_models_are_compared_each_with_the_one_before() -> None:
    """The denominator is that of the largest model, as in R."""
    first, second = comparison(NESTED)
    assert [each.term for each in (first, second)] == ["model_2", "model_3"]
    assert second.label == "model 3 against model 2"
    assert values(first)["df_residual"] == values(second)["df_residual"] == 15
    assert (values(second)["df"], values(second)["sumsq"]) == (1, 10)


def test_a_comparison_of_two_models_has_no_term() -> None:
    """There is only one test."""
    (only,) = comparison(NESTED.iloc[:2])
    assert (only.term, only.label) == ("", "")
    assert values(only)["df_residual"] == 16


def test_a_frame_is_recognised_by_its_columns() -> None:
    """Whatever the case of their names; a single line of it as well."""
    assert next(iter(frame(ANOVA))).label == "C(arm)"
    assert next(iter(frame(NESTED))).term == "model_2"
    wilcoxon = DataFrame({"W_val": [12.0], "alternative": ["less"], "p_val": [0.04], "RBC": [0.3]})
    (whole,), (alone,) = frame(wilcoxon), line(wilcoxon.iloc[0])
    assert values(whole) == values(alone)
    assert whole.alternative == "less"


@pytest.mark.parametrize("unknown", [DataFrame({"a": [1], "b": [2]}), Series({"a": 1, "b": 2})])
def test_a_frame_with_other_columns_is_a_fault(unknown: Any) -> None:
    """It names the columns and the frames that are known."""
    only = fault("t", unknown)
    assert only.where == "t"
    assert only.what == "is made from a frame that no adapter reads; its columns are a, b"
    assert "anova_lm" in only.remedy

"""Path models of a file of facts: equations, printed numbers, and faults of either."""

from __future__ import annotations

from typing import Any

import pytest
from papers_in_text import paper

from report.audit.model_facts import ModelFacts, models_of, places_of
from report.audit.numbers import printed
from report.rows.errors import DataError, Fault

SYNTAX = "m ~ x\ny ~ m + x"


def model(**changes: Any) -> ModelFacts:
    """The model of facts that are complete but for the changes."""
    given = {"name": "EBI", "n": 29, "syntax": SYNTAX, "printed": {}, **changes}
    (found,) = models_of(paper("Nothing.", {"models": [given]}))
    return found


def fault(**changes: Any) -> Fault:
    """The single fault of such facts."""
    with pytest.raises(DataError) as raised:
        model(**changes)
    (found,) = raised.value.faults
    return found


def test_equations_list_predictors_by_outcome() -> None:
    """Each regression of the syntax is an equation; variables keep the order of the equations."""
    found = model()
    assert found.equations == {"m": ("x",), "y": ("m", "x")}
    assert found.variables == ("x", "m", "y")
    assert (found.name, found.n, found.covariances) == ("EBI", 29, 0)


def test_intercepts_and_variances_are_no_predictors() -> None:
    """`y ~ 1` and `y ~~ y` add nothing to the equations."""
    assert model(syntax="y ~ x + 1\ny ~~ y").equations == {"y": ("x",)}


def test_residual_covariances_are_counted() -> None:
    """`m ~~ y` is one covariance of two outcomes; `m ~~ m` is a variance."""
    found = model(syntax="m ~ x\ny ~ x\nm ~~ y\nm ~~ m")
    assert (found.covariances, found.correlated) == (1, {"m", "y"})


def test_a_paper_without_facts_has_no_models() -> None:
    """Facts without models, or with none, give an empty list."""
    assert models_of(paper("Nothing.")) == []
    assert models_of(paper("Nothing.", {"models": []})) == []


def test_paths_have_an_estimate_and_a_p_value() -> None:
    """A path is given as a mapping, or as the estimate alone."""
    one, two = model(printed={"y ~ m": {"beta": "-0.56", "p": "< .03"}, "y  ~  x": "0.10"}).paths
    assert (one.outcome, one.predictor) == ("y", "m")
    assert one.beta is not None
    assert one.p is not None
    assert (one.beta.value, one.beta.unit) == (-0.56, 0.01)
    assert (one.p.value, one.p.relation) == (0.03, "<")
    assert two.beta is not None
    assert (two.outcome, two.predictor, two.beta.value, two.p) == ("y", "x", 0.1, None)


@pytest.mark.parametrize("minus", ["-", "\u2212"])
def test_a_typographic_minus_is_a_minus(minus: str) -> None:
    """Numbers are copied from papers with either sign."""
    (path,) = model(printed={"y ~ m": f"{minus}0.56"}).paths
    assert path.beta is not None
    assert path.beta.value == -0.56


@pytest.mark.parametrize("relation", ["<", ">", "≤", "≥"])
@pytest.mark.parametrize("space", ["", " ", "  "])
def test_p_values_may_be_bounds(relation: str, space: str) -> None:
    """A sign of comparison before the number is its relation."""
    (path,) = model(printed={"y ~ m": {"p": f"{relation}{space}.001"}}).paths
    assert path.p is not None
    assert (path.p.relation, path.p.value, path.beta) == (relation, 0.001, None)


def test_numbers_need_no_quotes() -> None:
    """YAML reads 0.5 as a number, which prints as it was written."""
    (path,) = model(printed={"y ~ m": 0.5}).paths
    assert path.beta is not None
    assert (path.beta.value, path.beta.unit) == (0.5, 0.1)


def test_indirect_effects_are_chains() -> None:
    """Arrows separate the variables of a chain."""
    (effect,) = model(printed={"indirect x -> m->y": {"beta": "-0.22", "p": ".02"}}).indirect
    assert effect.chain == ("x", "m", "y")


def test_explained_variance_is_of_the_whole_equation_or_of_named_predictors() -> None:
    """`r2 y on x + m` names predictors; `r2 y` means all of the equation."""
    found = model(printed={"r2 y": "0.42", "r2 m on x": "0.12"})
    whole, part = found.explained
    assert (whole.outcome, whole.predictors, whole.whole) == ("y", ("m", "x"), True)
    assert (part.outcome, part.predictors, part.whole) == ("m", ("x",), False)
    r2 = found.r2("y")
    assert r2 is not None
    assert r2.value == 0.42
    assert found.r2("m") is None


@pytest.mark.parametrize("printed_", [None, {}, {"df": "4"}])
def test_printed_numbers_are_optional(printed_: Any) -> None:
    """A model may have no printed numbers, and its degrees of freedom are no path."""
    found = model(printed=printed_)
    assert (found.paths, found.indirect, found.explained) == ((), (), ())
    assert (found.df is not None) is bool(printed_)


@pytest.mark.parametrize("value", ["n.s.", "", " ", "<", "0.5 (0.1)", "p"])
@pytest.mark.parametrize("key", ["y ~ m", "indirect x -> m", "r2 y", "df"])
def test_a_text_that_is_not_a_number_is_a_fault(key: str, value: str) -> None:
    """Every kind of printed number is checked, and the fault cites what was written."""
    found = fault(printed={key: value})
    assert found.where == "models"
    assert found.what == f"{value!r} is not a number"
    assert found.remedy == "write numbers as they are printed, for example 0.42 or < .001"


def test_an_r2_without_a_value_is_a_fault() -> None:
    """An entry whose value was forgotten is not skipped."""
    assert fault(printed={"r2 y": None}).what == "'' is not a number"


@pytest.mark.parametrize("key", ["name of nothing", "beta", "R2 y", ""])
def test_an_unknown_entry_is_a_fault(key: str) -> None:
    """The remedy lists the forms of entries."""
    found = fault(printed={key: "0.1"})
    assert found.what == f"unknown entry {key}"
    assert found.remedy == "write `y ~ x`, `indirect a -> b -> c`, `r2 y` or `df`"


def test_all_paths_outside_the_syntax_are_reported_at_once() -> None:
    """A path or R² that no equation has is a fault each."""
    with pytest.raises(DataError) as raised:
        model(printed={"x ~ y": "0.1", "m ~ z": "0.2", "r2 x": "0.3", "y ~ m": "0.4"})
    assert [each.what for each in raised.value.faults] == [
        "x ~ y is not in the syntax of EBI",
        "m ~ z is not in the syntax of EBI",
        "r2 x is not in the syntax of EBI",
    ]


@pytest.mark.parametrize("missing", ["n", "syntax"])
def test_a_missing_key_is_a_fault(missing: str) -> None:
    """Without the number of cases or the syntax, there is no model."""
    given = {"name": "EBI", "n": 29, "syntax": SYNTAX}
    del given[missing]
    with pytest.raises(DataError) as raised:
        models_of(paper("Nothing.", {"models": [given]}))
    assert (
        str(raised.value)
        == f"models  has an incomplete entry: '{missing}'\n    give name, n, syntax and printed"
    )


@pytest.mark.parametrize("n", ["many", None, []])
def test_a_number_of_cases_is_needed(n: Any) -> None:
    """Words instead of the number of cases are a fault, not a traceback."""
    assert fault(n=n).what.startswith("has an incomplete entry: ")


@pytest.mark.parametrize("given", [3, "y ~ x", None, ["y ~ x"]])
def test_a_model_that_is_not_a_mapping_is_a_fault(given: Any) -> None:
    """A model is a mapping of name, n, syntax and printed."""
    with pytest.raises(DataError, match="has an incomplete entry"):
        models_of(paper("Nothing.", {"models": [given]}))


@pytest.mark.parametrize(
    "rows",
    [[["0.3"], ["-0.2", "0.5"]], [[], ["0.3"], ["\u22120.2", "0.5"]], [[1], ["0.3", 1], ["-0.2", "0.5", 1]]],
)
def test_correlations_are_a_lower_triangle_with_or_without_diagonal(rows: Any) -> None:
    """The matrix is symmetric with ones on its diagonal, whichever way it is written."""
    found = model(correlations={"variables": ["x", "m", "y"], "matrix": rows}).correlations
    assert found is not None
    assert found.matrix.tolist() == [[1.0, 0.3, -0.2], [0.3, 1.0, 0.5], [-0.2, 0.5, 1.0]]
    assert found.half == pytest.approx(0.05)
    assert found.places == [(1, 0), (2, 0), (2, 1)]


def test_a_moved_correlation_changes_both_triangles_of_a_copy() -> None:
    """The original matrix does not change."""
    found = model(correlations={"variables": ["x", "y"], "matrix": [["0.30"]]}).correlations
    assert found is not None
    assert found.moved((1, 0), 0.005).matrix.tolist() == [[1.0, 0.305], [0.305, 1.0]]
    assert found.matrix.tolist() == [[1.0, 0.3], [0.3, 1.0]]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"variables": ["x", "y"]},
        {"variables": ["x"], "matrix": [[]]},
        {"variables": ["x", "y"], "matrix": [["a"]]},
        5,
    ],
)
def test_an_incomplete_matrix_is_a_fault(given: Any) -> None:
    """Missing names, rows or numbers are one kind of fault."""
    found = fault(correlations=given)
    assert found.what.startswith("has an incomplete matrix: ")
    assert found.remedy == "give variables, and matrix as rows of its lower triangle"


def test_numbers_are_located_where_both_are_printed() -> None:
    """An estimate is located by its p-value beside it, not by itself elsewhere."""
    text = "It was 0.56 before. The path (β = 0.56, p = .03) mattered."
    of_text = paper(text)
    (place,) = places_of(of_text, printed("0.56"), printed("0.03"))
    assert of_text.passages[place.passage].text[place.start : place.end] == "0.56, p = .03"


@pytest.mark.parametrize("number", ["0.5", "0.567", "56"])
def test_a_part_of_a_number_is_not_its_place(number: str) -> None:
    """0.5 is not printed where 0.56 is."""
    assert places_of(paper("The path (β = 0.56, p = .03) mattered."), printed(number)) == ()


def test_at_most_three_places_are_given() -> None:
    """A number that is printed everywhere says nothing about its place."""
    assert len(places_of(paper("0.56 and 0.56 and 0.56 and 0.56."), printed("0.56"))) == 3
    assert places_of(paper("0.56"), None) == ()


@pytest.mark.parametrize("n", [0, -5, "0"])
def test_a_model_needs_cases(n: Any) -> None:
    """A number of cases below one is a misprint of the facts."""
    found = fault(n=n)
    assert (found.what, found.remedy) == (f"EBI has n = {n}", "give the number of cases")


@pytest.mark.parametrize(
    "key", ["indirect", "indirect x", "indirect x ->", "indirect -> y", "indirect x -> -> y"]
)
def test_an_indirect_effect_is_of_two_variables_at_least(key: str) -> None:
    """A chain with a missing end or middle has no links to multiply."""
    assert fault(printed={key: "0.1"}).what == f"{key} is not a chain of variables"

"""Modifiers of terms, and the parameter table that a model's syntax and lavaan's defaults give."""

from __future__ import annotations

import pytest

from report.pathmodels.errors import ModelSyntaxError
from report.pathmodels.model import Model
from report.pathmodels.modifiers import Modifier, joined
from report.pathmodels.parameter_table import Choices
from report.pathmodels.roles import roles_of
from report.pathmodels.specification import specify
from report.pathmodels.syntax import parse


def modifiers(term: str) -> tuple[Modifier, ...]:
    """The modifiers of one predictor."""
    return parse(f"y ~ {term}").terms[0].modifiers


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("x", Modifier()),
        ("a*x", Modifier(label="a")),
        ('"a"*x', Modifier(label="a")),
        ('label("a")*x', Modifier(label="a")),
        ("0.5*x", Modifier(fixed=0.5)),
        ("-1*x", Modifier(fixed=-1)),
        ("(1/4)*x", Modifier(fixed=0.25)),
        ("NA*x", Modifier(freed=True)),
        ("start(0.3)*x", Modifier(start=0.3)),
        ("0.3?x", Modifier(start=0.3)),
        ("a*start(0.3)*x", Modifier(label="a", start=0.3)),
        ("a*0.5*x", Modifier(label="a")),
        ('equal("y ~ w")*x', Modifier(equal="y ~ w")),
    ],
)
def test_a_modifier_says_something_of_a_parameter(term: str, expected: Modifier) -> None:
    """Labels, values, starting values and equalities, as lavaan reads them; a label wins over a fixed value."""
    assert modifiers(term) == (expected,)


@pytest.mark.parametrize(
    ("term", "labels"),
    [("c(a, b)*x", ("a", "b")), ("c(0.5, NA)*x", ("", "")), ('label(c("a", "b"))*x', ("a", "b"))],
)
def test_a_vector_has_one_modifier_for_each_group(term: str, labels: tuple[str, ...]) -> None:
    """Its elements are labels, values or NA."""
    assert tuple(each.label for each in modifiers(term)) == labels


@pytest.mark.parametrize(
    ("term", "fault"),
    [
        ("a*b*x", "a second label"),
        ("0.5*0.6*x", "a second fixed value"),
        ("sqrt(x)", "compute the column"),
        ("log(2)*x", "the modifier log() is not supported"),
        ("a/2*x", "is not allowed in a formula"),
        ("Inf*x", "must be finite"),
        ("(1/0)*x", "must be finite"),
        ("c(a,)*x", "an element is missing"),
        ("start()*x", "needs an argument"),
        ("a**x", "an operand is missing"),
        ("x:z*w", "is not a label"),
        ("(a+1)*x", "labels cannot be part of arithmetic"),
    ],
)
def test_a_wrong_modifier_is_a_fault_at_its_place(term: str, fault: str) -> None:
    """The message shows the line with a mark at the position."""
    with pytest.raises(ModelSyntaxError) as caught:
        modifiers(term)
    assert fault in str(caught.value)
    assert caught.value.line == 1


def test_modifiers_of_groups_are_joined_one_by_one() -> None:
    """One modifier applies to all groups; different numbers of groups contradict each other."""
    two = (Modifier("a"), Modifier("b"))
    assert joined(two, (Modifier(start=1.0),)) == (Modifier("a", start=1.0), Modifier("b", start=1.0))
    assert joined(two, (Modifier(), Modifier(), Modifier())) is None
    assert joined((Modifier("a"),), (Modifier("b"),)) is None


def rows(model: Model) -> list[tuple[str, str, str]]:
    """The rows of a parameter table, without groups."""
    return [(row.lhs, row.op, row.rhs) for row in model.parameters]


def test_defaults_are_those_of_lavaan() -> None:
    """Residual variances, the covariance of pure outcomes, and the fixed moments of exogenous variables."""
    model = specify(parse("m ~ x\ny ~ m + x\nz ~ m"))
    assert rows(model)[:4] == [("m", "~", "x"), ("y", "~", "m"), ("y", "~", "x"), ("z", "~", "m")]
    assert rows(model)[4:] == [
        ("m", "~~", "m"),
        ("y", "~~", "y"),
        ("z", "~~", "z"),
        ("y", "~~", "z"),
        ("x", "~~", "x"),
    ]
    assert [row.free for row in model.parameters] == [True] * 8 + [False]
    assert (model.df, model.npar) == (1, 8)


def test_random_covariates_have_parameters_of_their_own() -> None:
    """Without fixed moments, covariates cost parameters and moments alike: df remains."""
    fixed, random = (specify(parse("y ~ x + w"), fixed_x=choice) for choice in (True, False))
    assert (fixed.npar, random.npar) == (3, 6)
    assert fixed.df == random.df == 0


def test_the_first_loading_is_one_unless_variances_are() -> None:
    """A latent variable has a marker, or variance one."""
    syntax = parse("f =~ x1 + x2 + x3")
    marker, unit = specify(syntax), specify(syntax, unit_latent=True)
    assert [row.fixed for row in marker.parameters if row.op == "=~"] == [1.0, None, None]
    assert [row.fixed for row in unit.parameters if row.op == "=~"] == [None, None, None]
    assert [row.fixed for row in unit.parameters if row.lhs == row.rhs == "f"] == [1.0]
    assert marker.df == unit.df == 0


def test_an_intercept_in_the_syntax_brings_the_means() -> None:
    """All variables get intercepts, those of latent variables are zero."""
    model = specify(parse("y ~ 1 + x"))
    assert model.means
    assert [row.lhs for row in model.parameters if row.op == "~1"] == ["y", "x"]


def test_equal_kinds_share_one_parameter_across_groups() -> None:
    """Regressions are equal, except those that may differ."""
    syntax = parse("y ~ x + w")
    groups = ("a", "b")
    free, equal, partly = (
        specify(syntax, Choices(groups=groups, equal=equal, partial=partial))
        for equal, partial in (((), ()), (("regressions",), ()), (("regressions",), ("y ~ x",)))
    )
    assert (free.free, equal.free, partly.free) == (6, 4, 5)


def test_a_label_is_one_parameter_wherever_it_is_used() -> None:
    """Two paths with one label have one coefficient, and a fixed value applies to all rows with its label."""
    model = specify(parse("m ~ a*x\ny ~ a*m"))
    assert model.free_of[0] == model.free_of[1]
    assert model.numbers == {"a": 0}


@pytest.mark.parametrize(
    ("syntax", "fault"),
    [
        ("y ~ x\ni := a*b", "is neither a label nor a defined parameter"),
        ("y ~ a*x\na := a*2", "is both a label and a defined parameter"),
        ("y ~ a*x\nb := c\nc := b", "form a cycle"),
        ("y ~ a*x\na == d", "is neither a label"),
        ("y ~ c(a, b)*x", "2 modifiers for one group"),
        ("f =~ x1 + x2\ny ~ f:z", "interactions of latent variables"),
    ],
)
def test_a_model_that_cannot_be_is_a_fault(syntax: str, fault: str) -> None:
    """Unknown labels, cycles of definitions, and vectors without groups."""
    with pytest.raises(ModelSyntaxError, match=fault):
        specify(parse(syntax))


def test_definitions_are_sorted_by_what_they_use() -> None:
    """A definition may precede those that it uses."""
    model = specify(parse("y ~ a*x\ntotal := half*2\nhalf := a/2"))
    assert [each.name for each in model.calculation] == ["half", "total"]
    assert [each.name for each in model.definitions] == ["total", "half"]


def test_variables_have_roles() -> None:
    """Outcomes cause nothing, factors have no cause, covariates are exogenous unless their moments are named."""
    roles = roles_of(parse("f =~ x1 + x2\ny ~ f + age\nz ~ y + sex\nsex ~~ sex"))
    assert (roles.latent, roles.factors, roles.outcomes) == (("f",), ("f",), ("z",))
    assert (roles.exogenous, roles.random) == (("age",), ("sex",))
    assert roles.observed == ("x1", "x2", "y", "z", "age", "sex")
    assert roles.endogenous == ("x1", "x2", "y", "z")


@pytest.mark.parametrize(("syntax", "is_recursive"), [("m ~ x\ny ~ m", True), ("a ~ b\nb ~ a", False)])
def test_a_model_without_loops_has_a_causal_order(syntax: str, is_recursive: bool) -> None:
    """Every cause comes before its effects; a loop has no order."""
    model = specify(parse(syntax))
    order = model.recursive_order
    assert (order is not None) is is_recursive
    if order is not None:
        place = {model.variables[index]: n for n, index in enumerate(order)}
        assert place["x"] < place["m"] < place["y"]


def test_a_label_of_the_first_loading_fixes_all_loadings_with_it() -> None:
    """The first loading is one, and equal labels mean equal values: lavaan's sem() has 1 for each of them, too."""
    from report.pathmodels.specification import specify
    from report.pathmodels.syntax import parse

    model = specify(parse("f =~ a*x1 + a*x2 + a*x3"))
    assert [row.fixed for row in model.parameters if row.op == "=~"] == [1.0, 1.0, 1.0]

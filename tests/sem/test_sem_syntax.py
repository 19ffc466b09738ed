"""Reads lavaan's syntax: its meaning, and the faults of syntax that cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.pathmodels import ModelSyntaxError
from report.pathmodels.expression import ExpressionReader, evaluate
from report.pathmodels.specification import specify
from report.pathmodels.syntax import parse
from report.pathmodels.tokens import statements


def rows(text: str, **options: bool) -> list[tuple[str, str, str]]:
    return [(row.lhs, row.op, row.rhs) for row in specify(parse(text), **options).parameters]


def value(text: str, **names: float) -> complex:
    words = next(statements(f"x := {text}"))[2:]
    return complex(evaluate(ExpressionReader(words, text, len(text)).read(), names))


def test_labels_fixed_values_comments_and_separators_are_read() -> None:
    """Every notation of the supported syntax, in one text."""
    text = "y ~ a*x + 0*z + -.5*w  # regressions\n! a comment\ny ~~ v*z; z ~~ 2e-1*z\ne := a^2 / (1 + v)"
    found = parse(text)
    terms = [(t.lhs, t.op, t.rhs, t.label, t.fixed) for t in found.terms]
    assert terms == [
        ("y", "~", "x", "a", None),
        ("y", "~", "z", "", 0.0),
        ("y", "~", "w", "", -0.5),
        ("y", "~~", "z", "v", None),
        ("z", "~~", "z", "", 0.2),
    ]
    assert [d.name for d in found.definitions] == ["e"]


def test_residual_covariances_of_final_outcomes_are_free_by_default() -> None:
    """lavaan's auto.cov.y: pairs of outcomes that cause nothing; not mediators, not once they are named."""
    assert ("y", "~~", "z") in rows("m ~ x\ny ~ m\nz ~ m")
    assert ("m", "~~", "y") not in rows("m ~ x\ny ~ m")
    assert rows("y ~ x\nz ~ x\nz ~~ 0*y").count(("y", "~~", "z")) == 1


def test_exogenous_moments_are_rows_but_not_free() -> None:
    """With fixed covariates their moments are taken from the sample."""
    model = specify(parse("y ~ x + w"))
    assert [r.lhs + r.rhs for r in model.parameters if r.sample] == ["xx", "xw", "ww"]
    assert model.npar == 3
    assert specify(parse("y ~ x + w"), fixed_x=False, means=True).npar == 9


def test_one_label_is_one_parameter() -> None:
    """Equality by label costs no parameter, and a fixed value holds every row of its label."""
    assert specify(parse("y ~ a*x + a*w")).npar == 2
    assert specify(parse("y ~ a*x + a*w + 0.5*w")).npar == 1


def test_a_term_written_twice_in_one_formula_counts_once() -> None:
    """As in lavaan, with a word; two labels or two values for it are an error."""
    model = specify(parse("y ~ x + w + x\nz ~ a*y + a*y"))
    assert [(r.lhs, r.rhs) for r in model.parameters if r.op == "~"] == [("y", "x"), ("y", "w"), ("z", "y")]
    assert model.warnings == (
        "y ~ x is written twice and counts once",
        "z ~ y is written twice and counts once",
    )


def test_definitions_may_use_each_other_in_any_order() -> None:
    """A definition is computed after those that it uses, and printed where the author wrote it."""
    model = specify(parse("t := e + a\ny ~ a*x\ne := 2*a"))
    assert [d.name for d in model.calculation] == ["e", "t"]
    assert [d.name for d in model.definitions] == ["t", "e"]


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("y ~ x +", 1, 7, "missing after the last +"),
        ("y ~ x\nz ~ ", 2, 3, "nothing follows ~"),
        ("~ x", 1, 1, "nothing precedes"),
        ("y ~ x + + z", 1, 9, "missing before"),
        ("my var ~ x", 1, 4, "cannot contain a space"),
        ("y ~ my var", 1, 8, "cannot contain a space"),
        ("y ~ x\n f <~ y", 2, 4, "formative variables"),
        ("y ~ a*x\nb == 2", 2, 1, "b is neither a label"),
        ("y ~ x $ z", 1, 7, "unexpected character '$'"),
        ("y = x", 1, 3, "unexpected character '=': write ~ for a regression"),
        ("y ~ a*x\na >= 0", 2, 4, "write > or <, which include the bound"),
        ("y <- x", 1, 3, "<- is R code"),
        ("model <- '\ny ~ x\n'", 1, 7, "<- is R code"),
        ("'\ny ~ x\n'", 1, 1, "a model in a file has none around it"),
        ("y ~ “a”*x", 1, 5, 'use straight quotes (")'),
        ("y ∼ x", 1, 3, "write the tilde of the keyboard"),
        ("y ~ a*x\na > −1", 2, 5, "write a hyphen"),
        ("y ~ log(x)", 1, 8, "log() is not supported"),
        ("y ~ a*x\ne := b", 2, 6, "b is neither a label"),
        ("y ~ alpha*x\ne := alpa^2", 2, 6, "did you mean alpha?"),
        ("y ~ a*x\ne := (a + 1", 2, 6, "not closed"),
        ("y ~ a*x\ne := sin(a)", 2, 6, "the function sin() is not supported"),
        ("y ~ a*x\ne := a +", 2, 9, "ends where"),
        ("y ~ a*x\ne := f\nf := e", 2, 1, "cycle"),
        ("y ~ a*x\na := 2*a", 2, 1, "both a label and a defined parameter"),
        ("y ~ a*x\ne := a\ne := 2*a", 3, 1, "defined twice"),
        ("y ~ x\ny ~ x", 2, 5, "in the model twice"),
        ("y ~ a*x + b*x", 1, 13, "in the model twice"),
        ("y ~ 0*x + 1*x", 1, 13, "in the model twice"),
        ("y ~ y + x", 1, 5, "regressed on itself"),
        ("y ~ a*b*x", 1, 7, "second label"),
        ("y ~ 1*2*x", 1, 7, "second fixed value"),
        ("y ~ *x", 1, 5, "beside this *"),
        ("y ~ x ~ z", 1, 7, "more than one relation"),
        ("foo", 1, 1, "expected one of"),
        ("", 1, 1, "empty"),
        ("# only a comment", 1, 1, "empty"),
        ("y ~ 1e400*x", 1, 5, "too large"),
        ("y ~ x - z", 1, 7, "is not allowed in a formula"),
        ("y ~ Inf*x", 1, 5, "Inf is not a label"),
        ("group: 1\ny ~ x", 1, 6, "blocks (group:, level:) are not supported"),
        ("y ~ x %in% z", 1, 7, "operator %"),
        ("y | t1", 1, 3, "thresholds"),
        ("y ~ c(a, b)*x", 1, 13, "2 modifiers for one group"),
        ("y ~ foo(2)*x", 1, 8, "the modifier foo() is not supported"),
        ("f =~ x1 + x2\ny ~ f:z", 2, 5, "interactions of latent variables"),
        ("f =~ f + x2", 1, 6, "an indicator of itself"),
    ],
)
def test_a_syntax_error_names_its_place_and_shows_it(text: str, line: int, column: int, says: str) -> None:
    """Line and column count from 1, and the text is shown below with a caret."""
    with pytest.raises(ModelSyntaxError) as caught:
        specify(parse(text))
    assert (caught.value.line, caught.value.column) == (line, column), str(caught.value)
    assert says in str(caught.value)
    shown, caret = str(caught.value).splitlines()[1:]
    assert shown.strip() == text.split("\n")[line - 1].strip() or text == ""
    assert caret.index("^") == 4 + column - 1


@pytest.mark.parametrize(
    ("term", "label", "fixed", "start", "freed"),
    [
        ("a*0.5*x", "a", None, None, False),
        ("0.5*a*x", "a", None, None, False),
        ("NA*x", "", None, None, True),
        ("NaN*x", "", None, None, True),
        ("start(0.3)*x", "", None, 0.3, False),
        ("0.3?x", "", None, 0.3, False),
        ("label('q')*x", "q", None, None, False),
        ('"q"*x', "q", None, None, False),
        ("(1/4)*x", "", 0.25, None, False),
        ("-1/4*x", "", None, None, False),
        ("start(0.3)*a*x", "a", None, 0.3, False),
        ("a*x + start(2)*x", "a", None, 2.0, False),
    ],
)
def test_modifiers_mean_what_they_mean_in_lavaan(
    term: str, label: str, fixed: float | None, start: float | None, freed: bool
) -> None:
    """A label in a product frees the parameter; numbers are arithmetic; values for R's missing ones free it too."""
    if term.startswith("-1/4"):
        with pytest.raises(ModelSyntaxError, match="is not allowed in a formula"):
            parse(f"y ~ {term}")
        return
    [modifier] = parse(f"y ~ {term}").terms[0].modifiers
    assert (modifier.label, modifier.fixed, modifier.start, modifier.freed) == (label, fixed, start, freed)


def test_groups_have_modifiers_of_their_own() -> None:
    """c() has one element for each group: labels, numbers and NA."""
    term = parse("y ~ c(a, 0.5, NA)*x").terms[0]
    assert [(m.label, m.fixed, m.freed) for m in term.modifiers] == [
        ("a", None, False), ("", 0.5, False), ("", None, True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [("exp(a)", 7.38905609893065), ("log(a)*2", 1.3862943611198906), ("sqrt(a^4)", 4.0), ("abs(1 - a)", 1.0)],
)
def test_functions_of_definitions(text: str, expected: float) -> None:
    """exp, log, sqrt and abs have R's values."""
    assert value(text, a=2.0).real == pytest.approx(expected)


def test_arithmetic_has_the_precedence_of_r() -> None:
    """Power binds from the right and before the sign; the rest from the left."""
    assert value("-2^2") == -4
    assert value("2^3^2") == 512
    assert value("2^-1") == 0.5
    assert value("8/4/2 - 1 - 1") == -1
    assert value("2*(3 + a)/-b", a=1.0, b=4.0) == -2


NUMBERS = st.floats(0.1, 9).map(lambda number: f"{number:.3f}")
SUMS = st.recursive(
    NUMBERS | st.sampled_from(["a", "b"]),
    lambda inner: (
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"({t[0]}{t[1]}{t[2]})")
        | inner.map(lambda text: f"(-{text})")
        | st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})")
    ),
)


@given(SUMS, st.floats(0.5, 2), st.floats(0.5, 2))
def test_arithmetic_is_arithmetic(text: str, a: float, b: float) -> None:
    """Any expression of + - * / has the value that Python gives it."""
    try:
        expected = eval(text, {"a": a, "b": b})
    except ZeroDivisionError:
        return
    assert value(text, a=a, b=b).real == pytest.approx(expected, rel=1e-9, abs=1e-12)


@given(st.text(alphabet="xyab ~*:=+-()^/0.5\n;#é_", max_size=40))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    """No text makes the reader fail in any other way than ModelSyntaxError."""
    place = (1, 1)
    try:
        specify(parse(text))
    except ModelSyntaxError as error:
        place = error.line, error.column
    assert 1 <= place[0] <= text.count("\n") + 1
    assert place[1] >= 1

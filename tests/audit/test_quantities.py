"""Quantities of running text: symbol, number, relation, degrees of freedom, cases, marks and intervals."""

from __future__ import annotations

import pytest

from report.audit.quantities import SymbolQuantity, degrees, of_cases, quantities, quantity_of


def read(text: str, *, comma: bool = False) -> list[tuple[str, str, float]]:
    """Symbol, relation and value of each quantity."""
    found = quantities(text, decimal_comma=comma)
    return [(each.symbol, each.number.relation, each.number.value) for each in found]


def only(text: str, *, comma: bool = False) -> SymbolQuantity:
    """The single quantity of a text."""
    (found,) = quantities(text, decimal_comma=comma)
    return found


@pytest.mark.parametrize(
    "text", ["", "p", "no numbers at all", "the p-value was not computed", "2 and 3", "=", "90%"]
)
def test_texts_without_quantities(text: str) -> None:
    """A number without a symbol and a symbol without a number are none."""
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "relation", "value"),
    [
        ("p = .036", "=", 0.036),
        ("p=0.036", "=", 0.036),
        ("P < 0.05", "<", 0.05),
        ("p <= .05", "≤", 0.05),
        ("p => .05", "≥", 0.05),
        ("p > .05", ">", 0.05),
        ("p << .05", "<", 0.05),
        ("p ≈ .05", "≈", 0.05),
        ("p-value = .036", "=", 0.036),
        ("a p-value of .036", "=", 0.036),
        ("p was .036", "=", 0.036),
        ("p: .036", "=", 0.036),
        ("Sig. = .036", "=", 0.036),
        ("p = 3.6 x 10^-2", "=", 0.036),
        ("p = 3.6e-2", "=", 0.036),
        ("p < 10^-3", "<", 0.001),
        ("p = 3.6%", "=", 0.036),
        ("p (two-tailed) = .036", "=", 0.036),
    ],
)
def test_notations_of_p(text: str, relation: str, value: float) -> None:
    """All usual ways to print a p-value."""
    (found,) = read(text)
    assert found == ("p", relation, pytest.approx(value))


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("p = .036", set()),
        ("ps < .01", {"plural"}),
        ("all p < .01", {"plural"}),
        ("both p < .01", {"plural"}),
        ("one-tailed p = .036", {"one-tailed"}),
        ("p(one-tailed) = .036", {"one-tailed"}),
        ("p (1-sided) = .036", {"one-tailed"}),
        ("two-tailed p = .036", set()),
        ("corrected p = .036", {"corrected"}),
        ("p_adj = .036", {"corrected"}),
        ("pFDR = .036", {"corrected"}),
        ("p_{Bonf} = .036", {"corrected"}),
        ("p_unc = .036", set()),
        ("p n.s.", set()),
    ],
)
def test_marks_of_p(text: str, marks: set[str]) -> None:
    """Plural, one-tailed and corrected p-values are marked; uncorrected and two-tailed ones are plain."""
    found = quantities(text)
    assert [each.marks for each in found] == ([frozenset(marks)] if "n.s." not in text else [])


@pytest.mark.parametrize(
    "text", ["p = n.s.", "t(28) = 1.2, ns", "t(28) = 1.2, n.s.", "t(28) = 1.2; non-significant"]
)
def test_words_instead_of_a_p_value(text: str) -> None:
    """ "n.s." is a p-value above the significance level, whatever that is."""
    each = quantities(text)[-1]
    assert (each.symbol, each.number.relation, each.marks) == ("p", "ns", frozenset({"ns"}))


@pytest.mark.parametrize("text", ["p = 12 kPa", "p = 1.5 bar", "p = 20 W"])
def test_a_pressure_is_no_probability(text: str) -> None:
    """A number above 1 before a unit is another p."""
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "symbol", "df", "value"),
    [
        ("t(28) = 2.20", "t", [28], 2.20),
        ("t(27.6) = -2.20", "t", [27.6], -2.20),
        ("|t|(28) = 2.20", "t", [28], 2.20),
        ("t[28] = 2.20", "t", [28], 2.20),
        ("t28 = 2.20", "t", [28], 2.20),
        ("t(df = 28) = 2.20", "t", [28], 2.20),
        ("t(28) > 2.20", "t", [28], 2.20),
        ("F(1, 28) = 4.50", "F", [1, 28], 4.50),
        ("F(1,28) = 4.50", "F", [1, 28], 4.50),
        ("F(1; 28) = 4.50", "F", [1, 28], 4.50),
        ("F(1/28) = 4.50", "F", [1, 28], 4.50),
        ("F(1 and 28) = 4.50", "F", [1, 28], 4.50),
        ("F(2, 1,204) = 4.50", "F", [2, 1204], 4.50),
        ("F(1.4, 28.3) = 4.50", "F", [1.4, 28.3], 4.50),
        ("F1,28 = 4.50", "F", [1, 28], 4.50),
        ("F_{1,28} = 4.50", "F", [1, 28], 4.50),
        ("F(5, 9) = 6,822.450", "F", [5, 9], 6822.45),
        ("χ2(1) = 3.84", "chi2", [1], 3.84),
        ("χ2(df = 1, N = 90) = 3.84", "chi2", [1], 3.84),
        ("χ21 = 3.84", "chi2", [1], 3.84),
        ("χ(12) = 21.03", "chi2", [12], 21.03),
        ("z = 1.96", "z", [], 1.96),
        ("r(63) = -.052", "r", [63], -0.052),
        ("rs(63) = .052", "r", [63], 0.052),
        ("Q(3) = 7.81", "Q", [3], 7.81),
        ("H(3) = 7.81", "H", [3], 7.81),
        ("t-value of 2.20", "t", [], 2.20),
    ],
)
def test_notations_of_tests(text: str, symbol: str, df: list[float], value: float) -> None:
    """Degrees of freedom in parentheses, brackets and subscripts, with any separator."""
    each = only(text)
    assert (each.symbol, [one.value for one in each.df], each.number.value) == (
        symbol,
        df,
        pytest.approx(value),
    )


@pytest.mark.parametrize(
    ("text", "df", "n"),
    [
        ("χ2(1, N = 90) = 3.84", [1], 90),
        ("χ2(1, n = 1,204) = 3.84", [1], 1204),
        ("χ2(1, 90) = 3.84", [1], 90),
        ("χ2(1; 90) = 3.84", [1], 90),
        ("r(N = 65) = .30", [63], 65),
        ("r(63, N = 65) = .30", [63], 65),
        ("z(90) = 1.96", [], 90),
        ("t(28, two-tailed) = 2.20", [28], None),
    ],
)
def test_the_number_of_cases_in_the_parentheses(text: str, df: list[float], n: int | None) -> None:
    """N is no degree of freedom; a correlation of N cases has N − 2, and z has none."""
    each = only(text)
    assert [one.value for one in each.df] == df
    assert (each.n.value if each.n else None) == n


@pytest.mark.parametrize(
    ("text", "symbol", "value"),
    [
        ("β = -0.22", "beta", -0.22),
        ("standardized β = 0.22", "beta", 0.22),
        ("b = 0.30", "b", 0.30),
        ("B = 0.30", "b", 0.30),
        ("SE = 0.10", "SE", 0.10),
        ("S.E. = 0.10", "SE", 0.10),
        ("SD = 1.10", "SD", 1.10),
        ("M = 5.20", "M", 5.20),
        ("mean age of 34.2", "M", 34.2),
        ("n = 30", "n", 30),
        ("N = 1,204", "N", 1204),
        ("R2 = .35", "R2", 0.35),
        ("adjusted R2 = .35", "adjR2", 0.35),
        ("ΔR2 = .05", "dR2", 0.05),
        ("Cohen's d = 0.5", "d", 0.5),
        ("Hedges' g = 0.5", "g", 0.5),
        ("ηp2 = .10", "eta2", 0.10),
        ("partial η2 = .10", "eta2", 0.10),
        ("OR = 1.50", "OR", 1.5),
        ("aOR = 1.50", "OR", 1.5),
        ("hazard ratio of 0.75", "HR", 0.75),
        ("relative risk of 1.2", "RR", 1.2),
        ("CFI = .96", "CFI", 0.96),
        ("RMSEA = .05", "RMSEA", 0.05),
        ("AIC = 1034.6", "AIC", 1034.6),
        ("mean difference = 1.8", "MD", 1.8),
    ],
)
def test_other_symbols(text: str, symbol: str, value: float) -> None:
    """Estimates, sizes, fit indices and criteria."""
    assert read(text) == [(symbol, "=", pytest.approx(value))]


def test_a_percentage_is_marked() -> None:
    """A mean of 40% is not a mean of 40."""
    assert only("M = 40%").marks == {"percent"}
    assert only("M = 40").marks == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "95% CI [0.10, 0.50]",
        "95% CI (0.10, 0.50)",
        "95% CI: 0.10 to 0.50",
        "95% CI 0.10-0.50",
        "95 % confidence interval of 0.10 and 0.50",
        "95% bootstrap CI [0.10; 0.50]",
        "95% C.I. = [0.10, 0.50]",
    ],
)
def test_notations_of_intervals(text: str) -> None:
    """The level is the number, the ends are low and high."""
    each = only(text)
    assert each.symbol == "CI"
    assert each.low is not None
    assert each.high is not None
    assert (each.number.value, each.low.value, each.high.value) == (95, 0.10, 0.50)


def test_negative_ends_of_an_interval() -> None:
    """The sign of an end is no separator."""
    each = only("90% CI [-0.50, -0.10]")
    assert each.low is not None
    assert each.high is not None
    assert (each.number.value, each.low.value, each.high.value) == (90, -0.50, -0.10)


@pytest.mark.parametrize("text", ["OR, 2.10; 95% CI, 1.20-3.68", "OR 2.10 (95% CI 1.20 to 3.68)"])
def test_an_estimate_before_its_interval_needs_no_sign(text: str) -> None:
    """Medical journals print `OR 2.10 (95% CI ...)`."""
    assert read(text)[0] == ("OR", "=", 2.10)
    assert [symbol for symbol, _, _ in read(text)] == ["OR", "CI"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("B (SE) = 0.25 (0.10)", [("b", 0.25), ("SE", 0.10)]),
        ("M ± SD: 5.2 ± 1.1", [("M", 5.2), ("SD", 1.1)]),
        ("M (SD) = 5.2 (1.1)", [("M", 5.2), ("SD", 1.1)]),
        ("β (SE) = -0.25 (0.10)", [("beta", -0.25), ("SE", 0.10)]),
    ],
)
def test_two_numbers_after_two_labels(text: str, expected: list[tuple[str, float]]) -> None:
    """The first number is of the first label, the second of the second."""
    assert [(symbol, value) for symbol, _, value in read(text)] == expected


def test_quantities_are_in_order_and_do_not_overlap() -> None:
    """Places are those of the text, from the symbol to the last digit."""
    text = "It mattered (b = 0.30, SE = 0.10, t(28) = 3.00, p = .006, 95% CI [0.10, 0.50])."
    found = quantities(text)
    assert [text[each.start : each.end] for each in found] == [
        "b = 0.30",
        "SE = 0.10",
        "t(28) = 3.00",
        "p = .006",
        "95% CI [0.10, 0.50]",
    ]


def test_decimal_commas() -> None:
    """In a paper with decimal commas, 2,20 is 2.20 and 1.204,5 is 1204.5."""
    assert read("t(28) = 2,20, p = ,036", comma=True) == [("t", "=", 2.20), ("p", "=", 0.036)]
    assert read("M = 1.204,5", comma=True) == [("M", "=", 1204.5)]
    assert [each.value for each in only("F(1,4; 28,3) = 4,50", comma=True).df] == [1.4, 28.3]


@pytest.mark.parametrize("text", ["step = .05", "xp = .05", "$p = .05", "at(28) = 2.2", "GDP = 3.4", "χ = 3"])
def test_symbols_within_words_are_none(text: str) -> None:
    """A letter at the end of a word or of a formula is no symbol."""
    assert [symbol for symbol, _, _ in read(text) if symbol in ("p", "t", "chi2")] == []


@pytest.mark.parametrize(
    ("symbol", "text", "value"),
    [
        ("p", "p = .036", 0.036),
        ("p", "p < .001", 0.001),
        ("CI", "95% CI [0.1, 0.5]", 95),
        ("t", "t(28) = 2.20", 2.2),
        ("b", "b = 0.30", 0.3),
        ("chi2", "χ2(1) = 3.84", 3.84),
    ],
)
def test_a_text_that_is_one_quantity(symbol: str, text: str, value: float) -> None:
    """A cell of a table, written as running text."""
    each = quantity_of(symbol, text)
    assert each is not None
    assert (each.symbol, each.number.value) == (symbol, value)


@pytest.mark.parametrize(
    ("symbol", "text"),
    [
        ("p", "b = .036"),
        ("p", "p = .036 here"),
        ("p", " p = .036"),
        ("b", "p = .036"),
        ("x", "x = 3"),
        ("b", "b = –"),
    ],
)
def test_a_text_that_is_not_that_quantity(symbol: str, text: str) -> None:
    """Another symbol, further words, and unknown symbols are none."""
    assert quantity_of(symbol, text) is None


@pytest.mark.parametrize(("cases", "df"), [(65, [63]), (4, [2]), (3, []), (0, [])])
def test_degrees_of_freedom_of_a_correlation(cases: int, df: list[float]) -> None:
    """N − 2; three cases leave one degree of freedom, which no paper tests."""
    assert [each.value for each in of_cases(cases)] == df


@pytest.mark.parametrize(
    ("symbol", "text", "df", "n"),
    [
        ("t", "", [], None),
        ("t", "28", [28], None),
        ("t", "df = 28", [28], None),
        ("t", "28, N = 30", [28], 30),
        ("t", "a few", [], None),
        ("F", "df1 = 1, df2 = 28", [1, 28], None),
        ("F", "1, 28, N = 30", [1, 28], 30),
        ("F", "1,4, 28,3", [1.4, 28.3], None),
        ("F", "1,4,28,3", [1.4, 28.3], None),
        ("Q", "3, 90", [3], 90),
        ("t", "27,5", [27.5], None),
    ],
)
def test_the_content_of_parentheses(symbol: str, text: str, df: list[float], n: int | None) -> None:
    """What cannot be read gives no degrees of freedom."""
    found, cases = degrees(symbol, text, False)
    assert [each.value for each in found] == df
    assert (cases.value if cases else None) == n

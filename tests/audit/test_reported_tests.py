"""Reported tests: every usual notation is read, p is recomputed as by independent code, conventions are recognised."""

from __future__ import annotations

from pathlib import Path

import pytest
from scipy import stats

from report.audit.checks import Check
from report.audit.papers import paper_of
from report.audit.rules.reported_p import check_reported_tests
from report.text.blocks import Block, Copy


def checks(*texts: str) -> list[Check]:
    """The checks of the tests in paragraphs of running text."""
    copy = Copy("text", {"": tuple(Block("paragraph", text) for text in texts)})
    return list(check_reported_tests(paper_of(copy, Path("paper.txt"))))


NOTATIONS = {
    "t(28) = 2.20, p = .036": ("t", 2.20, 28, None),
    "t (28)=2.20, p=.036": ("t", 2.20, 28, None),
    "t[28] = −2.20, p = .036": ("t", -2.20, 28, None),
    "t28 = 2.20; P = 0.036": ("t", 2.20, 28, None),
    "t(27.6) = 2.20, d = 0.4, p = .036": ("t", 2.20, 27.6, None),
    "t = 2.20, df = 28, p = .036": ("t", 2.20, 28, None),
    "t(28) = 2,20, p = ,036": ("t", 2.20, 28, None),
    "t(28)\u2004=\u2004\u22122.20, p\u2004=\u2004.036": ("t", -2.20, 28, None),
    "F(1, 28) = 4.50, p = .043": ("F", 4.5, 1, 28),
    "F1,28 = 4.50, p = .043": ("F", 4.5, 1, 28),
    "F(1,28)=4.50,p=.043": ("F", 4.5, 1, 28),
    "F(1, 28) = 4.50, MSE = 1.3, p = .043, η²p = .14": ("F", 4.5, 1, 28),
    "F(1,4; 28,3) = 4,50, p = ,031": ("F", 4.5, 1.4, 28.3),
    "F(5, 9) = 6,822.450, p < .001": ("F", 6822.45, 5, 9),
    "F1(1, 28) = 4.50, p = .043": ("F", 4.5, 1, 28),
    "χ²(1, N = 90) = 3.84, p = .05": ("chi2", 3.84, 1, None),
    "χ2(1) = 3.84, p = .05": ("chi2", 3.84, 1, None),
    "χ 2(1, n = 90) = 3.84, p = .05": ("chi2", 3.84, 1, None),
    "Ï\x872(1) = 3.84, p = .05": ("chi2", 3.84, 1, None),
    "Ï‡2(1) = 3.84, p = .05": ("chi2", 3.84, 1, None),
    "χ21 = 3.84, p = .05": ("chi2", 3.84, 1, None),
    "chi-square(1) = 3.84, p = .05": ("chi2", 3.84, 1, None),
    "z = 1.96, p = .05": ("z", 1.96, None, None),
    "(Z = â\x88\x921.96, p = .05)": ("z", -1.96, None, None),
    "r(63) = −.052, p = .680": ("r", -0.052, 63, None),
    "rs(63) = .052, p = .680": ("r", 0.052, 63, None),
    "Q(3) = 7.81, p = .05": ("Q", 7.81, 3, None),
    "H(3) = 7.81, p = .05": ("H", 7.81, 3, None),
    "H3 = 7.81, P = 0.05": ("H", 7.81, 3, None),
    "t = 2.20, 28 df, p = .036": ("t", 2.20, 28, None),
    "a t-value of 2.20 (df = 28; p = .036)": ("t", 2.20, 28, None),
    "F = 4.50 (1, 28), p = .043": ("F", 4.5, 1, 28),
    "F = 4.50, p = .043, df = 1,28": ("F", 4.5, 1, 28),
    "F = 4.50; df 1, 28; p = .043": ("F", 4.5, 1, 28),
    "r = .34, n = 50, p = .016": ("r", 0.34, 48, None),
    "Q = 7.81, df = 3, p = .05": ("Q", 7.81, 3, None),
    "Δχ2 = 7.81, Δdf = 3, p = .05": ("chi2", 7.81, 3, None),
    "F = 4.50, df = (1, 28), p = .043": ("F", 4.5, 1, 28),
    "F = 4.50, df1 = 1, df2 = 28, p = .043": ("F", 4.5, 1, 28),
    "F(1/28) = 4.50, p = .043": ("F", 4.5, 1, 28),
    "F(1:28) = 4.50, p = .043": ("F", 4.5, 1, 28),
    "F1/28 = 4.50, p = .043": ("F", 4.5, 1, 28),
    "F_(1,28) = 4.50, p = .043": ("F", 4.5, 1, 28),
    "F(1, 28) ¼ 4.50, p ¼ .043": ("F", 4.5, 1, 28),
    "F(1,28) 5 4.50, p , .05": ("F", 4.5, 1, 28),
    "t = 2.20 (28), p = .036": ("t", 2.2, 28, None),
    "t(28) of 2.20, p = .036": ("t", 2.2, 28, None),
    "|t(28)| = 2.20, p = .036": ("t", 2.2, 28, None),
    "T = 2.20, df = 28, p = .036": ("t", 2.2, 28, None),
    "t(28, two-tailed) = 2.20, p = .036": ("t", 2.2, 28, None),
    "t(28) = 2.20; P = 3.6 · 10−2": ("t", 2.2, 28, None),
    "Chi-sq(1, n=90) = 3.84, p = .050": ("chi2", 3.84, 1, None),
    "X2 = 3.84, df = 1, p = .050": ("chi2", 3.84, 1, None),
    "χ2 = 3.84 (1), p = .050": ("chi2", 3.84, 1, None),
    "χ2(1, 90) = 3.84, p = .050": ("chi2", 3.84, 1, None),
    "χ²₁ = 3.84, p = .050": ("chi2", 3.84, 1, None),
    "χ12 = 3.84, P = 0.050": ("chi2", 3.84, 1, None),
    "CHI-SQUARE(1) = 3.84, p = .050": ("chi2", 3.84, 1, None),
    "Wald(1) = 3.84, p = .050": ("chi2", 3.84, 1, None),
    "Wald = 3.84, df = 1, p = .050": ("chi2", 3.84, 1, None),
    "LRT(1) = 3.84, p = .050": ("chi2", 3.84, 1, None),
    "G² = 3.84, df = 1, p = .050": ("chi2", 3.84, 1, None),
    "χ2D(1) = 3.84, p = .050": ("chi2", 3.84, 1, None),
    "c2(1, N = 90) = 3.84, p = .050": ("chi2", 3.84, 1, None),
    "Qb(1) = 3.84, p = .050": ("Q", 3.84, 1, None),
    "z score of 1.96, p = .050": ("z", 1.96, None, None),
    "z(N = 90) = 1.96, p = .050": ("z", 1.96, None, None),
    "|z| = 1.96, p = .050": ("z", 1.96, None, None),
    "zdiff = 1.96, p = .050": ("z", 1.96, None, None),
    "r = .34, p = .016, n = 50": ("r", 0.34, 48, None),
    "r(N = 50) = .34, p = .016": ("r", 0.34, 48, None),
    "r = 0.34, df = 48, P = 0.016": ("r", 0.34, 48, None),
    "r = .34 [.07, .57], n = 50, p = .016": ("r", 0.34, 48, None),
    "F(1, 28) = 45.0, p < 10−4": ("F", 45.0, 1, 28),
    "F(1, 28) = 4.50, P value 0.043": ("F", 4.5, 1, 28),
    "G(3) = 7.81, p = .05": ("chi2", 7.81, 3, None),
    "Pearson's R = .34, n = 50, p = .016": ("r", 0.34, 48, None),
    "r48 = .34, p = .016": ("r", 0.34, 48, None),
    "r_{48} = .34, p = .016": ("r", 0.34, 48, None),
    "t(28), 2.20, p = .036": ("t", 2.20, 28, None),
    "F(1, 28), 4.50, p = .043": ("F", 4.5, 1, 28),
    "t(28) = 2.20, p less than .05": ("t", 2.20, 28, None),
    "t(28) = 1.20, p was greater than .05": ("t", 1.20, 28, None),
    "t(28) = 1.20, P value larger than 0.05": ("t", 1.20, 28, None),
    "t(28) = 2.20, p .036": ("t", 2.20, 28, None),
    "t(28) = 2.20 (p .036)": ("t", 2.20, 28, None),
    "t(28) = 2.20, p &lt; .05": ("t", 2.20, 28, None),
    "t(28) &#61; 2.20, p&lt;.05": ("t", 2.20, 28, None),
    "t(28) = 2.20, p = &lt; .05": ("t", 2.20, 28, None),
    "t(28) = 2.20, p =<.05": ("t", 2.20, 28, None),
    "t(28) == 2.20, p == .036": ("t", 2.20, 28, None),
    "t(28) was 2.20, p = .036": ("t", 2.20, 28, None),
    "t(28) equals 2.20, p equals .036": ("t", 2.20, 28, None),
    "t (df: 28) = 2.20, p = .036": ("t", 2.20, 28, None),
    "F(1 & 28) = 4.50, p = .043": ("F", 4.5, 1, 28),
    "F(1 28) = 4.50, p = .043": ("F", 4.5, 1, 28),
    "F(1. 28) = 4.50, p = .043": ("F", 4.5, 1, 28),
    "z of 1.96, p = .050": ("z", 1.96, None, None),
    "t(28) = 2,20, p = 0,0362": ("t", 2.20, 28, None),
    "r(63) = −,052, p = ,680": ("r", -0.052, 63.0, None),
    "t(28) =−,52; p = ,607": ("t", -0.52, 28, None),
    "t(28) = 1.20 (ns)": ("t", 1.20, 28, None),
    "t(28) = 1.20 n.s.": ("t", 1.20, 28, None),
    "t(28) = 1.20 ns": ("t", 1.20, 28, None),
    "t(28) = 1.20, two-tailed ns": ("t", 1.20, 28, None),
    "t(28) = 1.20, not significant": ("t", 1.20, 28, None),
    "(t = 2.20 [df, 28]; P = .036)": ("t", 2.20, 28, None),
    "(F = 4.50 [df, 1, 28]; P = .043)": ("F", 4.5, 1, 28),
    "t = 2.20 with 27.6 degrees of freedom, p = .036": ("t", 2.20, 27.6, None),
    "Q3 = 7.81, P = 0.05": ("Q", 7.81, 3, None),
    "χ₂₇² = 40.11, p = .050": ("chi2", 40.11, 27, None),
    "χ(1) 2 = 3.84, p = .050": ("chi2", 3.84, 1, None),
    "t₍₂₈₎ = 2.20, p = .036": ("t", 2.20, 28, None),
    "t(28)\u2004=\u20042,\u200620, p\u2004=\u20040,\u2006036": ("t", 2.20, 28, None),
    "t(28)  =  2.20 ,  p  =  .036": ("t", 2.20, 28, None),
}


@pytest.mark.parametrize(
    "text",
    [
        "formants F1 = 520 Hz and F2 = 1800 Hz, T1 = 840 ms",
        "at t = 0, T = 310 K; p = 101 kPa",
        "H1: 2 groups differ; H2: 3 do not, p < .05 is expected",
        "Wilcoxon's T(14) = 20, Z = −2.10",
        "intercorrelations r12 = .34 and r35 = .20, p = .90",
        "a multiple regression, R = .34, n = 50, p = .16",
        "a model with R = .34, N = 50, p = .16 and R2 = .12",
        "coefficients at p .05 mg and P 0.5 kg of phosphorus",
        "quartiles Q1 = 4.86 and Q3 = 7.81 of the scores",
    ],
)
def test_no_test_is_read(text: str) -> None:
    """Symbols of tests with other meanings are not tests."""
    assert [each.values["test"] for each in checks(f"We report {text}.") if each.values["test"] != "z"] == []


def test_values_in_respective_order() -> None:
    """Of two tests and two p-values in a list, the first belongs to the first."""
    found = checks("We found t(28) = 2.20 and t(28) = 2.76, p = .036 and p = .010, respectively.")
    assert [each.verdict for each in found] == ["agrees", "agrees"]
    found = checks("We found t(28) = 2.20 and t(28) = 2.76, p = .010 and p = .036, respectively.")
    assert [each.verdict for each in found] == ["finding", "finding"]


@pytest.mark.parametrize("text", NOTATIONS)
def test_a_notation_is_read(text: str) -> None:
    """Kind, value and degrees of freedom of a test are read in every usual notation, and its p agrees."""
    (check,) = checks(f"There was an effect, {text}.")
    values = check.values
    assert (values["test"], values["statistic"], values["df1"], values["df2"]) == NOTATIONS[text]
    assert check.verdict == "agrees"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("t(28) = 2.20, p = .036", 2 * stats.t.sf(2.20, 28)),
        ("F(2, 57) = 3.10, p = .053", stats.f.sf(3.10, 2, 57)),
        ("χ²(4) = 4.79, p = .31", stats.chi2.sf(4.79, 4)),
        ("z = 2.50, p = .012", 2 * stats.norm.sf(2.5)),
    ],
)
def test_p_is_that_of_the_distribution(text: str, expected: float) -> None:
    """The recomputed p equals that of scipy's distributions."""
    (check,) = checks(text)
    assert check.values["p_computed"] == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("F(1, 28) = 4.50, p = .430", "decision error"),
        ("t(28) = 2.20, p = .046", "inconsistent"),
        ("F(1, 143) = 3.85, p < .05", "decision error"),
        ("χ²(1, N = 140) = 29.19, n.s.", "decision error"),
        ("t(70) = 7.48, p > .05", "decision error"),
        ("t(35) = 3.16, p < .001", "inconsistent"),
        ("F(1, 123) = 0.98, p > 1.0", "impossible"),
        ("r(30) = 1.43, p = .01", "impossible"),
        ("and correlated, R = .34, n = 50, p = .16", "decision error"),
        ("r48 = .34, p = .16", "decision error"),
        ("t(28), 2.20, p = .36", "decision error"),
        ("t(28) = 1.20, p less than .05", "decision error"),
        ("t(28) = 2.20, p greater than .05", "decision error"),
        ("t(28) = 2.20, p .36", "decision error"),
        ("t(28) = 1.20, p &lt; .05", "decision error"),
        ("t(28) = 2.20, p = &lt; .001", "inconsistent"),
    ],
)
def test_a_wrong_p_is_a_finding(text: str, severity: str) -> None:
    """A p that no rounding explains is a finding; one on the other side of alpha is a decision error."""
    (check,) = checks(f"The groups differed, {text}.")
    assert (check.verdict, check.severity) == ("finding", severity)


@pytest.mark.parametrize(
    "texts",
    [
        ("z = 1.67, p = .047.", "All tests were one-tailed."),
        ("As predicted, F(1, 84) = 3.95, p = .025, one-tailed.",),
        ("F(2, 8.36) = 10.73, p = .010.",),
        ("F(2, 16) = 10.73, p = .010.", "We applied the Greenhouse-Geisser correction."),
        ("t(20) = 3.7, p = .012.", "Post hoc tests were Bonferroni corrected."),
        ("F(1, 180) < 1, p = .360.",),
        ("Fs(1, 28) > 4.5, ps < .05.",),
        ("F(1, 28) = 4.50, corrected p = .086.",),
        ("F(1, 28) = 4.50, Holm-adjusted P = .086.",),
        ("t(28) = 2.20, p = .018, unilateral.",),
    ],
)
def test_a_convention_of_the_text_is_accepted(texts: tuple[str, ...]) -> None:
    """One-sided tests and corrections are not findings if the text mentions them."""
    assert [check.verdict for check in checks(*texts)] == ["agrees"]


@pytest.mark.parametrize(
    "text",
    ["F(1, 373) = 10.32, p < .001.", "F(1, 45) = 0.02, p = .874.", "t(97) = 2.97, p = .00434."],
)
def test_a_usual_convention_is_only_worth_a_look(text: str) -> None:
    """Bounds that are rounded p-values, cut statistics and marks of notes are reported only on request."""
    (check,) = checks(text)
    assert (check.verdict, check.severity) == ("finding", "worth a look")


def test_a_p_value_belongs_to_its_own_test() -> None:
    """In a list each test gets its own p; a common `ps` goes to all; a p in front belongs to the test after it."""
    read = checks(
        "t(28) = 2.20, p = .036, and t(28) = 1.00, p = .326; F(1, 28) = 4.5 and F(1, 28) = 5.5, ps < .05 "
        "(p = .036, t(28) = 2.20)."
    )
    assert [check.verdict for check in read] == ["agrees"] * 5


def test_a_test_without_degrees_of_freedom_is_not_checkable() -> None:
    """A statement that cannot be checked is listed with the reason."""
    (check,) = checks("There was an effect, t = 2.20, p = .036.")
    assert (check.verdict, check.reason) == ("not checkable", "its degrees of freedom are not printed")


def test_a_test_cut_by_a_column_is_read() -> None:
    """A statistic and its p-value on two sides of a column or page end belong together."""
    first = "After all exclusions the result of the comparison was t(28) ="
    (check,) = checks(first, "2.20, p = .36, with the same pattern in both cohorts.")
    assert check.severity == "decision error"


@pytest.mark.parametrize(
    "text",
    [
        "t(0) = 3.00, p = .01",
        "F(0, 20) = 3.00, p = .01",
        "F(1, 28) = 1e400, p < .001",
        "t(28) = 2.20, p < 10-400",
        "t(28) = 01,234.5, p = .036",
        "χ2(99999999999999999999) = 3.84, p = .05",
        "r(3) = 1.00, p < .001",
        "z = 0, p = 1",
    ],
)
def test_odd_numbers_never_stop_an_audit(text: str) -> None:
    """Degrees of freedom of 0, huge powers and misplaced commas give some verdict."""
    assert len(checks(text)) == 1

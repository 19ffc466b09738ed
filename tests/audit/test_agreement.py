"""Whether a p-value agrees with its statistic, and by which convention."""

from __future__ import annotations

import pytest
from scipy import stats

from report.audit.agreement import Agreement, agreement, reported_span
from report.audit.checks import Place
from report.audit.numbers import PrintedNumber, Span, printed
from report.audit.reported import ReportedTest

NONE: frozenset[str] = frozenset()


def reported(kind: str, statistic: str, df: str, p: str, marks: str = "") -> ReportedTest:
    """A test: `t`, `2.20`, `28`, `= .036`."""
    relation, _, number = p.partition(" ")
    value = PrintedNumber("ns", 1.0, 0.0, "ns") if p == "ns" else printed(number, relation)
    degrees = tuple(printed(each) for each in df.split())
    given = printed(statistic.lstrip("<>"), statistic[0] if statistic[0] in "<>" else "=")
    return ReportedTest(kind, given, degrees, None, value, frozenset(marks.split()), Place(0, 0, 1), "")


def convention(test: ReportedTest, local: str = "", paper: str = "", alpha: float = 0.05) -> str | None:
    """The convention by which a test agrees, with the words of its sentence and of the paper."""
    found = agreement(test, frozenset(local.split()), frozenset(paper.split()), alpha)
    return found.convention if found else None


@pytest.mark.parametrize(
    ("text", "relation", "low", "high"),
    [
        (".036", "=", 0.0355, 0.0365),
        (".00", "=", 0.0, 0.005),
        ("1.00", "=", 0.995, 1.0),
        (".05", "<", 0.0, 0.05),
        (".05", "≤", 0.0, 0.05),
        (".05", ">", 0.05, 1.0),
        (".05", "≥", 0.05, 1.0),
        ("1.2", "=", 1.15, 1.25),
        ("1.2", ">", 1.2, 1.2),
    ],
)
def test_the_p_values_that_a_printed_one_allows(text: str, relation: str, low: float, high: float) -> None:
    """Rounded values and bounds are intervals within 0 and 1; an impossible value remains impossible."""
    span = reported_span(printed(text, relation), 0.05)
    assert (span.low, span.high) == pytest.approx((low, high))


@pytest.mark.parametrize("alpha", [0.05, 0.01])
def test_not_significant_is_above_alpha(alpha: float) -> None:
    """The level of significance is that of the paper."""
    assert reported_span(PrintedNumber("ns", 1.0, 0.0, "ns"), alpha) == Span(alpha, 1.0)


@pytest.mark.parametrize(
    ("kind", "statistic", "df", "p", "expected"),
    [
        ("t", "2.20", "28", "= .036", "two-sided"),
        ("t", "-2.20", "28", "= .036", "two-sided"),
        ("z", "1.96", "", "= .05", "two-sided"),
        ("z", "1.96", "", "< .051", "two-sided"),
        ("r", ".30", "63", "= .015", "two-sided"),
        ("F", "4.50", "1 28", "= .043", "upper tail"),
        ("chi2", "3.84", "1", "= .05", "upper tail"),
        ("Q", "7.81", "3", "= .05", "upper tail"),
        ("H", "7.81", "3", "= .05", "upper tail"),
        ("t", "0.50", "28", "ns", "two-sided"),
        ("t", "<1", "28", "> .30", "two-sided"),
        ("F", "<1", "1 28", "> .30", "upper tail"),
    ],
)
def test_plain_agreement(kind: str, statistic: str, df: str, p: str, expected: str) -> None:
    """p-values of printed tables need no convention."""
    assert agreement(reported(kind, statistic, df, p), NONE, NONE, 0.05) == Agreement(expected, exact=True)


@pytest.mark.parametrize(
    ("kind", "statistic", "df", "p"),
    [
        ("t", "2.20", "28", "= .360"),
        ("t", "2.20", "28", "< .01"),
        ("t", "2.20", "28", "ns"),
        ("F", "4.50", "1 28", "= .022"),
        ("chi2", "3.84", "2", "= .05"),
        ("z", "1.96", "", "= .025"),
    ],
)
def test_a_wrong_p_value_agrees_by_no_convention(kind: str, statistic: str, df: str, p: str) -> None:
    """Nothing explains a p-value if the text mentions nothing."""
    assert agreement(reported(kind, statistic, df, p), NONE, NONE, 0.05) is None


HALF = ("t", "2.20", "28", "= .018")


@pytest.mark.parametrize(
    ("local", "paper", "marks"), [("one-sided", "", ""), ("", "one-sided", ""), ("", "", "one-tailed")]
)
def test_half_of_p_is_one_sided_where_it_is_mentioned(local: str, paper: str, marks: str) -> None:
    """In the sentence, anywhere in the paper, or beside the p-value."""
    assert convention(reported(*HALF, marks), local, paper) == "one-sided"
    assert convention(reported(*HALF)) is None


def test_the_other_tail_is_one_sided_as_well() -> None:
    """A difference in the direction that was not expected has p = 1 − .018."""
    assert convention(reported("t", "-2.20", "28", "= .982"), "one-sided") == "one-sided"


def test_f_is_one_sided_only_by_its_own_sentence() -> None:
    """F with one numerator degree of freedom is t²; with two it has no side."""
    one, two = reported("F", "4.84", "1 28", "= .018"), reported("F", "4.84", "2 28", "= .008")
    assert convention(one, local="one-sided") == "one-sided"
    assert convention(one, paper="one-sided") is None
    assert convention(reported("F", "4.84", "1 28", "= .018", "one-tailed")) == "one-sided"
    assert convention(two, local="one-sided") is None


def test_a_sphericity_correction_allows_fewer_degrees_of_freedom() -> None:
    """F(3, 60) = 3.50 has p = .0206, with the lowest epsilon of 1/3 F(1, 20) p = .076."""
    lowest = stats.f.sf(3.5, 1, 20)
    test = reported("F", "3.50", "3 60", f"= {lowest:.3f}")
    assert convention(test, paper="sphericity") == "with a sphericity correction"
    assert convention(test) is None
    assert convention(reported("F", "3.50", "3 60", "= .120"), local="sphericity") is None
    assert convention(reported("F", "3.50", "1 60", "= .120"), local="sphericity") is None
    assert convention(reported("t", "3.50", "60", "= .120"), local="sphericity") is None


def test_denominator_degrees_of_freedom_that_alone_were_corrected() -> None:
    """F(2, 8.36) of 9 subjects: epsilon is 8.36/16 = .5225 and the numerator 1.045."""
    p = stats.f.sf(6.0, 1.045, 8.36)
    expected = "with a sphericity correction of both degrees of freedom"
    assert convention(reported("F", "6.00", "2 8.36", f"= {p:.3f}")) == expected
    assert convention(reported("F", "6.00", "2 8.36", "= .500")) is None
    assert convention(reported("F", "6.00", "1 8.36", f"= {p + 0.3:.3f}")) is None


@pytest.mark.parametrize(("p", "expected"), [("= .109", "corrected for multiple tests"), ("= .120", None)])
def test_a_correction_for_multiple_tests_multiplies_p(p: str, expected: str | None) -> None:
    """t(28) = 2.20 has p = .0362; times 3 it is .1086, and .120 is no multiple."""
    test = reported("t", "2.200", "28", p)
    assert convention(test, paper="correction") == expected
    assert convention(test) is None


def test_a_corrected_p_value_is_at_most_one() -> None:
    """p = .60 times 2 is 1, not 1.2."""
    p = 2 * stats.t.sf(0.53, 28)
    assert p == pytest.approx(0.6, abs=0.005)
    assert (
        convention(reported("t", "0.53", "28", "= 1.00"), local="correction")
        == "corrected for multiple tests"
    )
    assert convention(reported("t", "0.53", "28", "> .50"), local="correction") == "two-sided"


def test_a_correction_only_raises_p() -> None:
    """A p-value below the computed one is not a corrected one."""
    assert convention(reported("t", "0.53", "28", "= .200"), local="correction") is None


def test_a_bound_may_be_the_rounded_p_value() -> None:
    """z = 3.27 has p = .00108: "p < .001" is loose, but does no harm; at the significance level it does."""
    found = agreement(reported("z", "3.270", "", "< .001"), NONE, NONE, 0.05)
    assert found == Agreement("the bound is the rounded p-value", exact=False)
    assert agreement(reported("z", "3.270", "", "≤ .001"), NONE, NONE, 0.05) == found
    assert convention(reported("z", "3.15", "", "< .001")) is None
    loose = reported("z", "1.955", "", "< .05")
    assert convention(loose) is None
    assert convention(loose, alpha=0.01) == "the bound is the rounded p-value"
    assert convention(reported("z", "3.270", "", "= .0009")) is None


def test_digits_of_the_statistic_may_be_cut_off() -> None:
    """z = 1.969 cut to 1.96 has p = .0490; rounded to 1.97 it would have p = .0488."""
    found = agreement(reported("z", "1.96", "", "= .0489"), NONE, NONE, 0.05)
    assert found == Agreement("the statistic was cut off, not rounded", exact=False)
    assert convention(reported("z", "1.96", "", "= .0480")) is None
    assert convention(reported("z", "1.96", "", "< .0489")) is None


def test_two_digits_after_p_may_be_the_mark_of_a_note() -> None:
    """ ".03612" is .036 with the raised note 12, if .036 agrees."""
    noted = agreement(reported("t", "2.200", "28", "= .03699"), NONE, NONE, 0.05)
    assert noted == Agreement("the last two digits may be the mark of a note", exact=False)
    assert convention(reported("t", "2.200", "28", "= .0369")) is None
    assert convention(reported("t", "2.200", "28", "= .09912")) is None

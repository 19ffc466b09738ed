"""Tests and effect sizes agree with the means, standard deviations and sizes of the groups."""

from __future__ import annotations

import pytest
from papers_in_text import checks, only, table, verdicts

from report.audit.rules.group_means import RULE

GROUPS = "A (M = 5.20, SD = 1.10, n = 30) and B (M = 4.10, SD = 1.30, n = 28)"
#: Student's t of these groups, by scipy.stats.ttest_ind_from_stats: 3.487 (3.441 to 3.533 with rounding).
PAIRS = "A (M = 5.20, SD = 1.10, n = 30) and B (M = 4.10, SD = 1.30, n = 30)"


@pytest.mark.parametrize(
    ("test", "verdict"),
    [
        ("t(56) = 3.49, p < .001", "agrees"),
        ("t(56) = -3.49, p < .001", "agrees"),
        ("t(56) = 3.44, p < .001", "agrees"),
        ("t(56) = 3.53, p < .001", "agrees"),
        ("t(56) = 3.43, p < .001", "inconsistent"),
        ("t(56) = 3.54, p < .001", "inconsistent"),
        ("t(53.2) = 3.47, p = .001", "agrees"),
        ("t(53) = 3.47, p = .001", "agrees"),
        ("t(53.2) = 2.47, p = .017", "inconsistent"),
        ("t(29) = 3.49, p = .002", "not checkable"),
        ("t(41) = 9.99, p < .001", "not checkable"),
        ("t = 3.47, p < .001", "agrees"),
        ("t = 2.49, p = .016", "inconsistent"),
        ("F(1, 56) = 12.16, p < .001", "agrees"),
        ("F = 12.16, p < .001", "agrees"),
        ("F(1, 56) = 3.49, p = .067", "inconsistent"),
        ("F(2, 56) = 3.49, p = .037", "not checkable"),
        ("d = 0.92", "agrees"),
        ("d = -0.92", "agrees"),
        ("g = 0.91", "agrees"),
        ("d = 1.00", "agrees"),
        ("d = 1.92", "inconsistent"),
        ("g = 0.70", "inconsistent"),
    ],
)
def test_one_test_of_two_groups(test: str, verdict: str) -> None:
    """A statistic within the rounding of the groups agrees; other degrees of freedom are another design."""
    assert verdicts(RULE, f"{GROUPS} differed, {test}.") == [verdict]


def test_the_finding_names_the_interval_that_the_groups_give() -> None:
    """The question has the computed interval and the printed number."""
    check = only(RULE, f"{GROUPS} differed, t(56) = 2.49, p = .016.")
    assert check.question == (
        "The groups' means, SDs and sizes give |t| between 3.441 and 3.533, but 2.49 is printed. "
        "Is one of the numbers a misprint?"
    )
    assert (check.values["low"], check.values["high"]) == pytest.approx((3.441, 3.533), abs=5e-4)


def test_t_and_d_are_checked_apart() -> None:
    """A wrong d beside a right t is the only finding, and the reverse."""
    assert verdicts(RULE, f"{GROUPS}, t(56) = 3.49, d = 1.92.") == ["agrees", "inconsistent"]
    assert verdicts(RULE, f"{GROUPS}, t(56) = 2.49, d = 0.92.") == ["inconsistent", "agrees"]


@pytest.mark.parametrize("df", ["29", "30"])
def test_degrees_of_freedom_of_pairs_are_not_checked(df: str) -> None:
    """With as many cases in each group, n − 1 degrees of freedom are those of a paired test; d may be one, too."""
    assert verdicts(RULE, f"{PAIRS}, t({df}) = 5.49, p < .001, d = 2.00.") == ["not checkable"]
    assert only(RULE, f"{PAIRS}, t({df}) = 5.49.").reason == "the degrees of freedom are those of pairs"


def test_unequal_groups_have_no_pairs() -> None:
    """t(29) beside sizes of 30 and 28 leaves d to be checked."""
    assert verdicts(RULE, f"{GROUPS}, t(29) = 5.49, p < .001, d = 2.00.") == ["not checkable", "inconsistent"]


@pytest.mark.parametrize(
    "words",
    [
        "adjusted for age",
        "at baseline",
        "in a mixed model",
        "after log transformation",
        "with paired samples",
    ],
)
def test_other_designs_are_not_checked(words: str) -> None:
    """Words for adjusted, repeated or transformed means make the comparison uncertain."""
    (check,) = checks(RULE, f"{GROUPS}, {words}, t(56) = 9.49, p < .001.")
    assert (check.verdict, check.reason) == (
        "not checkable",
        "the test may not compare independent, unadjusted means",
    )


THREE = f"{GROUPS.replace(' and B', ', B')} and C (M = 4.40, SD = 0.90, n = 25)"


@pytest.mark.parametrize(
    ("test", "verdicts_"),
    [
        ("F(2, 80) = 7.50, p < .001", ["agrees"]),
        ("F(2, 80) = 6.10, p = .003", ["inconsistent"]),
        ("F(2, 81) = 6.10, p = .003", ["not checkable"]),
        ("t(80) = 9.99, p < .001", []),
        ("d = 9.99", []),
    ],
)
def test_three_groups_have_an_f_but_no_t_or_d(test: str, verdicts_: list[str]) -> None:
    """t and d compare two groups, and which of three is not known. F is 7.50."""
    assert verdicts(RULE, f"{THREE}, {test}.") == verdicts_


@pytest.mark.parametrize(("t", "verdict"), [("3.49", "agrees"), ("2.49", "finding")])
def test_a_row_of_a_table_is_checked(t: str, verdict: str) -> None:
    """Means with SDs in one row with t, under heads that give the sizes."""
    made = table("Measure | A (n = 30) | B (n = 28) | t", f"Mood, M (SD) | 5.20 (1.10) | 4.10 (1.30) | {t}")
    assert [each.verdict for each in RULE.run(made)] == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        "A (M = 5.20, SD = 1.10) and B (M = 4.10, SD = 1.30), t(56) = 9.49.",
        "A (M = 5.20, SD = 1.10, n = 30), t(29) = 9.49.",
        f"{GROUPS} differed.",
        "A (M = 5.20, SD < 1.10, n = 30) and B (M = 4.10, SD = 1.30, n = 28), t(56) = 9.49.",
        "A (M = 5.20, SD = 1.10, n = 30) and B (M = 4.10, SD = 1.30, n = 1), t(56) = 9.49.",
        f"{GROUPS}, t(56) = 9.49, and again t(56) = 9.99.",
        f"{GROUPS}, t(56) < 9.49.",
    ],
)
def test_incomplete_groups_and_unclear_tests_are_not_read(text: str) -> None:
    """Each group needs all three numbers, and the sentence one test with an equals sign."""
    assert checks(RULE, text) == []

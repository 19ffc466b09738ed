"""DEBIT: the standard deviation of zeros and ones follows from their mean."""

from __future__ import annotations

import statistics

import pytest
from papers_in_text import checks, only, verdicts

from report.audit.rules.binary_sds import RULE


@pytest.mark.parametrize("ones", range(21))
def test_all_samples_of_zeros_and_ones_agree(ones: int) -> None:
    """Twenty cases have 21 means, each with one standard deviation, with n − 1 or n as divisor."""
    values = [1.0] * ones + [0.0] * (20 - ones)
    for sd in (statistics.stdev(values), statistics.pstdev(values)):
        text = f"The binary answer was rare (M = {ones / 20:.2f}, SD = {sd:.2f}, n = 20)."
        assert verdicts(RULE, text) == ["agrees"]


@pytest.mark.parametrize("sd", ["0.25", "0.45", "0.52", "0.00", "1.00"])
def test_another_sd_is_impossible(sd: str) -> None:
    """A mean of .40 in 20 cases has the standard deviation .50, or .49 with n as divisor."""
    check = only(RULE, f"The binary answer was rare (M = 0.40, SD = {sd}, n = 20).")
    assert check.severity == "impossible"
    assert (
        check.computed == f"20 zeros and ones with the mean 0.40 have another standard deviation than {sd}."
    )


def test_a_mean_that_no_count_gives_is_impossible() -> None:
    """Twenty cases have means in steps of .05."""
    check = only(RULE, "The binary answer was rare (M = 0.43, SD = 0.50, n = 20).")
    assert check.computed == "No 20 zeros and ones have the mean 0.43."


def test_all_zeros_have_no_deviation() -> None:
    """A mean of 0 or 1 has the standard deviation 0."""
    assert verdicts(RULE, "The binary answer was rare (M = 0.00, SD = 0.10, n = 20).") == ["impossible"]
    assert verdicts(RULE, "The binary answer was rare (M = 1.00, SD = 0.00, n = 20).") == ["agrees"]


@pytest.mark.parametrize(
    "words", ["binary", "dichotomous", "dummy-coded", "coded 0", "yes/no", "0/1", "DICHOTOMOUS"]
)
def test_words_for_zeros_and_ones_are_known(words: str) -> None:
    """Any of these words in the sentence makes the variable one of zeros and ones."""
    assert verdicts(RULE, f"The answer, {words}, was rare (M = 0.40, SD = 0.25, n = 20).") == ["impossible"]


def test_other_variables_are_not_checked() -> None:
    """A proportion may be a mean of fractions."""
    assert checks(RULE, "The share was low (M = 0.40, SD = 0.25, n = 20).") == []


@pytest.mark.parametrize("mean", ["1.40", "−0.40", "40"])
def test_means_outside_zero_and_one_are_not_checked(mean: str) -> None:
    """The variable may be coded 1 and 2."""
    assert checks(RULE, f"The binary answer was rare (M = {mean}, SD = 0.25, n = 20).") == []


@pytest.mark.parametrize(
    ("n", "reason"),
    [
        ("", "the number of cases is not printed beside it"),
        (", n = 1", "the number of cases is not printed beside it"),
        (", n = 500", "too many cases for the printed decimals"),
    ],
)
def test_the_number_of_cases_decides_what_can_be_checked(n: str, reason: str) -> None:
    """Without n, and with a large one, all means are possible."""
    check = only(RULE, f"The binary answer was rare (M = 0.40, SD = 0.25{n}).")
    assert (check.verdict, check.reason) == ("not checkable", reason)

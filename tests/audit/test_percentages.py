"""A percentage beside its count and total is 100·k/n."""

from __future__ import annotations

import pytest
from papers_in_text import checks, only, verdicts

from report.audit.rules.percentages import RULE


@pytest.mark.parametrize("percent", ["38", "37", "37.9", "37.93", "37.931"])
def test_rounded_and_cut_percentages_agree(percent: str) -> None:
    """11/29 = 37.931…%: rounded to 38, 37.9 or 37.93, or cut off to 37."""
    assert verdicts(RULE, f"Of them, 11 of 29 ({percent}%) answered.") == ["agrees"]


@pytest.mark.parametrize("percent", ["36", "39", "37.8", "38.0", "37.94", "0", "100", "379"])
def test_other_percentages_are_findings(percent: str) -> None:
    """One unit of the last digit is too much."""
    assert verdicts(RULE, f"Of them, 11 of 29 ({percent}%) answered.") == ["inconsistent"]


@pytest.mark.parametrize(
    "text",
    [
        "11 of 29 (50%)",
        "11/29 (50%)",
        "11 of the 29 (50%)",
        "11 out of 29 [50%]",
        "11 of 29 patients (50%)",
        "11 of 29 older patients; 50%",
        "50% (11/29)",
        "50% (11 of 29)",
        "50 % [n = 11/29]",
        "n = 11 (50%) of 29",
        "11 (50%) of the 29",
        "11 (50%) out of 29",
    ],
)
def test_usual_ways_to_print_a_share_are_read(text: str) -> None:
    """Count and total may come before or after the percentage."""
    assert verdicts(RULE, f"In all, {text} answered.") == ["inconsistent"]


def test_thousands_are_separated_by_commas() -> None:
    """1,100 of 2,200 are half."""
    assert verdicts(RULE, "In all, 1,100 of 2,200 (50%) answered.") == ["agrees"]
    assert verdicts(RULE, "In all, 1,100 of 2,200 (55%) answered.") == ["inconsistent"]


def test_the_remedy_gives_the_count_of_the_printed_percentage() -> None:
    """52% of 29 are 15.08 cases."""
    check = only(RULE, "In all, 11 of 29 (52%) answered.")
    assert check.computed == "11/29 = 37.93%"
    assert check.remedy == "52% of 29 would be 15."
    assert check.question == (
        "11/29 = 37.93%, but 52% is printed. Is one of the numbers a misprint, or were cases missing?"
    )


def test_there_is_no_remedy_above_all_cases() -> None:
    """No count of 29 gives 379%."""
    assert only(RULE, "In all, 11 of 29 (379%) answered.").remedy == ""


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("0 of 29 (0%)", "agrees"), ("29 of 29 (100%)", "agrees"), ("0 of 29 (1%)", "inconsistent")],
)
def test_none_and_all_are_shares(text: str, verdict: str) -> None:
    """The ends are exact."""
    assert verdicts(RULE, f"In all, {text} answered.") == [verdict]


@pytest.mark.parametrize(
    "text",
    ["0 of 0 (0%)", "11 (38%)", "38%", "11 of 29", "11 of 29 with a response of some kind in the end (50%)"],
)
def test_without_count_total_and_percentage_there_is_no_check(text: str) -> None:
    """A total of zero has no shares; words between total and percentage may change its meaning."""
    assert checks(RULE, f"In all, {text} answered.") == []


def test_each_share_of_a_sentence_is_checked() -> None:
    """Findings are located one by one."""
    assert verdicts(RULE, "In all, 11 of 29 (38%) and 12 of 29 (38%) and 50% (1/2) answered.") == [
        "agrees",
        "inconsistent",
        "agrees",
    ]


@pytest.mark.parametrize("text", ["11 (50%) of 2 sites", "11 (50%) of 29% answered", "2-11 (50%) of 29"])
def test_a_smaller_total_or_another_percentage_is_no_total(text: str) -> None:
    """`11 (50%) of 2 sites` counts something else."""
    assert checks(RULE, f"In all, {text}.") == []

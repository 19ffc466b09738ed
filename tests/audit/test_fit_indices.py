"""Fit indices have ranges, and RMSEA follows from χ², df and N."""

from __future__ import annotations

import pytest
from papers_in_text import checks, only, paper, verdicts

from report.audit.rules.fit_indices import RULE, sizes_of


@pytest.mark.parametrize("index", ["CFI", "SRMR", "NFI"])
@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        ("0.95", "agrees"),
        ("1.00", "agrees"),
        ("0.00", "agrees"),
        ("1.95", "impossible"),
        ("1.02", "impossible"),
    ],
)
def test_indices_lie_between_zero_and_one(index: str, value: str, verdict: str) -> None:
    """The bounds belong to the range."""
    assert verdicts(RULE, f"The model fitted, {index} = {value}.") == [verdict]


@pytest.mark.parametrize(
    ("rmsea", "verdict"),
    [
        (".085", "agrees"),
        (".084", "agrees"),
        (".08", "agrees"),
        (".050", "inconsistent"),
        (".000", "inconsistent"),
    ],
)
def test_rmsea_follows_from_chi_squared_and_n(rmsea: str, verdict: str) -> None:
    """√((48.2 − 20)/(20·200)) = .0840, with N − 1 = 199 √(28.2/3980) = .0842; .085 needs N of 195 only."""
    n = 195 if rmsea == ".085" else 200
    assert verdicts(RULE, f"With N = {n}, the model fitted, χ2(20) = 48.20, RMSEA = {rmsea}.") == [
        "agrees",
        verdict,
    ]


def test_a_chi_squared_below_its_df_gives_zero() -> None:
    """RMSEA is 0 where the model fits better than expected."""
    text = "With N = 200, the model fitted, χ2(20) = 15.00, RMSEA = {}."
    assert verdicts(RULE, text.format(".000"))[1] == "agrees"
    assert verdicts(RULE, text.format(".030"))[1] == "inconsistent"


def test_the_remedy_is_the_n_that_would_agree() -> None:
    """28.2/(20·.05²) = 564."""
    check = checks(RULE, "With N = 200, the model fitted, χ2(20) = 48.20, RMSEA = .050.")[1]
    assert check.remedy == "RMSEA = .050 would need N near 564."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The model fitted, χ2(20) = 48.20, RMSEA = .050.", "df or N is not printed"),
        ("With N = 200, the robust model fitted, χ2(20) = 48.20, RMSEA = .050.", "χ² may be scaled"),
        ("With N = 200 and MLR, it fitted, χ2(20) = 48.20, RMSEA = .050.", "χ² may be scaled"),
    ],
)
def test_without_n_or_with_a_scaled_test_rmsea_is_not_checked(text: str, reason: str) -> None:
    """A scaled χ² gives another RMSEA."""
    check = checks(RULE, text)[1]
    assert (check.verdict, check.reason) == ("not checkable", reason)


def test_any_printed_n_may_be_that_of_the_model() -> None:
    """N = 200 agrees, even if N = 500 is printed as well."""
    text = "With N = 500, of whom N = 200 were used, the model fitted, χ2(20) = 48.20, RMSEA = .084."
    assert verdicts(RULE, text)[1] == "agrees"


def test_sizes_are_those_of_text_and_facts_in_order() -> None:
    """Repeated numbers count once, commas separate thousands, and letters before n are no n."""
    text = "N = 1,200 and n = 30 and N = 30, but Mean = 5 and df.n = 7."
    assert sizes_of(paper(text, {"n": 12})) == [12, 30, 1200]
    assert sizes_of(paper("Nothing.")) == []
    assert sizes_of(paper("Nothing.", {"n": "many"})) == []


def test_the_question_names_the_range() -> None:
    """An impossible index is cited with its bounds."""
    check = only(RULE, "The model fitted, CFI = 1.95.")
    assert check.question == "CFI lies between 0 and 1.000. Is CFI = 1.95 a misprint?"

"""Degrees of freedom of path models: moments minus parameters."""

from __future__ import annotations

import pytest
from papers_in_text import paper

from report.audit.checks import Check
from report.audit.rules.model_df import RULE


def check(syntax: str, df: str, text: str = "Nothing.") -> Check:
    """The check of a model's degrees of freedom."""
    facts = {"models": [{"name": "Main", "n": 100, "syntax": syntax, "printed": {"df": df}}]}
    (found,) = RULE.run(paper(text, facts))
    return found


CASES = [
    ("y ~ x", 0),
    ("y ~ x + z", 0),
    ("m ~ x\ny ~ m", 1),
    ("m ~ x\ny ~ m + x", 0),
    ("m ~ x\ny ~ m + z", 2),
    ("a ~ x\nb ~ a\nc ~ b\nd ~ c", 6),
    ("a ~ x\nb ~ x\nb ~~ a", 0),
    ("a ~ x\nb ~ x\nc ~ a + b\na ~~ b", 1),
    ("y ~ 1 + x", 0),
]


@pytest.mark.parametrize(("syntax", "df"), CASES)
def test_saturated_and_restricted_models(syntax: str, df: int) -> None:
    """A saturated model has none; each path or covariance that is left out is one degree of freedom."""
    assert check(syntax, str(df)).verdict == "agrees"


@pytest.mark.parametrize(("syntax", "df"), CASES)
def test_any_other_number_is_a_finding(syntax: str, df: int) -> None:
    """One more than the model has is a finding for every model."""
    assert check(syntax, str(df + 1)).verdict == "finding"


@pytest.mark.parametrize(("df", "verdict"), [("1", "agrees"), ("0", "agrees"), ("2", "finding")])
def test_residuals_of_final_outcomes_may_covary(df: str, verdict: str) -> None:
    """a and b predict nothing: lavaan frees their residual covariance, other programs do not."""
    assert check("a ~ x\nb ~ x", df).verdict == verdict


@pytest.mark.parametrize(
    ("df", "verdict"), [("6", "agrees"), ("3", "agrees"), ("4", "finding"), ("5", "finding")]
)
def test_either_all_or_none_of_three_final_outcomes_covary(df: str, verdict: str) -> None:
    """a, b and c on m on x: 15 moments minus 9 parameters, or three more covariances."""
    assert check("m ~ x\na ~ m\nb ~ m\nc ~ m", df).verdict == verdict


def test_printed_covariances_leave_no_further_ones() -> None:
    """A model that states one covariance states them all."""
    assert check("a ~ x\nb ~ x\nc ~ x\na ~~ b", "2").verdict == "agrees"
    assert check("a ~ x\nb ~ x\nc ~ x\na ~~ b", "0").verdict == "finding"


def test_the_finding_shows_the_count() -> None:
    """The count of moments and of parameters, and what the printed number would need."""
    found = check("m ~ x\ny ~ m + z", "5")
    assert found.computed == "10 moments − 8 parameters = 2"
    assert found.question == (
        "10 moments − 8 parameters = 2, but df = 5 is printed. Does the model differ from the one described?"
    )
    assert found.remedy == "df = 5 would need 5 parameters."
    assert (found.severity, found.values) == ("inconsistent", {"computed": 2, "printed": 5})


def test_the_place_is_where_the_number_is_printed() -> None:
    """The first place that prints the degrees of freedom."""
    text = "The model fitted, χ2 = 3.1, df = 5, p = .68."
    (place,) = check("m ~ x\ny ~ m + z", "5", text).places
    assert text[place.start : place.end] == "5"


def test_models_without_printed_degrees_of_freedom_are_not_checked() -> None:
    """Nothing is compared with the count."""
    facts = {"models": [{"name": "Main", "n": 100, "syntax": "y ~ x", "printed": {"y ~ x": "0.3"}}]}
    assert list(RULE.run(paper("df = 5", facts))) == []

"""Effect sizes follow from the test that they are printed with."""

from __future__ import annotations

import pytest
from papers_in_text import checks, only, verdicts

from report.audit.rules.effect_sizes import RULE


@pytest.mark.parametrize(
    ("effect", "verdict"),
    [
        (".10", "agrees"),
        (".097", "agrees"),
        (".09", "worth a look"),  # further digits were cut off
        (".096", "worth a look"),
        (".24", "inconsistent"),
        (".08", "inconsistent"),
        (".11", "inconsistent"),
    ],
)
def test_partial_eta_squared_follows_from_f(effect: str, verdict: str) -> None:
    """6.20·1/(6.20·1 + 58) = .0966."""
    assert verdicts(RULE, f"Groups differed, F(1, 58) = 6.20, p = .016, ηp2 = {effect}.") == [verdict]


@pytest.mark.parametrize(
    ("effect", "verdict"), [(".05", "agrees"), (".097", "agrees"), (".24", "impossible")]
)
def test_eta_squared_is_at_most_partial_eta_squared(effect: str, verdict: str) -> None:
    """Other factors take up variance, so that η² is smaller than partial η², never larger."""
    assert verdicts(RULE, f"Groups differed, F(1, 58) = 6.20, p = .016, η2 = {effect}.") == [verdict]


@pytest.mark.parametrize(
    ("effect", "verdict"), [("0.09", "agrees"), ("0.085", "agrees"), ("0.85", "inconsistent")]
)
def test_f_squared_follows_from_f(effect: str, verdict: str) -> None:
    """5.00·2/117 = .0855."""
    assert verdicts(RULE, f"It mattered, F(2, 117) = 5.00, p = .008, f2 = {effect}.") == [verdict]


def test_fractional_degrees_of_freedom_are_rounded() -> None:
    """F = 5.00 with 1.5 and 30.4 gives 7.5/37.9 = .198; rounded df of 1.45 to 1.55 allow .192 to .204."""
    text = "It changed, F(1.5, 30.4) = 5.00, p = .02, ηp2 = {}."
    assert verdicts(RULE, text.format(".204")) == ["agrees"]
    assert verdicts(RULE, text.format(".208")) == ["inconsistent"]


@pytest.mark.parametrize("word", ["generalised", "mixed", "Welch", "robust", "trimmed", "imputed"])
def test_effects_of_other_kinds_are_not_checked(word: str) -> None:
    """A word in the sentence says that the effect may follow another formula."""
    check = only(RULE, f"The {word} test differed, F(1, 58) = 6.20, p = .016, η2 = .24.")
    assert (check.verdict, check.reason) == ("not checkable", "the effect size may be of another kind")


@pytest.mark.parametrize(
    ("d", "verdict"),
    [
        ("0.64", "agrees"),  # two equal groups: 2·2.49/√60
        ("0.32", "agrees"),  # pairs: 2.49/√59
        ("−0.64", "agrees"),
        ("0.90", "worth a look"),  # unequal groups or correlated measures
        ("6.50", "inconsistent"),  # no design
        ("0.01", "inconsistent"),
    ],
)
def test_d_follows_from_t_and_the_design(d: str, verdict: str) -> None:
    """Equal groups and pairs give exact values, other designs values between limits."""
    assert verdicts(RULE, f"Groups differed, t(58) = 2.49, p = .016, d = {d}.") == [verdict]


def test_g_is_checked_as_d_is() -> None:
    """Hedges' g differs from d by a few percent only."""
    assert verdicts(RULE, "Groups differed, t(58) = 2.49, p = .016, g = 6.50.") == ["inconsistent"]


@pytest.mark.parametrize(
    "text",
    [
        "F(1, 0) = 6.20, p = .016, ηp2 = .24",
        "F(0, 58) = 6.20, p = .016, f2 = .24",
        "F(58) = 6.20, p = .016, ηp2 = .24",
        "F(1, 58) = 6.20, p = .016",
        "F(1, 58) < 6.20, p = .016, ηp2 = .24",
        "t(3) = 2.49, p = .09, d = 6.50",
        "t = 2.49, p = .016, d = 6.50",
    ],
)
def test_without_usable_degrees_of_freedom_there_is_no_check(text: str) -> None:
    """Degrees of freedom of zero are a misprint or a number of another kind; with three, d is too uncertain."""
    assert checks(RULE, f"Groups differed, {text}.") == []

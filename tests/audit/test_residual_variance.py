"""A path, its p-value and N imply a residual variance; above 1 it is impossible."""

from __future__ import annotations

import pytest
from papers_in_text import paper

from report.audit.checks import Check
from report.audit.model_facts import models_of
from report.audit.rules.residual_variance import RULE, impossible_residuals


def model(printed: dict[str, object], syntax: str = "y ~ x", n: int = 100) -> dict[str, object]:
    """The facts of a path model."""
    return {"name": "Main", "n": n, "syntax": syntax, "printed": printed}


def checks(given: dict[str, object], text: str = "Nothing.") -> list[Check]:
    """The checks of a model."""
    return list(RULE.run(paper(text, {"models": [given]})))


def only(beta: str, p: str, n: int = 100) -> Check:
    """The check of a single path."""
    (check,) = checks(model({"y ~ x": {"beta": beta, "p": p}}, n=n))
    return check


@pytest.mark.parametrize(
    ("beta", "p", "n", "verdict"),
    [
        ("0.30", "0.002", 100, "agrees"),
        ("-0.30", "0.002", 100, "agrees"),
        ("0.60", "0.05", 100, "finding"),
        ("-0.60", "0.05", 100, "finding"),
        ("0.60", "0.05", 12, "finding"),
        ("0.60", "0.05", 11, "agrees"),
        ("0.01", "0.50", 10000, "agrees"),
        ("0.02", "0.50", 10000, "finding"),
    ],
)
def test_the_residual_variance_is_at_most_one(beta: str, p: str, n: int, verdict: str) -> None:
    """ψ = β²·N/z²: .30 and .002 with 100 cases give 9/9.55 = .94; .60 and .05 need .36·100/3.84 = 9.4."""
    check = only(beta, p, n)
    assert check.verdict == verdict
    assert verdict == "agrees" or check.severity == "impossible"


def test_the_interval_allows_for_rounding_of_both_numbers() -> None:
    """β between .295 and .305, p between .0015 and .0025: z between 3.023 and 3.175."""
    values = only("0.30", "0.002").values
    assert values["psi_low"] == pytest.approx(0.295**2 * 100 / 3.1747**2, rel=1e-3)
    assert values["psi_high"] == pytest.approx(0.305**2 * 100 / 3.0233**2, rel=1e-3)


def test_the_finding_says_what_would_have_to_be_true() -> None:
    """β of at least .595 with 100 cases has z of at least 5.95, and p below 2.7e-9."""
    check = only("0.60", "0.05")
    assert check.question.startswith(
        "β = 0.60 with p = 0.05 and N = 100 needs a standardised residual variance of 8."
    )
    assert check.question.endswith(", above 1. Is the estimate or the p-value a misprint?")
    assert check.remedy == "β = 0.60 would require p < 2.68e−09."
    assert check.statement == "Main: x → y β = 0.60, p = 0.05"


@pytest.mark.parametrize(
    "printed",
    [{"beta": "0.60"}, {"p": "0.05"}, {"beta": "0.60", "p": "< .05"}, {"beta": "0.60", "p": "> .05"}],
)
def test_a_path_without_both_numbers_is_not_checked(printed: dict[str, str]) -> None:
    """A bound of p gives no residual variance."""
    assert checks(model({"y ~ x": printed})) == []


def test_two_predictors_need_their_correlation() -> None:
    """With x correlated .80 with z, 1 − r² = .36: β = .50 and p = .02 of 100 cases need .25·100·.36/5.41 = 1.66."""
    both = "y ~ x + z"
    alone = model({"y ~ x": {"beta": "0.50", "p": "0.02"}}, both)
    assert checks(alone) == []
    known = model({"y ~ x": {"beta": "0.50", "p": "0.02"}, "z ~ x": "0.80"}, f"{both}\nz ~ x")
    assert [each.verdict for each in checks(known)] == ["finding"]
    strong = model({"y ~ x": {"beta": "0.50", "p": "0.02"}, "z ~ x": "0.95"}, f"{both}\nz ~ x")
    assert [each.verdict for each in checks(strong)] == ["agrees"]


@pytest.mark.parametrize("direction", ["z ~ x", "x ~ z"])
def test_the_correlation_may_be_a_simple_path_in_either_direction(direction: str) -> None:
    """A standardised path with one predictor is a correlation."""
    given = model({"y ~ x": {"beta": "0.50", "p": "0.02"}, direction: "-0.80"}, f"y ~ x + z\n{direction}")
    (check,) = checks(given)
    assert check.values["psi_low"] == pytest.approx(0.495**2 * 100 * (1 - 0.805**2) / 2.4324**2, rel=1e-3)


def test_a_path_that_is_not_simple_is_no_correlation() -> None:
    """With a further predictor, the path from x to z is not their correlation."""
    given = model({"y ~ x": {"beta": "0.50", "p": "0.02"}, "z ~ x": "0.80"}, "y ~ x + z\nz ~ x + w")
    assert checks(given) == []


def test_three_predictors_are_not_checked() -> None:
    """The tolerance of a predictor on two others is not printed."""
    given = model({"y ~ x": {"beta": "0.60", "p": "0.05"}}, "y ~ x + z + w")
    assert checks(given) == []


def test_outcomes_with_covarying_residuals_are_not_checked() -> None:
    """A seemingly unrelated regression may have smaller standard errors."""
    printed = {"y ~ x": {"beta": "0.60", "p": "0.05"}}
    assert checks(model(printed, "y ~ x\nw ~ x\ny ~~ w")) == []
    assert [each.verdict for each in checks(model(printed, "y ~ x\nw ~ x"))] == ["finding"]


@pytest.mark.parametrize(("p", "verdict"), [("0.00", "agrees"), ("1.00", "finding"), ("0", "agrees")])
def test_p_at_the_ends_of_its_range(p: str, verdict: str) -> None:
    """A p-value printed as zero allows any z; one of 1.00 has z close to 0 and fits no estimate but 0."""
    assert only("0.30", p).verdict == verdict


def test_impossible_paths_are_listed_for_other_rules() -> None:
    """Only the paths that need a residual variance above 1."""
    printed = {"m ~ x": {"beta": "0.60", "p": "0.05"}, "y ~ m": {"beta": "0.30", "p": "0.002"}}
    (facts,) = models_of(paper("Nothing.", {"models": [model(printed, "m ~ x\ny ~ m")]}))
    assert [(each.outcome, each.predictor) for each in impossible_residuals(facts)] == [("m", "x")]


def test_the_place_is_where_both_numbers_are_printed() -> None:
    """The estimate with its p-value, not the estimate elsewhere."""
    text = "There were 0.60 litres. The path was significant (β = 0.60, p = 0.05)."
    (check,) = checks(model({"y ~ x": {"beta": "0.60", "p": "0.05"}}), text)
    (place,) = check.places
    assert (text[place.start : place.end]) == "0.60, p = 0.05"


def test_without_models_there_is_nothing_to_check() -> None:
    """A paper without facts has no path models."""
    assert list(RULE.run(paper("β = 0.60, p = 0.05"))) == []

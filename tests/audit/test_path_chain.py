"""Indirect effects: the product of their links, and not more significant than any of them."""

from __future__ import annotations

import pytest
from papers_in_text import paper

from report.audit.checks import Check
from report.audit.rules.path_chain import RULE


def checks(printed: dict[str, object], syntax: str = "m ~ x\ny ~ m", text: str = "Nothing.") -> list[Check]:
    """The checks of a model with these printed numbers."""
    facts = {"models": [{"name": "Main", "n": 100, "syntax": syntax, "printed": printed}]}
    return list(RULE.run(paper(text, facts)))


def chain(effect: str, one: str = "0.50", two: str = "0.40") -> Check:
    """The check of the size of an indirect effect of two links."""
    (check,) = checks({"m ~ x": one, "y ~ m": two, "indirect x -> m -> y": effect})
    return check


@pytest.mark.parametrize(
    ("effect", "verdict"),
    [
        ("0.20", "agrees"),
        ("0.2", "agrees"),
        ("0.21", "finding"),
        ("0.22", "finding"),
        ("-0.20", "finding"),
        ("0.18", "finding"),
    ],
)
def test_an_indirect_effect_is_the_product_of_its_links(effect: str, verdict: str) -> None:
    """.50 · .40 = .20, or with rounding .1955 to .2045; the lower end of .21 is .205."""
    assert chain(effect).verdict == verdict


@pytest.mark.parametrize(
    ("one", "two", "effect", "verdict"),
    [
        ("-0.50", "0.40", "-0.20", "agrees"),
        ("-0.50", "0.40", "0.20", "finding"),
        ("-0.50", "-0.40", "0.20", "agrees"),
        ("0.0", "0.4", "0.02", "agrees"),
        ("0.0", "0.4", "-0.02", "agrees"),
        ("0.0", "0.4", "0.05", "finding"),
    ],
)
def test_signs_multiply_too(one: str, two: str, effect: str, verdict: str) -> None:
    """Two negative links give a positive effect; a link that may be zero allows both signs."""
    assert chain(effect, one, two).verdict == verdict


def test_all_links_of_a_long_chain_count() -> None:
    """.50 · .40 · .30 = .06."""
    syntax = "m ~ x\nw ~ m\ny ~ w"
    printed: dict[str, object] = {"m ~ x": "0.50", "w ~ m": "0.40", "y ~ w": "0.30"}
    right = checks({**printed, "indirect x -> m -> w -> y": "0.06"}, syntax)
    wrong = checks({**printed, "indirect x -> m -> w -> y": "0.20"}, syntax)
    assert [each.verdict for each in (*right, *wrong)] == ["agrees", "finding"]


def test_the_finding_names_product_and_printed_effect() -> None:
    """The product is of the printed links, the interval of their rounding."""
    check = chain("0.30")
    assert check.question == "The links multiply to 0.2000, but the text prints 0.30. Which is a misprint?"
    assert check.computed == "product of the links 0.2000, 0.1955 to 0.2045 with rounding"
    assert (check.severity, check.statement) == ("impossible", "Main: indirect effect 0.30")


def test_a_missing_link_leaves_the_product_open() -> None:
    """Without one of the links, or without the effect's estimate, there is no product."""
    assert checks({"m ~ x": "0.50", "indirect x -> m -> y": "0.90"}) == []
    assert checks({"m ~ x": "0.50", "y ~ m": {"p": "0.01"}, "indirect x -> m -> y": "0.90"}) == []
    assert checks({"m ~ x": "0.50", "y ~ m": "0.40", "indirect x -> m -> y": {"p": "0.01"}}) == []


def p_values(effect: str, link: str) -> list[Check]:
    """The checks of the p-value of an effect against that of one link."""
    return checks({"m ~ x": {"p": link}, "indirect x -> m -> y": {"p": effect}})


@pytest.mark.parametrize(
    ("effect", "link", "verdict"),
    [
        ("0.02", "0.01", "agrees"),
        ("0.02", "0.03", "finding"),
        ("0.02", "0.02", "agrees"),
        ("0.02", "0.025", "agrees"),
        ("0.020", "0.021", "finding"),
        ("0.02", "< .001", "agrees"),
        ("0.02", "< .05", "agrees"),
        ("0.02", "> .05", "finding"),
        ("< .001", "0.03", "finding"),
        ("< .001", "< .001", "agrees"),
        ("< .05", "0.03", "agrees"),
        ("< .05", "0.06", "finding"),
    ],
)
def test_no_link_is_less_significant_than_the_effect(effect: str, link: str, verdict: str) -> None:
    """By the delta method 1/z² of the effect is the sum of those of the links."""
    assert [each.verdict for each in p_values(effect, link)] == [verdict]


def test_the_bound_on_p_is_reached_only_by_a_link_alone() -> None:
    """The rounded p-values .015 to .025 and .025 to .035 meet in one point, which the other link's error excludes."""
    (check,) = p_values("0.02", "0.03")
    assert check.severity == "impossible"
    assert check.remedy == "The link would have to have p < 0.0250."
    assert check.question == (
        "In a chain the delta method gives an indirect effect a p-value of at least that of each link; the text "
        "prints p = 0.02 for the effect and p = 0.03 for x → m. Which of them is a misprint?"
    )


@pytest.mark.parametrize(("effect", "link"), [("> .05", "0.60"), ("≥ .05", "0.60")])
def test_an_effect_that_is_only_known_to_be_large_in_p_is_not_checked(effect: str, link: str) -> None:
    """p of the effect may be anything above the bound."""
    assert p_values(effect, link) == []


def test_every_link_with_a_p_value_is_compared() -> None:
    """One check for each link, in the order of the chain; then the product."""
    printed: dict[str, object] = {
        "y ~ m": {"beta": "0.40", "p": "0.20"},
        "m ~ x": {"beta": "0.50", "p": "0.001"},
        "indirect x -> m -> y": {"beta": "0.20", "p": "0.02"},
    }
    found = checks(printed)
    assert [each.verdict for each in found] == ["agrees", "finding", "agrees"]
    assert "p(x → m) = 0.001" in found[0].statement


def test_links_are_found_by_outcome_and_predictor() -> None:
    """A path in the other direction is not the link."""
    assert checks({"x ~ m": {"p": "0.9"}, "indirect x -> m": {"p": "0.01"}}, "x ~ m") == []


def test_the_places_are_those_of_the_effect_and_of_the_link() -> None:
    """Both sides of the contradiction are marked in the text."""
    text = "The link (β = 0.50, p = 0.03) was weak, the indirect effect (β = 0.20, p = 0.02) was not."
    printed: dict[str, object] = {
        "m ~ x": {"beta": "0.50", "p": "0.03"},
        "indirect x -> m -> y": {"beta": "0.20", "p": "0.02"},
    }
    (check,) = checks(printed, text=text)
    assert [text[each.start : each.end] for each in check.places] == ["0.20, p = 0.02", "0.50, p = 0.03"]

"""Direction words: one statement that contradicts several others about the same two things."""

from __future__ import annotations

import pytest
from papers_in_text import checks, paper, verdicts

from report.audit.rules.directions import RULE

SAME = "Stronger rapport predicted higher insight."
OPPOSITE = "Stronger rapport predicted lower insight."


def test_one_statement_against_two_others_is_a_contradiction() -> None:
    """The one that differs is the finding; the two that agree are right."""
    assert verdicts(RULE, f"{SAME} {SAME} {OPPOSITE}") == ["agrees", "agrees", "contradiction"]


def test_the_finding_marks_the_statement_and_those_that_it_contradicts() -> None:
    """The first place is the odd one out, the others follow."""
    text = f"{SAME} {SAME} {OPPOSITE}"
    check = checks(RULE, text)[2]
    whole = paper(text).passages[check.places[0].passage].text
    assert [whole[each.start : each.end] for each in check.places] == [
        "Stronger rapport predicted lower insight",
        "Stronger rapport predicted higher insight",
        "Stronger rapport predicted higher insight",
    ]
    assert check.question == (
        "Here insight and rapport go against each other; elsewhere the text says the opposite. "
        "Is a direction word a misprint?"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SAME, []),
        (f"{SAME} {SAME}", ["agrees", "agrees"]),
        (f"{SAME} {OPPOSITE}", ["agrees", "agrees"]),
        (f"{SAME} {SAME} {OPPOSITE} {OPPOSITE}", ["agrees"] * 4),
    ],
)
def test_one_against_one_and_two_against_two_are_no_findings(text: str, expected: list[str]) -> None:
    """Without a majority of at least two against one, either may be right."""
    assert verdicts(RULE, text) == expected


@pytest.mark.parametrize(
    "opposite",
    [
        "Weaker rapport predicted higher insight.",
        "Lower rapport led to greater insight.",
        "Higher insight was associated with weaker rapport.",
        "Reduced rapport resulted in more insight.",
        "Less rapport translated into increased insight.",
        "LOWER RAPPORT LEADS TO HIGHER INSIGHT.",
        "Stronger overall rapport predicted lower levels of insight.",
    ],
)
def test_all_ways_to_say_the_opposite_are_recognised(opposite: str) -> None:
    """Other direction words, verbs, orders and filling words do not change what is said."""
    assert verdicts(RULE, f"{SAME} {SAME} {opposite}") == ["agrees", "agrees", "contradiction"]


@pytest.mark.parametrize(
    "same",
    [
        "Weaker rapport predicted lower insight.",
        "Greater insight was associated with stronger rapport.",
        "Fewer insight scores were associated with reduced rapport.",
    ],
)
def test_two_reversals_are_the_same_direction(same: str) -> None:
    """Lower with lower is as higher with higher, whichever comes first."""
    assert verdicts(RULE, f"{SAME} {SAME} {same}") == ["agrees"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "Stronger rapport did not predict lower insight.",
        "Stronger rapport could have led to lower insight.",
        "Stronger rapport was expected; whether it predicted lower insight was open.",
        "Stronger rapport never led to lower insight.",
        "Rapport predicted insight.",
        "Stronger rapport was measured. It predicted lower insight.",
        "Stronger rapport predicted lower rapport.",
        "Stronger rapport came before lower insight.",
    ],
)
def test_what_states_no_direction_is_not_read(text: str) -> None:
    """Negations, hypotheses, and sentences without two sides and a verb between them are left out."""
    assert verdicts(RULE, f"{SAME} {SAME} {text}") == ["agrees", "agrees"]


@pytest.mark.parametrize(
    "effect", ["better depression", "worse symptoms", "poorer outcomes", "better scores"]
)
def test_better_and_worse_of_a_burden_are_ambiguous(effect: str) -> None:
    """Better depression is less of it; what better scores are depends on the scale."""
    text = f"Stronger rapport predicted {effect}. "
    assert verdicts(RULE, text * 3) == []


def test_better_of_something_good_is_more_of_it() -> None:
    """Better sleep is as much a direction as higher insight."""
    text = "Stronger rapport predicted better sleep. Stronger rapport predicted better sleep. "
    assert verdicts(RULE, f"{text}Stronger rapport predicted poorer sleep.")[2] == "contradiction"


def test_only_the_next_verb_counts() -> None:
    """In a chain of verbs each joins the side before it with those up to the next."""
    chain = "Stronger rapport led to higher insight, leading to lower distress. "
    odd = "Stronger rapport led to lower distress. Stronger rapport led to lower distress. "
    assert [each.statement for each in checks(RULE, chain + chain)] == [
        "Stronger rapport led to higher insight",
        "Stronger rapport led to higher insight",
        "higher insight, leading to lower distress",
        "higher insight, leading to lower distress",
    ]
    assert verdicts(RULE, odd + chain) == ["agrees", "agrees"]


def test_several_effects_of_one_cause_are_read() -> None:
    """ "Higher insight and lower distress" are two effects."""
    text = "Stronger rapport predicted higher insight and lower distress. "
    assert len(checks(RULE, text * 2)) == 4


def test_the_introduction_is_not_read() -> None:
    """What others found may be the opposite of the results."""
    from report.audit.papers import paper_of
    from report.text.blocks import Copy
    from report.text.reading.plain_text import text_blocks

    text = f"Introduction\n\n{OPPOSITE}\n\nResults\n\n{SAME} {SAME}"
    made = paper_of(Copy("text", {"": tuple(text_blocks(text))}), paper("").file)
    assert [each.verdict for each in RULE.run(made)] == ["agrees", "agrees"]


def test_a_side_far_from_the_verb_does_not_belong_to_it() -> None:
    """More than ninety letters before the verb, or more than a hundred and twenty after, are another clause."""
    filling = "which was measured by a questionnaire in both groups, as was done in all the earlier work of this kind, "
    far = f"Stronger rapport, {filling}predicted lower insight."
    assert verdicts(RULE, f"{SAME} {SAME} {far}") == ["agrees", "agrees"]

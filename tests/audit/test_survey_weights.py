"""In papers about survey weights, only shares that may be weighted are left alone."""

from __future__ import annotations

import pytest
from papers_in_text import checks, paper, verdicts

from report.audit.rules.percentages import RULE
from report.audit.survey_weights import without_weighted

WEIGHTS = "All analyses used survey weights."
WRONG = "In all, 120 of 250 adults (52%) smoked."
TRUE = "Of them, 60 of 120 (50%) drank, 30 of 120 (25%) were thin, and 12 of 120 (10%) were tall."


@pytest.mark.parametrize(
    "words",
    [
        WEIGHTS,
        "We report weighted percentages.",
        "Percentages were then weighted.",
        "Estimates used inverse probability weights.",
        "Data were post-stratified by age.",
        "Frequencies are of the weighted sample.",
    ],
)
def test_a_share_that_may_be_weighted_is_not_questioned(words: str) -> None:
    """Without the words it is."""
    assert verdicts(RULE, f"{words} {WRONG}") == ["not checkable"]
    assert verdicts(RULE, WRONG) == ["inconsistent"]


@pytest.mark.parametrize(
    "share",
    [
        "Of those invited, 120 of 250 (52%) responded.",
        "In all, 120 of 250 (52%) completed the questionnaire.",
        "Another 120 of 250 (52%) were excluded.",
        "The unweighted share was 120 of 250 (52%).",
    ],
)
def test_shares_of_the_recruitment_are_of_the_people(share: str) -> None:
    """Weights concern the answers, unless the sentence says otherwise."""
    assert verdicts(RULE, f"{WEIGHTS} {share}") == ["inconsistent"]
    assert verdicts(RULE, f"{WEIGHTS} {share[:-1]}, weighted by age.") == ["not checkable"]


def test_a_section_whose_shares_agree_is_not_weighted() -> None:
    """Three shares with the printed counts would hardly agree by chance."""
    assert verdicts(RULE, f"{WEIGHTS} {TRUE} {WRONG}") == ["agrees", "agrees", "agrees", "inconsistent"]
    assert (
        verdicts(RULE, f"{WEIGHTS} {TRUE} {WRONG} In all, 30 of 250 adults (15%) ran.")[3:]
        == ["not checkable"] * 2
    )


def test_shares_of_another_section_say_nothing() -> None:
    """A paper may print plain shares of the sample and weighted ones of the population."""
    text = f"{WEIGHTS} {TRUE}\n\nPrevalence of Smoking\n\n{WRONG}"
    assert verdicts(RULE, text) == ["agrees", "agrees", "agrees", "not checkable"]


def test_weights_of_cited_works_do_not_count() -> None:
    """The title of a reference is about another study."""
    text = f"{WRONG}\n\nReferences\n\nDoe J. (2019). Survey weights in practice. Journal of Samples, 3."
    assert [each.verdict for each in RULE.run(paper(text))] == ["finding"]


def test_a_paper_without_weights_is_returned_as_it_is() -> None:
    """Also one that weighs its participants, or names weights in its references alone."""
    wrong = checks(RULE, WRONG)
    assert list(without_weighted(paper(f"Body weight was measured. {WRONG}"), wrong)) == wrong
    (weighted,) = without_weighted(paper(f"{WEIGHTS} {WRONG}"), checks(RULE, WRONG))
    assert (weighted.verdict, weighted.question) == ("not checkable", "")

"""Wording that is bound to claims: what changes a statement, and what does not."""

from __future__ import annotations

import pytest
from marked_texts import block, case, rows

from report.verify.claims import claim_remarks

LEDGER = rows(pain__falls=True, mood__rises=True)
CLAIM = "pain decreased with age"
TEXT = f"We looked at all of them. In this study, {{pain.falls!claim|{CLAIM}}} in both groups. That was all."


def kinds(copy: str, expected: str = TEXT) -> list[str]:
    """The kinds of remarks on the claims of a copy."""
    return [each.kind for each in claim_remarks(case(expected, copy, LEDGER))]


def edited(old: str, new: str) -> list[str]:
    """The remarks after a replacement in the printed text."""
    plain = block(TEXT).text
    assert old in plain
    return kinds(plain.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (CLAIM, CLAIM),
        (CLAIM, CLAIM.upper()),
        ("In this study, ", ""),
        ("In this study, pain", "In this study, therefore, pain"),
        ("In this study, pain", "Moreover, the pain"),
        ("in both groups", "in the two groups"),
        ("with age in both", "with age, and in both"),
        ("We looked at all of them.", "We did not look at all of them."),
        ("That was all.", "That was not all."),
        ("in both groups", "in both groups; it was not strong"),
    ],
)
def test_what_leaves_a_statement_as_it_is(old: str, new: str) -> None:
    """Connectives beside it, and words of other sentences."""
    assert edited(old, new) == []


@pytest.mark.parametrize(
    "new",
    [
        "pain increased with age",
        "pain decreased",
        "pain with age decreased",
        "pain decreased slightly with age",
        "no pain decreased with age",
        "less pain decreased with age",
        "pain decreased with age hardly",
        "pain decreased with young age",
        "mood decreased with age",
    ],
)
def test_words_within_or_beside_a_statement_reword_it(new: str) -> None:
    """Another word, one that is missing or added, and one that stands next to it."""
    assert edited(CLAIM, new) == ["reworded"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("In this study, pain", "In no study pain"),
        ("In this study, pain", "In this study, we doubt whether pain"),
        ("In this study, pain", "In this study, it was hypothesised that pain"),
        ("In this study, pain", "It would seem in this study, pain"),
        ("In this study, pain", "Had this study been right, pain"),
        ("In this study, pain", "In this exploratory study, pain"),
        ("In this study, pain", "It was reportedly so that in this study, pain"),
    ],
)
def test_hedges_earlier_in_the_sentence_reword_it(old: str, new: str) -> None:
    """A statement that is denied, expected or doubted is another one."""
    assert edited(old, new) == ["reworded"]


def test_a_hedge_of_the_paper_itself_is_no_edit() -> None:
    """What the paper says before its statement is its own."""
    text = "It was not expected that {pain.falls!claim|pain decreased with age} in both groups of the study."
    assert kinds(block(text).text, text) == []


def test_a_verb_of_expecting_needs_that() -> None:
    """ "As expected, pain decreased" states it, "we expected that pain decreased" does not."""
    assert edited("In this study, pain", "As expected, in this study, pain") == []
    assert edited("In this study, pain", "In this study, we expected that pain") == ["reworded"]


def test_a_missing_statement_is_deleted() -> None:
    """Nothing replaced it."""
    assert edited(f"In this study, {CLAIM} in both groups. ", "") == ["deleted"]
    assert edited(CLAIM, "nobody knew") == ["reworded"]


def test_each_of_two_statements_is_checked() -> None:
    """An inserted word between them belongs to the one that it changes."""
    text = (
        "In this study, {pain.falls!claim|pain decreased with age}, and {mood.rises!claim|mood rose with it} "
        "in all of the groups."
    )
    plain = block(text).text
    assert kinds(plain, text) == []
    (remark,) = claim_remarks(case(text, plain.replace("mood rose", "mood never rose"), LEDGER))
    assert remark.kind == "reworded"
    first = case(text, plain.replace("mood rose", "mood never rose"), LEDGER).expected[remark.i or 0]
    assert first.bound is not None
    assert first.bound.id == "mood.rises"


def test_a_statement_that_went_elsewhere_moved() -> None:
    """The same words in another place of the document."""
    words = [
        f"Paragraph {name} has its own words about {name} and nothing else in it." for name in "abcdefgh"
    ]
    paragraphs = [block(each) for each in words]
    statement = block("{pain.falls!claim|In all of the groups pain decreased with age}")
    ours, theirs = [statement, *paragraphs], [*paragraphs, statement]
    assert [each.kind for each in claim_remarks(case(ours, theirs, LEDGER))] == ["moved"]


def test_documents_without_claims() -> None:
    """Nothing is bound, and nothing is remarked on."""
    assert kinds("Other words.", "No claim at all.") == []
    assert kinds("", "") == []

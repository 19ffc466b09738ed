"""References to tables, figures and notes may be renumbered together, but not one of them alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from marked_texts import block, case, rows

from report.text.blocks import Block
from report.text.tokens import tokens
from report.verify.accounts import TYPED, Accounts
from report.verify.renumbered_references import RenumberedReferences
from report.verify.token_remarks import remarks

LEDGER = rows(age__b=0.30)
PAPER = [
    (
        "paragraph",
        "Ages are in Table {!cross-reference|1}, and Table {!cross-reference|2} has b = {age.b|0.30}.",
    ),
    (
        "paragraph",
        "Figures {!cross-reference|1} and {!cross-reference|2a} draw them, as Table {!cross-reference|2} does.",
    ),
    ("caption", "Table {!cross-reference|1} Ages of everyone"),
    ("caption", "Table {!cross-reference|2} Slopes of everyone"),
    ("caption", "Figure {!cross-reference|1} Ages drawn"),
    ("caption", "Figure {!cross-reference|2} Slopes drawn in parts"),
    ("paragraph", "A remark {!mark|1} and another one {!mark|2} of the authors."),
    ("footnote", "{!mark|1} It is short."),
    ("footnote", "{!mark|2} It is long."),
]


def paper() -> list[Block]:
    return [replace(block(text), kind=kind) for kind, text in PAPER]


def copy(*changes: tuple[int, str, str]) -> list[Block]:
    """The paper with replacements in its blocks."""
    texts = [block(text).text for _, text in PAPER]
    for place, old, new in changes:
        assert old in texts[place]
        texts[place] = texts[place].replace(old, new)
    return [Block(kind, text) for (kind, _), text in zip(PAPER, texts, strict=True)]


def typed(found: list[Block]) -> list[str]:
    """The numbers of a copy that nothing accounts for."""
    accounts = Accounts(case(paper(), found, LEDGER))
    return [
        token.text
        for token, reason in zip(accounts.case.found, accounts.reasons, strict=True)
        if reason == TYPED
    ]


def wrong(found: list[Block]) -> list[tuple[int, str]]:
    """The labels of a copy that refer to something else, each with the number of its block."""
    made = case(paper(), found, LEDGER)
    return [(made.found[j].block, made.found[j].text) for j in sorted(RenumberedReferences(made).wrong)]


@pytest.mark.parametrize(
    ("changes", "labels"),
    [
        ([], []),
        ([(0, "Table 1", "Table 3")], [(0, "3")]),
        ([(0, "Table 1", "Table 3"), (2, "Table 1", "Table 3")], []),
        ([(0, "Table 2", "Table 3"), (1, "Table 2", "Table 3")], [(0, "3"), (1, "3")]),
        ([(1, "Figures 1", "Figures 2"), (2, "Table 1", "Table 2")], [(1, "2"), (2, "2")]),
        ([(1, "2a", "2b")], [(1, "2")]),
    ],
)
def test_a_label_is_renumbered_with_its_caption(
    changes: list[tuple[int, str, str]], labels: list[tuple[int, str]]
) -> None:
    """A caption outweighs its references; tables and figures each have numbers of their own."""
    assert wrong(copy(*changes)) == labels


def test_the_labels_of_an_untouched_copy_are_references() -> None:
    """Nothing is typed."""
    assert typed(copy()) == []


@pytest.mark.parametrize(
    ("place", "old", "new", "found"),
    [
        (0, "Table 1", "Table 2", "2"),
        (0, "Table 2", "Table 1", "1"),
        (1, "Table 2", "Table 1", "1"),
        (1, "2a", "1a", "1"),
        (1, "2a", "2b", "2"),
        (2, "Table 1", "Table 2", "2"),
        (4, "Figure 1", "Figure 2", "2"),
        (6, "one 2", "one 1", "1"),
    ],
)
def test_one_reference_to_something_else_is_typed(place: int, old: str, new: str, found: str) -> None:
    """A reader would look at another table, part of a figure or note."""
    assert found in typed(copy((place, old, new)))


def test_all_references_may_follow_a_renumbered_table() -> None:
    """Two tables that changed places keep their references."""
    swap = [
        (0, "Table 1", "Table X"),
        (0, "Table 2", "Table 1"),
        (0, "Table X", "Table 2"),
        (1, "Table 2", "Table 1"),
        (2, "Table 1", "Table 2"),
        (3, "Table 2", "Table 1"),
    ]
    assert typed(copy(*swap)) == []


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("Table 1, and", "Table, and", "1"),
        ("* p < .05", "p < .05", "*"),
        ("Table 2.", "Table.", "2"),
    ],
)
def test_a_lost_mark_between_words_that_remain_is_deleted(old: str, new: str, lost: str) -> None:
    """The star of a legend, a relation and the number of a reference; a deleted sentence is an edit of the text."""
    texts = [
        "Ages are in Table {!cross-reference|1}, and b is in Table {!cross-reference|2}.",
        "Note of it. * p < .05.",
    ]
    expected = [block(text) for text in texts]
    assert old in expected[0].text + expected[1].text
    found = [Block("paragraph", each.text.replace(old, new)) for each in expected]
    lone = [remark for remark in remarks(Accounts(case(expected, found, LEDGER))) if remark.kind == "deleted"]
    assert [expected_token(expected, remark.i) for remark in lone] == [lost]
    shorter = [Block("paragraph", "Ages are there."), Block("paragraph", "Note of it.")]
    assert remarks(Accounts(case(expected, shorter, LEDGER))) == []


def lost(ours: str, theirs: str) -> list[str]:
    """The texts that a copy of a paragraph lacks."""
    made = case([block(ours)], [Block("paragraph", theirs)], LEDGER)
    return [made.expected[each.i].text for each in remarks(Accounts(made)) if each.i is not None]


@pytest.mark.parametrize("end", [" It is long.", ""])
def test_a_word_file_lacks_the_marks_of_notes(end: str) -> None:
    """The mark behind a reference may equal its number, which is lost only if the copy does not have it."""
    text = "Ages are in Table {!cross-reference|1}. {!mark|1}" + end
    assert lost(text, f"Ages are in Table 1.{end}") == []
    assert lost(text, f"Ages are in Table.{end}") == ["1"]
    assert lost(text.replace("mark|1", "mark|2"), f"Ages are in Table.{end}") == ["1"]


def expected_token(blocks: list[Block], place: int | None) -> str:
    """The text of a token of the paper."""
    assert place is not None
    return tokens(blocks)[place].text


@pytest.mark.parametrize("word", ["b29", "Slopes29", "slopes29"])
def test_a_number_set_against_a_word_of_the_paper_is_typed(word: str) -> None:
    """`SD29` is no name where the paper has `SD`."""
    old = "b =" if word == "b29" else "Slopes of"
    place = 0 if word == "b29" else 3
    assert typed(copy((place, old, f"{word} {old.split()[1]}"))) == [word]


def test_a_name_with_digits_that_is_no_word_of_the_paper_is_a_name() -> None:
    """Co-authors may add the name of a scale."""
    assert typed(copy((3, "Slopes of", "Slopes in the QIDS16 of"))) == []


def test_an_abbreviated_reference_follows_its_caption() -> None:
    """`Fig. 1` and `Figure 1` are one figure."""
    texts = [
        ("paragraph", "Ages are in Fig. {!cross-reference|1} here."),
        ("caption", "Figure {!cross-reference|1} Ages drawn"),
    ]
    expected = [replace(block(text), kind=kind) for kind, text in texts]
    found = [Block(each.kind, each.text.replace("Fig. 1", "Fig. 3")) for each in expected]
    made = case(expected, found, LEDGER)
    assert [made.found[j].text for j in RenumberedReferences(made).wrong] == ["3"]

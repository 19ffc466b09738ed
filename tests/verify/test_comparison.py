"""A copy beside the document: partners, runs of new words, and what is elsewhere on purpose."""

from __future__ import annotations

import pytest
from marked_texts import block, case, rows, table

from report.verify.comparison import Comparison

LEDGER = rows(age__b=0.30, age__p=0.004)
TEXT = "Age was related to pain (b = {age.b|0.30}{age.p!stars|**}) in 3 waves"


def place(made: Comparison, text: str) -> int:
    """The place of an expected token."""
    return next(i for i, token in enumerate(made.expected) if token.text == text)


def there(made: Comparison, text: str) -> int:
    """The place of a found token."""
    return next(j for j, token in enumerate(made.found) if token.text == text)


@pytest.mark.parametrize(("text", "counts"), [("0.30", True), ("**", True), ("3", False), ("pain", False)])
def test_what_counts(text: str, counts: bool) -> None:
    """Numbers and marks of rows count, numbers of the text and words do not."""
    made = case(TEXT, "x", LEDGER)
    assert made.counts(place(made, text)) is counts


def test_words_of_rows_count_and_those_of_claims_do_not() -> None:
    """A row may print a word; the wording of claims is checked elsewhere."""
    made = case("It was {age.b|mild} and {c!claim|fell by 3}", "x", LEDGER)
    assert made.counts(place(made, "mild"))
    assert not made.counts(place(made, "3"))


@pytest.mark.parametrize(
    ("printed", "older"),
    [({}, False), ({"age.b": "0.30"}, False), ({"age.b": "0.29"}, True), ({"gone.b": "0.29"}, False)],
)
def test_a_copy_is_older_if_its_build_printed_something_else(printed: dict[str, str], older: bool) -> None:
    """Rows that no longer exist say nothing."""
    assert case(TEXT, TEXT, LEDGER, printed).is_older is older


def test_partners_within_a_block() -> None:
    """The nearest paired token before and after, within the same block."""
    made = case("alpha beta gamma delta", "alpha new beta gamma delta")
    assert made.partner_before(there(made, "new")) == place(made, "alpha")
    assert made.partner_after(there(made, "new")) == place(made, "beta")
    assert made.partner_before(0) is None
    assert made.partner_after(there(made, "delta")) is None


def test_partners_of_other_blocks_do_not_count() -> None:
    """A new block has no neighbours."""
    made = case(
        [block("alpha beta"), block("gamma delta")], [block("alpha beta"), block("new"), block("gamma delta")]
    )
    assert made.partner_before(there(made, "new")) is None
    assert made.partner_after(there(made, "new")) is None


def test_runs_of_added_words() -> None:
    """From the first new word to the last, within a block."""
    made = case("alpha beta gamma delta", "alpha a b beta gamma c delta")
    assert made.added_run(there(made, "a")) == made.added_run(there(made, "b")) == (1, 2)
    assert made.added_run(there(made, "c")) == (5, 5)
    two = case([block("alpha")], [block("alpha a"), block("b")])
    assert two.added_run(there(two, "a")) == (1, 1)


def test_axes_of_figures() -> None:
    """A number that is a whole label without a row is a tick; other labels are not."""
    made = case(
        [block("10", "figure"), block("n = 20", "figure"), block("{age.b|0.30}", "figure"), block("40")],
        "x",
        LEDGER,
    )
    ticks = [token.text for i, token in enumerate(made.expected) if made.is_axis(i)]
    assert ticks == ["10"]


def test_blocks_of_tokens() -> None:
    """Each token belongs to a block of its side."""
    made = case([block("one"), block("two", "caption")], [block("two", "page"), block("one")])
    assert made.expected_block(place(made, "two")).kind == "caption"
    assert made.found_block(there(made, "two")).kind == "page"


def test_conventions_of_the_text() -> None:
    """Digits of an address are no result, others have no convention."""
    blocks = [block("See https://example.org/12 and 7 others")]
    made = case(blocks, blocks)
    assert made.convention(made.expected[place(made, "7")], blocks) == ""
    assert made.convention(made.expected[place(made, "12")], blocks) == "address"


NOTES = [
    block("First note of 3", "footnote"),
    block("Second note of 4", "footnote"),
    block("Third note of 5", "footnote"),
]


def test_notes_may_be_anywhere_in_their_own_order() -> None:
    """Programs print notes at the end of a page or of the document."""
    text = block("Text with words")
    made = case([NOTES[0], text, NOTES[1], NOTES[2]], [text, *NOTES])
    for number in ("3", "4", "5"):
        assert made.is_set_elsewhere(place(made, number), there(made, number))
    turned = case(NOTES, [NOTES[0], NOTES[2], NOTES[1]])
    assert not turned.is_set_elsewhere(place(turned, "4"), there(turned, "4"))


@pytest.mark.parametrize(
    ("kind", "found", "elsewhere"),
    [("contents", "page", True), ("contents", "contents", True), ("contents", "paragraph", False)],
)
def test_contents_may_be_anywhere_on_pages(kind: str, found: str, elsewhere: bool) -> None:
    """A table of contents is no text."""
    made = case([block("Chapter 3", kind)], [block("Chapter 3", found)])
    assert made.is_set_elsewhere(1, 1) is elsewhere


def test_text_stays_in_order() -> None:
    """On a page, a paragraph is in order between its neighbours; in other formats it does not move."""
    words = [
        block(f"{name} has the number {number} in it")
        for name, number in (("one", 3), ("two", 4), ("three", 5))
    ]
    same = case(words, [block(each.text, "page", page=1) for each in words])
    assert same.is_set_elsewhere(place(same, "4"), there(same, "4"))
    assert not case(words, words).is_set_elsewhere(place(same, "4"), there(same, "4"))


def test_rows_that_changed_places_are_paired_by_their_heads() -> None:
    """The head decides which row of the copy is which, and the row has moved."""
    head = ("Measure", "b", "c")
    ours = table(head, ("Age", "0.11", "0.12"), ("Sex", "0.11", "0.22"))
    theirs = table(head, ("Sex", "0.11", "0.22"), ("Age", "0.11", "0.12"))
    made = case(ours, theirs)
    for i, token in enumerate(made.expected):
        j = made.alignment.to_found[i]
        assert j is not None
        assert made.found[j].text == token.text
        assert made.found_block(j).row == made.expected_block(i).row
    assert {made.expected_block(i).row for i in made.alignment.moved} == {"Age", "Sex"}

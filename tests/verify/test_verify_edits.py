"""Every number that is typed into a copy, in any form and at any place, is a finding; nothing else is."""

from collections import Counter
from random import Random

import pytest
from block_moves import block_moves
from editable import Html, Word
from edits import chosen, edits
from pdf_edits import Spot, overlaid, spots
from pdf_margins import typed_beside

COPIES = {"index.html": Html, "index.docx": Word}
FEW, LEAST = 25, 2_000


def missed(sample, name, copy, tried):
    """The edits without a finding, and those where the balance counts typed numbers and the verdict has none."""
    for edit in tried:
        checked = sample.check(name, copy.edited((edit.index, edit.text)))
        if not checked.findings:
            yield f"{edit}{' (typed in the balance)' * ('typed' in checked.balance.parts)}"


@pytest.mark.parametrize("name", COPIES)
def test_edits_are_found(sample, name):
    """A sample of edits, of all operations and kinds of block in turn, is found."""
    copy = COPIES[name](sample.bytes(name))
    assert list(missed(sample, name, copy, chosen(edits(copy.blocks, 1), FEW))) == []


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_that_was_taken_apart_and_put_together_is_clean(sample, name):
    """The tools of these tests change nothing by themselves."""
    copy = COPIES[name](sample.bytes(name))
    checked = sample.check(name, copy.edited(*((i, text) for i, (_, text) in enumerate(copy.blocks))))
    assert checked.findings == ()
    assert "typed" not in checked.balance.parts


def test_edits_cover_every_kind_of_block(sample):
    """The edits are thousands, in every kind of block that a paper has."""
    for name, copy in COPIES.items():
        made = list(edits(copy(sample.bytes(name)).blocks, 1))
        assert len(made) > LEAST
        kinds = Counter(edit.kind for edit in made)
        assert set(kinds) >= {
            *("text", "abstract", "heading", "cell", "head", "caption", "note", "footnote", "figure", "box"),
            *("reference", "list item"),
        }


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("name", COPIES)
def test_all_edits_are_found(sample, name, part):
    """Each operation with each form in each kind of block is found."""
    copy = COPIES[name](sample.bytes(name))
    assert list(missed(sample, name, copy, list(edits(copy.blocks, 1))[part::4])) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", COPIES)
def test_blocks_in_other_places_are_found(sample, name):
    """A block of results that was deleted, doubled, moved or exchanged with another of its kind is found."""
    copy = COPIES[name](sample.bytes(name))
    made = list(block_moves(copy))
    assert len(made) > 30
    assert [what for what, data in made if not sample.check(name, data).findings] == []


#: What counts pages and works is no result: page numbers, and the years of citations.
YEARS, FOOT, HEAD = ("2019", "2021"), 50, 790


def is_result(spot):
    """Whether a number of the sample is a result, on one line of its text."""
    _, bottom, _, top = spot.box
    return bottom > FOOT and top < HEAD and spot.text.strip() not in YEARS and "\n" not in spot.text


def overlays(data, count):
    """A PDF in which a number is white, has another in its place, or has one beside its column."""
    for spot in Random("spots").sample(list(filter(is_result, spots(data))), count):
        _, bottom, _, top = spot.box
        yield f"white {spot}", overlaid(data, (spot, ""))
        yield f"changed {spot}", overlaid(data, (spot, f"9{spot.text.strip('<−% ')[-2:]}"))
        yield f"beside {spot}", overlaid(data, (Spot(spot.page, "", (20, bottom, 40, top)), ".29"))


@pytest.mark.slow
def test_numbers_that_a_pdf_editor_changed_are_found(sample):
    """A white box with other words hides what was printed."""
    made = overlays(sample.bytes("index.pdf"), 2)
    assert [what for what, data in made if not sample.check("index.pdf", data).findings] == []


@pytest.mark.slow
def test_all_numbers_that_a_pdf_editor_changed_are_found(sample):
    """The same for many numbers, in all places of a paper."""
    made = overlays(sample.bytes("index.pdf"), 60)
    assert [what for what, data in made if not sample.check("index.pdf", data).findings] == []


def test_numbers_typed_beside_the_text_of_a_page_are_found(sample):
    """In margins, gaps, heads and feet, in letters of any size."""
    made = typed_beside(sample.bytes("index.pdf"), 6)
    assert [what for what, data in made if not sample.check("index.pdf", data).findings] == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_all_numbers_typed_beside_the_text_of_a_page_are_found(sample, seed):
    """The same at many places of all pages."""
    made = list(typed_beside(sample.bytes("index.pdf"), 60, str(seed)))
    assert len(made) > 50
    assert [what for what, data in made if not sample.check("index.pdf", data).findings] == []

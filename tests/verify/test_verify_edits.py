"""Every number that is put into a copy, in any form, at any place, brings a finding; and nothing else does."""

from collections import Counter

import pytest
from editable import Html, Word
from edits import chosen, edits

COPIES = {"index.html": Html, "index.docx": Word}
FEW, LEAST = 40, 2_000


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

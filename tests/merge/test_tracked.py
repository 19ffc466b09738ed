"""Tracked documents: accepting all changes gives the new text, rejecting all gives the old."""

from __future__ import annotations

import pytest

from report.merge.tracked import tracked
from report.merge.word_units import read_units
from tests.merge.edit_kinds import WordCopy, moved

ITEM = '<w:t xml:space="preserve">The second item.</w:t></w:r></w:p>'
EDITS = {
    "nothing": (),
    "word": ((" nights, sleep was ", " nights, rest was "),),
    "number": ((">7.5<", ">7.9<"),),
    "format": (("<w:i/><w:iCs/>", "<w:b/><w:bCs/>"),),
    "cell": ((">Participants<", ">People<"),),
    "caption": ((" Sleep of ", " Rest of "),),
    "paragraph": ((ITEM, ITEM + "<w:p><w:r><w:t>A new paragraph.</w:t></w:r></w:p>"),),
    "several": ((">Results<", ">Findings<"), (">7.5<", ">7.9<"), ("is a number.", "is a result. It is new.")),
}


def texts(data, accept=True):
    return [unit.text for unit in read_units(data, lambda _: accept).units]


@pytest.mark.parametrize("name", EDITS)
def test_accepting_gives_the_new_text_and_rejecting_the_old(built, edited, name):
    """Every difference is a tracked change, in both directions."""
    new = edited(*EDITS[name])
    for before, after in ((built.word, new), (new, built.word)):
        made = tracked(before, after, 0)
        assert texts(made, accept=True) == texts(after)
        assert texts(made, accept=False) == texts(before)
    assert (not EDITS[name]) == (not read_units(tracked(built.word, new, 0)).revisions)


def test_a_changed_footnote_is_tracked_in_the_notes(built, edited):
    """Footnotes have their own changes."""
    new = edited(("The fewest were", "The lowest were"), part="word/footnotes.xml")
    made = tracked(built.word, new, 0)
    assert (texts(made, accept=True), texts(made, accept=False)) == (texts(new), texts(built.word))


def test_a_tracked_document_is_the_same_each_time(built, edited):
    """The same two files give the same bytes."""
    new = edited(*EDITS["several"])
    assert tracked(built.word, new, 0) == tracked(built.word, new, 0)


def test_a_moved_paragraph_is_deleted_where_it_was(built):
    """Rejecting all changes gives the old order of paragraphs that were moved, in both directions."""
    for start, after in (("Another paragraph", "The last paragraph"), ("The last paragraph", "The second")):
        file = WordCopy(built.word)
        moved(start, after)(file)
        made = tracked(built.word, file.saved(), 0)
        assert texts(made, accept=True) == texts(file.saved())
        assert texts(made, accept=False) == texts(built.word)

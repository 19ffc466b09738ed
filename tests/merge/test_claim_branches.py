"""The wording of a claim that an edit does not change."""

from __future__ import annotations

import pytest

from report.merge.claim_branches import other_wordings
from report.merge.source_spans import SourceEdit
from tests.merge.edit_kinds import edited_by

TEMPLATE = (
    'Sleep was << claim("claim.enough", yes="long \\"enough\\"", no=\'too short\') >> (<< hours.mean >>), so.'
)


def note(words):
    """The note on an edit of words of the template."""
    start = TEMPLATE.index(words)
    return other_wordings(TEMPLATE, [SourceEdit("index.qmd.j2", start, start + len(words), "new")])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("long", "printed if claim.enough holds; otherwise “too short”"),
        ("short", 'printed if claim.enough does not hold; otherwise “long \\"enough\\"”'),
        ("Sleep", ""),
        ("hours", ""),
        ("so", ""),
    ],
)
def test_an_edit_inside_a_wording_shows_the_other_one(words, said):
    """Text around the tag and other tags have no other wording."""
    assert note(words) == said


def test_a_hunk_says_what_the_claim_prints_otherwise(built):
    """A co-author sees only one wording, and the author of the templates decides about both."""
    (found,) = built.merge(edited_by(built.word, "edit the wording of a claim")).hunks
    assert found.note == "printed if claim.enough holds; otherwise “too short”"
    (found,) = built.merge(edited_by(built.word, "replace a word")).hunks
    assert found.note == ""

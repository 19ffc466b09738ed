"""The hunks of a merge: their ids, and conflicts with the reason for them."""

from report.merge.atoms import NUMBER, Atom
from report.merge.hunks import APPLIED, CONFLICT, Hunk, named, refused
from report.merge.source_spans import Refusal

HUNK = Hunk("replaced in paragraph", "the old words", "the new words", "index.qmd.j2", 7)


def test_a_refused_hunk_is_a_conflict_with_the_reason():
    """What the reason concerns goes with it: the atom, the product whose table it reshapes."""
    atom = Atom("3", NUMBER, start=7, end=8, file="index.qmd.j2")
    found = refused(HUNK, Refusal("is a number", "edit the data", atom, home="tbl-a", reshapes=True))
    assert (HUNK.state, found.state) == (APPLIED, CONFLICT)
    assert (found.why, found.remedy, found.atom) == ("is a number", "edit the data", atom)
    assert (found.home, found.reshapes) == ("tbl-a", True)
    assert (found.before, found.file, found.offset) == (HUNK.before, HUNK.file, HUNK.offset)


def test_the_reason_knows_best_what_was_typed():
    """Its own new text has precedence over that of the edit."""
    assert refused(HUNK, Refusal("why", "remedy"), "whole").typed == "whole"
    assert refused(HUNK, Refusal("why", "remedy", typed="part"), "whole").typed == "part"


def test_equal_edits_of_a_place_have_ids_of_their_own():
    """An id depends on the edit and its order among equal ones, not on the number of other edits."""
    other = Hunk("deleted paragraph", "words", "")
    first, second = named([HUNK, HUNK])
    assert first.id != second.id
    assert [each.id for each in named([other, HUNK, HUNK])][1:] == [first.id, second.id]
    assert [each.number for each in named([other, HUNK])] == [1, 2]

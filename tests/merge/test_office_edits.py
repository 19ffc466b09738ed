"""Edits made in LibreOffice, with changes recorded or not, and what becomes of the template."""

from __future__ import annotations

import difflib
import shutil

import pytest

from tests.merge.office_edits import edited_in_office

pytestmark = [
    pytest.mark.slow,
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice"),
]
EDITS = """
  Choose("emphasis") : Run("Italic")
  Choose("enough") : Insert("plenty")
  Choose("quiet towns") : Insert("silent villages")
  Behind("silent villages.") : Insert(" They came by train.")
  Behind("The second item.") : Run("InsertPara") : Insert("The third item.")
  Choose("A step with pens.") : Run("Bold")
  Behind("A diary was handed out") : Run("DeleteRows")
  Choose("Visits of all participants") : Insert("Visits of everyone")
  Behind("in it is a number") : Run("InsertFootnote") : Insert("A typed note.")
  Choose("A quotation from") : Insert("A saying from")
"""
#: The lines of the template that change.
WANTED = """
-Over << protocol.nights >> nights, sleep was << claim("claim.enough", yes="enough", no="too short") >>
+Over << protocol.nights >> nights, sleep was << claim("claim.enough", yes="plenty", no="too short") >>
-The second paragraph has *emphasis*, a link to [a site](https://example.org) and "quotation marks".
+The second paragraph has emphasis, a link to [a site](https://example.org) and "quotation marks".
+- The third item.
-Another paragraph stands here, and nothing in it is a number.
+Another paragraph stands here, and nothing in it is a number[^a-typed].
-Participants were recruited in quiet towns.
+Participants were recruited in silent villages.
+They came by train.
-1. A step with pens.
+1. **A step with pens.**
-> A quotation from a diary.
+> A saying from a diary.
-| First | A diary was handed out |
-Visits of all participants
+Visits of everyone
+[^a-typed]: A typed note.
"""
MOVED = """
  ChooseParagraph("Participants were recruited") : Run("Cut")
  Behind("The visits are in") : Run("GoToStartOfPara") : Run("Paste")
"""
DELETED = """
  ChooseParagraph("Another paragraph stands here") : Run("Delete")
"""
DIGIT = """
  Behind("7.5") : Run("SwBackspace") : Insert("9")
"""
both = pytest.mark.parametrize("record", [True, False], ids=["recorded", "unrecorded"])


def lines(built, found):
    """The lines of the main template that a merge changes."""
    old, new = built.templates["index.qmd.j2"], {**built.templates, **found.merged}["index.qmd.j2"]
    every = difflib.ndiff(old.splitlines(), new.splitlines())
    return [f"{line[0]}{line[2:]}" for line in every if line[0] in "-+" and line[2:].strip()]


@both
def test_ten_edits_change_their_lines_of_the_template(built, tmp_path, record):
    """The template has each edit at its place, whether the changes were recorded or not."""
    found = built.merge(edited_in_office(built.word, EDITS, record, tmp_path))
    assert {hunk.state for hunk in found.hunks} == {"applied"}
    assert lines(built, found) == WANTED.strip().splitlines()


@both
def test_a_paragraph_with_a_number_is_moved_with_its_number(built, tmp_path, record):
    """LibreOffice writes damaged XML for a recorded move of a number."""
    found = built.merge(edited_in_office(built.word, MOVED, record, tmp_path))
    assert [(hunk.what, hunk.state) for hunk in found.hunks] == [("moved paragraph", "applied")]
    text = found.merged["index.qmd.j2"]
    assert text.index("kept a diary for << protocol.nights >> nights") > text.index("A quotation")


@both
def test_a_changed_digit_is_a_conflict_with_the_number_typed(built, tmp_path, record):
    """LibreOffice repeats the digits of a number with recorded changes; they are read once."""
    found = built.merge(edited_in_office(built.word, DIGIT, record, tmp_path))
    assert [hunk.state for hunk in found.hunks] == ["conflict"]
    assert found.hunks[0].after == "Results. Mean sleep was [7.9] hours."


@pytest.mark.parametrize(
    "edits", [DELETED, MOVED.replace("Participants were recruited", "Another paragraph stands")]
)
@both
def test_a_heading_behind_a_deleted_or_moved_paragraph_stays_one(built, tmp_path, record, edits):
    """LibreOffice gives it the style of the paragraph whose deletion it records."""
    found = built.merge(edited_in_office(built.word, edits, record, tmp_path))
    assert len(found.hunks) == 1
    assert "\n## Methods\n" in found.merged["index.qmd.j2"]

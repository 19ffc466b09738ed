"""The check after a merge: what the copy edited must be in the rebuilt document; other edits of templates may be."""

from __future__ import annotations

import pytest

from report.merge.verification import differences
from report.merge.word_units import read_units
from report.text.reading.word_styles import w
from tests.merge.edit_kinds import SAVES, WordCopy, edited_by, text_of


def found_in(built, copy, rebuilt, today=None):
    return list(differences(built.merge(copy, today), read_units(rebuilt).units))


def test_a_lost_edit_is_a_difference(built, edited):
    """The rebuilt document lacks the word of the copy."""
    copy = edited(("quiet towns", "noisy towns"))
    assert found_in(built, copy, copy) == []
    (lost,) = found_in(built, copy, built.word)
    assert "noisy towns" in lost.copy
    assert "quiet towns" in lost.rebuilt


def test_a_changed_unit_that_the_copy_did_not_edit_is_a_difference(built, edited):
    """If the templates are those of the build, nothing else may change."""
    copy = edited(("quiet towns", "noisy towns"))
    rebuilt = edited(("quiet towns", "noisy towns"), ("A quotation from", "A remark in"))
    assert [each.rebuilt for each in found_in(built, copy, rebuilt)] == ["A remark in a diary."]


def test_edits_that_another_copy_made_before_are_no_difference(built, edited):
    """If the templates were edited since the build, units that this copy did not edit may differ, or be new."""
    text = built.templates["index.qmd.j2"]
    today = {**built.templates, "index.qmd.j2": text.replace("A quotation from", "A remark in")}
    copy = edited(("quiet towns", "noisy towns"))
    rebuilt = edited(("quiet towns", "noisy towns"), ("A quotation from", "A remark in"))
    assert found_in(built, copy, rebuilt, today) == []
    lost = edited(("A quotation from", "A remark in"))
    assert ["noisy towns" in each.copy for each in found_in(built, copy, lost, today)] == [True]


@pytest.mark.parametrize("save", SAVES)
def test_a_copy_saved_by_another_program_has_no_other_text(built, save):
    """Captions, notes and references that lost their styles are still what they were; a lost edit is found."""
    saved = SAVES[save](built.word)
    assert list(differences(built.merge(saved), built.base.units, built.base.build)) == []
    edited_copy = SAVES[save](edited_by(built.word, "replace a word"))
    (lost,) = differences(built.merge(edited_copy), built.base.units, built.base.build)
    assert "enrolled" in lost.copy


def test_the_format_of_generated_text_is_no_difference(built):
    """Italics that a co-author removes from a symbol of a row are not merged, and the text is that of the copy."""
    file = WordCopy(built.word)
    symbol = next(run for run in file.paragraph("Over").iter(w("r")) if text_of(run) == "p")
    symbol.remove(symbol.find(w("rPr")))
    found = built.merge(file.saved())
    assert found.hunks == ()
    assert list(differences(found, built.base.units, built.base.build)) == []

"""Three-way merge: the text that was woven, the text of today, and the edits of the copy."""

from __future__ import annotations

from report.merge.source_spans import SourceEdit
from report.merge.three_way import Merged, merged, place_today

BASE = "The dose was low.\nNobody left.\nSleep improved.\n"


def edit(old: str, new: str, base: str = BASE) -> SourceEdit:
    """The replacement of a text that the template contains once."""
    start = base.index(old)
    return SourceEdit("x.md", start, start + len(old), new)


def after(today: str, *edits: SourceEdit) -> Merged:
    """The merge into today's text."""
    return merged(BASE, today, edits)


def test_edits_are_applied_to_an_unchanged_template() -> None:
    """Edits are applied in any order."""
    found = after(BASE, edit("Sleep", "Mood"), edit("low", "high"))
    assert found == Merged("The dose was high.\nNobody left.\nMood improved.\n", (), ())


def test_an_edit_moves_with_changes_elsewhere() -> None:
    """Lines that were added above, and words that changed in the same sentence, only shift an edit."""
    today = "New first line.\n" + BASE.replace("was", "had been")
    assert after(today, edit("low", "high")).text == today.replace("low", "high")


def test_a_change_of_the_same_words_is_a_conflict() -> None:
    """Today's text is left as it is, and the edit is named; others are applied."""
    found = after(BASE.replace("low", "moderate"), edit("low", "high"), edit("Sleep", "Mood"))
    assert found.conflicts == (0,)
    assert found.text == BASE.replace("low", "moderate").replace("Sleep", "Mood")


def test_an_edit_that_is_already_there_is_not_applied_again() -> None:
    """A merge that is repeated changes nothing, whether all edits or only some of them were made by hand."""
    both = (edit("low", "high"), edit("Sleep", "Mood"))
    assert after(BASE.replace("low", "high").replace("Sleep", "Mood"), *both).present == (0, 1)
    found = after(BASE.replace("low", "high"), *both)
    assert (found.present, found.conflicts) == ((0,), ())
    assert found.text == BASE.replace("low", "high").replace("Sleep", "Mood")


def test_insertions_at_the_same_place_conflict() -> None:
    """Two texts in one place have no order."""
    here = BASE.index("low")
    today = BASE.replace("was low", "was rather low")
    assert after(today, SourceEdit("x.md", here, here, "very ")).conflicts == (0,)


def test_an_insertion_beside_a_change_is_applied() -> None:
    """A sentence may be added after one of which a word has changed."""
    here = BASE.index("\nNobody")
    today = BASE.replace("low.", "small.")
    found = after(today, SourceEdit("x.md", here, here, " It was safe."))
    assert found == Merged(today.replace("small.", "small. It was safe."), (), ())


def test_a_deletion_of_a_changed_line_is_a_conflict() -> None:
    """Text that someone has improved is not deleted unseen."""
    assert after(BASE.replace("Nobody", "No patient"), edit("Nobody left.\n", "")).conflicts == (0,)


def test_an_offset_moves_with_the_text_before_it() -> None:
    """Findings are located in today's template."""
    today = "New.\n" + BASE
    assert place_today(BASE, today, BASE.index("Sleep")) == today.index("Sleep")
    assert place_today(BASE, BASE, 7) == 7
    assert place_today(BASE, "", 30) == 0


def test_a_replacement_inside_a_removed_stretch_has_nothing_to_replace() -> None:
    """The text that one edit removes is not written again by an edit of a part of it, nor by the same edit twice."""
    removal = edit("Nobody left.\n", "")
    assert after(BASE, edit("Nobody", "All"), removal).text == "The dose was low.\nSleep improved.\n"
    assert after(BASE, edit("low", "high"), edit("low", "high")).text == BASE.replace("low", "high")


def test_an_insertion_beside_a_removed_stretch_remains() -> None:
    """What is inserted where a line is removed takes its place."""
    place = BASE.index("Nobody")
    added = SourceEdit("x.md", place, place, "All left.\n")
    assert after(BASE, edit("Nobody left.\n", ""), added).text == BASE.replace("Nobody", "All")

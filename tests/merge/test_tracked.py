"""Tracked documents: accepting all changes gives the new text, rejecting all gives the old."""

from __future__ import annotations

from copy import deepcopy

import pytest

from report.merge.tracked import tracked
from report.merge.tracked_runs import _WORD
from report.merge.word_units import read_units
from report.render.word.namespaces import DOCUMENT, FOOTNOTES
from report.render.word.package import Package
from tests.merge.edit_kinds import WordCopy, footnote_after, moved

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


@pytest.mark.parametrize("displayed", [False, True])
def test_a_formula_is_tracked(built, edited, displayed):
    """Formulas that were changed, added or removed are tracked, within a line or displayed."""
    formula = "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"
    formula = f"<m:oMathPara>{formula}</m:oMathPara>" if displayed else formula
    added = f"{ITEM}<w:p><w:r><w:t>With </w:t></w:r>{formula}</w:p>"
    versions = built.word, edited((ITEM, added)), edited((ITEM, added.replace("a+b", "a+c")))
    for before, after in ((0, 1), (1, 0), (1, 2)):
        made = tracked(versions[before], versions[after], 0)
        assert texts(made, accept=True) == texts(versions[after])
        assert texts(made, accept=False) == texts(versions[before])


def test_the_format_of_a_cell_is_tracked(built, edited):
    """A word in a cell that became bold is a change, although its text is the same."""
    plain = '<w:r><w:t xml:space="preserve">Participants</w:t></w:r>'
    new = edited((plain, plain.replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>")))
    made = tracked(built.word, new, 0)
    for accept, file in ((True, new), (False, built.word)):
        read = [read_units(data, lambda _, accept=accept: accept).units for data in (made, file)]
        formats = [[(atom.text, atom.format) for unit in each for atom in unit.atoms] for each in read]
        assert formats[0] == formats[1]
    assert texts(new) == texts(built.word)


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("in quiet towns.", "in noisy old villages.", ["quiet towns", "noisy old villages"]),
        ("in quiet towns.", "in quiet towns, mostly.", [", mostly"]),
        ("in quiet towns.", "in quiet towns!", [".", "!"]),
    ],
)
def test_a_changed_phrase_is_one_change_without_the_punctuation_around_it(built, edited, old, new, changes):
    """Words that follow each other are one change; punctuation that is the same stays."""
    made = tracked(built.word, edited((old, new)), 0)
    assert [each.text for each in read_units(made).revisions] == changes


@pytest.mark.parametrize(
    "text", ["−0.53", "-.5", ".001", "1,000.5", "95%", "10:30", "well-known", "it’s", "H2O", "7.5"]
)
def test_a_number_or_word_is_one_token(text):
    """Signs, decimal points, thousands separators, hyphens and apostrophes within do not divide it."""
    assert _WORD.findall(f"a {text}, b") == ["a", " ", text, ",", " ", "b"]


def test_a_row_added_beside_a_changed_one_is_one_insertion(built):
    """The changed row keeps its place, with its changed word marked; only the new row is inserted whole."""
    package = Package.read(built.word)
    (row,) = package.tree(DOCUMENT).xpath("//*[local-name()='tr'][.//*[text()='Participants']]")
    added = deepcopy(row)
    row.addnext(added)
    for old, new in (("Participants", "People"), ("3", "4")):
        (word,) = row.xpath(f".//*[text()='{old}']")
        word.text = new
    new = package.written(0)
    for before, after, kind in ((built.word, new, "inserted"), (new, built.word, "deleted")):
        made = tracked(before, after, 0)
        assert (texts(made, accept=True), texts(made, accept=False)) == (texts(after), texts(before))
        assert [each.kind for each in read_units(made).revisions if "row" in each.kind] == [f"row {kind}"]


def test_footnotes_are_numbered_in_the_order_of_their_calls(built):
    """LibreOffice exchanges the texts of footnotes whose ids do not ascend, such as those of deleted calls."""
    file = WordCopy(built.word)
    footnote_after("The measure", "See the manual.")(file)
    for before, after in ((built.word, file.saved()), (file.saved(), built.word)):
        package = Package.read(tracked(before, after, 0))
        called = package.tree(DOCUMENT).xpath("//*[local-name()='footnoteReference']/@*[local-name()='id']")
        notes = package.tree(FOOTNOTES).xpath("*[not(@*[local-name()='type'])]/@*[local-name()='id']")
        assert called == notes == sorted(called, key=int)

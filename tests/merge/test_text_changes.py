"""The passages that changed between two builds."""

from __future__ import annotations

from report.merge.atoms import CALL, NOTE, Atom, Unit
from report.merge.text_changes import Part, label_changes, text_changes
from report.merge.word_units import read_units
from report.trace.occurrences import Occurrence


def unit(text, kind="paragraph", **others):
    """A unit of plain text, in which a call of a note is an atom of its own."""
    return Unit(kind, tuple(Atom(letter, NOTE if letter == CALL else "text") for letter in text), **others)


def changes(old, new):
    return list(text_changes("index", old, new))


def test_changed_passages_name_their_rows(built, edited):
    """A changed number in a sentence is listed with the row that prints it."""
    before, after = read_units(built.word).units, read_units(edited((">7.5<", ">7.9<"))).units
    (found,) = text_changes("index", before, after)
    assert (found.kind, found.rows) == ("abstract", ("hours.mean",))
    assert (Part("old", "7.5"), Part("new", "7.9")) == found.parts[1:3]


def test_the_id_of_the_build_is_no_change(edited):
    """A paper that prints its build has another id in each revision; other words beside it still differ."""
    old, new = (read_units(edited(("is a number.", f"is build {id}."))).units for id in ("abcd", "fade+"))
    assert list(text_changes("index", old, new, ("abcd", "fade+"))) == []
    (found,) = text_changes("index", old, new, ("abcd", "fade"))
    assert found.parts[-2:] == (Part("new", "+"), Part("same", "."))


def test_several_changes_of_a_sentence_are_one_passage():
    """With the words between them, and the section that it is in."""
    head = unit("Results", "heading")
    text = "The mean was 3 and the median 4."
    (found,) = changes([head, unit(text)], [head, unit(text.replace("3", "5").replace("4", "6"))])
    assert (found.place, found.old) == ("Results", text)
    assert [part.text for part in found.parts] == [
        "The mean was ",
        "3",
        "5",
        " and the median ",
        "4",
        "6",
        ".",
    ]


def test_words_far_from_a_change_are_cut_and_notes_have_a_sign():
    """An excerpt has whole words, and the object that stands for a call of a note is not a letter."""
    long = "word " * 40
    (found,) = changes([unit(f"{long}x{CALL} {long}")], [unit(f"{long}y{CALL} {long}")])
    before, _, _, after = (part.text for part in found.parts)
    assert before.startswith("…word ")
    assert after.startswith("[note] word ")
    assert after.endswith("word …")
    assert max(map(len, (before, after))) < 70


def test_the_cells_of_a_row_are_one_passage_with_its_place():
    """By the name of the table and the first cell of the row."""
    caption = unit("Table 2 Sizes", "caption", home="tbl-sizes")

    def table(*cells):
        return [caption, *(unit(text, "cell", home="tbl-sizes", level=row) for row, text in cells)]

    old = table((1, "Group"), (1, "n"), (1, "M"), (2, "Adults"), (2, "12"), (2, "3.4"), (3, "All"), (3, "9"))
    new = table((1, "Group"), (1, "n"), (1, "M"), (2, "Adults"), (2, "13"), (2, "3.5"), (3, "All"), (3, "8"))
    found = changes(old, new)
    assert [(each.place, each.old, each.new) for each in found] == [
        ("Table 2, Adults", "12 | 3.4", "13 | 3.5"),
        ("Table 2, All", "9", "8"),
    ]


def test_new_and_removed_paragraphs_are_whole():
    """They have no counterpart in the other build."""
    kept, gone, come = (
        unit("It stays as it is."),
        unit("Nobody reads this."),
        unit("An entirely different remark!"),
    )
    found = changes([kept, gone], [come, kept])
    assert {tuple(each.parts) for each in found} == {
        (Part("old", gone.text),),
        (Part("new", come.text),),
    }


def test_labels_of_drawings_are_compared_by_their_rows():
    """Numbers and marks in a figure are not in the text of a Word file."""

    def label(printed, kind="stat", block="figure"):
        return Occurrence("index", "l1", kind, "a.beta", printed, "Results", block, "fig-a")

    old, new = (
        [label("0.12"), label("*", "stars"), label("1", block="cell")],
        [label("0.30"), label("", "stars")],
    )
    found = list(label_changes(old, new))
    assert [(each.place, each.old, each.new, each.rows) for each in found] == [
        ("fig-a", "0.12", "0.30", ("a.beta",)),
        ("fig-a", "*", "", ("a.beta",)),
    ]

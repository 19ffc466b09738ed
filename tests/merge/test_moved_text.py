"""Sentences that a co-author moves take their numbers, citations, formulas and footnotes with them."""

from __future__ import annotations

import pytest
from markdown_copies import FILE, applied, hunks_of, printed

from report.merge.alignment import Pair
from report.merge.atoms import CALL, NOTE, Atom, Unit
from report.merge.base import PRODUCT
from report.merge.removals import DeletedFootnotes
from report.merge.source_spans import Setting, remaining

MOVED = "Sleep took [7.5]{.stat data-stat=hours.mean} hours in the towns [@smith2020]."
SOURCE = f"""The first paragraph is about towns and their people.
{MOVED}
Nobody moved to another town.

The second paragraph is about nights of all kinds.
They were quiet, and they were long.

The third paragraph says what follows from both.
"""
REST = SOURCE.replace(f"{MOVED}\n", "")
PLACES = [
    ("They were quiet, and they were long.", f"They were quiet, and they were long. {MOVED}"),
    ("The second paragraph", f"{MOVED} The second paragraph"),
    ("They were quiet", f"{MOVED} They were quiet"),
    ("Nobody moved to another town.", f"Nobody moved to another town. {MOVED}"),
    ("The third paragraph", f"{MOVED}\n\nThe third paragraph"),
]


@pytest.mark.parametrize(("old", "new"), PLACES)
def test_a_moved_sentence_keeps_its_number_and_citation(old: str, new: str) -> None:
    """Wherever the sentence goes, its tags go with it, and the template prints the text of the copy."""
    copy = REST.replace(old, new)
    made = applied(SOURCE, hunks_of(SOURCE, copy))
    assert made.count("[7.5]{.stat data-stat=hours.mean}") == made.count("[@smith2020]") == 1
    assert printed(made) == printed(copy)


@pytest.mark.parametrize("new", ["A night took 7.5 hours.", "It was 7.5 there."])
def test_a_number_typed_elsewhere_is_not_bound(new: str) -> None:
    """A few letters that agree with lost text do not show that they were moved."""
    made = applied(
        SOURCE, hunks_of(SOURCE, REST.replace("The third paragraph", f"{new} The third paragraph"))
    )
    assert "stat" not in made
    assert new in made


def test_a_moved_sentence_may_have_a_formula() -> None:
    """A formula that moves with its sentence is not a new one."""
    source = SOURCE.replace("[7.5]{.stat data-stat=hours.mean}", "$x^2$")
    rest = source.replace(source.splitlines()[1] + "\n", "")
    copy = rest.replace("The third", f"{source.splitlines()[1]} The third")
    found = hunks_of(source, copy)
    assert {hunk.why for hunk in found} == {""}
    assert applied(source, found).count("$x^2$") == 1


NOTES = """The first paragraph calls a note,[^one] and goes on.

The second paragraph calls another one[^two] at its end.

The last paragraph has nothing special in it.

[^one]: The text of the first note.
[^two]: Something else is said in this one.
"""


def test_the_order_of_footnotes_follows_from_their_calls() -> None:
    """Word numbers footnotes by their calls; their definitions remain where they are when a paragraph moves."""
    first, second, last, *notes = NOTES.strip().split("\n\n")
    one, two = notes[0].split("\n")
    found = hunks_of(NOTES, "\n\n".join([second, last, first, f"{two}\n{one}\n"]))
    assert [hunk.what for hunk in found] == ["moved paragraph"]
    assert applied(NOTES, found).endswith(notes[0] + "\n")


@pytest.mark.parametrize("gone", ["[^one] and", "The first paragraph calls a note,[^one] and goes on.\n\n"])
def test_a_footnote_is_deleted_with_its_call(gone: str) -> None:
    """One hunk removes both, since a template with only one of them cannot be built."""
    copy = NOTES.replace(gone, "").replace("[^one]: The text of the first note.\n", "")
    (hunk,) = hunks_of(NOTES, copy)
    assert applied(NOTES, [hunk]) == copy


def test_a_footnote_is_deleted_with_the_block_in_it() -> None:
    """The end of a block that begins in a footnote goes with it."""
    note = "[^one]: The first note.\n<% if synthetic %>\n    And more.\n<% endif %>\n"
    source = f"A call.[^one]\n\n{note}[^two]: The second note.\n"
    units = [
        Unit("paragraph", (Atom(CALL, NOTE, row="one"),)),
        Unit("footnote", (), source.index(note), source.index("\n<% endif"), "one", file=FILE),
    ]
    deleted = DeletedFootnotes({FILE: source}, units, [Pair((0,), (0,)), Pair((1,), ())])
    (edit,) = deleted.removals(units[0].atoms)
    assert source[: edit.start] + source[edit.end :] == source.replace(note, "")


def test_a_call_that_moves_still_calls_its_footnote() -> None:
    """A footnote of the build is not defined again when its call is at another word."""
    copy = NOTES.replace("note,[^one] and goes on.", "note, and goes on.[^one]")
    made = applied(NOTES, hunks_of(NOTES, copy))
    assert made == copy


@pytest.mark.parametrize(("template", "format"), [("x << n | eq >> y", ""), ("x *<< n | eq >>* y", "i")])
def test_a_tag_has_the_format_that_its_template_gives_it(template: str, format: str) -> None:
    """The italic letters that a tag prints, such as the *n* of a sample, are no format around the tag."""
    start, end = template.index("<<"), template.index(">>") + 2
    atoms = [
        Atom("n", PRODUCT, "i", start, end, "", FILE),
        Atom(" = 2", "number", format, start, end, "n", FILE),
    ]
    (piece,) = remaining(atoms, Setting({FILE: template}))
    assert (piece.text, piece.format) == ("<< n | eq >>", format)


def test_a_reference_and_a_citation_that_meet_are_kept_apart() -> None:
    """Markdown would read the brackets as a part of the reference."""
    source = "Bounds are in @tbl-bounds, which lists all [@smith2020].\n\nAnother paragraph stands here.\n"
    made = applied(source, hunks_of(source, source.replace(", which lists all", "")))
    assert "@tbl-bounds<!-- --> [@smith2020]." in made

"""Numbers in a Word copy: an edited one is never taken over, a typed one is offered rows."""

from __future__ import annotations

from report.merge.selections import selection
from report.merge.typed_citations import Reference

MEAN = '<w:t xml:space="preserve">7.5</w:t>'


def test_an_edited_number_is_a_conflict(built, edited):
    """The hunk shows the value typed, the row's value and where it is made, and changes nothing."""
    found = built.merge(edited((MEAN, MEAN.replace("7.5", "7.6"))))
    (hunk,) = found.hunks
    assert (hunk.state, hunk.typed, found.changed) == ("conflict", "7.6", {})
    assert "hours.mean is 7.5" in hunk.remedy
    assert "mini/products.py:" in hunk.remedy


def test_a_digit_changed_inside_a_number_is_reported_as_the_whole_number(built, edited):
    """The value typed is that of the whole number, not of its changed digits."""
    found = built.merge(edited((">.012<", ">.013<")))
    assert [hunk.typed for hunk in found.hunks] == [".013"]


def test_a_deleted_sentence_takes_its_numbers_with_it(built, edited):
    """Deleting text with a number is an ordinary edit."""
    sentence = "It has a second sentence, which says that the mean was "
    start = built.word and edited((sentence, ""))
    assert "says that the mean" not in built.merged(start)
    assert "<< hours.mean >> hours.\n<% if" in built.merged(start)


def test_a_typed_number_is_offered_the_rows_that_print_it(built, edited):
    """The nearest rows with that printed value are proposed; `--accept N=ROW` binds one."""
    data = edited(("is a number.", "is a number. The longest night had 8.5 hours."))
    found = built.merge(data)
    (hunk,) = found.hunks
    assert (hunk.state, hunk.rows, found.changed) == ("proposal", ("hours.max",), {})
    bound = built.merged(data, selection=selection(f"{hunk.number}=hours.max"))
    assert "The longest night had << hours.max >> hours." in bound
    typed = built.merged(data, selection=selection(f"{hunk.id}=typed"))
    assert '<< literal("8.5", "typed in a Word copy") >>' in typed


def test_an_edited_label_of_a_table_is_reported_with_its_table(built, edited):
    """The text of a table is in the code of its product."""
    found = built.merge(edited((">Participants<", ">People<")))
    assert [(hunk.state, "tbl-sleep-table" in hunk.why) for hunk in found.hunks] == [("conflict", True)]


def test_a_typed_number_in_words_is_a_proposal_too(built, edited):
    """A word for a number that the linter would refuse in the next build is offered rows, like digits."""
    found = built.merge(edited(("is a number.", "is a number. Twelve participants moved.")))
    (hunk,) = found.hunks
    assert (hunk.state, found.changed, "Twelve" in hunk.why) == ("proposal", {}, True)


def test_each_typed_number_of_a_hunk_has_its_own_answer(built, edited):
    """Answers apply to the typed numbers and citations in their order; the hunk is open until all have one."""
    data = edited(("in quiet towns", "in quiet towns, 7 of which have 4711 people (Author, 2020)"))
    known = [Reference("author2020", "author", "2020")]

    def merged(answers):
        return built.merge(data, selection=selection(answers), known=known)

    assert [hunk.state for hunk in merged("1=protocol.nights").hunks] == ["proposal"]
    assert [hunk.state for hunk in merged("1=protocol.nights,1=typed").hunks] == ["proposal"]
    found = merged("1=@author2020,1=protocol.nights,1=typed")
    assert [hunk.state for hunk in found.hunks] == ["applied"]
    literal = '<< literal("4711", "typed in a Word copy") >>'
    text = f"in quiet towns, << protocol.nights >> of which have {literal} people [@author2020]."
    assert text in found.merged["index.qmd.j2"]

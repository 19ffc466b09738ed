"""Edits of prose in a Word copy become edits of the template's own lines."""

from __future__ import annotations

import pytest


def lines_changed(built, data):
    """The lines of the main template that a merge removes and adds."""
    old, new = built.templates["index.qmd.j2"].split("\n"), built.merged(data).split("\n")
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_every_unit_of_the_document_has_a_place_in_the_templates(built):
    """No paragraph, heading, cell, caption, item or note is without its origin."""
    assert [unit.text for unit in built.base.unmapped] == []


def test_an_unedited_copy_changes_nothing(built):
    """A copy as it was built has no hunks."""
    found = built.merge(built.word)
    assert (found.hunks, found.changed) == ((), {})


EDITS = {
    "word": ((" nights, sleep was ", " nights, rest was "), "rest was << claim("),
    "title": (("Sleep in ", "Rest in "), 'title: "Rest in << words(hours.n) >> participants"'),
    "abstract": (
        (" Mean sleep was ", " The mean was "),
        "  **Results.** The mean was << hours.mean >> hours.",
    ),
    "heading": ((">Results<", ">Findings<"), "# Findings"),
    "claim": ((">enough<", ">plentiful<"), 'claim("claim.enough", yes="plentiful", no="too short")'),
    "citation nearby": (("), as in ", "), as shown in "), "[@author2020]), as shown in @tbl-sleep-table"),
    "item": (("The second item.", "The other item."), "- The other item."),
    "after a tag": ((" hours.", " hours a night."), "<< hours.mean >> hours a night."),
    "emphasis": ((">emphasis<", ">stress<"), "has *stress*, a link"),
    "link": ((">a site<", ">a page<"), "to [a page](https://example.org) and"),
    "special letters": (
        ("nothing in it", "nothing *in* [it] &lt;b> $x_y$"),
        r"nothing \*in\* \[it\] \<b> \$x_y\$ is",
    ),
    "new sentence": (("is a number.", "is a number. It is new."), "nothing in it is a number.\nIt is new."),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_changes_its_own_line(built, edited, name):
    """The edited words change in their line of the template, and no other line does."""
    edit, wanted = EDITS[name]
    removed, added = lines_changed(built, edited(edit))
    assert wanted in "\n".join(built.merged(edited(edit)).split("\n"))
    assert len(removed) <= 1
    assert len(added) <= 2


def test_new_formatting_becomes_markdown(built, edited):
    """Bold and italic text, superscripts and subscripts are translated."""
    run = '<w:r><w:t xml:space="preserve">Another paragraph stands here, and nothing in it is a number.</w:t></w:r>'
    marked = (
        "<w:r><w:rPr><w:b/></w:rPr><w:t>Another</w:t></w:r>"
        '<w:r><w:t xml:space="preserve"> paragraph </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>stands here</w:t></w:r>'
        '<w:r><w:t xml:space="preserve">, and nothing in it is a number.</w:t></w:r>'
    )
    assert "**Another** paragraph *stands here*, and" in built.merged(edited((run, marked)))


def test_emphasis_that_was_removed_loses_its_marks(built, edited):
    """Text that is no longer italic has no asterisks in the template."""
    run = '<w:rPr><w:i/><w:iCs/></w:rPr><w:t xml:space="preserve">emphasis</w:t>'
    assert "has emphasis, a link" in built.merged(edited((run, '<w:t xml:space="preserve">emphasis</w:t>')))


def paragraph(text):
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def test_paragraphs_are_inserted_deleted_split_and_joined(built, edited):
    """Whole paragraphs change as paragraphs of the template."""
    third = "Another paragraph stands here, and nothing in it is a number."
    end = "is a number.</w:t></w:r></w:p>"
    assert f"{third}\n\nA new line.\n" in built.merged(edited((end, end + paragraph("A new line."))))
    split = (" stands here, and", '</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">stands here, and')
    assert "Another paragraph\n\nstands here, and" in built.merged(edited(split))


def test_merging_twice_changes_nothing_the_second_time(built, edited):
    """Once its edits are in the templates, a copy has nothing to apply."""
    data = edited(
        (" nights, sleep was ", " nights in a row, rest was "), ("is a number.", "is a number. It is new.")
    )
    today = {**built.templates, "index.qmd.j2": built.merged(data)}
    again = built.merge(data, today)
    assert again.changed == {}
    assert {hunk.state for hunk in again.hunks} == {"already there"}


def test_edits_of_todays_template_and_of_the_copy_are_both_kept(built, edited):
    """A copy of an old build merges into a template that was edited elsewhere since."""
    text = built.templates["index.qmd.j2"].replace("nothing in it is", "nothing in all of it is")
    found = built.merged(edited((">emphasis<", ">stress<")), {**built.templates, "index.qmd.j2": text})
    assert "has *stress*" in found
    assert "nothing in all of it is" in found


def test_overlapping_edits_are_a_conflict(built, edited):
    """Where the template has changed in the same words, the hunk is not applied."""
    text = built.templates["index.qmd.j2"].replace("Another paragraph", "Yet another text")
    found = built.merge(
        edited(("Another paragraph", "A further paragraph")), {**built.templates, "index.qmd.j2": text}
    )
    assert [hunk.state for hunk in found.hunks] == ["conflict"]
    assert found.changed == {}


def test_an_edit_across_a_branch_is_a_conflict_with_an_explanation(built, edited):
    """Text on both sides of <% if %> cannot be replaced as one."""
    edit = ("This sentence is printed for synthetic data. The last sentence has", "Something else has")
    found = built.merge(edited(edit))
    assert {hunk.state for hunk in found.hunks} <= {"conflict", "applied"}
    assert any("<% if %>" in hunk.why for hunk in found.hunks)


def test_an_edit_within_a_branch_is_applied_there(built, edited):
    """A sentence inside <% if %> is edited in place."""
    assert "\nThis sentence is shown for synthetic data.\n<% endif %>" in built.merged(
        edited(("is printed for synthetic", "is shown for synthetic"))
    )

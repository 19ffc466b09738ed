"""Parts of a Word file as units: paragraphs, tables, notes, tracked changes and comments."""

from __future__ import annotations

import pytest

from report.merge.word_reader import WordReader
from tests.merge.word_xml import cell, paragraph, parsed, run, table

STYLES = {"H2": "heading 2", "Cap": "Table Caption", "Toc": "toc 1"}
STYLE = '<w:pStyle w:val="{}"/>'.format
CALL = '<w:r><w:footnoteReference w:id="{}"/></w:r>'.format
NEW, OLD = '<w:ins w:author="A">{}</w:ins>'.format, '<w:del w:author="A">{}</w:del>'.format


def read(*parts, accepted=True):
    """The reader after these parts."""
    reader = WordReader(lambda revision: accepted, STYLES, {})
    for part in parts:
        reader.read(parsed(part))
    return reader


def units(*parts, accepted=True):
    return [(unit.kind, unit.text) for unit in read(*parts, accepted=accepted).done]


def test_the_style_of_a_paragraph_is_its_kind():
    """Lines of a table of contents and empty paragraphs are no units."""
    content = [paragraph(run(text), properties=STYLE(style)) for style, text in STYLES_AND_TEXTS]
    assert units("".join(content)) == [
        ("heading", "Methods"),
        ("caption", "Table 1. Visits"),
        ("paragraph", "x"),
    ]


STYLES_AND_TEXTS = (
    ("H2", "Methods"),
    ("Toc", "Methods 3"),
    ("Cap", "Table 1. Visits"),
    ("None", "x"),
    ("None", " "),
)


def test_the_cells_of_a_table_are_units_with_the_number_of_their_row():
    """Rows are counted through the file."""
    reader = read(table([cell("a"), cell("b")], [cell("c"), cell("")]) + table([cell("d")]))
    assert [(unit.kind, unit.text, unit.level) for unit in reader.done] == [
        ("cell", "a", 1),
        ("cell", "b", 1),
        ("cell", "c", 2),
        ("cell", "d", 3),
    ]
    assert [grid.units for grid in reader.tables.found] == [(0, 1, 2), (3,)]


def test_a_table_in_a_cell_is_no_part_of_the_text():
    """It is a region that is not understood; the cells behind it are those of the table around it."""
    inner = table([cell("x"), cell("y")])
    reader = read(table([cell("a").replace("</w:tc>", f"{inner}<w:p/></w:tc>"), cell("b")], [cell("c")]))
    assert [(unit.text, unit.level) for unit in reader.done] == [("a", 1), ("b", 1), ("c", 2)]
    assert [grid.units for grid in reader.tables.found] == [(0, 1, 2)]


def test_paragraphs_between_the_marks_of_a_float_belong_to_it():
    """LibreOffice numbers the copies of a bookmark."""
    start = '<w:bookmarkStart w:id="4" w:name="tbl-visits_Copy_1"/>'
    content = f'{start}{paragraph(run("a"))}<w:bookmarkEnd w:id="4"/>{paragraph(run("b"))}'
    assert [unit.home for unit in read(content).done] == ["tbl-visits", ""]


@pytest.mark.parametrize(("accepted", "text"), [(True, "a new c"), (False, "a old c")])
def test_tracked_changes_are_read_as_one_text(accepted, text):
    """With all of them accepted, or none."""
    deleted = OLD('<w:r><w:delText xml:space="preserve">old </w:delText></w:r>')
    reader = read(paragraph(run("a "), NEW(run("new ")), deleted, run("c")), accepted=accepted)
    assert reader.done[0].text == text
    assert [(each.kind, each.text) for each in reader.revisions.found] == [
        ("inserted", "new "),
        ("deleted", "old "),
    ]


def test_accepted_changes_are_marked_in_the_text():
    """An insertion covers its letters, a deletion none."""
    deleted = OLD("<w:r><w:delText>x</w:delText></w:r>")
    reader = read(paragraph(run("ab"), NEW(run("cd")), deleted, run("e")))
    assert [(mark.start, mark.end) for mark in reader.marks[0]] == [(2, 4), (4, 4)]
    assert read(paragraph(NEW(run("cd")), run("e")), accepted=False).marks == {}


END = "<w:rPr><w:{} w:author='A'/></w:rPr>".format


def test_paragraphs_whose_end_is_deleted_are_one():
    """An end that was inserted by a change that is not accepted joins them, too."""
    joined = paragraph(run("a "), properties=END("del")) + paragraph(run("b"))
    assert units(joined) == [("paragraph", "a b")]
    assert units(joined, accepted=False) == [("paragraph", "a"), ("paragraph", "b")]
    split = paragraph(run("a "), properties=END("ins")) + paragraph(run("b"))
    assert units(split, accepted=False) == [("paragraph", "a b")]


def test_the_style_of_the_next_paragraph_stays_if_nothing_is_left_of_the_first():
    """A deleted paragraph above a heading does not make it a paragraph."""
    content = paragraph(properties=END("del")) + paragraph(run("Methods"), properties=STYLE("H2"))
    assert units(content) == [("heading", "Methods")]


GONE = OLD(run("a").replace("w:t", "w:delText"))
AWAY = f'<w:moveFrom w:author="A">{run("a")}</w:moveFrom>'


@pytest.mark.parametrize(
    ("before", "properties", "adopted"),
    [
        (GONE, "", True),
        (AWAY, "", True),
        (GONE, STYLE("None") + '<w:pPrChange w:author="A"><w:pPr/></w:pPrChange>', False),
        (GONE + run("b"), "", False),
        (run("a"), "", False),
        (GONE, STYLE("H2"), False),
    ],
)
def test_a_paragraph_may_have_the_style_of_a_deleted_one_before_it(before, properties, adopted):
    """LibreOffice gives it that style; one that the author changed, or that differs, is its own."""
    reader = read(paragraph(before) + paragraph(run("Methods"), properties=properties))
    assert reader.done[-1].adopted is adopted


def test_a_deleted_row_is_not_read():
    """Unless the change is not accepted."""
    row = f'<w:tr><w:trPr><w:del w:author="A"/></w:trPr>{cell("b")}</w:tr>'
    content = table([cell("a")]).replace("</w:tbl>", f"{row}</w:tbl>")
    assert units(content) == [("cell", "a")]
    assert units(content, accepted=False) == [("cell", "a"), ("cell", "b")]


CHANGED = f'{STYLE("H2")}<w:pPrChange w:author="A"><w:pPr>{STYLE("None")}</w:pPr></w:pPrChange>'


@pytest.mark.parametrize(("accepted", "kind"), [(True, "heading"), (False, "paragraph")])
def test_a_tracked_style_is_the_old_one_unless_it_is_accepted(accepted, kind):
    """The change says what the paragraph became."""
    reader = read(paragraph(run("Methods"), properties=CHANGED), accepted=accepted)
    assert reader.done[0].kind == kind
    assert reader.revisions.found[0].kind == "made heading"


def note(id, text, type=""):
    return f'<w:footnote w:id="{id}" {type}>{paragraph(run(text))}</w:footnote>'


def test_notes_are_units_with_the_number_that_calls_them():
    """Programs leave notes in a file that nothing calls; separators are not notes."""
    notes = note("2", "A note.") + note("7", "Left.") + note("3", "Line", 'w:type="separator"')
    reader = read(paragraph(run("a"), CALL("2"), CALL("3")), notes)
    assert [(unit.kind, unit.text, unit.home) for unit in reader.done[1:]] == [("footnote", "A note.", "2")]


def test_a_comment_is_on_the_text_of_its_range():
    """With the unit in which it starts; without a range, it is at its reference."""
    content = (
        paragraph(run("a"), '<w:commentRangeStart w:id="0"/>', run("b"))
        + paragraph(run("c"), '<w:commentRangeEnd w:id="0"/>', run("d"))
        + paragraph(run("e"), '<w:r><w:commentReference w:id="1"/></w:r>')
    )
    assert read(content).comments.found == {"0": ("b\nc", 0), "1": ("", 2)}

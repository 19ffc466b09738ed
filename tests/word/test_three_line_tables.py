"""Three-line tables of Word files: widths, repeated heads, unbroken rows, and turned sheets."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from lxml import etree

from report.render.word.namespaces import element, style_of, w, xml
from report.render.word.page_formats import LANDSCAPE, PORTRAIT
from report.render.word.three_line_tables import format_table


def row(cells: Sequence[str], *, head: bool = False, span: int = 1) -> str:
    marks = "<w:trPr><w:tblHeader/></w:trPr>" if head else ""
    wide = f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>' if span > 1 else ""
    body = "".join(f"<w:tc>{wide}<w:p><w:r><w:t>{each}</w:t></w:r></w:p></w:tc>" for each in cells)
    return f"<w:tr>{marks}{body}</w:tr>"


def table(*rows: str, note: bool = False) -> etree._Element:
    """A table in a body, with a note after it if wanted."""
    grid = '<w:tblPr><w:tblCaption w:val="A caption"/></w:tblPr><w:tblGrid><w:gridCol/></w:tblGrid>'
    after = '<w:p><w:pPr><w:pStyle w:val="TableNote"/></w:pPr></w:p>' if note else "<w:p/>"
    return xml(f"<w:body><w:tbl>{grid}{''.join(rows)}</w:tbl>{after}</w:body>")[0]


SMALL = (row(["Group", "n"], head=True), row(["A", "12"]), row(["B", "15"]))


def kept(made: etree._Element) -> list[bool]:
    """Whether each row stays with the next."""
    return [each.find(f".//{w('keepNext')}") is not None for each in made.findall(w("tr"))]


def test_a_small_table_is_upright_and_as_wide_as_the_text() -> None:
    """The widths of the columns fill the measure; the copy of the caption is gone."""
    made = table(*SMALL)
    assert format_table(made) is PORTRAIT
    widths = [int(each.get(w("w"))) for each in made.iter(w("gridCol"))]
    assert len(widths) == 2
    assert sum(widths) == pytest.approx(PORTRAIT.measure * 20, abs=2)
    cells = [int(each.get(w("w"))) for each in made.find(w("tr")).iter(w("tcW"))]
    assert cells == widths
    assert next(made.iter(w("tblCaption")), None) is None


def test_a_table_that_does_not_fit_is_turned() -> None:
    """If no type size of the upright sheet holds its words unbroken."""
    made = table(row(["Unbreakable"] * 12, head=True), row(["1.234 [0.123, 0.456]"] * 12))
    assert format_table(made) is LANDSCAPE


def test_the_type_shrinks_before_a_table_is_turned() -> None:
    """Runs get the smaller size."""
    for count in range(4, 14):
        made = table(row(["Unbreakable"] * count, head=True), row(["1"] * count))
        found = format_table(made), made.find(f".//{w('sz')}")
        if found[0] is PORTRAIT and found[1] is not None:
            assert int(found[1].get(w("val"))) in (17, 16)
            return
    pytest.fail("no table shrank")


def test_controls_of_a_smaller_table_allow_its_size() -> None:
    """LibreOffice shows a control of plain text in the size of its paragraph, in which numbers would break."""
    control = (
        "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>1</w:t></w:r></w:sdtContent></w:sdt>"
    )
    cell = f"<w:tc><w:p>{control}</w:p></w:tc>"
    kinds = {}
    for count in (2, 12):
        made = table(row(["Unbreakable"] * count, head=True), f"<w:tr>{cell * count}</w:tr>")
        format_table(made)
        shrunk = made.find(f".//{w('sz')}") is not None
        kinds[shrunk] = {each[0].tag for each in made.iter(w("sdtPr"))}
    assert kinds == {False: {w("text")}, True: {w("richText")}}


@pytest.mark.parametrize(("note", "last"), [(False, False), (True, True)])
def test_a_short_table_stays_whole_with_its_note(note: bool, last: bool) -> None:
    """Every row but the last stays with the next, and the last with the note."""
    made = table(*SMALL, note=note)
    format_table(made)
    assert kept(made) == [True, True, last]


def test_a_long_table_may_break_after_its_first_rows() -> None:
    """The head is not alone at the foot of a page, nor the note at the top of one."""
    made = table(row(["Group", "n"], head=True), *[row(["A", "1"])] * 30, note=True)
    format_table(made)
    assert [place for place, each in enumerate(kept(made)) if each] == [0, 1, 2, 29, 30]


def test_no_row_breaks_and_heads_repeat() -> None:
    """Other properties of rows are removed."""
    made = table(*SMALL)
    format_table(made)
    found = [[each.tag for each in row.find(w("trPr"))] for row in made.findall(w("tr"))]
    assert found == [[w("cantSplit"), w("tblHeader")], [w("cantSplit")], [w("cantSplit")]]


def test_spanning_heads_have_a_short_rule() -> None:
    """Of two rows of heads, the last is ruled throughout, the first below what spans columns."""
    made = table(
        row(["Both", "Each"], head=True, span=2), row(["a", "b", "c", "d"], head=True), row(list("1234"))
    )
    format_table(made)
    rules = [[each.get(w("val")) for each in row.iter(w("bottom"))] for row in made.findall(w("tr"))]
    assert rules == [["single"] * 2, ["single"] * 4, []]


def test_empty_cells_are_as_low_as_others() -> None:
    """They have the style of the cells of a table."""
    made = table(row(["Group", "n"], head=True), row(["A", ""]))
    for each in made.iter(w("p")):
        each.insert(0, element("pPr"))
    format_table(made)
    assert {style_of(each) for each in made.iter(w("p"))} == {"TableText"}

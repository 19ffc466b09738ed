"""Steps that prepare a page for the printer: footnotes, table breaks, cells, provenance, appendix entries."""

from __future__ import annotations

import pytest
from lxml import html

from report.drawing.text_width import width
from report.render.pdf.appendix_entries import HALF_LINE, plain_entries
from report.render.pdf.page_footnotes import set_at_calls
from report.render.pdf.provenance_pages import arrange_provenance
from report.render.pdf.table_breaks import mark_breaks
from report.render.pdf.table_cells import plain_cells
from report.render.pdf.table_fit import fit_tables
from report.rows.errors import RenderError


def page(body: str, attributes: str = "") -> html.HtmlElement:
    """A page with this body."""
    return html.document_fromstring(f"<html><body {attributes}>{body}</body></html>")


def body_of(tree: html.HtmlElement) -> str:
    """The body of a page as HTML."""
    return html.tostring(tree.find("body"), encoding="unicode")


NOTES = (
    '<section class="footnotes"><ol><li id="fn1"><p>First.<a class="footnote-back" href="#r1">back</a></p>'
    '<p>More.</p></li><li id="fn2"><p>Never called.</p></li></ol></section>'
)


def test_a_note_moves_to_its_call() -> None:
    """Without the link back to the text; each later paragraph is a line of its own."""
    tree = page(f'<p>Text<a class="footnote-ref" href="#fn1">1</a> on.</p>{NOTES}')
    set_at_calls(tree)
    assert (
        '<p>Text<span class="note"><span>First.</span><span class="note-paragraph">More.</span></span> on.</p>'
        in (body_of(tree))
    )


def test_a_note_that_nothing_calls_remains_at_the_end() -> None:
    """The section disappears when it has no notes left."""
    both = page(
        f'<p><a class="footnote-ref" href="#fn1">1</a><a class="footnote-ref" href="#fn2">2</a></p>{NOTES}'
    )
    one = page(f'<p><a class="footnote-ref" href="#fn1">1</a></p>{NOTES}')
    for tree in (both, one):
        set_at_calls(tree)
    assert both.find(".//section") is None
    assert one.findtext(".//section//p") == "Never called."


APPENDIX = (
    '<main><header class="title-block">Title</header><p>Text <a href="#row-a">5</a></p>'
    '<section class="provenance"><p id="row-a">a.n <a href="#o1">back</a></p></section></main>'
)


@pytest.mark.parametrize(
    ("attribute", "has_appendix"),
    [("", True), ('data-provenance="off"', False), ('data-provenance="separate"', False)],
)
def test_the_metadata_decide_on_the_appendix(attribute: str, has_appendix: bool) -> None:
    """Without the appendix, its links are plain text."""
    tree = page(APPENDIX, attribute)
    arrange_provenance(tree)
    assert (tree.find(".//section") is not None) is has_appendix
    assert (tree.find(".//main/p/a").get("href") is not None) is has_appendix


def test_the_appendix_can_be_a_file_of_its_own() -> None:
    """With the title of its document, and without links into the text that is not there."""
    tree = page(APPENDIX, 'data-provenance="separate"')
    arrange_provenance(tree, alone=True)
    assert [element.tag for element in tree.find(".//main")] == ["header", "section"]
    assert tree.find(".//section//a").get("href") is None


def table(rows: int, cell: str = "x", attributes: str = "", width_of_column: str = "") -> html.HtmlElement:
    """A table with some rows of one cell."""
    lines = "".join(f"<tr><td{attributes}>{cell}</td></tr>" for _ in range(rows))
    col = f'<col style="width: {width_of_column}%">' if width_of_column else ""
    return page(f'<div class="stat-table"><table>{col}<tbody>{lines}</tbody></table></div>')


def classes(tree: html.HtmlElement) -> list[str]:
    """The classes of the rows."""
    return [row.get("class") or "" for row in tree.iter("tr")]


def test_the_last_rows_of_a_table_stay_together() -> None:
    """The last three rows, and the last one draws the closing rule."""
    tree = table(5)
    mark_breaks(tree)
    assert classes(tree) == ["", "", "", "joined", "joined end"]


@pytest.mark.parametrize(("rows", "is_whole"), [(10, True), (60, False)])
def test_a_short_table_is_never_broken(rows: int, is_whole: bool) -> None:
    """A table that fits a page is not divided."""
    tree = table(rows)
    mark_breaks(tree)
    assert ("whole" in tree.find(".//div").classes) is is_whole


def test_a_row_that_is_higher_than_much_of_a_page_may_break() -> None:
    """Its neighbours may then be on other pages."""
    tree = table(2, "word " * 800, width_of_column="100")
    mark_breaks(tree)
    assert classes(tree) == ["tall", "end tall"]


def test_a_cell_that_spans_to_the_end_has_the_closing_rule() -> None:
    """The rule is drawn by the cells of the last row, of which it is not one."""
    tree = page("<table><tbody><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>")
    mark_breaks(tree)
    assert [cell.get("class") for cell in tree.iter("td")] == ["end", None, None]


def test_marks_in_cells_become_classes() -> None:
    """Alignment, indentation and shading are classes, which the printer shares between cells."""
    tree = page(
        '<table><tr><td style="text-align: right;"><span class="shade" data-shade="plus-3">1</span></td>'
        '<td><span class="indent">a</span></td><td style="color: red">b</td></tr></table>'
    )
    assert plain_cells(tree) == ""
    one, two, three = tree.iter("td")
    assert (one.get("class"), one.get("data-shade"), one.text) == ("right", "plus-3", "1")
    assert (two.get("class"), two.text) == ("indent", "a")
    assert (three.get("class"), three.get("style")) == (None, "color: red")


def test_missing_decimals_become_padding() -> None:
    """Numbers align on the decimal point by the width of the signs that they lack."""
    tree = page('<table><tr><td>5<span class="pad" data-pad=".00"></span></td></tr></table>')
    rules = plain_cells(tree)
    padding = round(1000 * width(".00"))
    assert tree.find(".//td").get("class") == f"pad-{padding}"
    assert tree.find(".//td").text_content() == "5"
    assert f".pad-{padding}:last-child {{ padding-right: {padding / 1000}em; }}" in rules


def entries(*texts: str) -> tuple[dict[str, str], list[str]]:
    """The targets of appendix entries, and the lines that they are printed on."""
    spans = "".join(f'<span class="entry" id="row-{n}">{text}</span>' for n, text in enumerate(texts))
    tree = page(f"<div><p>{spans}</p></div>")
    return plain_entries(tree), tree.find(".//p").text.split("\n")


def test_short_entries_share_a_line() -> None:
    """Two to a line, at a tab; a long entry has a line of its own."""
    long = "c.n " + "word " * 30
    targets, lines = entries("a.n 5", "b.n 6", long, "d.n 7")
    assert targets == {"a.n": "row-0", "b.n": "row-1", "c.n": "row-2", "d.n": "row-3"}
    assert [line.replace(" ", "") for line in lines] == ["a.n5\tb.n6", long.replace(" ", ""), "d.n7"]
    assert width(long) > HALF_LINE >= width(lines[0].split("\t")[0])


def wide(columns: int, cell: str) -> html.HtmlElement:
    """A table with equal columns of one text."""
    cols = f'<col style="width: {100 / columns}%">' * columns
    row = f"<tr>{f'<td>{cell}</td>' * columns}</tr>"
    return page(f'<div class="stat-table" id="tbl-x"><table>{cols}<tbody>{row}</tbody></table></div>')


def test_a_table_that_fits_is_not_changed() -> None:
    """Columns are distributed again only where a word would break."""
    tree = wide(3, "short")
    before = body_of(tree)
    fit_tables(tree, "index")
    assert body_of(tree) == before


def test_a_wide_table_is_set_smaller_or_turned() -> None:
    """Until every word fits; a table that fits no page is a fault that names it."""
    tree = wide(12, "intervention")
    fit_tables(tree, "index")
    assert body_of(tree) != body_of(wide(12, "intervention"))
    with pytest.raises(RenderError, match="tbl-x"):
        fit_tables(wide(60, "intervention"), "index")

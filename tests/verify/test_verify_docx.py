"""What the Word reader sees, and what it does not."""

import pytest
from hostile import docx, paragraph

from report.text.reading.docx import ACCEPTED, REJECTED, read_docx


def texts(body, reading=ACCEPTED, **more):
    return [block.text for block in read_docx(docx(body, **more)).readings[reading]]


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def control(name):
    """A content control around 0.5 that has the id of its row under that name."""
    inside = f"<w:sdtContent>{run('0.5')}</w:sdtContent>"
    return f"<w:sdt><w:sdtPr><w:{name} w:val='a.b'/></w:sdtPr>{inside}</w:sdt>"


@pytest.mark.parametrize(
    ("change", "accepted", "rejected"),
    [
        (f"<w:ins>{run('0.5')}</w:ins>", "b = 0.5", "b ="),
        (
            f"<w:del><w:r><w:delText>0.4</w:delText></w:r></w:del><w:ins>{run('0.5')}</w:ins>",
            "b = 0.5",
            "b = 0.4",
        ),
        (f"<w:moveFrom>{run('0.4')}</w:moveFrom>", "b =", "b = 0.4"),
        (f"<w:moveTo>{run('0.4')}</w:moveTo>", "b = 0.4", "b ="),
    ],
)
def test_tracked_changes_are_read_both_ways(change, accepted, rejected):
    """A copy is what it is with its changes accepted, and what it is with them rejected."""
    body = f"<w:p>{run('b = ')}{change}</w:p>"
    assert texts(body) == [accepted]
    assert texts(body, REJECTED) == [rejected]


def test_a_tracked_row_is_read_both_ways():
    """A deleted row is only in the reading that rejects the change."""
    row = "<w:tr>{}<w:tc>" + paragraph("{}") + "</w:tc></w:tr>"
    body = "<w:tbl>" + row.format("", "one") + row.format("<w:trPr><w:del/></w:trPr>", "two") + "</w:tbl>"
    assert texts(body) == ["one"]
    assert texts(body, REJECTED) == ["one", "two"]


def test_a_copy_without_changes_has_one_reading():
    """A copy without tracked changes is read once."""
    assert list(read_docx(docx(paragraph("x"))).readings) == [ACCEPTED]


def test_boxes_and_controls_are_text():
    """Text in a box is read once, although Word stores it twice; controls may be anywhere."""
    box = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:txbxContent>'
        + paragraph("boxed 1.5")
        + "</w:txbxContent></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
        + paragraph("boxed 1.5")
        + f"</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>{run('around')}</w:p>"
    )
    inline = f"<w:p>{run('b = ')}{control('tag')}</w:p>"
    outer = f"<w:sdt><w:sdtContent>{paragraph('whole')}</w:sdtContent></w:sdt>"
    assert texts(box + inline + outer) == ["boxed 1.5", "around", "b = 0.5", "whole"]
    anchors = read_docx(docx(inline)).blocks[0].anchors
    assert [(a.start, a.end, a.id) for a in anchors] == [(4, 7, "a.b")]


def test_the_title_of_a_control_names_its_row_where_the_tag_is_gone():
    """LibreOffice drops the tag on saving."""
    body = f"<w:p>{control('alias')}</w:p>"
    assert [a.id for a in read_docx(docx(body)).blocks[0].anchors] == ["a.b"]


def test_codes_of_fields_and_hidden_text_are_no_text():
    """Only what is printed is read: a field's result, not its code; no run that is hidden."""
    body = (
        f"<w:p>{run('Table ')}<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        "<w:r><w:instrText>SEQ Table 99</w:instrText></w:r>"
        f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run('3')}"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>777</w:t></w:r></w:p>"
    )
    assert texts(body) == ["Table 3"]


def test_cells_know_their_row_and_column():
    """A cell is named by its heads; a head that spans two columns counts for two."""
    cell = "<w:tc><w:tcPr>{}</w:tcPr>" + paragraph("{}") + "</w:tc>"
    head = (
        "<w:tr>"
        + cell.format("", "Name")
        + cell.format("<w:gridSpan w:val='2'/>", "Both")
        + cell.format("", "Last")
        + "</w:tr>"
    )
    line = "<w:tr>" + "".join(cell.format("", text) for text in ("Age", "1", "2", "3")) + "</w:tr>"
    blocks = read_docx(docx(f"<w:tbl>{head}{line}</w:tbl>")).blocks
    assert [(b.text, b.row, b.column) for b in blocks if b.cell[1] == 1] == [
        ("Age", "Age", "Name"),
        ("1", "Age", "Both"),
        ("2", "Age", "3"),
        ("3", "Age", "Last"),
    ]


def test_the_ledger_is_read_from_a_custom_part():
    """A copy carries its own ledger as JSON inside XML, or as elements."""
    json = '<ledger xmlns="urn:x"><![CDATA[{"rows": {"a.b": "0.5"}}]]></ledger>'
    plain = '<ledger xmlns="urn:x"><row id="a.b" printed="0.5"/></ledger>'
    for part in (json, plain):
        assert read_docx(docx(paragraph("x"), **{"customXml/item1.xml": part})).printed == {"a.b": "0.5"}


def test_a_broken_custom_part_is_no_ledger():
    """What a copy carries beside its text cannot stop the check."""
    part = '<!DOCTYPE x [<!ENTITY a "b">]><ledger>&a;</ledger>'
    assert read_docx(docx(paragraph("x"), **{"customXml/item1.xml": part})).printed == {}
